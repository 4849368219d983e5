//! Writing values as JSON.

use std::fmt::{Display, Write};

use secrecy::{SecretString, zeroize::Zeroize};

use super::{Member, Structure, TimestampFormat, Value, reader::MAX_DEPTH};

/// A JSON text that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    depth: usize,
    is_too_deep: bool,
    timestamp_format: TimestampFormat,
    secrets: Secrets,
}

/// The sensitive texts of a value, if somebody asks for them.
#[derive(Debug, Default)]
struct Secrets {
    /// How many sensitive values are around the one that is being written.
    depth: usize,
    found: Option<Vec<SecretString>>,
}

impl Writer {
    /// A value as a whole text. There is none if it is nested deeper than what can be read again.
    #[must_use]
    pub fn write(value: &dyn Value) -> Option<String> {
        let mut writer = Self::default();
        value.write(&mut writer);
        (!writer.is_too_deep).then_some(writer.text)
    }

    /// The sensitive texts in values.
    #[must_use]
    pub fn secrets(values: &[&dyn Value]) -> Vec<SecretString> {
        let mut writer = Self::default();
        writer.secrets.found = Some(Vec::new());
        for value in values {
            value.write(&mut writer);
        }
        writer.text.zeroize();
        writer.secrets.found.unwrap_or_default()
    }

    /// Writes a structure as an object. Members that are absent are left out.
    #[inline(never)]
    pub fn structure(&mut self, structure: &dyn Structure) {
        let mut is_first = true;
        let mut members = structure.members().iter();
        self.nested(['{', '}'], &mut |writer| {
            structure.visit(&mut |value| {
                let Some(member) = members.next().filter(|_| !value.is_absent()) else { return };
                if !is_first {
                    writer.text.push(',');
                }
                is_first = false;
                writer.member(*member, value);
            });
        });
    }

    /// Writes a union as an object with its one member.
    #[inline(never)]
    pub fn union(&mut self, member: Member, value: &dyn Value) {
        self.nested(['{', '}'], &mut |writer| writer.member(member, value));
    }

    /// Writes what stands between two brackets, unless too much stands around it.
    fn nested(&mut self, [open, close]: [char; 2], write: &mut dyn FnMut(&mut Self)) {
        if self.depth == MAX_DEPTH {
            self.is_too_deep = true;
            return;
        }
        self.depth += 1;
        self.text.push(open);
        write(self);
        self.text.push(close);
        self.depth -= 1;
    }

    fn member(&mut self, member: Member, value: &dyn Value) {
        self.quoted(member.name);
        self.text.push(':');
        self.timestamp_format = member.timestamp_format;
        value.write(self);
    }

    /// How the timestamps of the member that is being written are written.
    pub(super) fn timestamp_format(&self) -> TimestampFormat {
        self.timestamp_format
    }

    /// Writes a value that must not be shown.
    pub(super) fn sensitive(&mut self, value: &dyn Value) {
        self.secrets.depth += 1;
        value.write(self);
        self.secrets.depth -= 1;
    }

    #[inline(never)]
    pub(super) fn list(&mut self, items: &mut dyn Iterator<Item = &dyn Value>) {
        self.nested(['[', ']'], &mut |writer| {
            for (index, item) in items.enumerate() {
                if index > 0 {
                    writer.text.push(',');
                }
                item.write(writer);
            }
        });
    }

    #[inline(never)]
    pub(super) fn map(&mut self, entries: &mut dyn Iterator<Item = (&str, &dyn Value)>) {
        self.nested(['{', '}'], &mut |writer| {
            for (index, (key, value)) in entries.enumerate() {
                if index > 0 {
                    writer.text.push(',');
                }
                writer.string(key);
                writer.text.push(':');
                value.write(writer);
            }
        });
    }

    /// Writes a text.
    #[inline(never)]
    pub fn string(&mut self, text: &str) {
        if self.secrets.depth > 0
            && let Some(found) = &mut self.secrets.found
        {
            found.push(text.into());
        }
        self.quoted(text);
    }

    /// Writes a text that must not be shown.
    pub(super) fn secret(&mut self, text: &str) {
        self.secrets.depth += 1;
        self.string(text);
        self.secrets.depth -= 1;
    }

    /// RFC 8259, section 7: quotes, backslashes and control characters are escaped.
    fn quoted(&mut self, text: &str) {
        // Who asks for the secrets has no use for the text.
        if self.secrets.found.is_some() {
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
    pub(super) fn float(&mut self, number: f64, digits: &dyn Display) {
        if number.is_nan() {
            self.string("NaN");
        } else if number.is_infinite() {
            self.string(if number > 0.0 { "Infinity" } else { "-Infinity" });
        } else {
            self.display(digits);
        }
    }

    /// Writes a number as it is shown.
    pub(super) fn display(&mut self, digits: &dyn Display) {
        // A string takes whatever is written.
        let _ = write!(self.text, "{digits}");
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }
}
