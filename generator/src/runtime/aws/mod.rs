//! What only clients of AWS's services have.

pub mod hosts;
pub mod partition;
mod settings;

pub use self::settings::{AwsClient, EndpointParams, regional_endpoint};
