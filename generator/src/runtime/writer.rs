//! Writing values as JSON.

use super::{Structure, Value};

/// A JSON text that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// A structure as a whole text.
    #[must_use]
    pub fn write(structure: &dyn Structure) -> String {
        let mut writer = Self::default();
        writer.structure(structure);
        writer.text
    }

    /// Writes a structure as an object. Members that are absent are left out.
    pub fn structure(&mut self, structure: &dyn Structure) {
        let names = structure.members().iter().enumerate();
        let members = names.filter_map(|(index, name)| Some((*name, structure.get(index)?)));
        self.map(&mut members.filter(|(_, value)| !value.is_absent()));
    }

    pub(super) fn list(&mut self, items: &mut dyn Iterator<Item = &dyn Value>) {
        self.text.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            item.write(self);
        }
        self.text.push(']');
    }

    pub(super) fn map(&mut self, entries: &mut dyn Iterator<Item = (&str, &dyn Value)>) {
        self.text.push('{');
        for (index, (key, value)) in entries.enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.string(key);
            self.text.push(':');
            value.write(self);
        }
        self.text.push('}');
    }

    /// RFC 8259, section 7: quotes, backslashes and control characters are escaped.
    pub(super) fn string(&mut self, text: &str) {
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
    pub(super) fn float(&mut self, number: f64, digits: &str) {
        if number.is_nan() {
            self.string("NaN");
        } else if number.is_infinite() {
            self.string(if number > 0.0 { "Infinity" } else { "-Infinity" });
        } else {
            self.raw(digits);
        }
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }
}
