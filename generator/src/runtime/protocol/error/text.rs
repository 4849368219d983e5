//! The body of an error response as text, for errors without a message.

use std::{borrow::Cow, convert::TryInto, str};

use super::super::super::{
    Body, Secrets,
    call::redact::{redact, without_cut_secret},
};
use super::body::Message;

/// The maximum length of a body that is shown, in characters.
const MAX_TEXT: usize = 1_000;

/// Returns the beginning of a body as text. Secrets are redacted before it is truncated, so that no part of one is
/// left.
pub(in super::super) fn shown(
    body: &Body,
    content_type: Option<&str>,
    secrets: &Secrets<'_>,
) -> Option<Message> {
    let text = text(body.bytes());
    if !is_text(&text, body.bytes(), content_type) {
        return Some(Message::Note("the body is not text".to_owned()));
    }
    let text = redact(text.into_owned(), secrets);
    let text = if body.is_truncated() {
        without_cut_secret(&text, secrets)
    } else {
        &text
    };
    (!text.trim().is_empty()).then(|| Message::Body(text.chars().take(MAX_TEXT).collect()))
}

/// Returns whether a body is text. Text has few control characters; compressed bytes, images and the like have many.
fn is_text(text: &str, body: &[u8], content_type: Option<&str>) -> bool {
    const GZIP: &[u8] = &[0x1f, 0x8b];
    const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
    let content_type = content_type
        .unwrap_or_default()
        .trim_start()
        .to_ascii_lowercase();
    let is_media = ["image/", "audio/", "video/"]
        .iter()
        .any(|kind| content_type.starts_with(kind));
    if is_media || body.starts_with(GZIP) || body.starts_with(ZSTD) {
        return false;
    }
    let is_binary = |character: &char| {
        *character == char::REPLACEMENT_CHARACTER
            || (character.is_control() && !character.is_whitespace())
    };
    let start = || text.chars().take(MAX_TEXT);
    start().filter(is_binary).count() * 10 <= start().count()
}

/// Decodes bytes: as UTF-16 if they begin with a byte order mark and an ASCII character, or else as UTF-8, without a
/// byte order mark. Bytes that are not valid UTF-8 are decoded as Latin-1, which some servers send undeclared.
pub(in super::super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks_exact(2)
            .skip(1)
            .filter_map(|pair| pair.try_into().ok())
            .map(unit);
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xff, 0xfe, _, 0, ..] => return utf16(u16::from_le_bytes),
        [0xfe, 0xff, 0, _, ..] => return utf16(u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        return text.into();
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| latin1(*byte)));
    }
    text.into()
}

/// Decodes a byte as Latin-1. Bytes below 0xa0 are control characters, which text doesn't contain.
fn latin1(byte: u8) -> char {
    if byte < 0xa0 {
        char::REPLACEMENT_CHARACTER
    } else {
        byte.into()
    }
}
