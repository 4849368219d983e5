//! Names that may be given only once.

use std::collections::HashMap;

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

    /// Takes a name for what stands at `span`.
    pub(super) fn take(
        &mut self,
        name: &str,
        code: Code,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) -> Checked<()> {
        let kind = self.kind;
        let Some(first) = self.taken.get(name) else {
            self.taken.insert(name.to_owned(), Some(span));
            return Ok(());
        };
        let diagnostic = Diagnostic::new(code, span, format!("the {kind} `{name}` is there already"));
        Err(diagnostics.report(match first {
            Some(first) => {
                diagnostic.label("again here").also(*first, "first here").help("rename one of the two")
            }
            None => diagnostic.help("the generated code has one by itself; choose another name"),
        }))
    }
}
