//! Attributes and documentation.

use proc_macro2::TokenStream;
use syn::{
    Attribute, Expr, ExprLit, Lit, Meta, MetaNameValue, Token, parse::Parser,
    punctuated::Punctuated,
};

use super::{
    Layout,
    argument::Argument,
    space::{Space, push_new_line},
    tokens,
    types::path,
};

/// How wide the arguments of an attribute may be.
const ATTRIBUTE_WIDTH: usize = 70;

/// Returns the lines of attributes, each with the indentation of the next.
pub(super) fn lines(attributes: &[Attribute], indent: usize) -> String {
    let mut lines = String::new();
    for attribute in attributes {
        push(attribute, indent, &mut lines);
        push_new_line(indent, &mut lines);
    }
    lines
}

fn push(attribute: &Attribute, indent: usize, out: &mut String) {
    if let Some(docs) = docs(attribute) {
        out.push_str("///");
        out.push_str(without_trailing_space(&docs));
        return;
    }
    let start = out.len();
    out.push_str("#[");
    match &attribute.meta {
        Meta::List(list) => {
            path(None, &list.path, out);
            let name = out.split_off(start);
            let space = Space::line(indent).before(1).unwrap_or(Space::line(indent));
            let text = arguments(&list.tokens).and_then(|arguments| {
                Layout::default().list(&name, ("(", ")"), &arguments, ATTRIBUTE_WIDTH, false, space)
            });
            if let Some(text) = text {
                out.push_str(&text);
            } else {
                out.push_str(&name);
                out.push('(');
                tokens::stream(list.tokens.clone(), out);
                out.push(')');
            }
        }
        meta => tokens::write(meta, out),
    }
    out.push(']');
}

/// Returns a line of documentation without white space at its end, unless that breaks a line of Markdown.
pub(super) fn without_trailing_space(line: &str) -> &str {
    if line.ends_with("  ") {
        line
    } else {
        line.trim_end()
    }
}

fn arguments(tokens: &TokenStream) -> Option<Vec<Argument<'static>>> {
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let arguments = parser.parse2(tokens.clone()).ok()?;
    let text = |argument: &Meta| {
        let mut text = String::new();
        tokens::write(argument, &mut text);
        Argument::Text(text)
    };
    Some(arguments.iter().map(text).collect())
}

/// Returns the text of a line of documentation, if it can be written as such.
fn docs(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(MetaNameValue { path, value, .. }) = &attribute.meta else {
        return None;
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = value
    else {
        return None;
    };
    let text = text.value();
    (path.is_ident("doc") && !text.starts_with('/') && !text.contains(['\n', '\r'])).then_some(text)
}
