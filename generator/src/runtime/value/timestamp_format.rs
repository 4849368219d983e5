//! How a timestamp is written.

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
