//! Characters that may be escaped as in JSON, URIs, forms or HTML.

/// The maximum length of an escape in bytes: that of two UTF-16 code units in JSON.
pub(super) const MAX_LEN: usize = 12;

/// Returns whether an escape may begin with this byte.
pub(super) fn begins(byte: u8) -> bool {
    matches!(byte, b'\\' | b'%' | b'&' | b'+')
}

/// Strips a character, escaped or not, from the beginning of a text.
pub(super) fn strip_character(text: &str, character: char) -> Option<&str> {
    let escaped = match text.as_bytes().first()? {
        b'\\' => json(text),
        b'&' => html(text),
        b'%' => return percent(text, character).or_else(|| text.strip_prefix(character)),
        b'+' if character == ' ' => Some((' ', text.get(1..)?)),
        _ => None,
    };
    match escaped {
        Some((is, rest)) if is == character => Some(rest),
        _ if character.is_ascii() => text.strip_prefix(character),
        _ => percent(text, character).or_else(|| text.strip_prefix(character)),
    }
}

/// Returns whether a text is empty, or may end in the middle of an escape.
pub(super) fn is_cut(text: &str) -> bool {
    text.is_empty()
        || (text.len() < MAX_LEN
            && text.starts_with(['\\', '%', '&'])
            && !text.contains([';', ' ', '"']))
}

/// Parses an escape of JSON (RFC 8259, section 7).
fn json(text: &str) -> Option<(char, &str)> {
    let mut characters = text.strip_prefix('\\')?.chars();
    let character = match characters.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return utf16(text),
        character => character,
    };
    Some((character, characters.as_str()))
}

/// Parses an escape of one or two UTF-16 code units.
fn utf16(text: &str) -> Option<(char, &str)> {
    let (first, rest) = code_unit(text)?;
    let second = code_unit(rest);
    let units = [Some(first), second.map(|(unit, _)| unit)];
    let character = char::decode_utf16(IntoIterator::into_iter(units).flatten())
        .next()?
        .ok()?;
    if character.len_utf16() == 1 {
        Some((character, rest))
    } else {
        Some((character, second?.1))
    }
}

/// Parses the escape of a UTF-16 code unit, and returns what follows it too.
pub(in super::super) fn code_unit(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.strip_prefix("\\u")?.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u16::from_str_radix(digits, 16).ok();
    Some((number.filter(|_| is_hex)?, rest))
}

/// Strips a character whose bytes are percent-encoded (RFC 3986, section 2.1).
fn percent(mut text: &str, character: char) -> Option<&str> {
    let mut buffer = [0; 4];
    for byte in character.encode_utf8(&mut buffer).bytes() {
        let digits = text.strip_prefix('%')?.get(..2)?;
        if u8::from_str_radix(digits, 16).ok()? != byte {
            return None;
        }
        text = text.get(3..)?;
    }
    Some(text)
}

/// Parses a character reference of HTML. A longer one than [`MAX_LEN`] is not recognized.
fn html(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(MAX_LEN).position(|byte| byte == b';')?;
    let (name, rest) = (text.get(1..end)?, text.get(end + 1..)?);
    let character = match name {
        "amp" => '&',
        "apos" => '\'',
        "gt" => '>',
        "lt" => '<',
        "quot" => '"',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    };
    Some((character, rest))
}
