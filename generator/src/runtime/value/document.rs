//! Documents: JSON values of any type.

use std::collections::BTreeMap;

use super::super::{Empty, Kind, Member, ReadError, Reader, Value, Writer};
use super::{number::Number, wipe::Wipe};

/// A JSON value of any type.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Document {
    /// Null.
    #[default]
    Null,
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
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
    fn read(&mut self, schema: &'static Member, reader: &mut dyn Reader) -> Result<(), ReadError> {
        *self = match reader.kind()? {
            Kind::Null => {
                reader.null()?;
                Self::Null
            }
            Kind::Boolean => Self::Boolean(reader.value(schema)?),
            Kind::Number => Self::Number(reader.value(schema)?),
            Kind::Text => Self::String(reader.value(schema)?),
            Kind::List => Self::List(reader.value(schema)?),
            Kind::Map => Self::Map(reader.value(schema)?),
        };
        Ok(())
    }

    fn write(&self, schema: &'static Member, writer: &mut dyn Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Boolean(value) => value.write(schema, writer),
            Self::Number(value) => match as_float(value) {
                Some(number) => writer.float(number, value),
                None => value.write(schema, writer),
            },
            Self::String(value) => value.write(schema, writer),
            Self::List(value) => value.write(schema, writer),
            Self::Map(value) => value.write(schema, writer),
        }
    }
}

/// Returns a number with a fraction as a float, if its digits are those of the float. So a float that was read is written as
/// one again, in a format that tells floats from other numbers.
fn as_float(number: &Number) -> Option<f64> {
    let digits = number.as_str();
    let float = digits.contains('.').then(|| digits.parse::<f64>().ok())??;
    (float.to_string() == digits).then_some(float)
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
