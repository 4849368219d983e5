//! Writing values as JSON.

use std::fmt::{self, Display, Write};

use secrecy::zeroize::Zeroize;

use super::super::super::{Member, TimestampFormat, Value};
use super::reader::MAX_DEPTH;

/// A JSON text that is being written.
#[derive(Debug, Default)]
pub struct Writer<'a> {
    text: String,
    depth: usize,
    is_too_deep: bool,
    timestamp_format: TimestampFormat,
    secrets: Secrets<'a>,
}

/// The sensitive texts of a value, if somebody asks for them.
#[derive(Default)]
struct Secrets<'a> {
    /// How many sensitive values are around the one that is being written.
    depth: usize,
    visit: Option<&'a mut dyn FnMut(&str)>,
}

impl fmt::Debug for Secrets<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secrets").field("depth", &self.depth).finish_non_exhaustive()
    }
}

impl<'a> Writer<'a> {
    /// A value as a whole text. There is none if it is nested deeper than what can be read again.
    #[must_use]
    pub fn write(value: &dyn Value) -> Option<String> {
        let mut writer = Self::default();
        value.write(&mut writer);
        (!writer.is_too_deep).then_some(writer.text)
    }

    /// Visits the sensitive texts in values.
    pub fn secrets(values: &[&dyn Value], visit: &'a mut dyn FnMut(&str)) {
        let mut writer = Self { secrets: Secrets { depth: 0, visit: Some(visit) }, ..Self::default() };
        for value in values {
            value.write(&mut writer);
        }
        writer.text.zeroize();
    }

    /// Writes the values of a structure's members as an object. Those that are absent are left out.
    #[inline(never)]
    pub fn structure(&mut self, members: &'static [Member], values: &[&dyn Value]) {
        if self.open('{') {
            for (member, value) in members.iter().zip(values) {
                if !value.is_absent() {
                    self.member(*member, *value);
                }
            }
            self.close('}');
        }
    }

    /// Writes a union as an object with its one member.
    #[inline(never)]
    pub fn union(&mut self, member: Member, value: &dyn Value) {
        if self.open('{') {
            self.member(member, value);
            self.close('}');
        }
    }

    /// Begins a list or an object, unless too much stands around it.
    #[inline(never)]
    pub(in super::super::super) fn open(&mut self, bracket: char) -> bool {
        if self.depth == MAX_DEPTH {
            self.is_too_deep = true;
            return false;
        }
        self.depth += 1;
        self.text.push(bracket);
        true
    }

    /// Ends what was begun.
    #[inline(never)]
    pub(in super::super::super) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth -= 1;
    }

    /// Writes the next item of a list.
    #[inline(never)]
    pub(in super::super::super) fn item(&mut self, value: &dyn Value) {
        self.separate();
        value.write(self);
    }

    /// Writes the next entry of a map.
    #[inline(never)]
    pub(in super::super::super) fn entry(&mut self, key: &str, value: &dyn Value) {
        self.separate();
        self.string(key);
        self.text.push(':');
        value.write(self);
    }

    /// Only what follows a bracket needs no comma in front of it.
    fn separate(&mut self) {
        if !self.text.ends_with(['[', '{']) {
            self.text.push(',');
        }
    }

    fn member(&mut self, member: Member, value: &dyn Value) {
        self.separate();
        self.quoted(member.name);
        self.text.push(':');
        self.timestamp_format = member.timestamp_format;
        value.write(self);
    }

    /// How the timestamps of the member that is being written are written.
    #[must_use]
    pub fn timestamp_format(&self) -> TimestampFormat {
        self.timestamp_format
    }

    /// Writes a text.
    #[inline(never)]
    pub fn string(&mut self, text: &str) {
        match &mut self.secrets.visit {
            Some(visit) if self.secrets.depth > 0 => visit(text),
            _ => {}
        }
        self.quoted(text);
    }

    /// Writes what must not be shown.
    pub(in super::super::super) fn secret(&mut self, write: impl FnOnce(&mut Self)) {
        self.secrets.depth += 1;
        write(self);
        self.secrets.depth -= 1;
    }

    /// RFC 8259, section 7: quotes, backslashes and control characters are escaped.
    fn quoted(&mut self, text: &str) {
        // Who asks for the secrets has no use for the text.
        if self.secrets.visit.is_some() {
            return;
        }
        self.text.push('"');
        let mut rest = text;
        while let Some(index) = rest.find(|letter: char| matches!(letter, '"' | '\\' | '\0'..='\x1f')) {
            let (plain, special) = rest.split_at(index);
            self.text.push_str(plain);
            let mut letters = special.chars();
            match letters.next() {
                Some('\n') => self.text.push_str("\\n"),
                Some('\r') => self.text.push_str("\\r"),
                Some('\t') => self.text.push_str("\\t"),
                Some(letter @ ('"' | '\\')) => self.text.extend(['\\', letter]),
                Some(letter) => {
                    let digit = |number| char::from_digit(number, 16).unwrap_or('0');
                    self.text.push_str("\\u00");
                    self.text.extend([digit(u32::from(letter) >> 4), digit(u32::from(letter) & 15)]);
                }
                None => {}
            }
            rest = letters.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// Numbers that JSON has no digits for are written as words.
    pub(in super::super::super) fn float(&mut self, number: f64, digits: &dyn Display) {
        if number.is_nan() {
            self.string("NaN");
        } else if number.is_infinite() {
            self.string(if number > 0.0 { "Infinity" } else { "-Infinity" });
        } else {
            self.display(digits);
        }
    }

    /// Writes a number as it is shown.
    #[inline(never)]
    pub(in super::super::super) fn display(&mut self, digits: &dyn Display) {
        // A string takes whatever is written.
        let _ = write!(self.text, "{digits}");
    }

    #[inline(never)]
    pub(in super::super::super) fn null(&mut self) {
        self.raw("null");
    }

    pub(in super::super::super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }
}
