//! Reading CBOR into values.

use std::{borrow::Cow, convert::TryFrom, mem};

use base64::{Engine, engine::general_purpose::STANDARD};
use minicbor::data::Type;

use super::super::super::{List, Map, Member, Value};
use super::super::{
    error::ReadError,
    interface::{Kind, MAX_DEPTH, Reader, Scalar},
    seen::Seen,
};
use super::{
    big_number,
    look_ahead::{MembersAhead, Skipped},
    tokens::{Left, Tokens},
};

/// The error of a duplicate key, for which parsers don't agree on a value.
const DUPLICATE_KEY: &str = "duplicate key";

/// A reader of CBOR.
#[derive(Debug)]
pub(in super::super::super) struct CborReader<'a> {
    tokens: Tokens<'a>,
    depth: usize,
    /// Whether a member that can't be read is skipped.
    is_lenient: bool,
    /// Whether the next value has been taken for text. Bytes are then base64.
    is_text: bool,
    /// The tag of the map that is read next.
    tag: Option<&'static str>,
    skipped: Skipped,
    /// The last string or number that isn't in the body as it is.
    text: String,
    /// The last bytes that aren't in the body as they are.
    bytes: Vec<u8>,
}

impl<'a> CborReader<'a> {
    fn new(body: &'a [u8], is_lenient: bool) -> Self {
        Self {
            tokens: Tokens::new(body),
            depth: 0,
            is_lenient,
            is_text: false,
            tag: None,
            skipped: Skipped::default(),
            text: String::new(),
            bytes: Vec::new(),
        }
    }

    /// Reads a value from a whole body. An empty body leaves the value unchanged. Unknown members of structures are
    /// skipped.
    ///
    /// # Errors
    ///
    /// Fails if the body is not valid CBOR, or contains another type of value.
    pub(in super::super::super) fn read(
        body: &'a [u8],
        value: &mut dyn Value,
    ) -> Result<(), ReadError> {
        if body.is_empty() {
            return Ok(());
        }
        let mut reader = Self::new(body, false);
        if value.is_absent() && reader.is_null()? {
            reader.skip()?;
        } else {
            value.read(&Member::ROOT, &mut reader)?;
        }
        reader.tokens.finish()
    }

    /// Reads a value as far as possible. A member that can't be read is treated as absent.
    pub(in super::super::super) fn read_error(body: &'a [u8], value: &mut dyn Value) {
        // The members before the error remain.
        drop(value.read(&Member::ROOT, &mut Self::new(body, true)));
    }

    #[inline]
    fn next(&mut self) -> Result<Type, ReadError> {
        self.tokens.value(self.depth)
    }

    #[inline]
    fn is_null(&mut self) -> Result<bool, ReadError> {
        Ok(matches!(self.next()?, Type::Null | Type::Undefined))
    }

    fn skip(&mut self) -> Result<(), ReadError> {
        self.tokens.skip(self.depth)
    }

    /// Skips a member that begins here and can't be read, if the reader is lenient.
    #[cold]
    fn skip_invalid(
        &mut self,
        start: usize,
        depth: usize,
        error: ReadError,
    ) -> Result<(), ReadError> {
        if !self.is_lenient {
            return Err(error);
        }
        self.tokens.go_to(start);
        self.depth = depth;
        self.skip()
    }

    /// Reads an additional member of a structure into an entry of a map.
    fn entry(
        &mut self,
        schema: &'static Member,
        name: String,
        map: &mut dyn Map,
    ) -> Result<(), ReadError> {
        let is_null = self.is_null()?;
        if is_null && !map.takes_null() {
            return self.skip();
        }
        let (start, depth) = (self.offset(), self.depth);
        let kept = self.is_lenient.then(|| name.clone());
        let read = match map.entry(name) {
            Some(_) if is_null => return self.skip(),
            Some(entry) => entry.read(schema, self),
            None if self.is_lenient => return self.skip(),
            None => Err(self.tokens.error(DUPLICATE_KEY)),
        };
        let Err(error) = read else { return Ok(()) };
        if let Some(name) = kept {
            map.remove_entry(&name);
        }
        self.skip_invalid(start, depth, error.in_entry())
    }

    /// Looks ahead at the members of the next value, if it is a map.
    fn members_ahead(&mut self) -> Result<Option<MembersAhead<'_, 'a>>, ReadError> {
        if !matches!(self.next()?, Type::Map | Type::MapIndef) {
            return Ok(None);
        }
        let tokens = self.tokens.at(self.offset());
        let members = MembersAhead::new(tokens, &mut self.skipped, self.depth + 1);
        Ok(Some(members))
    }

    fn begin_map(&mut self) -> Result<Left, ReadError> {
        match self.next()? {
            Type::Map | Type::MapIndef => {
                self.enter()?;
                self.tokens.begin_map()
            }
            found => Err(self.unexpected("a map", found)),
        }
    }

    fn enter(&mut self) -> Result<(), ReadError> {
        self.tag = None;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.tokens.too_deep());
        }
        Ok(())
    }

    #[cold]
    fn unexpected(&self, expected: &str, found: Type) -> ReadError {
        let found = match found {
            Type::Null | Type::Undefined => "null",
            Type::Bool => "true or false",
            Type::Bytes | Type::BytesIndef => "bytes",
            Type::String | Type::StringIndef => "text",
            Type::Array | Type::ArrayIndef => "a list",
            Type::Map | Type::MapIndef => "a map",
            Type::Simple => "a simple value",
            Type::Break | Type::Unknown(_) => "invalid CBOR",
            _ => "a number",
        };
        self.tokens
            .error(format!("expected {expected}, found {found}"))
    }
}

impl Reader for CborReader<'_> {
    #[inline(never)]
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
        additional: &mut [(&'static Member, &mut dyn Map)],
    ) -> Result<(), ReadError> {
        let tag = self.tag.take();
        let mut left = self.begin_map()?;
        let mut has_tag = false;
        // Services usually send members in order, so the next one is tried first.
        let mut expected = 0;
        let mut seen = Seen::default();
        while self.tokens.has_next(&mut left)? {
            let (name, index) = match members.get(expected) {
                Some(member) if self.tokens.takes_text(member.name) => {
                    (member.name.into(), Some(expected))
                }
                _ => {
                    let name = self.tokens.key(self.depth)?;
                    let index = members.iter().position(|member| member.name == name);
                    (name, index)
                }
            };
            let tag = tag.filter(|tag| *tag == name);
            if let (None, None, [(schema, map)]) = (index, tag, &mut *additional) {
                self.entry(schema, name.into_owned(), &mut **map)?;
                continue;
            }
            let is_null = self.is_null()?;
            let is_again = match index {
                Some(index) => seen.mark(index),
                None => tag.is_some() && mem::replace(&mut has_tag, true),
            };
            if is_again && !self.is_lenient {
                let name = index.map_or(tag, |index| Some(name_of(members, index)));
                let error = self.tokens.error(DUPLICATE_KEY);
                return Err(error.in_member(name.unwrap_or_default()));
            }
            let member = index
                .filter(|_| !is_again)
                .and_then(|index| values.get_mut(index));
            match (member, index) {
                (Some(member), Some(index)) if !is_null => {
                    let (start, depth) = (self.offset(), self.depth);
                    let schema = members.get(index).unwrap_or(&Member::ROOT);
                    if let Err(error) = member.read(schema, self) {
                        self.skip_invalid(start, depth, error.in_member(name_of(members, index)))?;
                    }
                    expected = index + 1;
                }
                _ => {
                    let required = index
                        .and_then(|index| members.get(index))
                        .filter(|member| member.is_required && !member.is_nullable);
                    if let (Some(member), false) = (required, self.is_lenient) {
                        let error = self.tokens.error("the required member is null");
                        return Err(error.in_member(member.name));
                    }
                    self.skip()?;
                }
            }
        }
        match seen.missing(members) {
            Some(member) if !self.is_lenient => {
                let error = self.tokens.error("the required member is missing");
                return Err(error.in_member(member.name));
            }
            _ => {}
        }
        self.depth -= 1;
        Ok(())
    }

    #[inline(never)]
    fn union(
        &mut self,
        _: &'static Member,
        set: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut left = self.begin_map()?;
        let mut is_set = false;
        while self.tokens.has_next(&mut left)? {
            let name = self.tokens.key(self.depth)?;
            if self.is_null()? || name == "__type" {
                self.skip()?;
            } else if is_set {
                return Err(self.tokens.error("the union has more than one member"));
            } else {
                set(&name, self).map_err(ReadError::in_entry)?;
                is_set = true;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn tag(&mut self, tag: &'static str) -> Result<Option<String>, ReadError> {
        let Some(members) = self.members_ahead()? else {
            return Ok(None);
        };
        let text = members.text_of(tag)?;
        self.tag = Some(tag);
        Ok(text)
    }

    fn present(&mut self, names: &[&'static str]) -> Result<Option<Vec<&'static str>>, ReadError> {
        let members = self.members_ahead()?;
        members.map(|members| members.present(names)).transpose()
    }

    #[inline(never)]
    fn list(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        list: &mut dyn List,
    ) -> Result<(), ReadError> {
        let found = self.next()?;
        if !matches!(found, Type::Array | Type::ArrayIndef) {
            return Err(self.unexpected("a list", found));
        }
        self.enter()?;
        let mut left = self.tokens.begin_list()?;
        let mut index = 0;
        while self.tokens.has_next(&mut left)? {
            if self.is_null()? {
                self.skip()?;
                if takes_null {
                    let _ = list.item();
                }
            } else if let Some(item) = list.item() {
                item.read(schema, self)
                    .map_err(|error| error.in_item(index))?;
            }
            index += 1;
        }
        self.depth -= 1;
        Ok(())
    }

    #[inline(never)]
    fn map(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        map: &mut dyn Map,
    ) -> Result<(), ReadError> {
        let mut left = self.begin_map()?;
        while self.tokens.has_next(&mut left)? {
            let name = self.tokens.key(self.depth)?;
            let is_null = self.is_null()?;
            if takes_null || !is_null {
                let value = map
                    .entry(name.into_owned())
                    .ok_or_else(|| self.tokens.error(DUPLICATE_KEY));
                let value = value.map_err(ReadError::in_entry)?;
                if !is_null {
                    value.read(schema, self).map_err(ReadError::in_entry)?;
                }
            }
            if is_null {
                self.skip()?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    #[inline(never)]
    fn scalar(&mut self, expected: &str) -> Result<Scalar<'_>, ReadError> {
        self.is_text = false;
        match self.next()? {
            Type::Bool => Ok(Scalar::Boolean(self.tokens.boolean()?)),
            width @ (Type::F16 | Type::F32 | Type::F64) => {
                Ok(Scalar::Float(self.tokens.float(width)?))
            }
            type_ @ (Type::String | Type::StringIndef) => match self.tokens.text(type_)? {
                Cow::Borrowed(text) => Ok(Scalar::Text(text)),
                Cow::Owned(text) => {
                    self.text = text;
                    Ok(Scalar::Text(&self.text))
                }
            },
            type_ @ (Type::Bytes | Type::BytesIndef) => match self.tokens.bytes(type_)? {
                Cow::Borrowed(bytes) => Ok(Scalar::Bytes(bytes)),
                Cow::Owned(bytes) => {
                    self.bytes = bytes;
                    Ok(Scalar::Bytes(&self.bytes))
                }
            },
            Type::Tag => {
                self.text = big_number::read(&mut self.tokens)?;
                Ok(Scalar::Digits(&self.text))
            }
            Type::U8
            | Type::U16
            | Type::U32
            | Type::U64
            | Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::Int => {
                let number = self.tokens.integer()?;
                if let Ok(number) = i64::try_from(number) {
                    return Ok(Scalar::Integer(number));
                }
                self.text = number.to_string();
                Ok(Scalar::Digits(&self.text))
            }
            other => Err(self.unexpected(expected, other)),
        }
    }

    #[inline(never)]
    fn text(&mut self) -> Result<&str, ReadError> {
        let is_text = mem::take(&mut self.is_text);
        let text = match self.next()? {
            type_ @ (Type::String | Type::StringIndef) => self.tokens.text(type_)?,
            type_ @ (Type::Bytes | Type::BytesIndef) if is_text => {
                STANDARD.encode(self.tokens.bytes(type_)?).into()
            }
            other => return Err(self.unexpected("text", other)),
        };
        Ok(match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => {
                self.text = text;
                &self.text
            }
        })
    }

    fn null(&mut self) -> Result<(), ReadError> {
        match self.next()? {
            Type::Null | Type::Undefined => self.skip(),
            other => Err(self.unexpected("null", other)),
        }
    }

    /// Returns the kind of the next value. Bytes are taken for text, as they are in formats of text.
    fn kind(&mut self) -> Result<Kind, ReadError> {
        self.is_text = false;
        Ok(match self.next()? {
            Type::Null | Type::Undefined => Kind::Null,
            Type::Bool => Kind::Boolean,
            Type::Bytes | Type::BytesIndef => {
                self.is_text = true;
                Kind::Text
            }
            Type::String | Type::StringIndef => Kind::Text,
            Type::Array | Type::ArrayIndef => Kind::List,
            Type::Map | Type::MapIndef => Kind::Map,
            other @ (Type::Simple | Type::Break | Type::Unknown(_)) => {
                return Err(self.unexpected("a value", other));
            }
            _ => Kind::Number,
        })
    }

    fn offset(&self) -> usize {
        self.tokens.offset()
    }
}

fn name_of(members: &'static [Member], index: usize) -> &'static str {
    members.get(index).map_or("", |member| member.name)
}
