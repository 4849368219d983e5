//! Why a value can't be read as the format's type, in serde's terms and as a diagnostic.

use std::fmt::{Display, Formatter, Result};

use serde::de::{self, Expected, Unexpected};

use serde_yaml::Value;

use super::{
    Node,
    auth::{ALTERNATIVE, SCHEMES},
    elsewhere::{elsewhere, stands_for},
    error_status::STATUSES,
    media_types::{REQUEST, RESPONSE},
    misplaced::{Neighbours, misplaced},
    shape::has_key,
    waiter::ACCEPTOR_STATUSES,
};
use crate::{
    diagnostic::{Code, Diagnostic, Span},
    similar::is_similar,
};

/// The keys that shapes have and members don't.
const OF_A_SHAPE: &[&str] = &[
    "sensitive",
    "tag",
    "by",
    "members",
    "of",
    "sparse",
    "values",
    "format",
    "streaming",
    "media_type",
];

/// What to do about a type that is described where it is used.
const SHAPE_HELP: &str =
    "this belongs to a shape: name one below `shapes:` and refer to it by `type`";

/// What to do about errors that aren't names.
const ERRORS_HELP: &str = "list names here, such as `errors: [NotFound]`, and describe each below the root's `errors:`, such as `NotFound: { status: 404 }`";

/// What to do about a list where a type belongs.
const LIST_HELP: &str = "a list is a shape: write `Names: { type: list, of: string }` below `shapes:`, and `Names` here";

/// Why a value doesn't fit.
#[derive(Debug)]
pub(super) enum Mismatch {
    /// It is reported already.
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

impl Mismatch {
    /// Creates the mismatch of a value that isn't text, where one of these words belongs.
    pub(super) fn not_one_of(value: &Value, known: &[&str]) -> Self {
        let found = match value {
            Value::Null => "nothing".to_owned(),
            Value::Bool(value) => format!("`{value}`"),
            Value::Number(number) => format!("the number {number}"),
            Value::String(text) => format!("the text `{}`", beginning(text)),
            Value::Sequence(_) => "a list".to_owned(),
            Value::Mapping(_) | Value::Tagged(_) => "a map".to_owned(),
        };
        Self::WrongType {
            found,
            expected: format!("one of {}", list(known)),
        }
    }

    /// Returns what to say of an unknown key with these neighbours.
    pub(super) fn at_key(self, key_span: Span, neighbours: Neighbours<'_>) -> Option<Diagnostic> {
        let diagnostic = |code| Diagnostic::new(code, key_span, self.to_string());
        match &self {
            Self::Reported => None,
            Self::Unknown { word, known } => {
                if word.contains('\u{a0}') {
                    let help = "replace the no-break space in the key by a space";
                    return Some(diagnostic(Code::UnknownKey).help(help));
                }
                if belongs_to_a_shape(word, known) {
                    return Some(diagnostic(Code::UnknownKey).help(SHAPE_HELP));
                }
                if let Some(help) = misplaced(word, known, neighbours) {
                    return Some(diagnostic(Code::UnknownKey).help(help));
                }
                if let Some(help) = elsewhere(word, known) {
                    return Some(diagnostic(Code::UnknownKey).help(help));
                }
                let otherwise = if word.contains(' ') {
                    "in braces a comma ends a value: quote the text before it".to_owned()
                } else {
                    let kind = neighbours.kind();
                    let keys = known.iter().copied();
                    let keys = keys.filter(|key| kind.is_none_or(|kind| has_key(kind, key)));
                    format!("the keys here are {}", list(&keys.collect::<Vec<_>>()))
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

    /// Returns what to say of the value of this key, or of one in it.
    pub(super) fn at_value(self, node: &Node, key: &str, key_span: Span) -> Option<Diagnostic> {
        let diagnostic = |code, span| Diagnostic::new(code, span, self.to_string());
        match &self {
            Self::Reported => None,
            // The key is there: its own value was the mismatch.
            Self::MissingKey(key) if node.value(key).is_some() => None,
            Self::MissingKey(key) => Some(missing_key(key, key_span)),
            Self::Unknown { word, known } => {
                let message = format!("`{word}` is not a value of this key");
                let diagnostic = Diagnostic::new(Code::InvalidValue, node.span, message);
                if let Some(help) = elsewhere(word, known) {
                    return Some(diagnostic.help(help));
                }
                let otherwise = format!("the values of this key are {}", list(known));
                Some(diagnostic.help_or_similar(word, known.iter().copied(), otherwise))
            }
            Self::WrongType { found, expected } => {
                Some(diagnostic(Code::WrongType, node.span).help(correction(key, found, expected)))
            }
            Self::Other(_) => Some(diagnostic(Code::InvalidValue, node.span)),
        }
    }
}

/// Returns what to say of a map that lacks a key, at the map's own key.
pub(super) fn missing_key(key: &'static str, key_span: Span) -> Diagnostic {
    let message = Mismatch::MissingKey(key).to_string();
    Diagnostic::new(Code::MissingKey, key_span, message).help(format!("add `{key}:` to this map"))
}

/// Returns whether an unknown key seems to stand for this one.
pub(super) fn is_meant(unknown: &str, key: &str) -> bool {
    stands_for(unknown, key) || is_similar(unknown, key)
}

/// Returns whether a member has a key that describes its type.
fn belongs_to_a_shape(word: &str, known: &[&str]) -> bool {
    known.contains(&"response_code") && OF_A_SHAPE.contains(&word)
}

/// Returns what to write in place of a value of another type, in the value of this key.
fn correction(key: &str, found: &str, expected: &str) -> String {
    let is_collection = found == "a map" || found == "a list";
    let help = match expected {
        "text" if found == "nothing" && key != "errors" => {
            return format!("write a value after `{key}:`");
        }
        "text" if matches!(key, "header" | "label" | "query") && !is_collection => {
            return format!("write the name that is sent, such as `{key}: page`");
        }
        "text" | "a list" if key == "errors" => ERRORS_HELP,
        "a map" if matches!(key, "errors" | "common_errors") => {
            return format!("describe each below `{key}:`, such as `NotFound: {{ status: 404 }}`");
        }
        "a map" if key == "members" => {
            return format!("write each member as `name: type`, such as `{key}: {{ cat: Cat }}`");
        }
        "a map" if matches!(key, "input" | "output") => {
            return format!(
                "write the members below `{key}:`, each as `name: type`; \
                 if the whole body is one shape, such as a list, give its member `payload: true`"
            );
        }
        "the name of a type" if found == "a map" => {
            "this belongs to a shape: name one below `shapes:` and write its name here"
        }
        "the name of a type" | "a type, or a map with `type`" if found == "a list" => LIST_HELP,
        "the name of a type" | "a type, or a map with `type`" => {
            "name a built-in type such as `string`, or a shape that is defined below `shapes:`"
        }
        "`true` or `false`" if found == "the text `true`" || found == "the text `false`" => {
            "remove the quotes"
        }
        "`true` or `false`" if found == "nothing" => "write `true` or `false`, or remove the key",
        "`true` or `false`" => "write `true` or `false`; `yes`, `no`, `on` and `off` are text",
        "text" | "text or a whole number" if is_collection => {
            "write one value, without braces or brackets"
        }
        "text" | "text or a whole number" => "quote the value if it is text",
        "a list" => "write `[first, second]`, or each item on a line of its own after `- `",
        "a list of values, or a map of names to values" => "write `[FIRST, SECOND]`",
        "a status code, such as 201" if found == "a list" => {
            "write one status code, or remove the key: any 2xx is a success then"
        }
        "a status code, such as 201" => "write its three digits, without quotes",
        REQUEST | RESPONSE => "write a type, a slash and a subtype, such as `application/json`",
        STATUSES | ACCEPTOR_STATUSES => "write three digits without quotes, or one of these words",
        "a map with `acceptors`" => {
            "write `{ acceptors: [{ state: success, path: PATH, equals: VALUE }] }`"
        }
        "a map with `state`" => "write `{ state: success, path: PATH, equals: VALUE }`",
        "a whole number of seconds" => "write it without quotes and without a unit, such as 5",
        "the number 1" => "write `restsmith: 1`",
        "a map with `status`" => "write `{ status: 404 }`",
        "a map with `http`" => "write `{ http: POST /users }`",
        "a map with `type`" if found == "a list" => {
            "write `{ type: list, of: string }`, or `{ type: enum, values: [A, B] }`"
        }
        "a map with `type`" => "write `{ type: string }`",
        "a map with `by`" => "write `{ by: status }`",
        "a map with `plain`, `fips` and the like" => "write `{ plain: api.example.com }`",
        "a map with `input_token` and `output_token`, or with `next`, `page` or `offset`" => {
            "write `{ input_token: MEMBER, output_token: MEMBER }`, `{ next: link }` or what else names the next page"
        }
        "a number from 0 to 255" => "write the number of the first page, such as 0, without quotes",
        "`{ aws: PREFIX }` or `{ url: URL }`" => "write `{ url: https://api.example.com }`",
        SCHEMES if found == "`false`" => "write `auth: none`",
        SCHEMES if found == "nothing" => "write one of these",
        SCHEMES if found == "a map" => {
            "write `auth: bearer`, or define a scheme below the service's `auth_schemes:`, such as `token: { type: bearer }`, and write its name here"
        }
        SCHEMES | ALTERNATIVE => {
            "write `auth: key`, `auth: [key, token]` for either of two, or `auth: [[key, token]]` for both at once"
        }
        "a map with `type` for a scheme" => {
            "write `{ type: bearer }`, `{ type: basic }` or `{ type: api_key, header: x-api-key }`"
        }
        _ if expected.starts_with("one of ") => {
            return match found {
                "nothing" => "write one of these words".to_owned(),
                found => format!("write one of these words instead of {found}"),
            };
        }
        _ => "write `key: value`, each on a line of its own and indented",
    };
    help.to_owned()
}

fn list(known: &[&str]) -> String {
    known
        .iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

impl Display for Mismatch {
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

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
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

/// Returns the format's name of a type that serde names as Rust does.
fn in_plain_words(expected: &str) -> String {
    let words = match expected {
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a string" => "text",
        // The only numbers of these types are the first page, the status of a success and the version of the format.
        "u8" => "a number from 0 to 255",
        "u16" => "a status code, such as 201",
        "u32" => "the number 1",
        // The delays of waiters.
        "u64" => "a whole number of seconds",
        other => other,
    };
    words.to_owned()
}

/// Returns the beginning of a long text.
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
        Unexpected::Float(number) => format!("the number {number:?}"),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unit => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        other => other.to_string(),
    }
}
