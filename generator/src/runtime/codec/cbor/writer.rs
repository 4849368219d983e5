//! Writing values as CBOR.

use std::{
    convert::{Infallible, TryFrom},
    fmt::Display,
};

use minicbor::{
    Encoder,
    encode::{Error, Write},
};

use super::super::super::{InputError, Member, Value};
use super::super::interface::{MAX_DEPTH, Map, Writer};
use super::super::taken::taken;
use super::{
    big_number,
    tokens::{DECIMAL, LARGE_DECIMAL, NEGATIVE, POSITIVE, head_of_text},
};

/// The tag of timestamps (RFC 8949, section 3.4.2).
const TIMESTAMP: u64 = 1;

/// A writer of CBOR.
#[derive(Debug)]
pub(in super::super::super) struct CborWriter {
    cbor: Encoder<Vec<u8>>,
    depth: usize,
    error: Option<InputError>,
    /// The tag of the structure that is written next, with its value.
    tag: Option<(&'static str, &'static str)>,
}

impl CborWriter {
    /// Writes a value.
    ///
    /// # Errors
    ///
    /// Fails if the value is nested deeper than a reader allows, contains a number that is longer, or an additional member has
    /// the name of another one.
    pub(in super::super::super) fn write(
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<Vec<u8>, InputError> {
        let mut writer = Self {
            cbor: Encoder::new(Vec::new()),
            depth: 0,
            error: None,
            tag: None,
        };
        value.write(schema, &mut writer);
        match writer.error {
            Some(error) => Err(error),
            None => Ok(writer.cbor.into_writer()),
        }
    }

    fn fail(&mut self, error: InputError) {
        let _ = self.error.get_or_insert(error);
    }

    /// Enters a list or a map, unless it is nested too deeply.
    fn enter(&mut self) -> bool {
        if self.depth == MAX_DEPTH {
            self.fail(InputError::Nesting);
            return false;
        }
        self.depth += 1;
        true
    }

    /// Begins a map of this length, unless it is nested too deeply.
    #[inline(never)]
    fn open_map(&mut self, length: usize) -> bool {
        let is_allowed = self.enter();
        if is_allowed {
            written(self.cbor.map(count(length)));
        }
        is_allowed
    }

    /// Writes a string. Most are short, and are written without the encoder, which is slow.
    #[inline(never)]
    fn string(&mut self, text: &str) {
        match head_of_text(text) {
            Some(head) => {
                let cbor = self.cbor.writer_mut();
                cbor.push(head);
                cbor.extend_from_slice(text.as_bytes());
            }
            None => written(self.cbor.str(text)),
        }
    }

    fn member(&mut self, member: &'static Member, value: &dyn Value) {
        self.string(member.name);
        value.write(member, self);
    }

    /// Writes the digits of a whole number.
    fn whole(&mut self, digits: &str) {
        if let Ok(number) = digits.parse::<i128>() {
            written(self.cbor.i128(number));
            return;
        }
        let (tag, bytes) = match digits.strip_prefix('-') {
            Some(digits) => (NEGATIVE, big_number::bytes(digits, 1)),
            None => (POSITIVE, big_number::bytes(digits, 0)),
        };
        let Some(bytes) = bytes else {
            self.fail(InputError::Number);
            return;
        };
        written(self.cbor.tag(tag_of(tag)));
        written(self.cbor.bytes(&bytes));
    }

    /// Writes a number with a fraction or an exponent as a decimal fraction, which has the same value exactly.
    fn decimal(&mut self, digits: &str) {
        let (number, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
        let (before, after) = number.split_once('.').unwrap_or((number, ""));
        // An exponent that isn't an `i128` is one that no computer counts to.
        let exponent: i128 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
            i128::MIN
        } else {
            i128::MAX
        });
        let exponent = exponent.saturating_sub(count(after.len()).into());
        let mantissa = [before, after].concat();
        if exponent == 0 {
            return self.whole(&mantissa);
        }
        let is_large = i64::try_from(exponent).is_err();
        let tag = if is_large { LARGE_DECIMAL } else { DECIMAL };
        written(self.cbor.tag(tag_of(tag)));
        written(self.cbor.array(2));
        written(self.cbor.i128(exponent));
        self.whole(&mantissa);
    }
}

impl Writer for CborWriter {
    #[inline(never)]
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        additional: &[(&'static Member, &dyn Map)],
    ) {
        let tag = self.tag.take();
        let is_written = |member: &Member, value: &dyn Value| {
            let is_tag = tag.is_some_and(|(tag, _)| tag == member.name);
            !member.is_omitted(value) && !is_tag
        };
        let pairs = || members.iter().zip(values);
        let mut length = usize::from(tag.is_some());
        length += pairs()
            .filter(|(member, value)| is_written(member, **value))
            .count();
        for (_, additional) in additional {
            additional.each(&mut |_, _| length += 1);
        }
        if self.open_map(length) {
            if let Some((tag, name)) = tag {
                self.string(tag);
                self.string(name);
            }
            for (member, value) in pairs() {
                if is_written(member, *value) {
                    self.member(member, *value);
                }
            }
            for (schema, additional) in additional {
                let tag = tag.map(|(tag, _)| tag);
                additional.each(&mut |name, value| match taken(name, members, tag) {
                    Some(member) => self.fail(InputError::SameName { member }),
                    None => self.entry(schema, name, value),
                });
            }
            self.depth -= 1;
        }
    }

    #[inline(never)]
    fn union(&mut self, _: &'static Member, member: &'static Member, value: &dyn Value) {
        if self.open_map(1) {
            self.member(member, value);
            self.depth -= 1;
        }
    }

    fn tagged(
        &mut self,
        schema: &'static Member,
        tag: &'static str,
        name: &'static str,
        value: &dyn Value,
    ) {
        self.tag = Some((tag, name));
        value.write(schema, self);
    }

    fn begin_list(&mut self, _: &'static Member, length: usize) -> bool {
        let is_allowed = self.enter();
        if is_allowed {
            written(self.cbor.array(count(length)));
        }
        is_allowed
    }

    #[inline(never)]
    fn item(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn end_list(&mut self, _: &'static Member) {
        self.depth -= 1;
    }

    fn begin_map(&mut self, _: &'static Member, length: usize) -> bool {
        self.open_map(length)
    }

    #[inline(never)]
    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value) {
        self.string(key);
        value.write(schema, self);
    }

    fn end_map(&mut self, _: &'static Member) {
        self.depth -= 1;
    }

    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn secret(&mut self, text: &str) {
        self.string(text);
    }

    fn boolean(&mut self, value: bool) {
        written(self.cbor.bool(value));
    }

    fn integer(&mut self, number: i64) {
        written(self.cbor.i64(number));
    }

    /// Writes a number in the least of the two widths that every reader knows and that keeps it.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a number that is truncated is written in full"
    )]
    fn float(&mut self, number: f64, _: &dyn Display) {
        let single = number as f32;
        let is_single = f64::from(single).to_bits() == number.to_bits() || number.is_nan();
        written(if is_single {
            self.cbor.f32(single)
        } else {
            self.cbor.f64(number)
        });
    }

    fn digits(&mut self, digits: &str) {
        if digits.contains(['.', 'e', 'E']) {
            self.decimal(digits);
        } else {
            self.whole(digits);
        }
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.string(text);
    }

    fn bytes(&mut self, bytes: &[u8], _: &dyn Display) {
        written(self.cbor.bytes(bytes));
    }

    /// Writes a timestamp, whose format in the schema is for formats of text.
    #[allow(
        clippy::cast_precision_loss,
        reason = "a fraction has the precision of a float"
    )]
    fn timestamp(&mut self, _: &'static Member, seconds: i64, nanoseconds: i32, _: &dyn Display) {
        written(self.cbor.tag(tag_of(TIMESTAMP)));
        written(if nanoseconds == 0 {
            self.cbor.i64(seconds)
        } else {
            self.cbor.f64(seconds as f64 + f64::from(nanoseconds) / 1e9)
        });
    }

    fn null(&mut self) {
        written(self.cbor.null());
    }
}

/// Drops the result of writing to a vector, which never fails.
fn written<W: Write>(result: Result<&mut Encoder<W>, Error<Infallible>>) {
    drop(result);
}

fn tag_of(tag: u64) -> minicbor::data::Tag {
    minicbor::data::Tag::new(tag)
}

/// Returns a length, which is never larger than memory.
fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
