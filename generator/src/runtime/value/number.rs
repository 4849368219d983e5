//! Numbers of any size and precision.

use std::{borrow::Cow, fmt, str::FromStr};

use super::super::{Empty, Member, ReadError, Reader, Scalar, Value, Writer};
use super::{
    text::{FromText, Text},
    wipe::Wipe,
};

/// A number of any size and precision, as its decimal digits.
///
/// ```text
/// let number: Number = "9007199254740993.25".parse()?;
/// ```
///
/// Two numbers are equal if their digits are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(String);

impl Number {
    /// Returns the digits, in the format of JSON (RFC 8259, section 6).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Number {
    type Err = ReadError;

    fn from_str(digits: &str) -> Result<Self, ReadError> {
        if is_number(digits) {
            Ok(Self(digits.to_owned()))
        } else {
            Err(ReadError::new(0, "not a number"))
        }
    }
}

/// Returns whether a text is a number of JSON (RFC 8259, section 6). A client without JSON has no parser of it.
fn is_number(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = |text, separator: &[char]| match <str>::split_once(text, separator) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    };
    let (number, exponent) = parts(text, &['e', 'E']);
    let (whole, fraction) = parts(number.strip_prefix('-').unwrap_or(number), &['.']);
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.into_iter().chain(exponent).all(is_digits)
}

macro_rules! from_integers {
    ($($type:ty)*) => {$(
        impl From<$type> for Number {
            fn from(number: $type) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for Number {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        const EXPECTED: &str = "a number";
        let offset = reader.offset();
        match reader.scalar(EXPECTED)? {
            Scalar::Digits(digits) => *self = Self(digits.to_owned()),
            Scalar::Integer(number) => *self = number.into(),
            Scalar::Float(number) if number.is_finite() => *self = Self(number.to_string()),
            Scalar::Untyped(digits) => {
                *self = digits
                    .parse()
                    .map_err(|_| ReadError::new(offset, "the number can't be read"))?;
            }
            other => return Err(other.unexpected(EXPECTED, offset)),
        }
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.digits(&self.0);
    }
}

impl Empty for Number {
    fn empty() -> Self {
        Self::from(0)
    }
}

impl Text for Number {
    fn text(&self) -> Cow<'_, str> {
        self.0.as_str().into()
    }
}

impl FromText for Number {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Wipe for Number {
    fn wipe(&mut self) {
        self.0.wipe();
    }
}
