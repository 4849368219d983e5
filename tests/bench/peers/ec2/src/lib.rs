//! Brings in the official client of EC2, so that it is built.

pub use aws_sdk_ec2::Client;
