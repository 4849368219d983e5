//! The members of structures, as data that one reader and one writer go through.

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
