//! The interface between values and formats.
//!
//! A value describes itself to a [`Reader`] or a [`Writer`], and each format implements these once.

use std::fmt::Display;

use super::{
    error::ReadError,
    schema::{Member, TimestampFormat},
};

/// The maximum depth of nested structures, unions, lists and maps.
pub(super) const MAX_DEPTH: usize = 128;

/// A value in a body. Its schema is that of the member that contains it.
#[doc(hidden)]
pub trait Value {
    /// Reads the next value into this one, which is empty.
    ///
    /// # Errors
    ///
    /// Fails if the next value has another type. This value is then still empty, except for the members of a structure
    /// that were read before.
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError>;

    /// Writes the value.
    fn write(&self, schema: &'static Member, writer: &mut dyn Writer);

    /// Returns whether the value is absent, so that the structure around it omits the member.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A type with an empty value, such as false, zero or an empty list, which values are read into.
#[doc(hidden)]
pub trait Empty {
    /// Whether null is a value of this type. If not, lists and maps skip it.
    const TAKES_NULL: bool = false;

    /// Creates the empty value.
    fn empty() -> Self;
}

/// A list that is being read.
#[doc(hidden)]
pub trait List {
    /// Adds an empty item, and returns it.
    fn item(&mut self) -> Option<&mut dyn Value>;
}

/// A map that is being read or written.
#[doc(hidden)]
pub trait Map {
    /// Adds an entry with an empty value, and returns the value. Returns `None` if the map contains the key.
    fn entry(&mut self, key: String) -> Option<&mut dyn Value>;

    /// Removes an entry.
    fn remove_entry(&mut self, key: &str);

    /// Returns whether null is a value.
    fn takes_null(&self) -> bool;

    /// Visits the entries.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Value));
}

/// A reader of a format.
///
/// It reads the nulls of items, entries and members itself, and leaves their values empty.
#[doc(hidden)]
pub trait Reader {
    /// Reads a structure into the values of its members. Unknown members are read into the map of additional ones, if there
    /// is one, with the schema of each. Otherwise they are skipped.
    ///
    /// # Errors
    ///
    /// Fails if the next value is not a structure, or a member is duplicate, has another type, or is missing and
    /// required.
    fn structure(
        &mut self,
        schema: &'static Member,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
        additional: &mut [(&'static Member, &mut dyn Map)],
    ) -> Result<(), ReadError>;

    /// Reads a union: its one member that is not null, which `set` reads by its name.
    ///
    /// # Errors
    ///
    /// Fails if the next value is not a union, or has several such members, or one of another type.
    fn union(
        &mut self,
        schema: &'static Member,
        set: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), ReadError>,
    ) -> Result<(), ReadError>;

    /// Returns the text of a tag, which may be anywhere in the next value if that is a structure. The value is read
    /// afterwards.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid. A duplicate tag is an error when the structure is read.
    fn tag(&mut self, tag: &'static str) -> Result<Option<String>, ReadError>;

    /// Returns those of these names that members of the next value have which are not null, or `None` if it is not a
    /// structure. The value is read afterwards.
    ///
    /// # Errors
    ///
    /// Fails if the next value is invalid.
    fn present(&mut self, names: &[&'static str]) -> Result<Option<Vec<&'static str>>, ReadError>;

    /// Reads a list. Nulls are skipped unless `takes_null`.
    ///
    /// # Errors
    ///
    /// Fails if the next value is not a list, or an item has another type.
    fn list(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        list: &mut dyn List,
    ) -> Result<(), ReadError>;

    /// Reads a map. Nulls are skipped unless `takes_null`.
    ///
    /// # Errors
    ///
    /// Fails if the next value is not a map, a key is duplicate, or an entry has another type.
    fn map(
        &mut self,
        schema: &'static Member,
        takes_null: bool,
        map: &mut dyn Map,
    ) -> Result<(), ReadError>;

    /// Reads a scalar. The error contains the expected type.
    ///
    /// # Errors
    ///
    /// Fails if the next value is null, a list or a map.
    fn scalar(&mut self, expected: &str) -> Result<Scalar<'_>, ReadError>;

    /// Reads a string.
    ///
    /// # Errors
    ///
    /// Fails if the next value is not a string.
    fn text(&mut self) -> Result<&str, ReadError>;

    /// Reads null.
    ///
    /// # Errors
    ///
    /// Fails if the next value is not null.
    fn null(&mut self) -> Result<(), ReadError>;

    /// Returns the kind of the next value.
    ///
    /// # Errors
    ///
    /// Fails if there is no next value.
    fn kind(&mut self) -> Result<Kind, ReadError>;

    /// Returns the offset in bytes of the next value.
    fn offset(&self) -> usize;
}

/// A scalar value.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// True or false.
    Boolean(bool),
    /// The digits of a number of any size.
    Digits(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, or without digits.
    Float(f64),
    /// A string.
    Text(&'a str),
    /// The text of a value in a format without types.
    Untyped(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// The kind of a value.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Null.
    Null,
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// A string.
    Text,
    /// A list.
    List,
    /// A map, a structure or a union.
    Map,
}

impl Scalar<'_> {
    /// Returns the error of a value whose type is not the expected one.
    #[cold]
    pub(in super::super) fn unexpected(self, expected: &str, offset: usize) -> ReadError {
        let found = match self {
            Self::Boolean(_) => "true or false",
            Self::Digits(_) | Self::Integer(_) | Self::Float(_) => "a number",
            Self::Text(_) | Self::Untyped(_) => "text",
            Self::Bytes(_) => "bytes",
        };
        ReadError::new(offset, format!("expected {expected}, found {found}"))
    }
}

impl dyn Reader + '_ {
    /// Reads a value of a type.
    ///
    /// # Errors
    ///
    /// Fails if the next value has another type.
    pub fn value<T: Value + Empty>(&mut self, schema: &'static Member) -> Result<T, ReadError> {
        let mut value = T::empty();
        value.read(schema, self)?;
        Ok(value)
    }
}

/// A writer of a format.
#[doc(hidden)]
pub trait Writer {
    /// Writes a structure, without its absent members, and the map of additional ones after them, if there is one.
    fn structure(
        &mut self,
        schema: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        additional: &[(&'static Member, &dyn Map)],
    );

    /// Writes a union with its one member.
    fn union(&mut self, schema: &'static Member, member: &'static Member, value: &dyn Value);

    /// Writes a union with a member of this name, which its schema doesn't have. Formats that tell the types of values apart
    /// have text for any; the others fail.
    fn unknown_member(&mut self, schema: &'static Member, name: &str, value: &dyn Value) {
        if self.begin_map(schema, 1) {
            self.entry(schema, name, value);
            self.end_map(schema);
        }
    }

    /// Writes a structure with a tag of this name in place of its own member, if it has one.
    fn tagged(
        &mut self,
        schema: &'static Member,
        tag: &'static str,
        name: &'static str,
        value: &dyn Value,
    );

    /// Begins a list of this length. Returns false if it is nested too deeply, and nothing of it must follow.
    fn begin_list(&mut self, schema: &'static Member, length: usize) -> bool;

    /// Writes the next item of a list.
    fn item(&mut self, schema: &'static Member, value: &dyn Value);

    /// Ends a list.
    fn end_list(&mut self, schema: &'static Member);

    /// Begins a map of this length. Returns false if it is nested too deeply, and nothing of it must follow.
    fn begin_map(&mut self, schema: &'static Member, length: usize) -> bool;

    /// Writes the next entry of a map.
    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value);

    /// Ends a map.
    fn end_map(&mut self, schema: &'static Member);

    /// Writes a sensitive value.
    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value);

    /// Writes a sensitive string.
    fn secret(&mut self, text: &str);

    /// Writes true or false.
    fn boolean(&mut self, value: bool);

    /// Writes a whole number.
    fn integer(&mut self, number: i64);

    /// Writes a number, with these digits if it is finite.
    fn float(&mut self, number: f64, digits: &dyn Display);

    /// Writes the digits of a number of any size.
    fn digits(&mut self, digits: &str);

    /// Writes a string.
    fn text(&mut self, text: &str);

    /// Writes bytes. In a format of text they are base64.
    fn bytes(&mut self, _bytes: &[u8], base64: &dyn Display) {
        self.text(&base64.to_string());
    }

    /// Writes a timestamp, the seconds and nanoseconds since 1970, as a text in the format of its schema.
    fn timestamp(
        &mut self,
        schema: &'static Member,
        _seconds: i64,
        _nanoseconds: i32,
        text: &dyn Display,
    ) {
        let text = text.to_string();
        match schema.timestamp_format {
            TimestampFormat::EpochSeconds => self.digits(&text),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => self.text(&text),
        }
    }

    /// Writes null.
    fn null(&mut self);
}
