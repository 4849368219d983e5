//! Keys that the service, its operations and its errors need because of the protocol.

use std::{collections::HashSet, iter};

use serde_yaml::Value;

use super::{Node, mismatch::missing_key};
use crate::{diagnostic::Diagnostics, protocol::Protocol, similar::is_similar};

/// Where a key is required.
pub(super) enum In {
    /// In this map.
    Map(&'static str),
    /// In every entry of this map.
    Entries(&'static str),
}

/// Returns the keys that a protocol needs.
pub(super) fn required_keys(protocol: Protocol) -> impl Iterator<Item = (In, &'static str)> {
    let rules = protocol.rules();
    let destination = match rules.destination.service_key() {
        None => (In::Entries("operations"), "http"),
        Some(key) => (In::Map("service"), key),
    };
    let statuses = ["errors", "common_errors"].map(|map| (In::Entries(map), "status"));
    iter::once(destination).chain(
        statuses
            .into_iter()
            .filter(|_| rules.errors.status.is_none()),
    )
}

/// Reports those that are missing from a spec.
pub(super) fn report_missing(
    spec: &Value,
    root: &Node,
    mismatches: &HashSet<usize>,
    diagnostics: &mut Diagnostics,
) {
    for (place, key) in protocol(spec).into_iter().flat_map(required_keys) {
        let nodes: Vec<_> = match place {
            In::Map(map) => root.entry(map).into_iter().collect(),
            In::Entries(map) => root
                .value(map)
                .into_iter()
                .flat_map(Node::spanned_entries)
                .collect(),
        };
        for (span, node) in nodes {
            let is_known = mismatches.contains(&node.id) || node.has_misspelt(key, mismatches);
            if !is_known && node.value(key).is_none() {
                diagnostics.report(missing_key(key, span));
            }
        }
    }
}

/// Returns the protocol that a spec names, or the one that it means.
fn protocol(spec: &Value) -> Option<Protocol> {
    let said = spec.get("service")?.get("protocol")?.as_str()?;
    let find = |is_meant: fn(&str, &str) -> bool| {
        Protocol::ALL
            .iter()
            .copied()
            .find(|protocol| is_meant(said, protocol.name()))
    };
    find(|said, name| said == name).or_else(|| find(is_similar))
}
