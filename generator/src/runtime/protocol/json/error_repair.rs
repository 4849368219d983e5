//! Repair of invalid JSON in the body of an error response.

use std::borrow::Cow;

use bytes::Bytes;

use super::super::super::{Body, call::escape::code_unit};
use super::super::error::text::text;

/// Returns a body with its JSON repaired, if it is an object.
pub(super) fn body(body: Body) -> Body {
    match json(body.bytes()) {
        Cow::Borrowed(json) if json.len() == body.bytes().len() => body,
        json => Body::from(Bytes::from(json.into_owned())),
    }
}

/// Returns JSON that a strict parser accepts, if it is an object: in UTF-8, without a byte order mark, and without
/// control characters, unpaired surrogates and unknown escapes in its strings. Anything else is returned unchanged.
pub(super) fn json(bytes: &[u8]) -> Cow<'_, [u8]> {
    // Most bodies are ASCII without escapes, and need no repair.
    let is_plain = bytes.iter().fold(true, |is_plain, byte| {
        is_plain & matches!(byte, b' '..=b'[' | b']'..=b'~')
    });
    if is_plain {
        return Cow::Borrowed(bytes);
    }
    let text = text(bytes);
    if !text.trim_start().starts_with('{') {
        return Cow::Borrowed(bytes);
    }
    match (with_valid_strings(&text), text) {
        (Some(repaired), _) => Cow::Owned(repaired.into_bytes()),
        (None, Cow::Borrowed(text)) => Cow::Borrowed(text.as_bytes()),
        (None, Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
    }
}

/// Returns JSON whose strings are valid, or `None` if they are valid already.
fn with_valid_strings(text: &str) -> Option<String> {
    let mut repaired = String::new();
    // The length of the text that is in `repaired` already.
    let mut copied = 0;
    let mut is_in_string = false;
    let mut rest = text;
    while let Some(next) =
        rest.find(|character: char| matches!(character, '"' | '\\' | '\0'..='\x1f'))
    {
        let (_, from) = rest.split_at(next);
        let offset = text.len() - from.len();
        let (length, instead) = match from.as_bytes().first() {
            Some(b'"') => {
                is_in_string = !is_in_string;
                (1, None)
            }
            _ if !is_in_string => (1, None),
            Some(b'\\') => escape(from),
            _ => (1, Some(" ")),
        };
        if let Some(instead) = instead {
            repaired.push_str(text.get(copied..offset).unwrap_or_default());
            repaired.push_str(instead);
            copied = offset + length;
        }
        rest = from.get(length..).unwrap_or_default();
    }
    if copied == 0 {
        return None;
    }
    repaired.push_str(text.get(copied..).unwrap_or_default());
    Some(repaired)
}

/// Returns the length of the escape at the beginning of a text, and its replacement if it is invalid.
fn escape(text: &str) -> (usize, Option<&'static str>) {
    match text.as_bytes() {
        [
            _,
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
            ..,
        ] => (2, None),
        [_, b'u', ..] => match code_unit(text) {
            Some((0xd800..=0xdbff, rest)) if is_low_surrogate(rest) => (12, None),
            Some((0xd800..=0xdfff, _)) => (6, Some("\\ufffd")),
            Some(_) => (6, None),
            None => (1, Some("\\\\")),
        },
        _ => (1, Some("\\\\")),
    }
}

fn is_low_surrogate(text: &str) -> bool {
    matches!(code_unit(text), Some((0xdc00..=0xdfff, _)))
}
