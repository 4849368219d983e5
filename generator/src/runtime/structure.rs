//! Structures: their members in order, as data that one reader and one writer go through.

use super::TimestampFormat;

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
        impl $structure {
            const MEMBERS: &'static [runtime::Member] =
                &[$(runtime::Member::new($name)$(.with(runtime::TimestampFormat::$format))?),*];
        }

        impl runtime::Value for $structure {
            fn read(
                &mut self,
                reader: &mut runtime::Reader<'_>,
            ) -> ::core::result::Result<(), runtime::JsonError> {
                reader.structure(Self::MEMBERS, &mut [$(&mut self.$field),*])
            }

            fn write(&self, writer: &mut runtime::Writer<'_>) {
                writer.structure(Self::MEMBERS, &[$(&self.$field),*]);
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
