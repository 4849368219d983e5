//! Brings in the official client of Lambda, so that it is built.

pub use aws_sdk_lambda::Client;
