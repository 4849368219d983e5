//! Why a value doesn't fit the mirror, in serde's terms and as a diagnostic.

use std::fmt::{Display, Formatter, Result};

use serde::de::{self, Expected, Unexpected};

use serde_yaml::Value;

use super::Node;
use crate::diagnostic::{Code, Diagnostic, Span};

/// The keys that a shape has, and a member has not.
const OF_A_SHAPE: &[&str] = &[
    "sensitive",
    "members",
    "of",
    "sparse",
    "values",
    "format",
    "streaming",
    "media_type",
];

/// What to do about a type that is described where it is used.
pub(crate) const SHAPE_HELP: &str =
    "this belongs to a shape: name one below `shapes:` and refer to it by `type`";

/// Why a value doesn't fit.
#[derive(Debug)]
pub(super) enum Misfit {
    /// Somebody said so already.
    Reported,
    WrongType {
        found: String,
        expected: String,
    },
    MissingKey(&'static str),
    /// A key, or the value of an enum, that the format doesn't know.
    Unknown {
        word: String,
        known: &'static [&'static str],
    },
    Other(String),
}

impl Misfit {
    /// Creates the misfit of what is no text, where one of these words belongs.
    pub(super) fn not_one_of(value: &Value, known: &[&str]) -> Self {
        let found = match value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) | Value::Tagged(_) => "a map",
        };
        Self::WrongType {
            found: found.to_owned(),
            expected: format!("one of {}", list(known)),
        }
    }

    /// Returns what to say of an unknown key.
    pub(super) fn at_key(self, key_span: Span) -> Option<Diagnostic> {
        let diagnostic = |code| Diagnostic::new(code, key_span, self.to_string());
        match &self {
            Self::Reported => None,
            Self::Unknown { word, known } => {
                if belongs_to_a_shape(word, known) {
                    return Some(diagnostic(Code::UnknownKey).help(SHAPE_HELP));
                }
                let otherwise = if word.contains(' ') {
                    "in braces a comma ends a value: quote the text before it".to_owned()
                } else {
                    format!("the keys here are {}", list(known))
                };
                Some(diagnostic(Code::UnknownKey).help_or_similar(
                    word,
                    known.iter().copied(),
                    otherwise,
                ))
            }
            _ => Some(diagnostic(Code::WrongType)),
        }
    }

    /// Returns what to say of a value.
    pub(super) fn at_value(self, node: &Node, key_span: Span) -> Option<Diagnostic> {
        let diagnostic = |code, span| Diagnostic::new(code, span, self.to_string());
        match &self {
            Self::Reported => None,
            // The key is there: its own value was the misfit.
            Self::MissingKey(key) if node.value(key).is_some() => None,
            Self::MissingKey(key) => Some(
                diagnostic(Code::MissingKey, key_span).help(format!("add `{key}:` to this map")),
            ),
            Self::Unknown { word, known } => {
                let otherwise = format!("the values here are {}", list(known));
                let diagnostic = diagnostic(Code::InvalidValue, node.span);
                Some(diagnostic.help_or_similar(word, known.iter().copied(), otherwise))
            }
            Self::WrongType { found, expected } => {
                Some(diagnostic(Code::WrongType, node.span).help(correction(found, expected)))
            }
            Self::Other(_) => Some(diagnostic(Code::InvalidValue, node.span)),
        }
    }
}

/// Returns whether a member has a key that describes its type.
fn belongs_to_a_shape(word: &str, known: &[&str]) -> bool {
    known.contains(&"type") && OF_A_SHAPE.contains(&word)
}

/// Returns what to write where another type of value stands.
fn correction(found: &str, expected: &str) -> &'static str {
    match expected {
        "the name of a type" if found == "a map" => {
            "this belongs to a shape: name one below `shapes:` and write its name here"
        }
        "`true` or `false`" => "write `true` or `false`; `yes`, `no`, `on` and `off` are text",
        "text" | "text or a whole number" => "quote the value if it is meant as text",
        "the name of a type" => {
            "name a built-in type such as `string`, or a shape that is defined below `shapes:`"
        }
        "a list" => "write `[first, second]`, or each item on a line of its own behind `- `",
        "a whole number" => "write digits, without quotes",
        _ if expected.starts_with("one of ") => "write one of these words",
        _ => "write `key: value`, each on a line of its own and indented",
    }
}

fn list(known: &[&str]) -> String {
    known
        .iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

impl Display for Misfit {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Reported => f.write_str("already reported"),
            Self::WrongType { found, expected } => write!(f, "expected {expected}, found {found}"),
            Self::MissingKey(key) => write!(f, "the key `{key}` is missing"),
            Self::Unknown { word, .. } => write!(f, "`{word}` is not known here"),
            Self::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::WrongType {
            found: describe(found),
            expected: in_plain_words(&expected.to_string()),
        }
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::Unknown {
            word: key.to_owned(),
            known,
        }
    }

    fn unknown_variant(value: &str, known: &'static [&'static str]) -> Self {
        Self::Unknown {
            word: value.to_owned(),
            known,
        }
    }

    fn missing_field(key: &'static str) -> Self {
        Self::MissingKey(key)
    }
}

/// serde names some types as Rust does.
fn in_plain_words(expected: &str) -> String {
    let words = match expected {
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a string" => "text",
        "u16" | "u32" => "a whole number",
        other => other,
    };
    words.to_owned()
}

/// Returns a long text says no more than its beginning.
fn beginning(text: &str) -> String {
    let end = text
        .char_indices()
        .nth(40)
        .map_or(text.len(), |(end, _)| end);
    let rest = if end < text.len() { "…" } else { "" };
    format!("{}{rest}", text.get(..end).unwrap_or(text))
}

fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("the text `{}`", beginning(text)),
        Unexpected::Unsigned(number) => format!("the number {number}"),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number}"),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unit => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        other => other.to_string(),
    }
}
