//! Lowering: from the spec as written to the model, with all names resolved and all rules checked.
//!
//! Each file has one concern. It reports all errors that it finds, and returns a value only if there are none.

mod auth;
mod auth_conflicts;
mod auth_schemes;
mod aws_endpoint;
mod aws_hosts;
mod binding;
mod binding_docs;
mod binding_types;
mod constant;
mod cookie;
mod default;
mod destination;
mod docs;
mod endless;
mod endpoint;
mod endpoint_member;
mod enum_default;
mod enum_values;
mod error_places;
mod errors;
mod fields;
mod headers;
mod host_prefix;
mod http_key;
mod key_place;
mod label;
mod large;
mod media_types;
mod message;
mod multipart;
mod named_types;
mod nullable;
mod operation;
mod operation_names;
mod outputs;
mod pagination;
mod place;
mod preparation;
mod recursive;
mod secrecy;
mod server;
mod service;
mod shape_keys;
mod shapes;
mod shared_status;
mod streaming;
mod style;
mod timestamp_format;
mod union_kinds;
mod union_structures;
mod unions;
mod unique;
mod unknown_type;
mod unused;
mod virtual_host;
mod waiters;
mod xml;
mod xml_keys;

use std::{cell::RefCell, mem};

use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics, Span},
    format::{Positions, Spec},
    listing::listed,
    model,
    protocol::{Protocol, Rules},
};

use place::Place;

#[cfg(feature = "openapi")]
pub(crate) use auth_schemes::SETTINGS;
#[cfg(feature = "openapi")]
pub(crate) use binding::is_framing;
#[cfg(feature = "openapi")]
pub(crate) use cookie::is_cookie_name;
#[cfg(feature = "openapi")]
pub(crate) use endpoint::is_base_url;
#[cfg(feature = "openapi")]
pub(crate) use key_place::is_key_header;
#[cfg(feature = "openapi")]
pub(crate) use server::fits;

/// The version of the format that this generator reads.
const FORMAT: u32 = 1;

/// Lowers a spec to the model. Returns `None` after errors.
pub fn lower(
    spec: &Spec,
    positions: &Positions,
    diagnostics: &mut Diagnostics,
) -> Checked<model::Service> {
    let found = RefCell::new(mem::take(diagnostics));
    let root = Place::root(positions, &found);
    let service = format_version(spec, &root).and_then(|()| service::service(spec, &root));
    *diagnostics = found.into_inner();
    service
}

fn format_version(spec: &Spec, root: &Place<'_>) -> Checked<()> {
    if spec.restsmith == FORMAT {
        return Ok(());
    }
    let place = root.at("restsmith");
    let message = format!(
        "version {} of the format is unknown to this generator",
        spec.restsmith
    );
    Err(place.report(
        Diagnostic::new(Code::FormatVersion, place.value(), message).help(format!(
            "write `restsmith: {FORMAT}`, or use a generator that knows this version"
        )),
    ))
}

/// Returns the names of the protocols with such rules.
fn protocols(is_meant: fn(&Rules) -> bool) -> String {
    let protocols = Protocol::ALL.iter();
    let protocols = protocols.filter(|protocol| is_meant(protocol.rules()));
    let names: Vec<_> = protocols
        .map(|protocol| format!("`{}`", protocol.name()))
        .collect();
    listed(&names)
}

fn invalid_name(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::InvalidName, span, format!("`{name}` can't become a Rust name"))
        .help("use ASCII letters, digits and `_`, `-`, `.`, `$` or `@`, with a letter before the first digit")
}
