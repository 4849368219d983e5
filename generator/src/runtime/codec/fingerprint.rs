//! Hashes of values, to recognize them without keeping them.

use std::{collections::hash_map::DefaultHasher, fmt::Display, hash::Hash};

use super::{
    interface::{Map, Value, Writer},
    schema::Member,
};

/// A writer that hashes what is written: each value with its kind, and each list and map with its length.
pub(in super::super) struct Fingerprint(pub(in super::super) DefaultHasher);

impl Fingerprint {
    fn add(&mut self, kind: char, value: impl Hash) {
        (kind, value).hash(&mut self.0);
    }
}

impl Writer for Fingerprint {
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        additional: &[(&'static Member, &dyn Map)],
    ) {
        self.add('{', members.len());
        for (member, value) in members.iter().zip(values) {
            // An absent member is hashed as null, so that the others keep their positions.
            value.write(member, self);
        }
        for (schema, additional) in additional {
            additional.each(&mut |name, value| self.entry(schema, name, value));
        }
    }

    fn union(&mut self, _: &'static Member, member: &'static Member, value: &dyn Value) {
        self.add('|', member.name);
        value.write(member, self);
    }

    fn tagged(
        &mut self,
        schema: &'static Member,
        _: &'static str,
        name: &'static str,
        value: &dyn Value,
    ) {
        self.add('|', name);
        value.write(schema, self);
    }

    fn begin_list(&mut self, _: &'static Member, length: usize) -> bool {
        self.add('[', length);
        true
    }

    fn item(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn end_list(&mut self, _: &'static Member) {}

    fn begin_map(&mut self, _: &'static Member, length: usize) -> bool {
        self.add('(', length);
        true
    }

    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value) {
        self.add('k', key);
        value.write(schema, self);
    }

    fn end_map(&mut self, _: &'static Member) {}

    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn secret(&mut self, text: &str) {
        self.text(text);
    }

    fn boolean(&mut self, value: bool) {
        self.add('b', value);
    }

    fn integer(&mut self, number: i64) {
        self.add('i', number);
    }

    fn float(&mut self, number: f64, _: &dyn Display) {
        self.add('f', number.to_bits());
    }

    fn digits(&mut self, digits: &str) {
        self.add('d', digits);
    }

    fn text(&mut self, text: &str) {
        self.add('t', text);
    }

    fn null(&mut self) {
        self.add('n', ());
    }
}
