//! Parsing of HTTP dates (RFC 9110, section 5.6.7).

use std::convert::TryFrom;

/// The seconds since 1970, and the nanoseconds of the last second.
pub(super) type UnixTime = (i64, i32);

const SECONDS_PER_DAY: i64 = 86_400;

/// Parses a date in any of the three formats: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
/// `Sun Nov  6 08:49:37 1994`.
///
/// The day of the week is not checked. Seconds may have a fraction, which some services send.
pub(in super::super) fn parse(text: &str) -> Option<UnixTime> {
    let mut parts =
        text.split(|character: char| character == ',' || character.is_ascii_whitespace());
    let mut next = || parts.by_ref().find(|part| !part.is_empty());
    let (week_day, second) = (next()?, next()?);
    if !week_day.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let (year, month, day, time) = if let Some(month) = month(second) {
        let (day, time, year) = (next()?, next()?, next()?);
        (full_year(year)?, month, day, time)
    } else if let Some((day, rest)) = second.split_once('-') {
        let (name, year) = rest.split_once('-')?;
        let time = next()?;
        is_utc(next()?).then_some(())?;
        (short_year(year)?, month(name)?, day, time)
    } else {
        let (name, year, time) = (next()?, next()?, next()?);
        is_utc(next()?).then_some(())?;
        (full_year(year)?, month(name)?, second, time)
    };
    if next().is_some() {
        return None;
    }
    let day = number(day, 2).filter(|day| (1..=days_in(year, month)).contains(day))?;
    let (second_of_day, nanoseconds) = time_of_day(time)?;
    Some((
        days_since_1970(year, month, day) * SECONDS_PER_DAY + second_of_day,
        nanoseconds,
    ))
}

/// Returns whether this is a name of UTC, the only time zone of HTTP dates.
fn is_utc(zone: &str) -> bool {
    ["GMT", "UTC", "UT", "Z", "+0000", "-0000"]
        .iter()
        .any(|known| zone.eq_ignore_ascii_case(known))
}

fn month(name: &str) -> Option<i64> {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let index = NAMES
        .iter()
        .position(|month| name.eq_ignore_ascii_case(month))?;
    i64::try_from(index + 1).ok()
}

fn full_year(digits: &str) -> Option<i64> {
    number(digits, 4).filter(|_| digits.len() == 4)
}

/// Parses a year, where two digits are one from 1970 to 2069.
fn short_year(digits: &str) -> Option<i64> {
    match digits.len() {
        2 => number(digits, 2).map(|year| if year < 70 { 2000 + year } else { 1900 + year }),
        _ => full_year(digits),
    }
}

/// Parses `08:49:37` or `08:49:37.5`. A leap second becomes the last second of its minute.
fn time_of_day(text: &str) -> Option<(i64, i32)> {
    let (time, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = time.split(':');
    let mut next = |most: i64| {
        parts
            .next()
            .and_then(|part| number(part, 2))
            .filter(|part| *part <= most)
    };
    let (hours, minutes, seconds) = (next(23)?, next(59)?, next(60)?);
    if parts.next().is_some() {
        return None;
    }
    let second_of_day = (hours * 60 + minutes) * 60 + seconds.min(59);
    Some((second_of_day, nanoseconds(fraction)?))
}

/// Parses the digits after the decimal point of seconds. Fractions of a nanosecond are cut off.
pub(in super::super) fn nanoseconds(fraction: &str) -> Option<i32> {
    let is_digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_digits
        .then(|| format!("{fraction:0<9}").get(..9)?.parse().ok())
        .flatten()
}

fn number(digits: &str, most: usize) -> Option<i64> {
    let is_digits =
        (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_digits.then(|| digits.parse().ok()).flatten()
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Returns the number of days since 1970 in the Gregorian calendar. Years begin in March, so that a leap day is the
/// last day of a year.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    const DAYS_BEFORE_1970: i64 = 719_468;
    let year = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + day_of_year - DAYS_BEFORE_1970
}
