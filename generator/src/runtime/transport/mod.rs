//! Transports: their traits, requests and errors, and those on hyper, ureq and reqwest.

pub(super) mod blocking_http_client;
mod ca_bundle;
pub(super) mod error;
mod head_limit;
pub(super) mod http_client;
pub(super) mod http_request;
pub mod hyper;
mod hyper_body;
mod hyper_connector;
mod hyper_error;
pub(super) mod no_proxy;
mod proxy;
pub mod reqwest;
mod tls;
pub mod ureq;
