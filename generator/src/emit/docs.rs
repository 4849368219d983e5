//! `#[doc]` attributes.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::names::broken_conventions;

/// The attributes that a function needs whose name, the API's own, breaks conventions.
pub(super) fn convention(function: &Ident) -> TokenStream {
    let lints = broken_conventions(function).iter().map(|lint| format_ident!("{lint}"));
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

/// `#[doc]` attributes for the first paragraph of the documentation of the spec, or for our own where it has none.
pub(super) fn summary(docs: Option<&str>, otherwise: &str) -> TokenStream {
    let first = || docs.unwrap_or(otherwise).lines().take_while(|line| !line.is_empty());
    // A block of code may go on behind an empty line.
    if first().any(|line| line.contains("```")) {
        return plain(otherwise);
    }
    attributes(first())
}

fn attributes<'a>(lines: impl Iterator<Item = &'a str>) -> TokenStream {
    let lines = lines.map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}
