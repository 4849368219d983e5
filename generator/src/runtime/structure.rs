//! Structures: their members by index, as data that one reader and one writer go through.

use super::{TimestampFormat, Value};

/// What a structure consists of.
pub trait Structure {
    /// Its members, by index.
    fn members(&self) -> &'static [Member];

    /// Shows the values of all members, one after the other.
    fn visit(&self, value: &mut dyn FnMut(&dyn Value));

    /// The value of the member at an index, to be read into.
    fn get_mut(&mut self, index: usize) -> Option<&mut dyn Value>;
}

/// A member of a structure.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// How the timestamps in it are written.
    pub timestamp_format: TimestampFormat,
}

impl Member {
    /// A member, by its name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, timestamp_format: TimestampFormat::EpochSeconds }
    }

    /// The same member, its timestamps written in this format.
    #[must_use]
    pub const fn with(mut self, timestamp_format: TimestampFormat) -> Self {
        self.timestamp_format = timestamp_format;
        self
    }
}

/// Says which fields of a message are members of its body, and their names on the wire.
#[allow(unused_macros, reason = "a service may have no bodies")]
macro_rules! members {
    ($structure:ident { $($field:ident: $name:literal $(as $format:ident)?),* $(,)? }) => {
        impl runtime::Structure for $structure {
            fn members(&self) -> &'static [runtime::Member] {
                const { &[$(runtime::Member::new($name)$(.with(runtime::TimestampFormat::$format))?),*] }
            }

            #[allow(unused_variables, reason = "there may be no members")]
            fn visit(&self, value: &mut dyn ::core::ops::FnMut(&dyn runtime::Value)) {
                $(value(&self.$field);)*
            }

            #[allow(unused_assignments, unused_mut, unused_variables, reason = "nobody counts behind the last")]
            fn get_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn runtime::Value> {
                let mut member = 0;
                $(
                    if index == member {
                        return Some(&mut self.$field);
                    }
                    member += 1;
                )*
                None
            }
        }

        impl runtime::Value for $structure {
            fn read(
                &mut self,
                reader: &mut runtime::Reader<'_>,
            ) -> ::core::result::Result<(), runtime::JsonError> {
                reader.structure(self)
            }

            fn write(&self, writer: &mut runtime::Writer) {
                writer.structure(self);
            }
        }
    };
}

/// Says what the members of a structure are called on the wire. All fields are members, and empty at first.
#[allow(unused_macros, reason = "a service may have no structure")]
macro_rules! structure {
    ($structure:ident { $($field:ident: $name:literal $(as $format:ident)?),* $(,)? }) => {
        runtime::members!($structure { $($field: $name $(as $format)?),* });

        impl runtime::Empty for $structure {
            fn empty() -> Self {
                Self { $($field: runtime::Empty::empty()),* }
            }
        }
    };
}

pub(crate) use {members, structure};
