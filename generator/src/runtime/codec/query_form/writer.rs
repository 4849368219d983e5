//! Writing values as the pairs of a form, such as `Filter.1.Name=vpc-id`.

use std::fmt::Display;

use percent_encoding::utf8_percent_encode;

use super::super::super::{
    InputError, Member, Text, Value, Writer, protocol::request::NOT_UNRESERVED,
};
use super::super::interface::{MAX_DEPTH, Map};
use super::super::xml::elements::{is_flattened, item_of, key_of, value_of};
use super::keys::Keys;

/// A writer of the pairs of a form.
#[derive(Debug)]
pub(in super::super::super) struct QueryFormWriter {
    keys: &'static Keys,
    /// The form, percent-encoded.
    form: String,
    /// The key of the current value. That of the whole is empty.
    key: String,
    /// The lists and maps around the current value.
    open: Vec<Numbered>,
    depth: usize,
    error: Option<InputError>,
}

/// A list or a map, whose items or entries have numbers.
#[derive(Debug)]
struct Numbered {
    key: String,
    count: usize,
}

impl QueryFormWriter {
    /// Writes a value after constant pairs.
    ///
    /// # Errors
    ///
    /// Fails if the value is nested too deeply, or contains an unknown member of a union.
    pub(in super::super::super) fn write(
        keys: &'static Keys,
        constant: &str,
        value: &dyn Value,
    ) -> Result<String, InputError> {
        let mut writer = Self {
            keys,
            form: constant.to_owned(),
            key: String::new(),
            open: Vec::new(),
            depth: 0,
            error: None,
        };
        value.write(&Member::ROOT, &mut writer);
        match writer.error {
            Some(error) => Err(error),
            None => Ok(writer.form),
        }
    }

    fn fail(&mut self, error: InputError) {
        let _ = self.error.get_or_insert(error);
    }

    /// Begins a list, a map or a structure, unless it is nested too deeply.
    fn open(&mut self) -> bool {
        if self.depth == MAX_DEPTH {
            self.fail(InputError::Nesting);
            return false;
        }
        self.depth += 1;
        true
    }

    /// Writes a value whose key has one more part.
    fn part(&mut self, part: &str, schema: &'static Member, value: &dyn Value) {
        let length = self.key.len();
        if length > 0 {
            self.key.push('.');
        }
        self.key.push_str(part);
        value.write(schema, self);
        self.key.truncate(length);
    }

    fn member(&mut self, member: &'static Member, value: &dyn Value) {
        let part = (self.keys.member)(member);
        self.part(&part, member, value);
    }

    /// Begins a list or a map, in which this key stands before the numbers.
    fn begin(&mut self, key: String) {
        let key = std::mem::replace(&mut self.key, key);
        self.open.push(Numbered { key, count: 0 });
    }

    /// Returns the number of the next item or entry.
    fn next(&mut self) -> String {
        let count = self.open.last_mut().map(|open| {
            open.count += 1;
            open.count
        });
        count.unwrap_or(1).to_string()
    }

    /// Ends a list or a map.
    fn end(&mut self) {
        if let Some(Numbered { key, .. }) = self.open.pop() {
            self.key = key;
        }
        self.depth -= 1;
    }

    /// Writes the pair of a single value.
    fn single(&mut self, value: &str) {
        if !self.form.is_empty() {
            self.form.push('&');
        }
        self.form
            .extend(utf8_percent_encode(&self.key, NOT_UNRESERVED));
        self.form.push('=');
        self.form.extend(utf8_percent_encode(value, NOT_UNRESERVED));
    }
}

impl Writer for QueryFormWriter {
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        // Lowering refuses additional members.
        _: &[(&'static Member, &dyn Map)],
    ) {
        if self.open() {
            for (member, value) in members.iter().zip(values) {
                if !member.is_omitted(*value) {
                    self.member(member, *value);
                }
            }
            self.depth -= 1;
        }
    }

    fn union(&mut self, _: &'static Member, member: &'static Member, value: &dyn Value) {
        if self.open() {
            self.member(member, value);
            self.depth -= 1;
        }
    }

    fn unknown_member(&mut self, schema: &'static Member, _: &str, _: &dyn Value) {
        self.fail(InputError::UnknownMember {
            member: schema.name,
        });
    }

    /// Writes the value alone: lowering refuses tags.
    fn tagged(
        &mut self,
        schema: &'static Member,
        _: &'static str,
        _: &'static str,
        value: &dyn Value,
    ) {
        value.write(schema, self);
    }

    fn begin_list(&mut self, schema: &'static Member, length: usize) -> bool {
        let is_allowed = self.open();
        if is_allowed {
            if length == 0 && self.keys.has_empty_lists {
                self.single("");
            }
            self.begin((self.keys.items)(&self.key, schema));
        }
        is_allowed
    }

    fn item(&mut self, schema: &'static Member, value: &dyn Value) {
        let number = self.next();
        self.part(&number, item_of(schema), value);
    }

    fn end_list(&mut self, _: &'static Member) {
        self.end();
    }

    fn begin_map(&mut self, schema: &'static Member, _: usize) -> bool {
        let is_allowed = self.open();
        if is_allowed {
            let entry = if is_flattened(schema) { "" } else { ".entry" };
            self.begin(self.key.clone() + entry);
        }
        is_allowed
    }

    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value) {
        let number = self.next();
        self.part(
            &(number.clone() + "." + key_of(schema).name),
            &Member::ROOT,
            &key.to_owned(),
        );
        let value_schema = value_of(schema);
        self.part(&(number + "." + value_schema.name), value_schema, value);
    }

    fn end_map(&mut self, _: &'static Member) {
        self.end();
    }

    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn secret(&mut self, text: &str) {
        self.single(text);
    }

    fn boolean(&mut self, value: bool) {
        self.single(if value { "true" } else { "false" });
    }

    fn integer(&mut self, number: i64) {
        self.single(&number.to_string());
    }

    fn float(&mut self, number: f64, digits: &dyn Display) {
        if number.is_finite() {
            self.single(&digits.to_string());
        } else {
            self.single(&number.text());
        }
    }

    fn digits(&mut self, digits: &str) {
        self.single(digits);
    }

    fn text(&mut self, text: &str) {
        self.single(text);
    }

    /// Writes null as an empty value.
    fn null(&mut self) {
        self.single("");
    }
}
