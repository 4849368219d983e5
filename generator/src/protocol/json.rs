//! The common rules of protocols with JSON bodies.

use super::RuntimeNames;

pub(super) const RUNTIME: RuntimeNames = RuntimeNames {
    formats: &["json"],
    write: "with_json",
    body: "json",
    error: "json_error",
};

pub(super) const CODE_MEMBERS: &[&str] = &["Code", "__type", "code", "error"];

pub(super) const MESSAGE_MEMBERS: &[&str] = &[
    "Message",
    "detail",
    "error",
    "errorMessage",
    "error_description",
    "errors",
    "message",
    "title",
];
