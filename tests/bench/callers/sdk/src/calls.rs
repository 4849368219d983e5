//! Calls again and again; see `calling-harness`.

use calling_harness::{Failure, None, calls};
use sdk_caller::Client;

fn main() -> Result<(), Failure> {
    calls::<Client, None>()
}
