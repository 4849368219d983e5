//! Tokens on one line: patterns, generics, visibilities and the arguments of attributes.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// What was written last, as far as a space depends on it.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Last {
    /// Nothing, or what nothing is put off from.
    Open,
    /// A name, a number or a text.
    Word,
    /// What is closed, and `>`.
    Close,
    /// What a space follows.
    Spaced,
}

/// Writes the tokens of something in which `<` is never an operator.
pub(super) fn write(tokens: &impl ToTokens, out: &mut String) {
    stream(tokens.to_token_stream(), out);
}

/// Writes tokens in which `<` is never an operator.
pub(super) fn stream(tokens: TokenStream, out: &mut String) {
    let mut last = Last::Open;
    let mut punctuation = String::new();
    let mut before = Last::Open;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => {
                if punctuation.is_empty() {
                    before = last;
                }
                punctuation.push(punct.as_char());
                if punct.spacing() == Spacing::Joint
                    && punct.as_char() != '<'
                    && !punctuation.ends_with('>')
                {
                    // A lifetime's apostrophe is always joint, and so is the first half of `::`.
                    continue;
                }
                last = push_punctuation(&punctuation, before, out);
                punctuation.clear();
            }
            TokenTree::Group(group) => {
                flush(&mut punctuation, before, &mut last, out);
                last = push_group(group.delimiter(), group.stream(), last, out);
            }
            TokenTree::Ident(word) => {
                let is_lifetime = punctuation == "'" || punctuation == "&'";
                if is_lifetime {
                    if before == Last::Word || before == Last::Spaced {
                        out.push(' ');
                    }
                    out.push_str(&punctuation);
                    punctuation.clear();
                    last = Last::Open;
                }
                flush(&mut punctuation, before, &mut last, out);
                if matches!(last, Last::Word | Last::Close | Last::Spaced) {
                    out.push(' ');
                }
                // Writing to a text can't fail.
                let _ = write!(out, "{word}");
                last = Last::Word;
            }
            TokenTree::Literal(literal) => {
                flush(&mut punctuation, before, &mut last, out);
                if matches!(last, Last::Word | Last::Spaced) {
                    out.push(' ');
                }
                let _ = write!(out, "{literal}");
                last = Last::Word;
            }
        }
    }
    flush(&mut punctuation, before, &mut last, out);
}

fn flush(punctuation: &mut String, before: Last, last: &mut Last, out: &mut String) {
    if !punctuation.is_empty() {
        *last = push_punctuation(punctuation, before, out);
        punctuation.clear();
    }
}

fn push_punctuation(punctuation: &str, before: Last, out: &mut String) -> Last {
    match punctuation {
        "," | ":" | ";" => {
            out.push_str(punctuation);
            Last::Spaced
        }
        "=" | "+" | "->" | "|" | "@" | "=>" | "==" => {
            out.push(' ');
            out.push_str(punctuation);
            Last::Spaced
        }
        ">" => {
            out.push('>');
            Last::Close
        }
        "<" | "!" => {
            if before == Last::Spaced {
                out.push(' ');
            }
            out.push_str(punctuation);
            Last::Open
        }
        "::" => {
            if before == Last::Spaced || before == Last::Word && needs_space(out) {
                out.push(' ');
            }
            out.push_str("::");
            Last::Open
        }
        // Operators in front of what they belong to.
        _ => {
            if before == Last::Spaced || before == Last::Word && !punctuation.starts_with('.') {
                out.push(' ');
            }
            out.push_str(punctuation);
            Last::Open
        }
    }
}

/// Returns whether the last word is a keyword in front of a path that begins with `::`.
fn needs_space(out: &str) -> bool {
    ["dyn", "impl", "mut", "as", "for", "const"]
        .iter()
        .any(|keyword| {
            out.ends_with(keyword)
                && !out
                    .trim_end_matches(keyword)
                    .ends_with(char::is_alphanumeric)
        })
}

fn push_group(delimiter: Delimiter, tokens: TokenStream, last: Last, out: &mut String) -> Last {
    let (open, close) = match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace if tokens.is_empty() => (" {", "}"),
        Delimiter::Brace => (" { ", " }"),
        Delimiter::None => ("", ""),
    };
    if last == Last::Spaced && delimiter != Delimiter::Brace {
        out.push(' ');
    }
    out.push_str(open);
    stream(tokens, out);
    out.push_str(close);
    if delimiter == Delimiter::None {
        last
    } else {
        Last::Close
    }
}
