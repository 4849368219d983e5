//! Mends the JSON of a damaged body of an error.

use std::borrow::Cow;

use bytes::Bytes;

use super::super::super::Body;
use super::super::error_text::text;

/// Returns a body of which the JSON can be read, if it holds an object.
pub(super) fn body(body: Body) -> Body {
    match json(body.bytes()) {
        Cow::Borrowed(json) if json.len() == body.bytes().len() => body,
        json => Body::from(Bytes::from(json.into_owned())),
    }
}

/// Returns a JSON text that a strict reader takes, if it is an object: in UTF-8, without a byte order mark, and in its
/// strings without control characters, halves of surrogate pairs and unknown escapes. What is no object stays as it is.
pub(super) fn json(bytes: &[u8]) -> Cow<'_, [u8]> {
    // Most bodies are plain ASCII, of which nothing has to be looked at twice.
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
    match (with_plain_strings(&text), text) {
        (Some(mended), _) => Cow::Owned(mended.into_bytes()),
        (None, Cow::Borrowed(text)) => Cow::Borrowed(text.as_bytes()),
        (None, Cow::Owned(text)) => Cow::Owned(text.into_bytes()),
    }
}

/// Returns a JSON text in whose strings nothing stands that JSON doesn't allow there; `None` if it is so already.
fn with_plain_strings(text: &str) -> Option<String> {
    let mut mended = String::new();
    // What of the text is in `mended` already.
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
            mended.push_str(text.get(copied..offset).unwrap_or_default());
            mended.push_str(instead);
            copied = offset + length;
        }
        rest = from.get(length..).unwrap_or_default();
    }
    if copied == 0 {
        return None;
    }
    mended.push_str(text.get(copied..).unwrap_or_default());
    Some(mended)
}

/// Returns how long the escape is with which a text begins, and what has to stand in its place.
fn escape(text: &str) -> (usize, Option<&'static str>) {
    match text.as_bytes() {
        [
            _,
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
            ..,
        ] => (2, None),
        [_, b'u', ..] => match (code_unit(text), text.get(6..).and_then(code_unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, None),
            (Some(0xd800..=0xdfff), _) => (6, Some("\\ufffd")),
            (Some(_), _) => (6, None),
            (None, _) => (1, Some("\\\\")),
        },
        _ => (1, Some("\\\\")),
    }
}

/// Returns the number of the escape with which a text begins.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}
