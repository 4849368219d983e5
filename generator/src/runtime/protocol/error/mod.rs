//! The errors of services: which one a response is, and what it says.

pub(in super::super) mod body;
pub(super) mod code;
pub(in super::super) mod common;
pub(in super::super) mod listed;
pub(in super::super) mod meta;
pub(in super::super) mod recognition;
pub(in super::super) mod service;
pub(super) mod text;
pub(in super::super) mod variant;
