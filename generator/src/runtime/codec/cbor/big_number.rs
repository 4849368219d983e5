//! Numbers of any size and precision, as decimal digits (RFC 8949, sections 3.4.3 and 3.4.4).

use std::{convert::TryFrom, fmt::Write};

use minicbor::data::Type;

use super::super::error::ReadError;
use super::tokens::{DECIMAL, LARGE_DECIMAL, Left, NEGATIVE, POSITIVE, Tokens};

/// The maximum length of a whole number in bytes, which is one of 1,234 digits. The time for converting one grows with the
/// square of its length.
const MAX_BYTES: usize = 512;
const MAX_DIGITS: usize = 1_234;

/// The most zeros that are written between the point and the first other digit.
const MAX_ZEROS: usize = 6;

const BILLION: u64 = 1_000_000_000;
const WORD: u64 = 1 << 32;

/// Reads a number with a tag.
#[cold]
pub(super) fn read(tokens: &mut Tokens<'_>) -> Result<String, ReadError> {
    match tokens.tag()? {
        tag @ (POSITIVE | NEGATIVE) => whole(tokens, tag),
        DECIMAL | LARGE_DECIMAL => decimal(tokens),
        _ => Err(tokens.error("expected a number")),
    }
}

/// Reads a whole number after its tag.
fn whole(tokens: &mut Tokens<'_>, tag: u64) -> Result<String, ReadError> {
    let bytes = match tokens.peek()? {
        type_ @ (Type::Bytes | Type::BytesIndef) => tokens.bytes(type_)?,
        _ => return Err(tokens.error("expected the bytes of a number")),
    };
    let first = bytes.iter().position(|byte| *byte != 0);
    let bytes = first
        .and_then(|first| bytes.get(first..))
        .unwrap_or_default();
    if bytes.len() > MAX_BYTES {
        return Err(tokens.error("the number is too large"));
    }
    Ok(if tag == NEGATIVE {
        format!("-{}", digits(bytes, 1))
    } else {
        digits(bytes, 0)
    })
}

/// Reads a decimal fraction after its tag: a list of an exponent and a mantissa.
fn decimal(tokens: &mut Tokens<'_>) -> Result<String, ReadError> {
    const EXPECTED: &str = "expected an exponent and a mantissa";
    if !matches!(tokens.peek()?, Type::Array | Type::ArrayIndef) {
        return Err(tokens.error(EXPECTED));
    }
    let mut left = tokens.begin_list()?;
    let part = |tokens: &mut Tokens<'_>, left: &mut Left| {
        if tokens.has_next(left)? {
            integer(tokens)
        } else {
            Err(tokens.error(EXPECTED))
        }
    };
    let (exponent, mantissa) = (part(tokens, &mut left)?, part(tokens, &mut left)?);
    if tokens.has_next(&mut left)? {
        return Err(tokens.error(EXPECTED));
    }
    Ok(with_exponent(&mantissa, &exponent))
}

/// Reads a whole number of any size.
fn integer(tokens: &mut Tokens<'_>) -> Result<String, ReadError> {
    match tokens.peek()? {
        Type::Tag => match tokens.tag()? {
            tag @ (POSITIVE | NEGATIVE) => whole(tokens, tag),
            _ => Err(tokens.error("expected a whole number")),
        },
        _ => Ok(tokens.integer()?.to_string()),
    }
}

/// Returns the digits of a number, with a point in them if they aren't far from it.
fn with_exponent(mantissa: &str, exponent: &str) -> String {
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa),
    };
    let after_point = exponent
        .strip_prefix('-')
        .and_then(|digits| digits.parse::<usize>().ok())
        .filter(|after_point| *after_point <= digits.len() + MAX_ZEROS);
    match after_point {
        Some(after_point) => {
            let digits = format!("{digits:0>width$}", width = after_point + 1);
            let (before, after) = digits.split_at(digits.len() - after_point);
            format!("{sign}{before}.{after}")
        }
        None if exponent == "0" => mantissa.to_owned(),
        None => format!("{mantissa}e{exponent}"),
    }
}

/// Returns the decimal digits of the number in these bytes, plus a small one.
fn digits(bytes: &[u8], plus: u64) -> String {
    // The least significant one is the first; each has nine digits.
    let mut groups: Vec<u32> = Vec::new();
    let (first, words) = bytes.split_at(bytes.len() % 4);
    let words = words.chunks_exact(4);
    for word in std::iter::once(first).chain(words) {
        let word = word
            .iter()
            .fold(0, |word, byte| (word << 8) | u64::from(*byte));
        multiply_and_add::<BILLION>(&mut groups, WORD, word);
    }
    multiply_and_add::<BILLION>(&mut groups, 1, plus);
    let (last, others) = match groups.split_last() {
        Some((last, others)) => (*last, others),
        None => (0, &[][..]),
    };
    let mut digits = last.to_string();
    for group in others.iter().rev() {
        // Writing to a string never fails.
        let _ = write!(digits, "{group:09}");
    }
    digits
}

/// Returns the bytes of the number with these decimal digits, less a small one unless it is zero. The most significant byte
/// is the first. Returns `None` if there are more than a reader takes.
pub(super) fn bytes(digits: &str, minus: u32) -> Option<Vec<u8>> {
    let digits = digits.trim_start_matches('0');
    if digits.len() > MAX_DIGITS {
        return None;
    }
    // The least significant one is the first.
    let mut words: Vec<u32> = Vec::new();
    let (first, groups) = digits.as_bytes().split_at(digits.len() % 9);
    let groups = groups.chunks_exact(9);
    for group in std::iter::once(first).chain(groups) {
        let value = |value: u64, digit: &u8| value * 10 + u64::from(digit.wrapping_sub(b'0'));
        let value = group.iter().fold(0, value);
        multiply_and_add::<WORD>(&mut words, BILLION, value);
    }
    let mut borrow = minus;
    for word in &mut words {
        let (less, is_negative) = word.overflowing_sub(borrow);
        *word = less;
        borrow = u32::from(is_negative);
    }
    let bytes: Vec<u8> = words
        .iter()
        .rev()
        .flat_map(|word| word.to_be_bytes().to_vec())
        .collect();
    let first = bytes.iter().position(|byte| *byte != 0);
    let bytes = first
        .and_then(|first| bytes.get(first..))
        .unwrap_or_default();
    (bytes.len() <= MAX_BYTES).then(|| bytes.to_vec())
}

/// Multiplies a number in this base, which is at most 2^32, and adds another one to it.
fn multiply_and_add<const BASE: u64>(number: &mut Vec<u32>, factor: u64, add: u64) {
    let mut carry = add;
    for group in number.iter_mut() {
        let value = u64::from(*group) * factor + carry;
        *group = u32::try_from(value % BASE).unwrap_or_default();
        carry = value / BASE;
    }
    while carry > 0 {
        number.push(u32::try_from(carry % BASE).unwrap_or_default());
        carry /= BASE;
    }
}
