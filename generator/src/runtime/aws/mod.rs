//! The settings of clients of AWS services, and the hosts and partitions of AWS.

pub mod hosts;
pub mod partition;
mod settings;

pub use self::settings::{AwsClient, EndpointParams, regional_endpoint};
