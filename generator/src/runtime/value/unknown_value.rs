//! Values of unions that are of no known member.

use std::fmt;

use super::super::{Empty, Member, ReadError, Reader, Value, Writer};
use super::{document::Document, wipe::Wipe};

/// A value of no known member of a union. It is written as it was read.
#[derive(Clone, PartialEq)]
pub struct UnknownValue(Document);

impl UnknownValue {
    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> &Document {
        &self.0
    }
}

impl From<Document> for UnknownValue {
    fn from(value: Document) -> Self {
        Self(value)
    }
}

/// Shows nothing. The value may be secret.
impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownValue").finish_non_exhaustive()
    }
}

impl Value for UnknownValue {
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        self.0.read(schema, reader)
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        self.0.write(schema, writer);
    }
}

impl Empty for UnknownValue {
    fn empty() -> Self {
        Self(Document::Null)
    }
}

impl Wipe for UnknownValue {
    fn wipe(&mut self) {
        self.0.wipe();
    }
}
