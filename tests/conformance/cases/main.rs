//! The cases of all suites.

#![cfg(test)]

#[macro_use]
mod same;
mod form;
mod request;
mod response;
mod value;
mod xml;

use restsmith_conformance::api;

include!(concat!(env!("OUT_DIR"), "/tests.rs"));
