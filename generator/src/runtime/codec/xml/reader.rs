//! Reading XML into values.
//!
//! Names count without their prefixes. Text between elements, unknown elements and unknown attributes are skipped. Of
//! duplicate members the last one counts, as in AWS's clients: a structure is read into the one before, and a list or a
//! map goes on.

use super::super::super::{List, Map, Member, Value};
use super::super::{
    error::ReadError,
    interface::{Kind, MAX_DEPTH, Reader, Scalar},
};
use super::elements::{is_attribute, is_flattened, item_of, key_of, value_of};
use super::tokens::{Start, Token, Tokens, local_name};

/// A reader of XML. Its next value is the content of an element, or an attribute.
#[derive(Debug)]
pub(in super::super::super) struct XmlReader<'a> {
    tokens: Tokens<'a>,
    next: Next<'a>,
    depth: usize,
    /// Whether a member that can't be read is skipped.
    is_lenient: bool,
    /// Whether the next map is one of a value of any type, whose keys are the names of elements.
    is_by_name: bool,
    /// The text of a scalar.
    text: String,
}

/// Where the next value is.
#[derive(Debug)]
enum Next<'a> {
    /// In this element, whose content follows.
    Element(Start<'a>),
    /// In an attribute with this value.
    Attribute(String),
    /// The value was read.
    Nothing,
}

impl<'a> XmlReader<'a> {
    fn new(tokens: Tokens<'a>, start: Start<'a>, is_lenient: bool) -> Self {
        Self {
            tokens,
            next: Next::Element(start),
            depth: 0,
            is_lenient,
            is_by_name: false,
            text: String::new(),
        }
    }

    /// Reads a value from a whole body, whatever the name of its root is. An empty body leaves the value unchanged.
    ///
    /// # Errors
    ///
    /// Fails if the body is not valid XML, or contains another type of value.
    pub(in super::super::super) fn read(
        text: &'a [u8],
        value: &mut dyn Value,
    ) -> Result<(), ReadError> {
        Self::read_in(text, None, value)
    }

    /// Reads a value from a whole body, or from the first element in its root with a name of a result.
    ///
    /// # Errors
    ///
    /// Fails as [`read`](Self::read) does, or if there is no such element.
    pub(in super::super::super) fn read_in(
        text: &'a [u8],
        is_result: Option<fn(&str) -> bool>,
        value: &mut dyn Value,
    ) -> Result<(), ReadError> {
        if is_empty(text) && is_result.is_none() {
            return Ok(());
        }
        let (mut tokens, mut start) = Tokens::new(text)?;
        if let Some(is_result) = is_result {
            start = child(&mut tokens, is_result)?
                .ok_or_else(|| tokens.error("the root has no element with the result"))?;
        }
        let mut reader = Self::new(tokens, start, false);
        value.read(&Member::ROOT, &mut reader)?;
        if is_result.is_some() {
            reader.tokens.skip()?;
        }
        reader.tokens.finish()
    }

    /// Returns whether a body is that of an error: of REST and of the query protocol, of EC2, or of S3.
    pub(in super::super::super) fn is_error(text: &[u8]) -> bool {
        if is_empty(text) {
            return false;
        }
        let Ok((mut tokens, root)) = Tokens::new(text) else {
            return false;
        };
        match root.name() {
            "Error" | "ErrorResponse" => true,
            "Response" => matches!(child(&mut tokens, |name| name == "Errors"), Ok(Some(_))),
            _ => false,
        }
    }

    /// Reads the value of an error as far as possible: the element `Error`, or else the root. A member that can't be read is
    /// treated as absent.
    pub(in super::super::super) fn read_error(text: &'a [u8], value: &mut dyn Value) {
        let Ok((tokens, root)) = Tokens::new(text) else {
            return;
        };
        let (tokens, start) = error_element(tokens, root);
        // The members before the error remain.
        drop(value.read(&Member::ROOT, &mut Self::new(tokens, start, true)));
    }

    /// Enters a structure, a list or a map, and returns the start of its element.
    fn enter(&mut self, expected: &str) -> Result<Start<'a>, ReadError> {
        let Next::Element(start) = std::mem::replace(&mut self.next, Next::Nothing) else {
            return Err(self
                .tokens
                .error(format!("expected {expected}, found text")));
        };
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let problem = format!("the values are nested deeper than {MAX_DEPTH} levels");
            return Err(self.tokens.error(problem));
        }
        Ok(start)
    }

    /// Returns the next element in the current one, or `None` at its end.
    fn child(&mut self) -> Result<Option<Start<'a>>, ReadError> {
        loop {
            match self.tokens.next()? {
                Token::Start(start) => return Ok(Some(start)),
                Token::End => return Ok(None),
                Token::Text(_) => {}
            }
        }
    }

    /// Reads an element into a value. A lenient reader skips one that can't be read.
    fn element(
        &mut self,
        start: Start<'a>,
        schema: &'static Member,
        value: &mut dyn Value,
    ) -> Result<(), ReadError> {
        if !self.is_lenient {
            self.next = Next::Element(start);
            return value.read(schema, self);
        }
        let (tokens, depth) = (self.tokens.clone(), self.depth);
        self.next = Next::Element(start);
        if value.read(schema, self).is_err() {
            self.tokens = tokens;
            self.depth = depth;
            self.tokens.skip()?;
        }
        Ok(())
    }

    /// Reads the attributes that are members.
    fn attributes(
        &mut self,
        start: &Start<'a>,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
        seen: &mut dyn FnMut(usize),
    ) -> Result<(), ReadError> {
        if !members.iter().any(is_attribute) {
            return Ok(());
        }
        let offset = self.offset();
        start.each_attribute(offset, &mut |name, text| {
            let is_this = |member: &Member| {
                is_attribute(member) && local_name(member.name) == local_name(name)
            };
            let Some(index) = members.iter().position(is_this) else {
                return Ok(());
            };
            if let (Some(member), Some(value)) = (members.get(index), values.get_mut(index)) {
                self.next = Next::Attribute(text.to_owned());
                let read = value.read(member, self);
                if let (Err(error), false) = (read, self.is_lenient) {
                    return Err(error.in_member(member.name));
                }
                seen(index);
            }
            Ok(())
        })
    }

    /// Reads the items or the entries of a value that may be flattened. Each call of `read` reads one, with its element.
    fn each(
        &mut self,
        schema: &'static Member,
        expected: &str,
        read: &mut dyn FnMut(&mut Self, Start<'a>, usize) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let start = self.enter(expected)?;
        if is_flattened(schema) {
            // The structure calls again for the next one.
            read(self, start, 0)?;
        } else {
            let mut index = 0;
            while let Some(start) = self.child()? {
                read(self, start, index)?;
                index += 1;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an entry of a map. Its value may stand before its key.
    fn entry(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        map: &mut dyn Map,
    ) -> Result<(), ReadError> {
        let (key_name, item) = (local_name(key_of(schema).name), value_of(schema));
        let mut key = None;
        let mut value_before_key = None;
        let mut has_value = false;
        while let Some(start) = self.child()? {
            if start.name() == key_name {
                self.next = Next::Element(start);
                let text = self.text()?.to_owned();
                // The last one of duplicate keys counts.
                map.remove_entry(&text);
                key = Some(text);
            } else if has_value || start.name() != local_name(item.name) || start.is_nil() {
                // An entry has one value.
                self.tokens.skip()?;
            } else if let Some(key) = &key {
                has_value = true;
                if let Some(value) = map.entry(key.clone()) {
                    self.element(start, item, value)?;
                } else {
                    self.tokens.skip()?;
                }
            } else {
                value_before_key = Some((self.tokens.clone(), start));
                self.tokens.skip()?;
            }
        }
        let key = key.ok_or_else(|| self.tokens.error("the entry has no key"))?;
        if let (Some((tokens, start)), false) = (value_before_key, has_value) {
            let after = std::mem::replace(&mut self.tokens, tokens);
            if let Some(value) = map.entry(key) {
                self.element(start, item, value)?;
            }
            self.tokens = after;
        } else if takes_null && !has_value {
            // An empty value is null.
            let _ = map.entry(key);
        }
        Ok(())
    }

    /// Reads an element into the entry of its name.
    fn entry_by_name(
        &mut self,
        schema: &'static Member,
        start: Start<'a>,
        map: &mut dyn Map,
    ) -> Result<(), ReadError> {
        let name = start.name().to_owned();
        map.remove_entry(&name);
        if start.is_nil() && !map.takes_null() {
            return self.tokens.skip();
        }
        let is_nil = start.is_nil();
        match map.entry(name) {
            Some(value) if !is_nil => self
                .element(start, schema, value)
                .map_err(ReadError::in_entry),
            _ => self.tokens.skip(),
        }
    }

    /// Reads the text of a single value.
    fn content(&mut self, expected: &str) -> Result<&str, ReadError> {
        match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Attribute(text) => self.text = text,
            Next::Nothing => return Err(self.tokens.error("there is no value")),
            Next::Element(_) => {
                self.text.clear();
                loop {
                    match self.tokens.next()? {
                        Token::Text(text) => self.text.push_str(&text),
                        Token::End => break,
                        Token::Start(_) => {
                            let problem = format!("expected {expected}, found an element");
                            return Err(self.tokens.error(problem));
                        }
                    }
                }
            }
        }
        Ok(&self.text)
    }
}

impl Reader for XmlReader<'_> {
    #[inline(never)]
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
        // Lowering refuses additional members.
        _: &mut [(&'static Member, &mut dyn Map)],
    ) -> Result<(), ReadError> {
        let start = self.enter("a structure")?;
        let mut seen = Vec::new();
        self.attributes(&start, members, values, &mut |index| seen.push(index))?;
        // Services usually send members in order, so the next one is tried first.
        let mut expected = 0;
        while let Some(start) = self.child()? {
            let is_this =
                |member: &Member| !is_attribute(member) && local_name(member.name) == start.name();
            let index = if members.get(expected).is_some_and(is_this) {
                Some(expected)
            } else {
                members.iter().position(is_this)
            };
            let member = index.and_then(|index| Some((index, members.get(index)?)));
            match member {
                Some((index, member)) if !start.is_nil() => {
                    if let Some(value) = values.get_mut(index) {
                        self.element(start, member, &mut **value)
                            .map_err(|error| error.in_member(member.name))?;
                    }
                    expected = index + usize::from(!is_flattened(member));
                    if member.is_required && seen.last() != Some(&index) {
                        seen.push(index);
                    }
                }
                _ => self.tokens.skip()?,
            }
        }
        if !self.is_lenient && members.iter().any(|member| member.is_required) {
            seen.sort_unstable();
            let is_missing = |index: usize, member: &Member| {
                member.is_required && seen.binary_search(&index).is_err()
            };
            let mut members = members.iter().enumerate();
            if let Some((_, member)) = members.find(|(index, member)| is_missing(*index, member)) {
                let error = self.tokens.error("the required member is missing");
                return Err(error.in_member(member.name));
            }
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
        drop(self.enter("a union")?);
        let mut is_set = false;
        while let Some(start) = self.child()? {
            if start.is_nil() {
                self.tokens.skip()?;
            } else if is_set {
                return Err(self.tokens.error("the union has more than one member"));
            } else {
                let name = start.name().to_owned();
                self.next = Next::Element(start);
                set(&name, self).map_err(ReadError::in_entry)?;
                is_set = true;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Returns no tag: in XML, the names of elements tell the members of a union apart.
    fn tag(&mut self, _: &'static str) -> Result<Option<String>, ReadError> {
        Ok(None)
    }

    fn present(&mut self, _: &[&'static str]) -> Result<Option<Vec<&'static str>>, ReadError> {
        Ok(None)
    }

    #[inline(never)]
    fn list(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        list: &mut dyn List,
    ) -> Result<(), ReadError> {
        let item = item_of(schema);
        self.each(schema, "a list", &mut |reader, start, index| {
            if start.is_nil() {
                if takes_null {
                    let _ = list.item();
                }
                return reader.tokens.skip();
            }
            match list.item() {
                Some(value) => reader
                    .element(start, item, value)
                    .map_err(|error| error.in_item(index)),
                None => reader.tokens.skip(),
            }
        })
    }

    #[inline(never)]
    fn map(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        map: &mut dyn Map,
    ) -> Result<(), ReadError> {
        if std::mem::take(&mut self.is_by_name) {
            drop(self.enter("a map")?);
            while let Some(start) = self.child()? {
                self.entry_by_name(schema, start, map)?;
            }
            self.depth -= 1;
            return Ok(());
        }
        self.each(schema, "a map", &mut |reader, _, _| {
            reader
                .entry(schema, takes_null, map)
                .map_err(ReadError::in_entry)
        })
    }

    #[inline(never)]
    fn scalar(&mut self, expected: &str) -> Result<Scalar<'_>, ReadError> {
        Ok(Scalar::Untyped(self.content(expected)?.trim()))
    }

    #[inline(never)]
    fn text(&mut self) -> Result<&str, ReadError> {
        self.content("text")
    }

    fn null(&mut self) -> Result<(), ReadError> {
        Err(self.tokens.error("expected null, found a value"))
    }

    /// Returns whether the next value is text, or has elements.
    fn kind(&mut self) -> Result<Kind, ReadError> {
        if let Next::Element(_) = self.next {
            let mut ahead = self.tokens.clone();
            loop {
                match ahead.next()? {
                    Token::Text(_) => {}
                    Token::End => break,
                    Token::Start(_) => {
                        self.is_by_name = true;
                        return Ok(Kind::Map);
                    }
                }
            }
        }
        Ok(Kind::Text)
    }

    fn offset(&self) -> usize {
        self.tokens.offset()
    }
}

/// Returns whether there is nothing in a body.
fn is_empty(text: &[u8]) -> bool {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    text.iter().all(u8::is_ascii_whitespace)
}

/// Returns the first element in the current one whose name is meant, or `None` after its end.
fn child<'a>(
    tokens: &mut Tokens<'a>,
    is_meant: fn(&str) -> bool,
) -> Result<Option<Start<'a>>, ReadError> {
    loop {
        match tokens.next()? {
            Token::Start(start) if is_meant(start.name()) => return Ok(Some(start)),
            Token::Start(_) => tokens.skip()?,
            Token::End => return Ok(None),
            Token::Text(_) => {}
        }
    }
}

/// Returns the element with the members of an error: `Error`, which may stand in `Errors`, or else the root.
fn error_element<'a>(tokens: Tokens<'a>, root: Start<'a>) -> (Tokens<'a>, Start<'a>) {
    if root.name() == "Error" {
        return (tokens, root);
    }
    let mut inner = tokens.clone();
    loop {
        match inner.next() {
            Ok(Token::Start(start)) if start.name() == "Error" => return (inner, start),
            Ok(Token::Start(start)) if start.name() == "Errors" => {}
            Ok(Token::Start(_)) => {
                if inner.skip().is_err() {
                    return (tokens, root);
                }
            }
            Ok(Token::Text(_)) => {}
            Ok(Token::End) | Err(_) => return (tokens, root),
        }
    }
}
