//! The members of structures, as data that one reader and one writer go through.

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
    /// A value that is in nothing else: a whole body.
    pub const ROOT: Self = Self::new("");

    /// Creates a member with this name on the wire, which may be missing.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            timestamp_format: TimestampFormat::EpochSeconds,
            is_required: false,
        }
    }

    /// Writes the timestamps in it as RFC 3339 has them.
    #[must_use]
    pub const fn date_time(self) -> Self {
        Self {
            timestamp_format: TimestampFormat::DateTime,
            ..self
        }
    }

    /// Writes the timestamps in it as HTTP's headers have them.
    #[must_use]
    pub const fn http_date(self) -> Self {
        Self {
            timestamp_format: TimestampFormat::HttpDate,
            ..self
        }
    }

    /// Makes a success without it an error.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `482196050.52`.
    #[default]
    EpochSeconds,
    /// `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    HttpDate,
}
