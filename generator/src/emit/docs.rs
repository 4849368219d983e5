//! `#[doc]` attributes.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::{names::broken_conventions, rustdoc::is_hidden};

/// Returns the attributes that a function needs if its name, the API's own, breaks conventions.
pub(super) fn convention(function: &Ident) -> TokenStream {
    let lints = broken_conventions(function)
        .iter()
        .map(|lint| format_ident!("{lint}"));
    quote!(#(#[allow(clippy::#lints, reason = "it is called as in the API")])*)
}

/// Returns `#[doc]` attributes for a text of our own.
pub(super) fn plain(text: &str) -> TokenStream {
    attributes(text.lines())
}

/// How many characters a line of our own text has at most.
const WIDTH: usize = 90;

/// Returns a text with its words in lines of at most [`WIDTH`] characters.
pub(super) fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 {
            let fits = width + 1 + length <= WIDTH;
            lines.push(if fits { ' ' } else { '\n' });
            width = if fits { width + 1 } else { 0 };
        }
        lines.push_str(word);
        width += length;
    }
    lines
}

/// Returns `#[doc]` attributes for the documentation of the spec, or for our own if it has none.
pub(super) fn doc(docs: Option<&str>, otherwise: &str) -> TokenStream {
    plain(docs.unwrap_or(otherwise))
}

/// Returns `#[doc]` attributes for a text, and a paragraph after it.
pub(super) fn paragraphs(text: &str, last: Option<&str>) -> TokenStream {
    let blank = last.map(|_| "");
    let last = last.unwrap_or_default().lines();
    attributes(text.lines().chain(blank).chain(last))
}

/// Returns the first paragraph of the documentation of the spec, or our own text if it has none.
pub(super) fn summary<'a>(docs: Option<&'a str>, otherwise: &'a str) -> &'a str {
    let first = docs.and_then(|docs| docs.split("\n\n").next());
    // A block of code may go on after an empty line.
    first
        .filter(|first| !first.contains("```"))
        .unwrap_or(otherwise)
}

/// Returns a line in which nothing is hidden. The name of a member may contain any character.
fn visible(line: &str) -> String {
    let shown = |character: char| {
        if is_hidden(character) {
            character.escape_unicode().to_string()
        } else {
            character.to_string()
        }
    };
    line.chars().map(shown).collect()
}

fn attributes<'a>(lines: impl Iterator<Item = &'a str>) -> TokenStream {
    let lines = lines.map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {}", visible(line))
        }
    });
    quote!(#(#[doc = #lines])*)
}
