//! Dates without a time.

use std::borrow::Cow;

use jiff::civil::Date;

use super::super::{Empty, Member, ReadError, Reader, Scalar, Value, Writer};
use super::{
    text::{FromText, Text},
    wipe::Wipe,
};

const EXPECTED: &str = "a date, such as \"2024-01-31\"";

impl Value for Date {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let offset = reader.offset();
        let date = match reader.scalar(EXPECTED)? {
            Scalar::Text(text) | Scalar::Untyped(text) => Self::from_text(text),
            other => return Err(other.unexpected(EXPECTED, offset)),
        };
        *self = date.ok_or_else(|| ReadError::new(offset, "expected a date"))?;
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.text(&self.text());
    }
}

impl Text for Date {
    /// Returns the date in the format of RFC 3339, such as `2024-01-31`.
    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

/// Parses a date in the format of RFC 3339, and one with a time after it, which is left out.
impl FromText for Date {
    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
        text.get(..end)?.parse().ok()
    }
}

impl Empty for Date {
    fn empty() -> Self {
        Self::default()
    }
}

impl Wipe for Date {
    fn wipe(&mut self) {
        *self = Self::default();
    }
}
