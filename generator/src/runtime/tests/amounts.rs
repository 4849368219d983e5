//! How much the tests of readers read, which the environment variable `RESTSMITH_MUTATIONS` changes.

use std::env;

/// Returns the number of damaged documents of a format.
pub fn mutations() -> usize {
    match env::var("RESTSMITH_MUTATIONS") {
        Ok(count) => count.parse().unwrap(),
        Err(_) => 100_000,
    }
}

/// Returns how often a document has what comes again and again.
pub fn repetitions() -> usize {
    mutations() / 20
}
