//! Timestamps, in the three formats of services.

use std::{borrow::Cow, convert::TryFrom};

use jiff::{
    SignedDuration, Timestamp,
    civil::{self, Time},
    fmt::{rfc2822::DateTimePrinter, temporal::Pieces},
    tz::Offset,
};

use super::super::{
    Empty, Member, ReadError, Reader, Scalar, TimestampFormat, Value, Writer, http::date_parser,
};
use super::{
    text::{FromText, Text},
    wipe::Wipe,
};

/// A timestamp in a header, a query or a path: `1985-04-12T23:20:50.52Z` (RFC 3339).
#[doc(hidden)]
#[derive(Debug)]
pub struct DateTime<'a>(pub &'a Timestamp);

/// A timestamp in a header, a query or a path: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110).
#[doc(hidden)]
#[derive(Debug)]
pub struct HttpDate<'a>(pub &'a Timestamp);

/// A timestamp in a header, a query or a path: `482196050.52`, the seconds since 1970.
#[doc(hidden)]
#[derive(Debug)]
pub struct EpochSeconds<'a>(pub &'a Timestamp);

impl Text for DateTime<'_> {
    fn text(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

impl Text for HttpDate<'_> {
    /// Returns the timestamp in the format of RFC 9110, or that of RFC 3339 if the year has no four digits.
    fn text(&self) -> Cow<'_, str> {
        let text = DateTimePrinter::new().timestamp_to_rfc9110_string(self.0);
        text.unwrap_or_else(|_| self.0.to_string()).into()
    }

    fn list_item(&self) -> String {
        self.text().into_owned()
    }
}

impl Text for EpochSeconds<'_> {
    fn text(&self) -> Cow<'_, str> {
        let nanoseconds = self.0.as_nanosecond();
        let sign = if nanoseconds < 0 { "-" } else { "" };
        let nanoseconds = nanoseconds.unsigned_abs();
        let text = format!(
            "{sign}{}.{:09}",
            nanoseconds / 1_000_000_000,
            nanoseconds % 1_000_000_000
        );
        text.trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
            .into()
    }
}

impl Value for Timestamp {
    /// Reads a timestamp in any format, whatever the schema says.
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        const EXPECTED: &str = "a number or text";
        let offset = reader.offset();
        let time = match reader.scalar(EXPECTED)? {
            Scalar::Digits(text) | Scalar::Text(text) | Scalar::Untyped(text) => {
                Self::from_text(text)
            }
            Scalar::Integer(seconds) => Some(nearest(seconds, 0)),
            // The digits of a float are those that were meant: 0.123 isn't 0.123000026.
            Scalar::Float(seconds) if seconds.is_finite() => epoch_seconds(&seconds.to_string()),
            Scalar::Float(seconds) => of_float(seconds),
            other => return Err(other.unexpected(EXPECTED, offset)),
        };
        *self = time.ok_or_else(|| ReadError::new(offset, "expected a timestamp"))?;
        Ok(())
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        let text = match schema.timestamp_format {
            TimestampFormat::EpochSeconds => EpochSeconds(self).text().into_owned(),
            TimestampFormat::DateTime => DateTime(self).text().into_owned(),
            TimestampFormat::HttpDate => HttpDate(self).text().into_owned(),
        };
        writer.timestamp(schema, self.as_second(), self.subsec_nanosecond(), &text);
    }
}

/// Parses a timestamp in any format. One out of the range of [`Timestamp`], from 26 hours after the beginning of the
/// year -9999 to 26 hours before the year 10000, becomes the nearest one in it.
impl FromText for Timestamp {
    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        epoch_seconds(text).or_else(|| date_time(text)).or_else(|| {
            let (seconds, nanoseconds) = date_parser::parse(text)?;
            Some(nearest(seconds, nanoseconds))
        })
    }
}

/// Returns the timestamp of these seconds and nanoseconds, which have the same sign, or the nearest one in range.
fn nearest(seconds: i64, nanoseconds: i32) -> Timestamp {
    let end = if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::new(seconds, nanoseconds).unwrap_or(end)
}

/// Parses seconds: exactly if they have a fraction, and with the precision of a float if they have an exponent.
fn epoch_seconds(text: &str) -> Option<Timestamp> {
    let (digits, sign) = text
        .strip_prefix('-')
        .map_or((text, 1), |digits| (digits, -1));
    let (seconds, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits(seconds) && is_digits(fraction) {
        // A number that is too large for an `i64` is out of range, too.
        let seconds = seconds.parse().unwrap_or(i64::MAX);
        return Some(nearest(
            sign * seconds,
            i32::try_from(sign).ok()? * date_parser::nanoseconds(fraction)?,
        ));
    }
    // Rust parses more than the numbers of JSON, such as `inf`.
    let seconds: f64 = text
        .parse()
        .ok()
        .filter(|_| digits.starts_with(|first: char| first.is_ascii_digit()))?;
    of_float(seconds)
}

/// Returns the timestamp of these seconds, or the nearest one in range.
fn of_float(seconds: f64) -> Option<Timestamp> {
    if seconds.is_nan() {
        return None;
    }
    let end = if seconds < 0.0 {
        SignedDuration::MIN
    } else {
        SignedDuration::MAX
    };
    let duration = SignedDuration::try_from_secs_f64(seconds).unwrap_or(end);
    Some(nearest(duration.as_secs(), duration.subsec_nanos()))
}

/// Parses RFC 3339, and other formats of ISO 8601. The default time zone is UTC, and the default time midnight.
fn date_time(text: &str) -> Option<Timestamp> {
    let text = &*with_nanoseconds(text);
    let Ok(pieces) = Pieces::parse(text) else {
        return later(text);
    };
    let offset = pieces.to_numeric_offset();
    if offset.is_none() && pieces.time_zone_annotation().is_some() {
        return None;
    }
    let date_time =
        civil::DateTime::from_parts(pieces.date(), pieces.time().unwrap_or(Time::midnight()));
    let end = if date_time.year() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Some(
        offset
            .unwrap_or(Offset::UTC)
            .to_timestamp(date_time)
            .unwrap_or(end),
    )
}

/// Cuts off fractions of a nanosecond.
fn with_nanoseconds(text: &str) -> Cow<'_, str> {
    let Some((time, rest)) = text.split_once('.') else {
        return text.into();
    };
    let end = rest
        .find(|digit: char| !digit.is_ascii_digit())
        .unwrap_or(rest.len());
    match (rest.get(..end.min(9)), rest.get(end..)) {
        (Some(fraction), Some(zone)) if end > 9 => format!("{time}.{fraction}{zone}").into(),
        _ => text.into(),
    }
}

/// Parses a date in a year with more than four digits (ISO 8601, 4.1.2.4), which is out of range.
fn later(text: &str) -> Option<Timestamp> {
    let (sign, digits) = text.split_at_checked(1)?;
    let end = match sign {
        "+" => Timestamp::MAX,
        "-" => Timestamp::MIN,
        _ => return None,
    };
    let (year, rest) = digits.split_once('-')?;
    let is_long = year.len() > 4 && year.bytes().all(|digit| digit.is_ascii_digit());
    // The rest must be valid in a leap year.
    is_long
        .then(|| date_time(&format!("2000-{rest}")))
        .flatten()
        .map(|_| end)
}

impl Empty for Timestamp {
    fn empty() -> Self {
        Self::UNIX_EPOCH
    }
}

impl Wipe for Timestamp {
    fn wipe(&mut self) {
        *self = Self::UNIX_EPOCH;
    }
}
