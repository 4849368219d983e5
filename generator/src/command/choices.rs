//! The words of the command line and of `Cargo.toml` for the choices of the library.

use clap::ValueEnum;
use restsmith::{ClientKind, MessageFormat};

/// A client to generate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Client {
    /// An asynchronous client over a transport that the caller brings.
    Async,
    /// A blocking client over a transport that the caller brings.
    Blocking,
    /// An asynchronous client over hyper, tokio and rustls.
    Hyper,
    /// An asynchronous client over a reqwest client that the caller configures.
    Reqwest,
    /// A blocking client over ureq and rustls.
    Ureq,
}

/// Words by which others call a client, and the clients that are meant.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    ("asynchronous", &["async", "hyper"]),
    ("sync", &["blocking", "ureq"]),
    ("synchronous", &["blocking", "ureq"]),
    ("tokio", &["hyper"]),
];

impl Client {
    /// Returns the clients that are meant by another word.
    pub(super) fn meant_by(word: &str) -> Option<&'static [&'static str]> {
        let mut words = OTHER_WORDS.iter();
        words
            .find(|(other, _)| *other == word)
            .map(|(_, clients)| *clients)
    }
}

impl From<Client> for ClientKind {
    fn from(client: Client) -> Self {
        match client {
            Client::Async => Self::Async,
            Client::Blocking => Self::Blocking,
            Client::Hyper => Self::Hyper,
            Client::Reqwest => Self::Reqwest,
            Client::Ureq => Self::Ureq,
        }
    }
}

/// A form of diagnostics.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Messages {
    /// As rustc shows them, with the lines of the spec.
    #[default]
    Human,
    /// A line each: `file:line:column: code: message`.
    Short,
    /// A JSON object each, on a line of its own.
    Json,
}

impl From<Messages> for MessageFormat {
    fn from(messages: Messages) -> Self {
        match messages {
            Messages::Human => Self::Human,
            Messages::Short => Self::Short,
            Messages::Json => Self::Json,
        }
    }
}
