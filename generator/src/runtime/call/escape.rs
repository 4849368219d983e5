//! Characters as they may stand in a text: as they are, or escaped as JSON, URIs, forms and HTML have them.

/// How many bytes an escape of a character takes at the most, as two code units of JSON do.
pub(super) const MAX_LEN: usize = 12;

/// Whether an escape may begin with a byte.
pub(super) fn begins(byte: u8) -> bool {
    matches!(byte, b'\\' | b'%' | b'&' | b'+')
}

/// Takes a character from the beginning of a text, in whatever form it stands there.
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

/// Whether a text is over, or breaks off in the middle of an escape.
pub(super) fn is_cut(text: &str) -> bool {
    text.is_empty()
        || (text.len() < MAX_LEN
            && text.starts_with(['\\', '%', '&'])
            && !text.contains([';', ' ', '"']))
}

/// Reads an escape of JSON (RFC 8259, section 7).
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

/// Reads an escape of one or two UTF-16 code units.
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

fn code_unit(text: &str) -> Option<(u16, &str)> {
    let text = text.strip_prefix("\\u")?;
    Some((
        u16::from_str_radix(text.get(..4)?, 16).ok()?,
        text.get(4..)?,
    ))
}

/// Takes a character of which each byte may be percent-encoded (RFC 3986, section 2.1).
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

/// Reads a character reference of HTML, of which no more is looked at than the longest one has.
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
