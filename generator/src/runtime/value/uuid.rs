//! UUIDs.

use std::borrow::Cow;

use uuid::Uuid;

use super::super::{Empty, Member, ReadError, Reader, Scalar, Value, Writer};
use super::{
    text::{FromText, Text},
    wipe::Wipe,
};

impl Value for Uuid {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        const EXPECTED: &str = "a UUID";
        let offset = reader.offset();
        let uuid = match reader.scalar(EXPECTED)? {
            Scalar::Text(text) | Scalar::Untyped(text) => Self::from_text(text),
            other => return Err(other.unexpected(EXPECTED, offset)),
        };
        *self = uuid.ok_or_else(|| ReadError::new(offset, "expected a UUID"))?;
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.text(&self.text());
    }
}

impl Text for Uuid {
    /// Returns the UUID in the format of RFC 9562, such as `67e55044-10b1-426f-9247-bb680e5fe0c8`.
    fn text(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

/// Parses a UUID in the format of RFC 9562, or without hyphens, in braces or as a URN.
impl FromText for Uuid {
    fn from_text(text: &str) -> Option<Self> {
        Self::parse_str(text).ok()
    }
}

impl Empty for Uuid {
    fn empty() -> Self {
        Self::nil()
    }
}

impl Wipe for Uuid {
    fn wipe(&mut self) {
        *self = Self::nil();
    }
}
