//! The code and message in the CBOR body of an error response.

#![doc(hidden)]

use minicbor::data::Type;

use super::super::super::{
    Body, ReadError, Secrets,
    call::redact::redact,
    codec::cbor::tokens::{Left, Tokens},
};
use super::super::error::{
    body::{ErrorBody, ErrorFormat, Message, Places, Step},
    code::bare_code,
    text::shown,
};
use super::redaction;

/// The functions that read the CBOR body of an error response.
pub const FORMAT: ErrorFormat = ErrorFormat {
    read,
    is_error: |_| false,
    redact: redaction::body,
    places: Places::USUAL,
};

/// The paths of the code, in order of precedence.
const CODES: [&[Step]; 3] = [
    &[Step::Member("__type")],
    &[Step::Member("code")],
    &[Step::Member("Code")],
];

/// The paths of the message, in order of precedence.
const MESSAGES: [&[Step]; 3] = [
    &[Step::Member("message")],
    &[Step::Member("Message")],
    &[Step::Member("errorMessage")],
];

/// Reads the code and the message, also of a damaged or truncated body.
fn read(
    body: &Body,
    content_type: Option<&str>,
    places: Places,
    secrets: &Secrets<'_>,
) -> ErrorBody {
    let at = |path: &[Step]| text_at(body.bytes(), path);
    let code = if places.code.is_empty() {
        let mut codes = CODES.iter().filter_map(|path| at(path));
        codes.find_map(|code| bare_code(&redact(code, secrets)))
    } else {
        // The AWS forms of a code are in the usual places only.
        let code = at(places.code).map(|code| redact(code, secrets).trim().to_owned());
        code.filter(|code| !code.is_empty())
    };
    let message = (!places.message.is_empty()).then_some(places.message);
    let message = message
        .into_iter()
        .chain(MESSAGES.iter().copied())
        .filter_map(at)
        .find(|message| !message.trim().is_empty());
    ErrorBody {
        code,
        message: match message {
            Some(message) => Some(Message::Member(redact(message, secrets))),
            None if is_map(body.bytes()) => None,
            None => shown(body, content_type, secrets),
        },
        request_id: None,
    }
}

/// Returns whether a body begins as a map does, which isn't shown as text.
fn is_map(body: &[u8]) -> bool {
    let first = Tokens::new(body).value(0);
    matches!(first, Ok(Type::Map | Type::MapIndef))
}

/// Returns the string or the whole number at a path, unless the body ends before it.
fn text_at(body: &[u8], path: &[Step]) -> Option<String> {
    let mut found = None;
    // After an error, what was found before remains.
    drop(search(&mut Tokens::new(body), path, &mut found));
    found
}

/// Searches a value, to which the rest of the path belongs. Of duplicate members, the last one counts.
fn search(
    tokens: &mut Tokens<'_>,
    path: &[Step],
    found: &mut Option<String>,
) -> Result<(), ReadError> {
    match (tokens.value(0)?, path.split_first()) {
        (Type::Map | Type::MapIndef, Some((Step::Member(member), rest))) => {
            let mut left = tokens.begin_map()?;
            while tokens.has_next(&mut left)? {
                if tokens.key(0)? == *member {
                    search(tokens, rest, found)?;
                } else {
                    tokens.skip(0)?;
                }
            }
            Ok(())
        }
        (Type::Array | Type::ArrayIndef, Some((Step::First, rest))) => {
            let mut left: Left = tokens.begin_list()?;
            if tokens.has_next(&mut left)? {
                search(tokens, rest, found)?;
            }
            while tokens.has_next(&mut left)? {
                tokens.skip(0)?;
            }
            Ok(())
        }
        (type_ @ (Type::String | Type::StringIndef), None) => {
            *found = Some(tokens.text(type_)?.into_owned());
            Ok(())
        }
        (
            Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::Int,
            None,
        ) => {
            *found = Some(tokens.integer()?.to_string());
            Ok(())
        }
        _ => tokens.skip(0),
    }
}
