//! Unique names.

use std::{borrow::Cow, collections::HashMap};

use proc_macro2::Ident;
use quote::format_ident;

use super::place::Place;
use crate::diagnostic::{Checked, Code, Diagnostic, Span};

/// The names of one kind that are taken, with their spans.
pub(super) struct Unique {
    kind: Cow<'static, str>,
    help: &'static str,
    taken: HashMap<String, Option<Span>>,
    /// The last number that was appended to an identifier, so that many equal names don't take the square of time.
    numbers: HashMap<String, usize>,
}

impl Unique {
    /// Creates the set of names on the wire, with the help on duplicates.
    pub(super) fn wire(kind: impl Into<Cow<'static, str>>, help: &'static str) -> Self {
        Self {
            kind: kind.into(),
            help,
            taken: HashMap::new(),
            numbers: HashMap::new(),
        }
    }

    /// Creates the set of identifiers, with those that generated code defines.
    pub(super) fn identifiers(kind: &'static str, defined: &[&str]) -> Self {
        let taken = defined
            .iter()
            .map(|&name| (name.to_owned(), None))
            .collect();
        Self {
            kind: kind.into(),
            help: "rename one of the two, if you can",
            taken,
            numbers: HashMap::new(),
        }
    }

    /// Takes a name on the wire, and reports a duplicate at `span`.
    pub(super) fn take(
        &mut self,
        name: &str,
        code: Code,
        span: Span,
        place: &Place<'_>,
    ) -> Checked<()> {
        self.take_as(name, name, code, span, place)
    }

    /// Takes `same` for a name, and reports a name with an equal one at `span`.
    pub(super) fn take_as(
        &mut self,
        name: &str,
        same: &str,
        code: Code,
        span: Span,
        place: &Place<'_>,
    ) -> Checked<()> {
        let Some(first) = self.taken.insert(same.to_owned(), Some(span)).flatten() else {
            return Ok(());
        };
        self.taken.insert(same.to_owned(), Some(first));
        let message = format!("the {} `{name}` is used twice", self.kind);
        let diagnostic = Diagnostic::new(code, span, message).label("again here");
        Err(place.report(diagnostic.also(first, "first here").help(self.help)))
    }

    /// Takes an identifier, and appends a number if it isn't free.
    pub(super) fn identifier(&mut self, ident: Ident, place: &Place<'_>) -> Ident {
        let span = place.key();
        let ident = match self.taken.get(&ident.to_string()).copied() {
            None => ident,
            Some(first) => {
                let other = self.numbered(&ident);
                let message = format!(
                    "the {} `{ident}` exists already; this one becomes `{other}`",
                    self.kind
                );
                let diagnostic = Diagnostic::new(Code::NameCollision, span, message);
                place.report(match first {
                    Some(first) => diagnostic
                        .also(first, "first here")
                        .help("rename one of the two, if you can"),
                    None => diagnostic
                        .help("the generated code defines it; choose another name, if you can"),
                });
                other
            }
        };
        self.taken.insert(ident.to_string(), Some(span));
        ident
    }

    fn numbered(&mut self, ident: &Ident) -> Ident {
        let is_type = ident
            .to_string()
            .starts_with(|first: char| first.is_ascii_uppercase());
        let name = ident.to_string();
        let name = name.trim_start_matches("r#").trim_end_matches('_');
        let number = self.numbers.entry(name.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let candidate = if is_type {
                format_ident!("{name}{number}")
            } else {
                format_ident!("{name}_{number}")
            };
            if !self.taken.contains_key(&candidate.to_string()) {
                return candidate;
            }
        }
    }
}
