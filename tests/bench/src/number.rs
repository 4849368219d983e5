//! Numbers as people read them, never rounded in our favor.

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Seconds,
    Microseconds,
    Bytes,
    MegabytesPerSecond,
    PerSecond,
    Count,
}

/// Which way to round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Round {
    Up,
    Down,
}

/// How many digits are shown.
const DIGITS: i32 = 3;

impl Unit {
    /// A number with its unit.
    pub(crate) fn show(self, value: f64, round: Round) -> String {
        match self {
            Self::Seconds if value < 1.0 => digits(value * 1e3, round) + " ms",
            Self::Seconds => digits(value, round) + " s",
            Self::Microseconds => digits(value, round) + " µs",
            Self::Bytes => digits(value / 1e6, round) + " MB",
            Self::MegabytesPerSecond => digits(value, round) + " MB/s",
            Self::PerSecond => digits(value, round) + "/s",
            Self::Count => digits(value, round),
        }
    }
}

/// The first digits of a number; the others are zeros.
pub(crate) fn digits(value: f64, round: Round) -> String {
    // No number that is measured has so many digits.
    #[allow(clippy::cast_possible_truncation, reason = "a logarithm is small")]
    let magnitude = if value > 0.0 {
        value.log10().floor() as i32
    } else {
        0
    };
    let decimals = DIGITS - 1 - magnitude;
    let scale = 10_f64.powi(decimals);
    // What is exact already stays so in spite of binary fractions.
    let scaled = value * scale;
    let nearest = scaled.round();
    let whole = match round {
        _ if (scaled - nearest).abs() < 1e-6 => nearest,
        Round::Up => scaled.ceil(),
        Round::Down => scaled.floor(),
    };
    let decimals = usize::try_from(decimals).unwrap_or(0);
    let text = format!("{:.decimals$}", whole / scale);
    // A count is no fraction.
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Round, Unit, digits};

    #[test]
    fn three_digits_are_left_of_a_number() {
        assert_eq!(digits(0.012_345, Round::Up), "0.0124");
        assert_eq!(digits(0.012_345, Round::Down), "0.0123");
        assert_eq!(digits(123_456.0, Round::Up), "124000");
        assert_eq!(digits(158.0, Round::Up), "158");
        assert_eq!(digits(1.1, Round::Up), "1.1");
        assert_eq!(digits(0.0, Round::Down), "0");
    }

    #[test]
    fn a_short_time_is_shown_in_milliseconds() {
        assert_eq!(Unit::Seconds.show(0.0151, Round::Up), "15.1 ms");
        assert_eq!(Unit::Seconds.show(26.04, Round::Up), "26.1 s");
    }
}
