//! What every value of a body can do. What a structure consists of is data; reading and writing it is done once for each
//! format, by a [`Reader`] and a [`Writer`].

use super::super::{Member, ReadError, Reader, Writer};

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
