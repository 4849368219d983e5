//! Writes values of the types that a client has as Rust, from JSON: for programs that generate tests.
//!
//! [`Spec`] is what matters of an imported spec, [`Values`] writes values of its types, and [`identifiers`] knows what
//! the generator calls things. What is written names the generated client as `crate::api`, and calls the functions and
//! macros of `cases/same.rs` and `cases/value.rs` in `tests/conformance` as `crate::same` and `crate::value`.

pub mod identifiers;
mod plain;
pub mod spec;
mod value;
mod wire;

pub use spec::Spec;
pub use value::{UNKNOWN_MEMBER, Values};
