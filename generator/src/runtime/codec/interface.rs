//! What every value can do, and what it is read from and written to, whatever the format is. What a structure consists
//! of is data; reading and writing it is done once for each format, by a [`Reader`] and a [`Writer`].

use std::fmt::Display;

use super::{error::ReadError, schema::Member};

/// How deep structures, unions, lists and maps may be nested.
pub(super) const MAX_DEPTH: usize = 128;

/// A Rust value that stands in a body. Where it stands, and what that means for its form, is its schema.
pub trait Value {
    /// Takes the next value of a text into this one, which is empty.
    ///
    /// # Errors
    ///
    /// When it is not of this type. Then this one is empty still; only of a structure, the members before stay.
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError>;

    /// Writes the value.
    fn write(&self, schema: &'static Member, writer: &mut dyn Writer);

    /// Whether there is none, so that the structure around it leaves it out.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value that is there before anything is read into it: false, zero, nothing.
pub trait Empty {
    /// Whether null is one of the values, so that a list of them doesn't pass it over.
    const TAKES_NULL: bool = false;

    /// The value.
    fn empty() -> Self;
}

/// A list that is being read.
pub trait List {
    /// Its next item, which is empty at first.
    fn item(&mut self) -> Option<&mut dyn Value>;
}

/// A map that is being read.
pub trait Map {
    /// The value of a key, which is empty at first. There is none if it was there before.
    fn entry(&mut self, key: String) -> Option<&mut dyn Value>;
}

/// A text or bytes in some format, on the way into values.
///
/// Whatever reads an item, an entry or a member sees to its null: it leaves the value as it is, which is empty.
pub trait Reader {
    /// Takes a structure into the values of its members, and passes over other members.
    ///
    /// # Errors
    ///
    /// When there is no structure, a member is there twice or has another type of value, or a required one is missing.
    fn structure(
        &mut self,
        schema: &'static Member,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
    ) -> Result<(), ReadError>;

    /// Takes a union: its one member that is not null, which `set` reads by its name.
    ///
    /// # Errors
    ///
    /// When there is no union, it has several such members, or one of another type of value.
    fn union(
        &mut self,
        schema: &'static Member,
        set: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), ReadError>,
    ) -> Result<(), ReadError>;

    /// Takes a list. A null is passed over unless the list takes nulls.
    ///
    /// # Errors
    ///
    /// When there is no list, or an item has another type of value.
    fn list(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        list: &mut dyn List,
    ) -> Result<(), ReadError>;

    /// Takes a map. A null is passed over unless the map takes nulls.
    ///
    /// # Errors
    ///
    /// When there is no map, a key is there twice, or an entry has another type of value.
    fn map(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        map: &mut dyn Map,
    ) -> Result<(), ReadError>;

    /// Takes a value that holds no others. What was expected is said in an error.
    ///
    /// # Errors
    ///
    /// When there is another value, or null.
    fn scalar(&mut self, expected: &str) -> Result<Scalar<'_>, ReadError>;

    /// Takes a text.
    ///
    /// # Errors
    ///
    /// When there is another type of value.
    fn text(&mut self) -> Result<&str, ReadError>;

    /// Takes a null.
    ///
    /// # Errors
    ///
    /// When there is another value.
    fn null(&mut self) -> Result<(), ReadError>;

    /// Returns what kind of value is next.
    ///
    /// # Errors
    ///
    /// When there is none.
    fn kind(&mut self) -> Result<Kind, ReadError>;

    /// Returns the byte at which the next value begins.
    fn offset(&self) -> usize;
}

/// A value that holds no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// True or false.
    Boolean(bool),
    /// The digits of a number of any size.
    Digits(&'a str),
    /// A text.
    Text(&'a str),
}

/// What kind of value one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Null.
    Null,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// A map, a structure or a union.
    Map,
}

impl Scalar<'_> {
    /// Says that another type of value was expected at this byte.
    #[cold]
    pub(in super::super) fn unexpected(self, expected: &str, offset: usize) -> ReadError {
        let found = match self {
            Self::Boolean(_) => "true or false",
            Self::Digits(_) => "a number",
            Self::Text(_) => "text",
        };
        ReadError::new(offset, format!("expected {expected}, found {found}"))
    }
}

impl dyn Reader + '_ {
    /// Takes a value that is made for it.
    ///
    /// # Errors
    ///
    /// When there is another type of value.
    pub fn value<T: Value + Empty>(&mut self, schema: &'static Member) -> Result<T, ReadError> {
        let mut value = T::empty();
        value.read(schema, self)?;
        Ok(value)
    }
}

/// A text or bytes in some format, which values are written to.
pub trait Writer {
    /// Writes the values of a structure's members. Those that are absent are left out.
    fn structure(
        &mut self,
        schema: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
    );

    /// Writes a union with its one member.
    fn union(&mut self, schema: &'static Member, member: &'static Member, value: &dyn Value);

    /// Begins a list of so many items, and says whether they may follow: what is nested too deeply may not.
    fn begin_list(&mut self, schema: &'static Member, length: usize) -> bool;

    /// Writes the next item of a list.
    fn item(&mut self, schema: &'static Member, value: &dyn Value);

    /// Ends a list.
    fn end_list(&mut self, schema: &'static Member);

    /// Begins a map of so many entries, and says whether they may follow.
    fn begin_map(&mut self, schema: &'static Member, length: usize) -> bool;

    /// Writes the next entry of a map.
    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value);

    /// Ends a map.
    fn end_map(&mut self, schema: &'static Member);

    /// Writes a value that must not be shown.
    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value);

    /// Writes a text that must not be shown.
    fn secret(&mut self, text: &str);

    /// Writes true or false.
    fn boolean(&mut self, value: bool);

    /// Writes a whole number.
    fn integer(&mut self, number: i64);

    /// Writes a number, which has these digits if it is finite.
    fn float(&mut self, number: f64, digits: &dyn Display);

    /// Writes the digits of a number of any size.
    fn digits(&mut self, digits: &str);

    /// Writes a text.
    fn text(&mut self, text: &str);

    /// Writes null.
    fn null(&mut self);
}
