//! The settings of clients of AWS services, and the hosts and partitions of AWS.

pub mod hosts;
pub mod partition;
mod settings;
mod virtual_hosts;

pub use self::settings::{AwsClient, EndpointParams, regional_endpoint};
pub use self::virtual_hosts::VirtualHostParams;
