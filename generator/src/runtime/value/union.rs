//! Unions: one member of several, and one that this client doesn't know.

use std::fmt;

use super::super::{Empty, Member, ReadError, Reader, Writer};
use super::{document::Document, wipe::Wipe};

/// A member of a union that this client doesn't know. It is written as it was read.
#[derive(Clone, PartialEq)]
pub struct UnknownMember {
    name: String,
    value: Document,
}

impl UnknownMember {
    /// A member of this name on the wire.
    #[must_use]
    pub fn new(name: impl Into<String>, value: Document) -> Self {
        Self {
            name: name.into(),
            value,
        }
    }

    /// Reads the value of a member of this name.
    ///
    /// # Errors
    ///
    /// When there is no value.
    pub fn read(
        name: &str,
        schema: &'static Member,
        reader: &mut dyn Reader,
    ) -> Result<Self, ReadError> {
        Ok(Self::new(name, reader.value(schema)?))
    }

    /// Its name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its value.
    #[must_use]
    pub fn value(&self) -> &Document {
        &self.value
    }

    /// Writes a union that holds this member: as it was read, or as an empty object.
    pub fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        let length = usize::from(!self.name.is_empty());
        if writer.begin_map(schema, length) {
            if length > 0 {
                writer.entry(schema, &self.name, &self.value);
            }
            writer.end_map(schema);
        }
    }
}

/// Shows the name alone: nobody knows whether the value is secret.
impl fmt::Debug for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownMember")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Empty for UnknownMember {
    fn empty() -> Self {
        Self::new(String::new(), Document::Null)
    }
}

impl Wipe for UnknownMember {
    fn wipe(&mut self) {
        self.value.wipe();
    }
}

/// Says which members of a union its variants are, and their names on the wire.
macro_rules! union {
    ($union:ident { $($variant:ident: $name:literal $(as $mark:ident)*),* $(,)? }) => {
        impl runtime::Value for $union {
            fn read(
                &mut self,
                schema: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                reader.union(schema, &mut |name, reader| {
                    *self = match name {
                        $($name => Self::$variant(reader.value(schema)?),)*
                        _ => Self::Unknown(runtime::UnknownMember::read(name, schema, reader)?),
                    };
                    Ok(())
                })
            }

            fn write(&self, schema: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                match self {
                    $(Self::$variant(value) => {
                        const MEMBER: &runtime::Member = &runtime::Member::new($name)$(.$mark())*;
                        writer.union(schema, MEMBER, value);
                    })*
                    Self::Unknown(member) => member.write(schema, writer),
                }
            }
        }

        impl runtime::Empty for $union {
            fn empty() -> Self {
                Self::Unknown(runtime::Empty::empty())
            }
        }
    };
}

pub(crate) use union;
