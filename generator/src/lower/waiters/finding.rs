//! What is wrong with a waiter, before its place is known.

/// What is wrong with a path or a constant, and what to do about it.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) message: String,
    pub(super) help: String,
}

impl Finding {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// Returns that something of JMESPath is not supported.
pub(super) fn unsupported(what: &str) -> Finding {
    Finding::new(
        format!("{what} isn't supported"),
        "write names of members, `[]`, `[?filter]`, comparisons, `&&`, `||`, `!`, `length`, `contains`, `keys` and `values`",
    )
}
