//! The tokens of CBOR (RFC 8949), with errors that say where they are.

use std::{borrow::Cow, convert::TryFrom};

use minicbor::{
    Decoder,
    data::Type,
    decode::{self, BytesIter, StrIter},
};

use super::super::{error::ReadError, interface::MAX_DEPTH};

const TRUNCATED: &str = "the body ends before the value does";
const INVALID: &str = "invalid CBOR";
const BREAK: u8 = 0xff;

/// The tags of whole numbers of any size (RFC 8949, section 3.4.3).
pub(super) const POSITIVE: u64 = 2;
pub(super) const NEGATIVE: u64 = 3;
/// The tag of decimal fractions (RFC 8949, section 3.4.4), and that of decimal fractions whose exponents have any size.
pub(super) const DECIMAL: u64 = 4;
pub(super) const LARGE_DECIMAL: u64 = 264;

/// The tokens of a body.
#[derive(Debug)]
pub(in super::super::super) struct Tokens<'a>(Decoder<'a>);

/// What is left of a list or a map.
#[derive(Debug)]
pub(in super::super::super) enum Left {
    /// So many items or entries.
    Known(u64),
    /// The items or entries in front of a break.
    UntilBreak,
    /// The keys and values in front of a break, where a key is next.
    KeysUntilBreak,
    /// The same, where the value of a key is next.
    ValueOfKey,
}

/// What is told of the lists and maps that are skipped.
pub(super) trait Visit {
    /// Visits the beginning of one.
    fn begin(&mut self, offset: usize);

    /// Visits the end of the innermost one.
    fn end(&mut self, offset: usize);
}

impl Visit for () {
    fn begin(&mut self, _: usize) {}

    fn end(&mut self, _: usize) {}
}

impl<'a> Tokens<'a> {
    pub(in super::super::super) fn new(text: &'a [u8]) -> Self {
        Self(Decoder::new(text))
    }

    /// Returns the tokens of the same text from an offset on.
    pub(super) fn at(&self, offset: usize) -> Self {
        let mut tokens = Self::new(self.0.input());
        tokens.go_to(offset);
        tokens
    }

    pub(in super::super::super) fn offset(&self) -> usize {
        self.0.position()
    }

    pub(super) fn go_to(&mut self, offset: usize) {
        self.0.set_position(offset);
    }

    /// Checks that nothing is left.
    pub(super) fn finish(&self) -> Result<(), ReadError> {
        if self.offset() < self.0.input().len() {
            return Err(self.error("there are bytes after the value"));
        }
        Ok(())
    }

    /// Returns the type of the next value, whose tags are skipped. Only the tag of a number is left.
    ///
    /// Among those that are skipped is the tag of timestamps, which numbers without it are, too. References to other
    /// values aren't followed.
    #[inline]
    pub(in super::super::super) fn value(&mut self, depth: usize) -> Result<Type, ReadError> {
        let value = self.peek()?;
        if value == Type::Tag {
            return self.without_tags(depth, |tag| {
                matches!(tag, POSITIVE | NEGATIVE | DECIMAL | LARGE_DECIMAL)
            });
        }
        Ok(value)
    }

    /// Skips tags, each of which is a level of nesting.
    #[cold]
    fn without_tags(
        &mut self,
        mut depth: usize,
        is_kept: fn(u64) -> bool,
    ) -> Result<Type, ReadError> {
        loop {
            let (start, value) = (self.offset(), self.peek()?);
            if value != Type::Tag {
                return Ok(value);
            }
            if is_kept(self.tag()?) {
                self.go_to(start);
                return Ok(value);
            }
            depth += 1;
            if depth > MAX_DEPTH {
                return Err(self.too_deep());
            }
        }
    }

    /// Returns the type of the next token.
    #[inline]
    pub(super) fn peek(&self) -> Result<Type, ReadError> {
        self.0.datatype().map_err(|error| self.located(&error))
    }

    pub(super) fn tag(&mut self) -> Result<u64, ReadError> {
        let tag = self.0.tag();
        tag.map(u64::from).map_err(|error| self.located(&error))
    }

    /// Reads a whole number.
    pub(in super::super::super) fn integer(&mut self) -> Result<i128, ReadError> {
        let number = self.0.int();
        number.map(i128::from).map_err(|error| self.located(&error))
    }

    /// Reads a number of any of the three widths.
    pub(super) fn float(&mut self, width: Type) -> Result<f64, ReadError> {
        let number = match width {
            Type::F16 => return Ok(half(self.array()?)),
            Type::F32 => self.0.f32().map(f64::from),
            _ => self.0.f64(),
        };
        number.map_err(|error| self.located(&error))
    }

    /// Reads the two bytes after the next one.
    fn array(&mut self) -> Result<[u8; 2], ReadError> {
        let start = self.offset();
        match self.0.input().get(start..) {
            Some([_, first, second, ..]) => {
                self.go_to(start + 3);
                Ok([*first, *second])
            }
            _ => Err(self.error(TRUNCATED)),
        }
    }

    /// Reads true or false.
    pub(super) fn boolean(&mut self) -> Result<bool, ReadError> {
        self.0.bool().map_err(|error| self.located(&error))
    }

    /// Reads a string, whose chunks are joined.
    #[inline]
    pub(in super::super::super) fn text(&mut self, type_: Type) -> Result<Cow<'a, str>, ReadError> {
        if type_ == Type::String {
            let text = self.0.str();
            return text
                .map(Cow::Borrowed)
                .map_err(|error| self.located(&error));
        }
        let text: Result<String, _> = self.0.str_iter().and_then(StrIter::collect);
        text.map(Cow::Owned).map_err(|error| self.located(&error))
    }

    /// Reads bytes, whose chunks are joined.
    pub(super) fn bytes(&mut self, type_: Type) -> Result<Cow<'a, [u8]>, ReadError> {
        if type_ == Type::Bytes {
            let bytes = self.0.bytes();
            return bytes
                .map(Cow::Borrowed)
                .map_err(|error| self.located(&error));
        }
        let chunks: Result<Vec<_>, _> = self.0.bytes_iter().and_then(BytesIter::collect);
        chunks
            .map(|chunks| chunks.concat().into())
            .map_err(|error| self.located(&error))
    }

    pub(in super::super::super) fn begin_list(&mut self) -> Result<Left, ReadError> {
        match self.0.array() {
            Ok(length) => Ok(length.map_or(Left::UntilBreak, Left::Known)),
            Err(error) => Err(self.located(&error)),
        }
    }

    pub(in super::super::super) fn begin_map(&mut self) -> Result<Left, ReadError> {
        match self.0.map() {
            Ok(length) => Ok(length.map_or(Left::UntilBreak, Left::Known)),
            Err(error) => Err(self.located(&error)),
        }
    }

    /// Returns whether a list or a map goes on.
    #[inline]
    pub(in super::super::super) fn has_next(&mut self, left: &mut Left) -> Result<bool, ReadError> {
        match left {
            Left::Known(0) => Ok(false),
            Left::Known(left) => {
                *left -= 1;
                Ok(true)
            }
            Left::UntilBreak => Ok(!self.takes_break()?),
            Left::KeysUntilBreak => {
                *left = Left::ValueOfKey;
                Ok(!self.takes_break()?)
            }
            // A break in place of the value is reported by what skips it.
            Left::ValueOfKey => {
                *left = Left::KeysUntilBreak;
                Ok(true)
            }
        }
    }

    fn takes_break(&mut self) -> Result<bool, ReadError> {
        let start = self.offset();
        match self.0.input().get(start) {
            Some(&BREAK) => {
                self.go_to(start + 1);
                Ok(true)
            }
            Some(_) => Ok(false),
            None => Err(self.error(TRUNCATED)),
        }
    }

    /// Reads the key of a map, which must be a string.
    #[inline]
    pub(in super::super::super) fn key(&mut self, depth: usize) -> Result<Cow<'a, str>, ReadError> {
        match self.value(depth)? {
            key @ (Type::String | Type::StringIndef) => self.text(key),
            _ => Err(self.error("expected text as a key")),
        }
    }

    /// Takes the next string if it is this short one, and returns whether it is.
    #[inline]
    pub(super) fn takes_text(&mut self, text: &str) -> bool {
        let start = self.offset();
        let rest = self.0.input().get(start..).and_then(<[u8]>::split_first);
        let is_next = match (head_of_text(text), rest) {
            (Some(head), Some((first, rest))) => {
                *first == head && rest.starts_with(text.as_bytes())
            }
            _ => false,
        };
        if is_next {
            self.go_to(start + 1 + text.len());
        }
        is_next
    }

    /// Skips a value with all in it.
    pub(in super::super::super) fn skip(&mut self, depth: usize) -> Result<(), ReadError> {
        self.skip_and_visit(depth, &mut ())
    }

    /// Skips a value with all in it, without recursion.
    pub(super) fn skip_and_visit(
        &mut self,
        depth: usize,
        visit: &mut impl Visit,
    ) -> Result<(), ReadError> {
        let mut open = Vec::new();
        loop {
            let depth = depth + open.len();
            let next = self.without_any_tags(depth)?;
            let start = self.offset();
            let left = match next {
                Type::Array | Type::ArrayIndef => Some(self.begin_list()?),
                Type::Map | Type::MapIndef => Some(match self.begin_map()? {
                    Left::Known(length) => Left::Known(length.saturating_mul(2)),
                    _ => Left::KeysUntilBreak,
                }),
                scalar => {
                    self.skip_scalar(scalar)?;
                    None
                }
            };
            if let Some(left) = left {
                if depth >= MAX_DEPTH {
                    return Err(self.too_deep());
                }
                visit.begin(start);
                open.push(left);
            }
            loop {
                let Some(left) = open.last_mut() else {
                    return Ok(());
                };
                if self.has_next(left)? {
                    break;
                }
                visit.end(self.offset());
                let _ = open.pop();
            }
        }
    }

    /// Skips a token, which is the beginning of a list or a map without what is in it, and returns a text.
    pub(in super::super::super) fn skip_token(
        &mut self,
    ) -> Result<Option<Cow<'a, str>>, ReadError> {
        match self.peek()? {
            text @ (Type::String | Type::StringIndef) => return self.text(text).map(Some),
            Type::Array | Type::ArrayIndef => {
                let _ = self.begin_list()?;
            }
            Type::Map | Type::MapIndef => {
                let _ = self.begin_map()?;
            }
            Type::Tag => {
                let _ = self.tag()?;
            }
            Type::Break => self.go_to(self.offset() + 1),
            scalar => self.skip_scalar(scalar)?,
        }
        Ok(None)
    }

    fn without_any_tags(&mut self, depth: usize) -> Result<Type, ReadError> {
        let next = self.peek()?;
        if next == Type::Tag {
            return self.without_tags(depth, |_| false);
        }
        Ok(next)
    }

    fn skip_scalar(&mut self, type_: Type) -> Result<(), ReadError> {
        match type_ {
            Type::Bool | Type::Null | Type::Undefined => self.go_to(self.offset() + 1),
            Type::Simple => {
                let value = self.0.simple();
                let _ = value.map_err(|error| self.located(&error))?;
            }
            Type::F16 | Type::F32 | Type::F64 => {
                let _ = self.float(type_)?;
            }
            Type::String | Type::StringIndef => drop(self.text(type_)?),
            Type::Bytes | Type::BytesIndef => drop(self.bytes(type_)?),
            Type::Break | Type::Unknown(_) => return Err(self.error(INVALID)),
            _ => {
                let _ = self.integer()?;
            }
        }
        Ok(())
    }

    #[cold]
    pub(super) fn error(&self, problem: impl Into<String>) -> ReadError {
        ReadError::new(self.offset(), problem)
    }

    #[cold]
    pub(super) fn too_deep(&self) -> ReadError {
        self.error(format!(
            "the values are nested deeper than {MAX_DEPTH} levels"
        ))
    }

    #[cold]
    fn located(&self, error: &decode::Error) -> ReadError {
        let offset = error.position().unwrap_or_else(|| self.offset());
        let problem = if error.is_end_of_input() {
            TRUNCATED
        } else {
            INVALID
        };
        ReadError::new(offset, problem)
    }
}

/// Returns the byte in front of a short string (RFC 8949, section 3.1).
#[inline]
pub(super) fn head_of_text(text: &str) -> Option<u8> {
    const TEXT: u8 = 3 << 5;
    match u8::try_from(text.len()) {
        Ok(length) if length < 24 => Some(TEXT | length),
        _ => None,
    }
}

/// Decodes a number of half precision (RFC 8949, appendix D).
fn half(bytes: [u8; 2]) -> f64 {
    let bits = u16::from_be_bytes(bytes);
    let (exponent, fraction) = (i32::from((bits >> 10) & 0x1f), bits & 0x3ff);
    let number = match (exponent, fraction) {
        (0, _) => f64::from(fraction) * 2_f64.powi(-24),
        (0x1f, 0) => f64::INFINITY,
        (0x1f, _) => f64::NAN,
        _ => f64::from(fraction + 0x400) * 2_f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { number } else { -number }
}
