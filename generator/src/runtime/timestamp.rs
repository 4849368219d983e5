//! Timestamps in the three formats that a service may use.

use std::{borrow::Cow, convert::TryFrom};

use jiff::{
    SignedDuration, Timestamp,
    fmt::rfc2822::{DateTimeParser, DateTimePrinter},
};
use jiter::Peek;

use super::{Empty, FromText, JsonError, Text, TimestampFormat, Value, Wipe, reader::Reader, writer::Writer};

/// A timestamp as it stands in a header, a query or a path: `1985-04-12T23:20:50.52Z` (RFC 3339).
#[derive(Debug)]
pub struct DateTime<'a>(pub &'a Timestamp);

/// A timestamp as it stands in a header, a query or a path: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110).
#[derive(Debug)]
pub struct HttpDate<'a>(pub &'a Timestamp);

/// A timestamp as it stands in a header, a query or a path: the seconds since 1970, `482196050.52`.
#[derive(Debug)]
pub struct EpochSeconds<'a>(pub &'a Timestamp);

impl Text for DateTime<'_> {
    fn text(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}

impl Text for HttpDate<'_> {
    /// A year that RFC 9110 has no digits for is written in RFC 3339's way.
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
        let text = format!("{sign}{}.{:09}", nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned().into()
    }
}

impl Value for Timestamp {
    /// Whatever format is agreed on, the others are understood too.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        let offset = reader.json.current_index();
        let text = match reader.json.peek()? {
            Peek::String => reader.text()?,
            _ => reader.number("a number or text")?,
        };
        *self = Self::from_text(text).ok_or_else(|| JsonError::new(offset, "this is no timestamp"))?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match writer.timestamp_format() {
            TimestampFormat::EpochSeconds => writer.raw(&EpochSeconds(self).text()),
            TimestampFormat::DateTime => writer.string(&DateTime(self).text()),
            TimestampFormat::HttpDate => writer.string(&HttpDate(self).text()),
        }
    }
}

impl FromText for Timestamp {
    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        epoch_seconds(text).or_else(|| text.parse().ok()).or_else(|| http_date(text))
    }
}

/// Seconds with a fraction, exactly; with an exponent, as near as a float comes.
fn epoch_seconds(text: &str) -> Option<Timestamp> {
    let (digits, sign) = text.strip_prefix('-').map_or((text, 1), |digits| (digits, -1));
    let (seconds, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !seconds.is_empty() && is_digits(seconds) && is_digits(fraction) {
        let seconds: i64 = seconds.parse().ok()?;
        let nanoseconds: i32 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
        return Timestamp::new(sign * seconds, i32::try_from(sign).ok()? * nanoseconds).ok();
    }
    let seconds: f64 = text.parse().ok().filter(|seconds: &f64| seconds.is_finite())?;
    Timestamp::from_duration(SignedDuration::try_from_secs_f64(seconds).ok()?).ok()
}

/// Services send fractions of a second, which RFC 9110 doesn't know.
fn http_date(text: &str) -> Option<Timestamp> {
    let parser = DateTimeParser::new();
    let Some((date, rest)) = text.split_once('.') else { return parser.parse_timestamp(text).ok() };
    let (fraction, zone) = rest.split_once(' ')?;
    let whole = parser.parse_timestamp(format!("{date} {zone}")).ok()?;
    let fraction = epoch_seconds(&format!("0.{fraction}"))?;
    whole.checked_add(fraction.as_duration()).ok()
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
