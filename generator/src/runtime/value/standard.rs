//! Values of the standard library's types, and secret strings.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    convert::TryFrom,
};

use secrecy::{ExposeSecret, SecretString};

use super::super::{Empty, List, Map, Member, ReadError, Reader, Scalar, Value, Writer};

const NOT_AN_INTEGER: &str = "the number has a fraction, or is too large";

impl Value for bool {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        const EXPECTED: &str = "true or false";
        let offset = reader.offset();
        match reader.scalar(EXPECTED)? {
            Scalar::Boolean(value) => *self = value,
            Scalar::Untyped("true" | "1") => *self = true,
            Scalar::Untyped("false" | "0") => *self = false,
            other => return Err(other.unexpected(EXPECTED, offset)),
        }
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.boolean(*self);
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Value for $type {
            fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
                let offset = reader.offset();
                let number = Self::try_from(integer(reader)?);
                *self = number.map_err(|_| ReadError::new(offset, NOT_AN_INTEGER))?;
                Ok(())
            }

            fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
                writer.integer(i64::from(*self));
            }
        }
    )*};
}

integers!(i8 i16 i32 i64);

/// Reads a number without a fraction, in any notation.
fn integer(reader: &mut dyn Reader) -> Result<i64, ReadError> {
    const EXPECTED: &str = "a whole number";
    let offset = reader.offset();
    match reader.scalar(EXPECTED)? {
        Scalar::Integer(number) => Ok(number),
        Scalar::Digits(digits) | Scalar::Untyped(digits) => {
            whole_number(digits).ok_or_else(|| ReadError::new(offset, NOT_AN_INTEGER))
        }
        Scalar::Float(number) => whole(number)
            .and_then(|number| i64::try_from(number).ok())
            .ok_or_else(|| ReadError::new(offset, NOT_AN_INTEGER)),
        other => Err(other.unexpected(EXPECTED, offset)),
    }
}

/// Parses a number without a fraction, in any notation.
pub(super) fn whole_number<N: TryFrom<i128>>(digits: &str) -> Option<N> {
    // A float can't represent `9007199254740993.0` and `-9223372036854775809`.
    let without_fraction = digits.trim_end_matches('0').strip_suffix('.');
    let number = match without_fraction.unwrap_or(digits).parse() {
        Ok(number) => Some(number),
        Err(_) if digits.contains(['e', 'E']) => whole(digits.parse().ok()?),
        Err(_) => None,
    };
    N::try_from(number?).ok()
}

/// Converts a number without a fraction into an integer.
#[allow(clippy::cast_possible_truncation, reason = "the bounds are checked")]
fn whole(number: f64) -> Option<i128> {
    let is_whole = number.fract() == 0.0 && (-1e20..=1e20).contains(&number);
    is_whole.then_some(number as i128)
}

/// Reads a number, or one of the strings for numbers without digits.
fn float(reader: &mut dyn Reader) -> Result<f64, ReadError> {
    const EXPECTED: &str = "a number";
    let offset = reader.offset();
    let number = match reader.scalar(EXPECTED)? {
        Scalar::Float(number) => Some(number),
        #[allow(
            clippy::cast_precision_loss,
            reason = "the nearest number is the right one"
        )]
        Scalar::Integer(number) => Some(number as f64),
        Scalar::Text("NaN") | Scalar::Untyped("NaN") => Some(f64::NAN),
        Scalar::Text("Infinity") | Scalar::Untyped("Infinity") => Some(f64::INFINITY),
        Scalar::Text("-Infinity") | Scalar::Untyped("-Infinity") => Some(f64::NEG_INFINITY),
        Scalar::Digits(digits) => digits.parse().ok(),
        // Rust parses more words than these.
        Scalar::Untyped(digits)
            if digits.ends_with(|last: char| last.is_ascii_digit() || last == '.') =>
        {
            digits.parse().ok()
        }
        other => return Err(other.unexpected(EXPECTED, offset)),
    };
    number.ok_or_else(|| ReadError::new(offset, "the number can't be read"))
}

impl Value for f64 {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        *self = float(reader)?;
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.float(*self, self);
    }
}

impl Value for f32 {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the nearest number is the right one"
    )]
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        *self = float(reader)? as f32;
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.float(f64::from(*self), self);
    }
}

impl Value for String {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        reader.text()?.clone_into(self);
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.text(self);
    }
}

impl Value for SecretString {
    fn read(&mut self, _: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        *self = reader.text()?.into();
        Ok(())
    }

    fn write(&self, _: &'static Member, writer: &mut dyn Writer) {
        writer.secret(self.expose_secret());
    }
}

impl<T: Value + Empty> Value for Option<T> {
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let is_new = self.is_none();
        let result = self.get_or_insert_with(T::empty).read(schema, reader);
        if is_new && result.is_err() {
            *self = None;
        }
        result
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        match self {
            Some(value) => value.write(schema, writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Value> Value for Box<T> {
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        self.as_mut().read(schema, reader)
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        self.as_ref().write(schema, writer);
    }
}

impl<T: Value + Empty> Value for Vec<T> {
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        reader
            .list(schema, T::TAKES_NULL, self)
            .inspect_err(|_| self.clear())
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        if writer.begin_list(schema, self.len()) {
            for item in self {
                writer.item(schema, item);
            }
            writer.end_list(schema);
        }
    }
}

impl<T: Value + Empty> Value for BTreeMap<String, T> {
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        reader
            .map(schema, T::TAKES_NULL, self)
            .inspect_err(|_| self.clear())
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        if writer.begin_map(schema, self.len()) {
            for (key, value) in self {
                writer.entry(schema, key, value);
            }
            writer.end_map(schema);
        }
    }
}

macro_rules! empty {
    ($($type:ty)*) => {$(
        impl Empty for $type {
            fn empty() -> Self {
                Self::default()
            }
        }
    )*};
}

empty!(bool i8 i16 i32 i64 f32 f64 String SecretString);

impl<T> Empty for Option<T> {
    const TAKES_NULL: bool = true;

    fn empty() -> Self {
        None
    }
}

impl<T: Empty> Empty for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }
}

impl<T> Empty for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }
}

impl<T> Empty for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }
}

impl<T: Value + Empty> List for Vec<T> {
    fn item(&mut self) -> Option<&mut dyn Value> {
        self.push(T::empty());
        self.last_mut().map(|item| -> &mut dyn Value { item })
    }
}

impl<T: Value + Empty> Map for BTreeMap<String, T> {
    fn entry(&mut self, key: String) -> Option<&mut dyn Value> {
        match self.entry(key) {
            Entry::Vacant(entry) => Some(entry.insert(T::empty())),
            Entry::Occupied(_) => None,
        }
    }

    fn remove_entry(&mut self, key: &str) {
        drop(self.remove(key));
    }

    fn takes_null(&self) -> bool {
        T::TAKES_NULL
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Value)) {
        for (key, value) in self {
            visit(key, value);
        }
    }
}
