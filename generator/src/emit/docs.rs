//! `#[doc]` attributes.

use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::names::broken_conventions;

/// The attributes that a function needs whose name, the API's own, breaks conventions.
pub(super) fn convention(function: &Ident) -> TokenStream {
    let lints = broken_conventions(function)
        .iter()
        .map(|lint| format_ident!("{lint}"));
    quote!(#(#[allow(clippy::#lints, reason = "it is called as in the API")])*)
}

/// `#[doc]` attributes for a text of our own.
pub(super) fn plain(text: &str) -> TokenStream {
    attributes(text.lines())
}

/// `#[doc]` attributes for the documentation of the spec, or for our own where it has none.
pub(super) fn doc(docs: Option<&str>, otherwise: &str) -> TokenStream {
    plain(docs.unwrap_or(otherwise))
}

/// `#[doc]` attributes for a text and a paragraph behind it.
pub(super) fn paragraphs(text: &str, last: Option<&str>) -> TokenStream {
    let last = last
        .into_iter()
        .flat_map(|last| iter::once("").chain(last.lines()));
    attributes(text.lines().chain(last))
}

/// The first paragraph of the documentation of the spec, or our own text where it has none.
pub(super) fn summary<'a>(docs: Option<&'a str>, otherwise: &'a str) -> &'a str {
    let first = docs.and_then(|docs| docs.split("\n\n").next());
    // A block of code may go on behind an empty line.
    first
        .filter(|first| !first.contains("```"))
        .unwrap_or(otherwise)
}

fn attributes<'a>(lines: impl Iterator<Item = &'a str>) -> TokenStream {
    let lines = lines.map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}
