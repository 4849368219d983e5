//! Unions, with the known members and any unknown one.

use std::fmt;

use super::super::{Empty, Member, ReadError, Reader, Writer};
use super::{document::Document, wipe::Wipe};

/// An unknown member of a union. In JSON and CBOR it is written as it was read. XML and forms don't tell types apart, so that
/// it can't be written there: such a call fails with `InputError::UnknownMember`.
#[derive(Clone, PartialEq)]
pub struct UnknownMember {
    name: String,
    value: Document,
}

impl UnknownMember {
    /// Creates a member with this name on the wire.
    #[must_use]
    pub fn new(name: impl Into<String>, value: Document) -> Self {
        Self {
            name: name.into(),
            value,
        }
    }

    /// Reads the value of a member with this name.
    ///
    /// # Errors
    ///
    /// Fails if there is no value.
    #[doc(hidden)]
    pub fn read(
        name: &str,
        schema: &'static Member,
        reader: &mut dyn Reader,
    ) -> Result<Self, ReadError> {
        Ok(Self::new(name, reader.value(schema)?))
    }

    /// Returns the name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the value.
    #[must_use]
    pub fn value(&self) -> &Document {
        &self.value
    }

    /// Writes a union with this member, or an empty object if there is none.
    #[doc(hidden)]
    pub fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        if !self.name.is_empty() {
            writer.unknown_member(schema, &self.name, &self.value);
        } else if writer.begin_map(schema, 0) {
            writer.end_map(schema);
        }
    }
}

/// Shows only the name. The value may be secret.
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

/// Implements a union: the names of its members on the wire, and their marks (methods of `Member`).
macro_rules! union {
    ($union:ident { $($variant:ident: $name:literal$(.$xml:ident($argument:expr))? $(as $mark:ident)*),* $(,)? }) => {
        impl runtime::Value for $union {
            fn read(
                &mut self,
                schema: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                reader.union(schema, &mut |name, reader| {
                    *self = match name {
                        $($name => {
                            const MEMBER: &runtime::Member = &runtime::Member::new($name)$(.$xml($argument))?$(.$mark())*;
                            Self::$variant(reader.value(MEMBER)?)
                        })*
                        _ => Self::Unknown(runtime::UnknownMember::read(name, schema, reader)?),
                    };
                    Ok(())
                })
            }

            fn write(&self, schema: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                match self {
                    $(Self::$variant(value) => {
                        const MEMBER: &runtime::Member = &runtime::Member::new($name)$(.$xml($argument))?$(.$mark())*;
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
