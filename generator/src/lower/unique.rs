//! Names that may be given only once.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::format_ident;

use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics, Span};

/// The names of one kind that are taken, and by what.
pub(super) struct Unique {
    kind: &'static str,
    taken: HashMap<String, Option<Span>>,
}

impl Unique {
    /// Only the names that the generated code defines by itself are taken.
    pub(super) fn new(kind: &'static str, defined: &[&str]) -> Self {
        Self { kind, taken: defined.iter().map(|&name| (name.to_owned(), None)).collect() }
    }

    /// Takes a name on the wire for what stands at `span`. Nobody can change it, so it is free or it is not.
    pub(super) fn take(
        &mut self,
        name: &str,
        code: Code,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Checked<()> {
        let Some(first) = self.taken.get(name) else {
            self.taken.insert(name.to_owned(), Some(span));
            return Ok(());
        };
        let message = format!("the {} `{name}` is there already", self.kind);
        let diagnostic =
            Diagnostic::new(code, span, message).label("again here").help("change one of the two");
        Err(diagnostics.report(match first {
            Some(first) => diagnostic.also(*first, "first here"),
            None => diagnostic,
        }))
    }

    /// Whether a name is taken.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains_key(name)
    }

    /// Takes an identifier for what stands at `span`, or one like it with a number if it isn't free.
    pub(super) fn identifier(&mut self, ident: Ident, span: Span, diagnostics: &mut Diagnostics) -> Ident {
        let ident = match self.taken.get(&ident.to_string()) {
            None => ident,
            Some(first) => {
                let other = self.numbered(&ident);
                let message =
                    format!("the {} `{ident}` is there already; this one becomes `{other}`", self.kind);
                let diagnostic = Diagnostic::new(Code::NameCollision, span, message);
                diagnostics.report(match first {
                    Some(first) => {
                        diagnostic.also(*first, "first here").help("rename one of the two, if you can")
                    }
                    None => diagnostic
                        .help("the generated code has one by itself; choose another name, if you can"),
                });
                other
            }
        };
        self.taken.insert(ident.to_string(), Some(span));
        ident
    }

    fn numbered(&self, ident: &Ident) -> Ident {
        let is_type = ident.to_string().starts_with(|first: char| first.is_ascii_uppercase());
        let name = ident.to_string();
        let name = name.trim_start_matches("r#");
        (2_u32..)
            .map(
                |number| {
                    if is_type { format_ident!("{name}{number}") } else { format_ident!("{name}_{number}") }
                },
            )
            .find(|candidate| !self.taken.contains_key(&candidate.to_string()))
            .unwrap_or_else(|| ident.clone())
    }
}
