//! Brings in the official client of STS, so that it is built.

pub use aws_sdk_sts::Client;
