//! Reading JSON into values.

use std::mem;

use jiter::{Jiter, JiterError, Peek};

use super::super::super::{List, Map, Member, Value};
use super::super::{
    error::ReadError,
    interface::{Kind, MAX_DEPTH, Reader, Scalar},
    seen::Seen,
};
use super::look_ahead::{MembersAhead, Skipped};

/// The error of a duplicate key, for which parsers don't agree on a value.
const DUPLICATE_KEY: &str = "duplicate key";

/// A reader of JSON.
#[derive(Debug)]
pub(in super::super::super) struct JsonReader<'a> {
    text: &'a [u8],
    /// The offset in the text at which `json` begins.
    base: usize,
    json: Jiter<'a>,
    depth: usize,
    /// Whether a member that can't be read is skipped.
    is_lenient: bool,
    /// The tag of the object that is read next.
    tag: Option<&'static str>,
    skipped: Skipped,
}

impl<'a> JsonReader<'a> {
    fn new(text: &'a [u8], is_lenient: bool) -> Self {
        Self {
            text,
            base: 0,
            json: Jiter::new(text),
            depth: 0,
            is_lenient,
            tag: None,
            skipped: Skipped::default(),
        }
    }

    /// Reads a value from a whole body. An empty body leaves the value unchanged. Unknown members of structures are
    /// skipped.
    ///
    /// # Errors
    ///
    /// Fails if the body is not valid JSON, or contains another type of value.
    pub(in super::super::super) fn read(
        text: &'a [u8],
        value: &mut dyn Value,
    ) -> Result<(), ReadError> {
        // RFC 8259, section 8.1: a byte order mark may be ignored.
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        if text.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let mut reader = Self::new(text, false);
        if value.is_absent() && reader.json.peek()? == Peek::Null {
            reader.json.known_null()?;
        } else {
            value.read(&Member::ROOT, &mut reader)?;
        }
        reader.json.finish()?;
        Ok(())
    }

    /// Reads a value as far as possible. A member that can't be read is treated as absent.
    pub(in super::super::super) fn read_error(text: &'a [u8], value: &mut dyn Value) {
        // Digits at the end of a truncated body may be the beginning of another number.
        let last = text
            .iter()
            .rposition(|byte| !matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        let text = last.and_then(|last| text.get(..=last)).unwrap_or_default();
        // The members before the error remain.
        drop(value.read(&Member::ROOT, &mut Self::new(text, true)));
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
        self.base = start;
        self.json = Jiter::new(self.text.get(start..).unwrap_or_default());
        self.depth = depth;
        let value = self.json.peek()?;
        self.json.known_skip(value)?;
        Ok(())
    }

    /// Reads an additional member of a structure into an entry of a map.
    fn entry(
        &mut self,
        schema: &'static Member,
        name: String,
        map: &mut dyn Map,
    ) -> Result<(), ReadError> {
        let value = self.json.peek()?;
        if value == Peek::Null && !map.takes_null() {
            return Ok(self.json.known_null()?);
        }
        let (offset, start) = (
            self.json.current_index(),
            self.base + self.json.current_index(),
        );
        let depth = self.depth;
        let kept = self.is_lenient.then(|| name.clone());
        let read = match map.entry(name) {
            Some(_) if value == Peek::Null => return Ok(self.json.known_null()?),
            Some(entry) => entry.read(schema, self),
            None if self.is_lenient => return Ok(self.json.known_skip(value)?),
            None => Err(ReadError::new(offset, DUPLICATE_KEY)),
        };
        let Err(error) = read else { return Ok(()) };
        if let Some(name) = kept {
            map.remove_entry(&name);
        }
        self.skip_invalid(start, depth, error.in_entry())
    }

    /// Looks ahead at the members of the next value, if it is an object.
    fn members_ahead(&mut self) -> Result<Option<MembersAhead<'_, 'a>>, ReadError> {
        if self.json.peek()? != Peek::Object {
            return Ok(None);
        }
        let start = self.base + self.json.current_index();
        let members = MembersAhead::new(self.text, start, &mut self.skipped);
        Ok(Some(members))
    }

    fn enter(&mut self, expected: Peek, name: &str) -> Result<(), ReadError> {
        let found = self.json.peek()?;
        if found != expected {
            return Err(self.unexpected(name, found));
        }
        self.tag = None;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let problem = format!("the values are nested deeper than {MAX_DEPTH} levels");
            return Err(ReadError::new(self.json.current_index(), problem));
        }
        Ok(())
    }

    fn unexpected(&self, expected: &str, found: Peek) -> ReadError {
        let found = match found {
            Peek::Null => "null",
            Peek::True | Peek::False => "true or false",
            Peek::String => "text",
            Peek::Array => "a list",
            Peek::Object => "an object",
            other if other.is_num() => "a number",
            _ => "invalid JSON",
        };
        ReadError::new(
            self.json.current_index(),
            format!("expected {expected}, found {found}"),
        )
    }
}

impl Reader for JsonReader<'_> {
    #[inline(never)]
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
        additional: &mut [(&'static Member, &mut dyn Map)],
    ) -> Result<(), ReadError> {
        let tag = self.tag.take();
        self.enter(Peek::Object, "an object")?;
        let mut key = self.json.known_object()?;
        let mut has_tag = false;
        // Services usually send members in order, so the next one is tried first.
        let mut expected = 0;
        let mut seen = Seen::default();
        while let Some(name) = key {
            let is_expected = members
                .get(expected)
                .is_some_and(|member| member.name == name);
            let index = if is_expected {
                Some(expected)
            } else {
                members.iter().position(|member| member.name == name)
            };
            let tag = tag.filter(|tag| *tag == name);
            if let (None, None, [(schema, map)]) = (index, tag, &mut *additional) {
                let name = name.to_owned();
                self.entry(schema, name, &mut **map)?;
                key = self.json.next_key()?;
                continue;
            }
            let value = self.json.peek()?;
            let is_again = match index {
                Some(index) => seen.mark(index),
                None => tag.is_some() && mem::replace(&mut has_tag, true),
            };
            if is_again && !self.is_lenient {
                let error = ReadError::new(self.json.current_index(), DUPLICATE_KEY);
                let name = index.map_or(tag, |index| Some(name_of(members, index)));
                return Err(error.in_member(name.unwrap_or_default()));
            }
            let member = index
                .filter(|_| !is_again)
                .and_then(|index| values.get_mut(index));
            match (member, index) {
                (Some(member), Some(index)) if value != Peek::Null => {
                    let (start, depth) = (self.base + self.json.current_index(), self.depth);
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
                        let error = ReadError::new(
                            self.json.current_index(),
                            "the required member is null",
                        );
                        return Err(error.in_member(member.name));
                    }
                    self.json.known_skip(value)?;
                }
            }
            key = self.json.next_key()?;
        }
        match seen.missing(members) {
            Some(member) if !self.is_lenient => {
                let error =
                    ReadError::new(self.json.current_index(), "the required member is missing");
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
        self.enter(Peek::Object, "an object")?;
        let mut key = self.json.known_object()?.map(str::to_owned);
        let mut is_set = false;
        while let Some(name) = key {
            let value = self.json.peek()?;
            if value == Peek::Null || name == "__type" {
                self.json.known_skip(value)?;
            } else if is_set {
                let offset = self.json.current_index();
                return Err(ReadError::new(offset, "the union has more than one member"));
            } else {
                set(&name, self).map_err(ReadError::in_entry)?;
                is_set = true;
            }
            key = self.json.next_key()?.map(str::to_owned);
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
        self.enter(Peek::Array, "a list")?;
        let mut next = self.json.known_array()?;
        let mut index = 0;
        while let Some(value) = next {
            if value == Peek::Null {
                self.json.known_null()?;
                if takes_null {
                    let _ = list.item();
                }
            } else if let Some(item) = list.item() {
                item.read(schema, self)
                    .map_err(|error| error.in_item(index))?;
            }
            index += 1;
            next = self.json.array_step()?;
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
        self.enter(Peek::Object, "a map")?;
        let mut key = self.json.known_object()?.map(str::to_owned);
        while let Some(name) = key {
            let is_null = self.json.peek()? == Peek::Null;
            let offset = self.json.current_index();
            if is_null {
                self.json.known_null()?;
            }
            if takes_null || !is_null {
                let value = map
                    .entry(name)
                    .ok_or_else(|| ReadError::new(offset, DUPLICATE_KEY));
                let value = value.map_err(ReadError::in_entry)?;
                if !is_null {
                    value.read(schema, self).map_err(ReadError::in_entry)?;
                }
            }
            key = self.json.next_key()?.map(str::to_owned);
        }
        self.depth -= 1;
        Ok(())
    }

    #[inline(never)]
    fn scalar(&mut self, expected: &str) -> Result<Scalar<'_>, ReadError> {
        match self.json.peek()? {
            Peek::String => Ok(Scalar::Text(self.json.known_str()?)),
            value @ (Peek::True | Peek::False) => Ok(Scalar::Boolean(self.json.known_bool(value)?)),
            value if value.is_num() => {
                let digits = self.json.known_number_bytes(value)?;
                Ok(Scalar::Digits(str::from_utf8(digits).unwrap_or_default()))
            }
            other => Err(self.unexpected(expected, other)),
        }
    }

    #[inline(never)]
    fn text(&mut self) -> Result<&str, ReadError> {
        match self.json.peek()? {
            Peek::String => Ok(self.json.known_str()?),
            other => Err(self.unexpected("text", other)),
        }
    }

    fn null(&mut self) -> Result<(), ReadError> {
        Ok(self.json.next_null()?)
    }

    fn kind(&mut self) -> Result<Kind, ReadError> {
        Ok(match self.json.peek()? {
            Peek::Null => Kind::Null,
            Peek::True | Peek::False => Kind::Boolean,
            Peek::String => Kind::Text,
            Peek::Array => Kind::List,
            Peek::Object => Kind::Map,
            _ => Kind::Number,
        })
    }

    fn offset(&self) -> usize {
        self.json.current_index()
    }
}

fn name_of(members: &'static [Member], index: usize) -> &'static str {
    members.get(index).map_or("", |member| member.name)
}

impl From<JiterError> for ReadError {
    fn from(error: JiterError) -> Self {
        Self::new(error.index, error.error_type.to_string())
    }
}
