//! The common rules of protocols with XML bodies.

use super::RuntimeNames;

pub(super) const RUNTIME: RuntimeNames = RuntimeNames {
    formats: &["rest_xml", "xml"],
    write: "with_xml",
    body: "xml",
    error: "xml_error",
};

pub(super) const CODE_MEMBERS: &[&str] = &["Code"];

pub(super) const MESSAGE_MEMBERS: &[&str] = &["Message", "message"];
