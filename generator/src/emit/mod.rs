//! From the model to tokens: one function and one file for each concern.
//!
//! Nothing can fail here, and nothing is decided: a template reads as the Rust that it gives.

mod client;
mod client_builder;
mod common_error;
mod docs;
mod endpoint;
mod error;
mod error_shape;
mod input;
mod module;
mod operation;
mod output;
mod root;
mod runtime;
mod seal;
mod service;
mod structure;
mod token;
mod types;

pub use module::{Content, Module};
pub use root::root;
