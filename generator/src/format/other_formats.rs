//! Descriptions of APIs in other formats, which somebody may take for a spec.

use super::Node;
use crate::diagnostic::{Code, Diagnostic, Span};

/// A format that isn't restsmith's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherFormat {
    /// What a document of it is called.
    pub(crate) name: &'static str,
    /// The key that shows it best.
    key: &'static str,
    /// What to do with it.
    pub(crate) help: &'static str,
}

const OTHER: &str = "it can't be imported: write a spec of the operations that you call; `restsmith init` writes one to start from";
const OPENAPI: &str = "make a spec of it: `restsmith import openapi FILE --out spec/NAME.yaml`";
const SWAGGER: &str = "convert it with `npx -y swagger2openapi FILE --yaml --outfile openapi.yaml`, and import that: `restsmith import openapi openapi.yaml --out spec/NAME.yaml`";
const BOTOCORE: &str = "make a spec of it: `restsmith import botocore FILE --out spec/NAME.yaml`";
const SMITHY: &str = "make a spec of it: `restsmith import smithy FILE --out spec/NAME.yaml`";
const SMITHY_IDL: &str = "convert it with `smithy ast FILE > model.json`, and import that: `restsmith import smithy model.json --out spec/NAME.yaml`";

/// The keys of a document, all of which its root has, and the format that has them.
const BY_KEYS: &[(&[&str], &str, &str)] = &[
    (&["openapi"], "an OpenAPI document", OPENAPI),
    (&["swagger"], "an OpenAPI 2 (Swagger) document", SWAGGER),
    (&["asyncapi"], "an AsyncAPI document", OTHER),
    (&["openrpc"], "an OpenRPC document", OTHER),
    (&["smithy", "shapes"], "a Smithy model", SMITHY),
    (&["smithy"], "a Smithy model", SMITHY),
    (
        &["metadata", "operations", "shapes"],
        "a botocore model",
        BOTOCORE,
    ),
    (&["info", "item"], "a Postman collection", OTHER),
    (&["__schema"], "a GraphQL schema", OTHER),
    (&["discoveryVersion"], "a Google discovery document", OTHER),
    (&["$schema"], "a JSON Schema", OTHER),
];

/// The beginnings of texts that aren't YAML.
const BY_BEGINNING: &[(&[&str], &str, &str)] = &[
    (
        &["<?xml", "<definitions", "<wsdl:"],
        "an XML document",
        OTHER,
    ),
    (&["syntax = \"proto"], "a Protocol Buffers file", OTHER),
    (&["$version:"], "a Smithy model", SMITHY_IDL),
    (
        &[
            "directive @",
            "extend type ",
            "interface ",
            "scalar ",
            "schema {",
            "type ",
            "\"\"\"",
        ],
        "a GraphQL schema",
        OTHER,
    ),
];

/// Returns the format of a document whose root has such keys.
pub(crate) fn of_keys(has: impl Fn(&str) -> bool) -> Option<OtherFormat> {
    let (keys, name, help) = BY_KEYS
        .iter()
        .find(|(keys, ..)| keys.iter().all(|key| has(key)))?;
    let key = keys.first()?;
    Some(OtherFormat { name, key, help })
}

/// Returns what to say of a document that is in another format. There is nothing to say of one with the key `restsmith`.
pub(super) fn of_document(root: &Node) -> Option<Diagnostic> {
    if root.value("restsmith").is_some() {
        return None;
    }
    let format = of_keys(|key| root.value(key).is_some())?;
    let (span, _) = root.entry(format.key)?;
    Some(diagnostic(format.name, span, format.help))
}

/// Returns what to say of a text that begins like one in another format.
pub(super) fn of_text(text: &str) -> Option<Diagnostic> {
    let is_comment = |line: &&str| line.trim().is_empty() || line.starts_with('#');
    let line = text.lines().find(|line| !is_comment(line))?;
    let start = text.find(line)?;
    let begins = |beginnings: &[&str]| beginnings.iter().any(|begin| line.starts_with(begin));
    let (_, name, help) = BY_BEGINNING
        .iter()
        .find(|(beginnings, ..)| begins(beginnings))?;
    let end = start + line.trim_end().len();
    Some(diagnostic(name, Span { start, end }, help))
}

fn diagnostic(name: &str, span: Span, help: &str) -> Diagnostic {
    let message = format!("this is {name}, not a spec for restsmith");
    Diagnostic::new(Code::FormatVersion, span, message).help(help)
}
