//! Specs: what a file must hold, and what is said of one that doesn't.

#![cfg(test)]

mod additional;
mod all_problems;
mod authentication;
mod aws_endpoints;
mod cbor;
mod constants;
mod diagnostics;
mod explanations;
mod hostile_documents;
mod hostile_specs;
mod media_types;
mod multipart;
mod mutations;
mod nulls;
mod outputs;
mod own_endpoint;
mod pagination;
mod query_protocols;
mod schema;
mod servers;
mod spec_bytes;
mod spec_checks;
mod styles;
mod unions;
mod waiters;
mod xml;
