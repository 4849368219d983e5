//! Members for which null can be sent.

use super::super::{Empty, Member, ReadError, Reader, Value, Writer};
use super::wipe::Wipe;

/// A member that is absent, null or a value.
///
/// Null and absence may mean different things to a service: in a JSON Merge Patch (RFC 7396), a member that is null is
/// removed, and one that is absent stays as it is. A null in a response is read as absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nullable<T> {
    /// No member. It isn't sent.
    #[default]
    Absent,
    /// Null.
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns the value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Converts it into the value, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T: Value + Empty> Value for Nullable<T> {
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        if let Self::Value(value) = self {
            return value.read(schema, reader);
        }
        *self = Self::Value(reader.value(schema)?);
        Ok(())
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        match self {
            Self::Value(value) => value.write(schema, writer),
            Self::Absent | Self::Null => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> Empty for Nullable<T> {
    fn empty() -> Self {
        Self::Absent
    }
}

impl<T: Wipe> Wipe for Nullable<T> {
    fn wipe(&mut self) {
        if let Self::Value(value) = self {
            value.wipe();
        }
    }
}
