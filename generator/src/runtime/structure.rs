//! Structures: their members in order, as data that one reader and one writer go through.

use super::TimestampFormat;

/// A member of a structure.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// How the timestamps in it are written.
    pub timestamp_format: TimestampFormat,
    /// Whether a success without it is an error.
    pub is_required: bool,
}

impl Member {
    /// Creates a member with this name on the wire, which may be missing.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, timestamp_format: TimestampFormat::EpochSeconds, is_required: false }
    }

    /// Writes the timestamps in it as RFC 3339 has them.
    #[must_use]
    pub const fn date_time(self) -> Self {
        Self { timestamp_format: TimestampFormat::DateTime, ..self }
    }

    /// Writes the timestamps in it as HTTP's headers have them.
    #[must_use]
    pub const fn http_date(self) -> Self {
        Self { timestamp_format: TimestampFormat::HttpDate, ..self }
    }

    /// Makes a success without it an error.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }
}

/// Implements [`Value`](super::Value) for a message: which of its fields are members of its body, their names on the
/// wire, and what else there is to say of them.
#[allow(unused_macros, reason = "a service may have no bodies")]
macro_rules! members {
    ($structure:ident { $($field:ident: $name:literal $(as $mark:ident)*),* $(,)? }) => {
        impl $structure {
            const MEMBERS: &'static [runtime::Member] =
                &[$(runtime::Member::new($name)$(.$mark())*),*];
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
    ($structure:ident { $($field:ident: $name:literal $(as $mark:ident)*),* $(,)? }) => {
        runtime::members!($structure { $($field: $name $(as $mark)*),* });

        impl runtime::Empty for $structure {
            fn empty() -> Self {
                Self { $($field: runtime::Empty::empty()),* }
            }
        }
    };
}

pub(crate) use {members, structure};
