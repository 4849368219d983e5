//! From the model to tokens: one function and one file for each concern.
//!
//! Nothing can fail here, and nothing is decided: a template reads as the Rust that it gives.

mod auth_settings;
mod aws_hosts;
mod client;
mod client_builder;
mod common_error;
mod default_docs;
mod docs;
mod endpoint;
mod endpoint_settings;
mod enumeration;
mod error;
mod error_format;
mod error_shape;
mod example;
mod finish;
mod initial;
mod input;
mod module;
mod next_page;
mod operation;
mod output;
mod output_path;
mod paginator;
mod prepare;
mod private;
mod request;
mod request_endpoint;
mod response;
mod root;
mod runtime;
mod scope;
mod secrecy;
mod service;
mod structure;
mod types;
mod union;
mod waiter;
mod waiter_condition;
mod xml;

pub use module::{Content, Module};
pub use root::{Entry, root};
pub use service::module as service;
