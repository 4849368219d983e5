//! Clients of the services that AWS publishes models of, each with one operation, to see where they go.
//!
//! `build/main.rs` generates them, and a test for each model and for each case of an endpoint. What can't be tested
//! is a test all the same, which is skipped and says why.

#[path = "../shared.rs"]
pub mod shared;

#[allow(clippy::doc_markdown, reason = "the documentation is AWS's")]
pub mod api {
    //! A module for each service.

    include!(concat!(env!("OUT_DIR"), "/clients.rs"));
}
