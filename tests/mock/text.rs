//! Random texts.

use std::iter;

use base64::{Engine, prelude::BASE64_STANDARD};
use fastrand::Rng;
use proptest::{
    strategy::{Strategy, ValueTree},
    string::string_regex,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Label,
    Query,
    /// An item of a list with separators.
    Item,
    Header,
    Body,
    /// A form or a part of a multipart body.
    Form,
}

const HEADER: &str = "abcXYZ019 !\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~";
const QUERY: &str = "abcXYZ019 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äßλ中😀";
const ITEM: &str = "abcXYZ019!\"#$%&'()*+-./:;<=>?@[\\]^_`{}~äßλ中😀";
const BODY: &str = "abcXYZ019 \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äßλ中😀\u{2028}\u{1f}\u{7f}";

impl Place {
    /// Returns whether nobody could tell an empty text or an empty list from none there.
    pub fn is_text(self) -> bool {
        self != Self::Body
    }

    fn characters(self) -> &'static str {
        match self {
            Self::Header => HEADER,
            Self::Label | Self::Query => QUERY,
            Self::Item => ITEM,
            Self::Body | Self::Form => BODY,
        }
    }
}

/// Returns a text of so many characters.
pub fn any(rng: &mut Rng, place: Place, least: usize, most: usize) -> String {
    let least = least.max(usize::from(place.is_text()));
    let length = rng.usize(least..=most.max(least).min(least + 12));
    let characters: Vec<_> = place.characters().chars().collect();
    let mut text: Vec<char> = iter::repeat_with(|| rng.choice(&characters).copied())
        .take(length)
        .flatten()
        .collect();
    // No header begins or ends with a space, and a label isn't `.` or `..`.
    if matches!(place, Place::Header | Place::Label) {
        let ends = [text.len().checked_sub(1), Some(0)];
        for end in ends.into_iter().flatten() {
            if let Some(character) = text.get_mut(end) {
                *character = 'x';
            }
        }
    }
    text.into_iter().collect()
}

/// Returns a text of a format, if its texts are special.
pub fn of_format(rng: &mut Rng, format: &str) -> Option<String> {
    let number = rng.u32(..);
    let [year, month, day] = [rng.u32(1970..2100), rng.u32(1..=12), rng.u32(1..=28)];
    let [hour, minute, second] = [rng.u32(..24), rng.u32(..60), rng.u32(..60)];
    Some(match format {
        "date-time" => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
        }
        "date" => format!("{year:04}-{month:02}-{day:02}"),
        "time" => format!("{hour:02}:{minute:02}:{second:02}Z"),
        "duration" => format!("P{day}DT{hour}H"),
        "uuid" => format!(
            "{number:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            rng.u16(..),
            rng.u16(..4096),
            rng.u16(..4096),
            rng.u64(..1 << 48)
        ),
        "email" | "idn-email" => format!("a+{number}@example.com"),
        "uri" | "url" | "iri" | "uri-reference" => {
            format!("https://example.com/a?b={number}&c=+#d")
        }
        "hostname" | "idn-hostname" => format!("host-{number}.example.com"),
        "ip" | "ipv4" => format!("192.0.2.{}", rng.u8(..)),
        "ipv6" => format!("2001:db8::{:x}", rng.u16(..)),
        "byte" | "base64" => BASE64_STANDARD.encode(number.to_be_bytes()),
        "json-pointer" => format!("/a/{number}"),
        "regex" => "^a+$".to_owned(),
        "decimal" | "number" => format!("{number}.5"),
        _ => return None,
    })
}

/// Returns a text that a regular expression matches.
pub fn of_pattern(rng: &mut Rng, pattern: &str) -> Result<String, String> {
    let odd = |error: &dyn std::fmt::Display| format!("no text of `{pattern}`: {error}");
    let core = pattern.strip_prefix('^').unwrap_or(pattern);
    let core = core.strip_suffix('$').unwrap_or(core);
    let strategy = string_regex(&core.replace("\\/", "/")).map_err(|error| odd(&error))?;
    let seed: Vec<u8> = iter::repeat_with(|| rng.u8(..)).take(32).collect();
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let tree = strategy
        .new_tree(&mut runner)
        .map_err(|error| odd(&error))?;
    Ok(tree.current())
}
