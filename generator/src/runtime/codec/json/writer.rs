//! Writing values as JSON.

use std::fmt::{Display, Write};

use super::super::super::{InputError, Member, Value};
use super::super::interface::{MAX_DEPTH, Map, Writer};
use super::super::taken::taken;

/// A writer of JSON.
#[derive(Debug, Default)]
pub(in super::super::super) struct JsonWriter {
    text: String,
    depth: usize,
    error: Option<InputError>,
    /// The tag of the structure that is written next, with its value.
    tag: Option<(&'static str, &'static str)>,
}

impl JsonWriter {
    /// Writes a value as a JSON text.
    ///
    /// # Errors
    ///
    /// Fails if the value is nested deeper than a reader allows, or an additional member has the name of another one.
    pub(in super::super::super) fn write(
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<String, InputError> {
        let mut writer = Self::default();
        value.write(schema, &mut writer);
        match writer.error {
            Some(error) => Err(error),
            None => Ok(writer.text),
        }
    }

    fn fail(&mut self, error: InputError) {
        let _ = self.error.get_or_insert(error);
    }

    /// Begins a list or an object, unless it is nested too deeply.
    #[inline(never)]
    fn open(&mut self, bracket: char) -> bool {
        if self.depth == MAX_DEPTH {
            self.fail(InputError::Nesting);
            return false;
        }
        self.depth += 1;
        self.text.push(bracket);
        true
    }

    #[inline(never)]
    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth -= 1;
    }

    /// Writes a comma, unless this is the first item or member.
    fn separate(&mut self) {
        if !self.text.ends_with(['[', '{']) {
            self.text.push(',');
        }
    }

    fn member(&mut self, member: &'static Member, value: &dyn Value) {
        self.separate();
        self.quoted(member.name);
        self.text.push(':');
        value.write(member, self);
    }

    /// Writes a string. Quotes, backslashes and control characters are escaped (RFC 8259, section 7).
    fn quoted(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(index) =
            rest.find(|character: char| matches!(character, '"' | '\\' | '\0'..='\x1f'))
        {
            let (plain, special) = rest.split_at(index);
            self.text.push_str(plain);
            let mut characters = special.chars();
            match characters.next() {
                Some('\n') => self.text.push_str("\\n"),
                Some('\r') => self.text.push_str("\\r"),
                Some('\t') => self.text.push_str("\\t"),
                Some(character @ ('"' | '\\')) => self.text.extend(['\\', character]),
                Some(character) => {
                    let digit = |number| char::from_digit(number, 16).unwrap_or('0');
                    self.text.push_str("\\u00");
                    self.text.extend([
                        digit(u32::from(character) >> 4),
                        digit(u32::from(character) & 15),
                    ]);
                }
                None => {}
            }
            rest = characters.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }
}

impl Writer for JsonWriter {
    #[inline(never)]
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        additional: &[(&'static Member, &dyn Map)],
    ) {
        let tag = self.tag.take();
        if self.open('{') {
            if let Some((tag, name)) = tag {
                self.quoted(tag);
                self.text.push(':');
                self.quoted(name);
            }
            for (member, value) in members.iter().zip(values) {
                let is_tag = tag.is_some_and(|(tag, _)| tag == member.name);
                if !member.is_omitted(*value) && !is_tag {
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
            self.close('}');
        }
    }

    #[inline(never)]
    fn union(&mut self, _: &'static Member, member: &'static Member, value: &dyn Value) {
        if self.open('{') {
            self.member(member, value);
            self.close('}');
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

    fn begin_list(&mut self, _: &'static Member, _: usize) -> bool {
        self.open('[')
    }

    #[inline(never)]
    fn item(&mut self, schema: &'static Member, value: &dyn Value) {
        self.separate();
        value.write(schema, self);
    }

    fn end_list(&mut self, _: &'static Member) {
        self.close(']');
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) -> bool {
        self.open('{')
    }

    #[inline(never)]
    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value) {
        self.separate();
        self.quoted(key);
        self.text.push(':');
        value.write(schema, self);
    }

    fn end_map(&mut self, _: &'static Member) {
        self.close('}');
    }

    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn secret(&mut self, text: &str) {
        self.quoted(text);
    }

    fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    fn integer(&mut self, number: i64) {
        // Writing to a string never fails.
        let _ = write!(self.text, "{number}");
    }

    /// Writes a number. Numbers that JSON can't represent are written as strings.
    fn float(&mut self, number: f64, digits: &dyn Display) {
        if number.is_nan() {
            self.quoted("NaN");
        } else if number.is_infinite() {
            self.quoted(if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            });
        } else {
            // Writing to a string never fails.
            let _ = write!(self.text, "{digits}");
        }
    }

    fn digits(&mut self, digits: &str) {
        self.text.push_str(digits);
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.quoted(text);
    }

    fn null(&mut self) {
        self.text.push_str("null");
    }
}
