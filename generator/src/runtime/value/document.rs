//! JSON of any form.

use std::collections::BTreeMap;

use jiter::Peek;

use super::super::{JsonError, Reader, Writer};
use super::{
    interface::{Empty, Value},
    number::Number,
    wipe::Wipe,
};

/// A JSON value of any form.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Document {
    /// Null.
    #[default]
    Null,
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Map(BTreeMap<String, Self>),
}

impl From<bool> for Document {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Document {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<Number> for Document {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Document {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Document {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Vec<Self>> for Document {
    fn from(value: Vec<Self>) -> Self {
        Self::List(value)
    }
}

impl From<BTreeMap<String, Self>> for Document {
    fn from(value: BTreeMap<String, Self>) -> Self {
        Self::Map(value)
    }
}

impl Value for Document {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), JsonError> {
        *self = match reader.json.peek()? {
            Peek::Null => {
                reader.json.known_null()?;
                Self::Null
            }
            Peek::True | Peek::False => Self::Boolean(reader.value()?),
            Peek::String => Self::String(reader.value()?),
            Peek::Array => Self::List(reader.value()?),
            Peek::Object => Self::Map(reader.value()?),
            _ => Self::Number(reader.value()?),
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Null => writer.null(),
            Self::Boolean(value) => value.write(writer),
            Self::Number(value) => value.write(writer),
            Self::String(value) => value.write(writer),
            Self::List(value) => value.write(writer),
            Self::Map(value) => value.write(writer),
        }
    }
}

impl Empty for Document {
    const TAKES_NULL: bool = true;

    fn empty() -> Self {
        Self::Null
    }
}

impl Wipe for Document {
    fn wipe(&mut self) {
        match self {
            Self::Null | Self::Boolean(_) => {}
            Self::Number(value) => value.wipe(),
            Self::String(value) => value.wipe(),
            Self::List(value) => value.wipe(),
            Self::Map(value) => value.wipe(),
        }
    }
}
