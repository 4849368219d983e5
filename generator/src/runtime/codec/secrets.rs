//! The sensitive strings in values.

use std::fmt::Display;

use super::super::{Member, Value};
use super::interface::{MAX_DEPTH, Map, Writer};

/// Calls a visitor with each sensitive string in values.
#[doc(hidden)]
pub fn visit_secrets(values: &[&dyn Value], visit: &mut dyn FnMut(&str)) {
    let mut visitor = Visitor {
        depth: 0,
        secret_depth: 0,
        visit,
    };
    for value in values {
        value.write(&Member::ROOT, &mut visitor);
    }
}

/// A writer that visits the strings in sensitive values.
struct Visitor<'a> {
    /// The number of structures, unions, lists and maps around the current value.
    depth: usize,
    /// The number of sensitive values around the current value.
    secret_depth: usize,
    visit: &'a mut dyn FnMut(&str),
}

impl Visitor<'_> {
    /// Enters a nested value, unless it is nested too deeply to be sent.
    fn enter(&mut self) -> bool {
        let may_follow = self.depth < MAX_DEPTH;
        self.depth += usize::from(may_follow);
        may_follow
    }

    fn number(&mut self, number: &dyn Display) {
        if self.secret_depth > 0 {
            (self.visit)(&number.to_string());
        }
    }
}

impl Writer for Visitor<'_> {
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        additional: &[(&'static Member, &dyn Map)],
    ) {
        if self.enter() {
            for (member, value) in members.iter().zip(values) {
                value.write(member, self);
            }
            for (schema, additional) in additional {
                additional.each(&mut |name, value| self.entry(schema, name, value));
            }
            self.depth -= 1;
        }
    }

    fn union(&mut self, _: &'static Member, member: &'static Member, value: &dyn Value) {
        if self.enter() {
            value.write(member, self);
            self.depth -= 1;
        }
    }

    fn tagged(
        &mut self,
        schema: &'static Member,
        _: &'static str,
        _: &'static str,
        value: &dyn Value,
    ) {
        value.write(schema, self);
    }

    fn begin_list(&mut self, _: &'static Member, _: usize) -> bool {
        self.enter()
    }

    fn item(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn end_list(&mut self, _: &'static Member) {
        self.depth -= 1;
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) -> bool {
        self.enter()
    }

    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value) {
        self.text(key);
        value.write(schema, self);
    }

    fn end_map(&mut self, _: &'static Member) {
        self.depth -= 1;
    }

    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value) {
        self.secret_depth += 1;
        value.write(schema, self);
        self.secret_depth -= 1;
    }

    fn secret(&mut self, text: &str) {
        (self.visit)(text);
    }

    fn boolean(&mut self, _: bool) {}

    fn integer(&mut self, number: i64) {
        self.number(&number);
    }

    fn float(&mut self, _: f64, number: &dyn Display) {
        self.number(number);
    }

    fn digits(&mut self, digits: &str) {
        self.text(digits);
    }

    fn text(&mut self, text: &str) {
        if self.secret_depth > 0 {
            (self.visit)(text);
        }
    }

    fn null(&mut self) {}
}
