//! Keys that operations and errors need because of the protocol.

use std::collections::HashSet;

use serde_json::{Map, json};
use serde_yaml::Value;

use super::{Node, misfit::Misfit};
use crate::{
    diagnostic::{Diagnostics, is_similar},
    protocol::Protocol,
};

/// Returns the keys that a protocol needs, each with the map in whose entries it stands.
fn required_keys(protocol: Protocol) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rules = protocol.rules();
    let (needs_http, needs_status) = (rules.path.is_none(), rules.errors.status.is_none());
    let keys = [
        ("operations", "http", needs_http),
        ("errors", "status", needs_status),
        ("common_errors", "status", needs_status),
    ];
    keys.into_iter().filter(|(.., is_needed)| *is_needed).map(|(map, key, _)| (map, key))
}

/// Reports those that are missing from a spec.
pub(super) fn report_missing(
    spec: &Value,
    root: &Node,
    misfits: &HashSet<usize>,
    diagnostics: &mut Diagnostics,
) {
    for (map, key) in protocol(spec).into_iter().flat_map(required_keys) {
        for (span, node) in root.value(map).into_iter().flat_map(Node::spanned_entries) {
            if misfits.contains(&node.id) || node.has_misspelt(key, misfits) {
                continue;
            }
            if let Some(diagnostic) = Misfit::MissingKey(key).at_value(node, span) {
                diagnostics.report(diagnostic);
            }
        }
    }
}

/// Returns the protocol that a spec names, or the one that it means.
fn protocol(spec: &Value) -> Option<Protocol> {
    let said = spec.get("service")?.get("protocol")?.as_str()?;
    let find = |is_meant: fn(&str, &str) -> bool| {
        Protocol::ALL.iter().copied().find(|protocol| is_meant(said, protocol.name()))
    };
    find(|said, name| said == name).or_else(|| find(is_similar))
}

/// Returns what the schema says of the keys that a protocol needs.
pub(super) fn condition(protocol: Protocol) -> serde_json::Value {
    let needed = required_keys(protocol)
        .map(|(map, key)| (map.to_owned(), json!({ "additionalProperties": { "required": [key] } })))
        .collect::<Map<_, _>>();
    json!({
        "if": { "properties": { "service": { "properties": { "protocol": { "const": protocol.name() } } } } },
        "then": { "properties": needed },
    })
}
