//! Sensitive values of other types than strings.

use std::{borrow::Cow, fmt};

use bytes::Bytes;

use super::super::{Empty, Member, ReadError, Reader, Value, Writer};
use super::{
    from_bytes::FromBytes,
    text::{FromText, Text},
    wipe::Wipe,
};

/// A sensitive value, which is redacted in `Debug` and overwritten when it is dropped.
#[derive(Clone)]
pub struct Sensitive<T: Wipe>(T);

impl<T: Wipe> Sensitive<T> {
    /// Returns the value.
    #[must_use]
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Wipe> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Wipe> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive([REDACTED])")
    }
}

impl<T: Wipe> Drop for Sensitive<T> {
    fn drop(&mut self) {
        self.0.wipe();
    }
}

/// Does nothing: the value is wiped when it is dropped.
impl<T: Wipe> Wipe for Sensitive<T> {
    fn wipe(&mut self) {}
}

impl<T: Wipe + Value> Value for Sensitive<T> {
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        self.0.read(schema, reader)
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        writer.sensitive(schema, &self.0);
    }
}

impl<T: Wipe + Empty> Empty for Sensitive<T> {
    fn empty() -> Self {
        Self(T::empty())
    }
}

impl<T: Wipe + Text> Text for Sensitive<T> {
    fn text(&self) -> Cow<'_, str> {
        self.0.text()
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl<T: Wipe + FromBytes> FromBytes for Sensitive<T> {
    fn from_bytes(bytes: Bytes) -> Self {
        Self(T::from_bytes(bytes))
    }
}

impl<T: Wipe + FromText> FromText for Sensitive<T> {
    fn from_text(text: &str) -> Option<Self> {
        T::from_text(text).map(Self)
    }
}
