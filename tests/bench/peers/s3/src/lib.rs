//! Brings in the official client of S3, so that it is built.

pub use aws_sdk_s3::Client;
