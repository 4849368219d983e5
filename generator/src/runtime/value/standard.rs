//! Values of the standard library's types, and secret texts.

use std::collections::{BTreeMap, btree_map::Entry};

use secrecy::{ExposeSecret, SecretString};

use super::super::{JsonError, Reader, Writer};
use super::interface::{Empty, List, Map, Value};

impl Value for bool {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.boolean()?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Value for $type {
            fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
                *self = reader.integer()?;
                Ok(())
            }

            fn write(&self, writer: &mut Writer<'_>) {
                writer.display(self);
            }
        }
    )*};
}

integers!(i8 i16 i32 i64);

impl Value for f64 {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.float()?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.float(*self, self);
    }
}

impl Value for f32 {
    #[allow(clippy::cast_possible_truncation, reason = "the nearest number is what is meant")]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.float()? as f32;
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.float(f64::from(*self), self);
    }
}

impl Value for String {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        reader.text()?.clone_into(self);
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.string(self);
    }
}

impl Value for SecretString {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = reader.text()?.into();
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.secret(|writer| writer.string(self.expose_secret()));
    }
}

impl<T: Value + Empty> Value for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        if reader.null()? {
            return Ok(());
        }
        let is_new = self.is_none();
        let result = self.get_or_insert_with(T::empty).read(reader);
        if is_new && result.is_err() {
            *self = None;
        }
        result
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Some(value) => value.write(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Value> Value for Box<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        self.as_mut().read(reader)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.as_ref().write(writer);
    }
}

impl<T: Value + Empty> Value for Vec<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        reader.list(T::TAKES_NULL, self).inspect_err(|_| self.clear())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if writer.open('[') {
            for item in self {
                writer.item(item);
            }
            writer.close(']');
        }
    }
}

impl<T: Value + Empty> Value for BTreeMap<String, T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        reader.map(T::TAKES_NULL, self).inspect_err(|_| self.clear())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if writer.open('{') {
            for (key, value) in self {
                writer.entry(key, value);
            }
            writer.close('}');
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
}
