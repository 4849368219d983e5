//! How many damaged documents the tests of readers make.

use std::env;

/// Returns the number in the environment variable `RESTSMITH_MUTATIONS`, or what every run has the time for.
pub fn count() -> usize {
    match env::var("RESTSMITH_MUTATIONS") {
        Ok(count) => count.parse().unwrap(),
        Err(_) => 100_000,
    }
}
