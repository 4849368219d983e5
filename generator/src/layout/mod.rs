//! The layout that rustfmt gives by default, in style edition 2024.
//!
//! As there, what fits on one line stands on one, within the width that its kind has; otherwise it stands on several,
//! and what it is made of is tried in turn. Only what emitters write is known here; the rest is left to prettyplease.

#![allow(
    clippy::format_push_string,
    reason = "`write!` returns a result that has to be ignored in each place"
)]

mod argument;
mod attribute;
mod chain;
mod closure;
mod control;
mod expression;
mod flat;
mod foreign;
mod imports;
mod item;
mod space;
mod statement;
#[cfg(test)]
mod tests;
mod tokens;
mod types;

use std::{
    cell::{Cell, RefCell},
    cmp::Ordering,
    collections::HashMap,
};

use proc_macro2::TokenStream;
use syn::{Attribute, Expr, Item, ItemUse, parse::Parser};

use space::Space;

/// Where an expression is, its room, and the state that it depends on.
type Key = (*const Expr, Space, bool, bool);

/// The state of laying out one item.
#[derive(Default)]
struct Layout {
    /// Whether the arguments of a macro are written.
    in_macro: Cell<bool>,
    /// Whether a chain that needs several lines is refused.
    one_line_chains: Cell<bool>,
    /// What became of expressions that don't fit on one line.
    known: RefCell<HashMap<Key, Option<String>>>,
}

/// Returns an item with a line feed at its end.
pub(crate) fn item(item: Item) -> String {
    Layout::default()
        .item(&item)
        .unwrap_or_else(|| foreign::item(item))
}

/// Returns attributes, each on lines of its own.
///
/// # Errors
///
/// When the tokens are no attributes.
pub(crate) fn attributes(tokens: TokenStream) -> syn::Result<String> {
    let attributes = Attribute::parse_outer.parse2(tokens)?;
    Ok(attribute::lines(&attributes, 0))
}

/// `use` items that stand next to each other.
pub(crate) fn imports(mut items: Vec<ItemUse>) -> String {
    imports::sort(&mut items);
    items
        .into_iter()
        .map(|import| item(Item::Use(import)))
        .collect()
}

/// Returns the documentation of a module, as lines of Markdown.
pub(crate) fn module_docs(lines: &[String]) -> String {
    let line = |line: &String| {
        let line = format!("//! {line}");
        format!("{}\n", attribute::without_trailing_space(&line))
    };
    lines.iter().map(line).collect()
}

/// Returns the order of `mod` items.
pub(crate) fn order(a: &str, b: &str) -> Ordering {
    imports::version_order(a, b)
}
