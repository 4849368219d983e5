//! Calls again and again; see `calling-harness`.

use calling_harness::{Failure, calls};
use hand_caller::{Async, Blocking};

fn main() -> Result<(), Failure> {
    calls::<Async, Blocking>()
}
