//! Brings in the official client of DynamoDB, so that it is built.

pub use aws_sdk_dynamodb::Client;
