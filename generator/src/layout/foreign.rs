//! What no emitter writes: prettyplease lays it out, in a function or a constant around it.

use quote::ToTokens;
use syn::{File, Item, Macro, Stmt, parse_quote};

use super::expression::indented;

/// Returns an item as prettyplease has it.
pub(super) fn item(item: Item) -> String {
    prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

pub(super) fn expression(expression: &impl ToTokens, indent: usize) -> String {
    let text = item(parse_quote!(const _: () = #expression;));
    let text = text
        .trim_start_matches("const _: () =")
        .trim()
        .trim_end_matches(';');
    indented(text, indent)
}

pub(super) fn statement(statement: &Stmt, indent: usize) -> String {
    let text = item(parse_quote! {
        fn f() { #statement }
    });
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    indented(&lines.collect::<Vec<_>>().join("\n"), indent)
}

/// Returns a macro whose arguments are its own.
pub(super) fn macro_call(call: &Macro, indent: usize) -> String {
    let text = statement(&parse_quote!(#call;), indent);
    text.trim_end_matches(';').to_owned()
}
