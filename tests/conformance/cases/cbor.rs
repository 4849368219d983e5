//! Whether two CBOR bodies are the same as values: however their lengths and numbers are written.

use std::collections::BTreeMap;

use minicbor::{
    Decoder,
    data::Type,
    decode::{BytesIter, Error, StrIter},
};

#[derive(Debug)]
enum Value {
    Null,
    Boolean(bool),
    Whole(i128),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    List(Vec<Self>),
    Map(BTreeMap<String, Self>),
    Tagged(u64, Box<Self>),
}

/// Compares two bodies.
pub fn assert_same(actual: &[u8], expected: &[u8]) {
    if actual.is_empty() || expected.is_empty() {
        return assert_eq!(actual, expected);
    }
    let [actual, expected] = [actual, expected].map(|body| {
        let mut decoder = Decoder::new(body);
        let value = value(&mut decoder).unwrap();
        assert_eq!(decoder.position(), body.len());
        value
    });
    assert!(
        is_same(&actual, &expected),
        "{actual:?} is not {expected:?}"
    );
}

fn value(decoder: &mut Decoder<'_>) -> Result<Value, Error> {
    Ok(match decoder.datatype()? {
        Type::Null => decoder.null().map(|()| Value::Null)?,
        Type::Bool => Value::Boolean(decoder.bool()?),
        Type::F32 | Type::F64 => Value::Float(decoder.f64()?),
        Type::String | Type::StringIndef => {
            Value::Text(decoder.str_iter().and_then(StrIter::collect)?)
        }
        Type::Bytes | Type::BytesIndef => {
            let chunks: Vec<_> = decoder
                .bytes_iter()
                .and_then(|chunks: BytesIter<'_, '_>| chunks.collect())?;
            Value::Bytes(chunks.concat())
        }
        Type::Array | Type::ArrayIndef => {
            let mut left = decoder.array()?;
            let mut items = Vec::new();
            while has_next(decoder, &mut left)? {
                items.push(value(decoder)?);
            }
            Value::List(items)
        }
        Type::Map | Type::MapIndef => {
            let mut left = decoder.map()?;
            let mut entries = BTreeMap::new();
            while has_next(decoder, &mut left)? {
                let key = decoder.str()?.to_owned();
                assert!(entries.insert(key, value(decoder)?).is_none());
            }
            Value::Map(entries)
        }
        Type::Tag => {
            let tag = decoder.tag()?.into();
            Value::Tagged(tag, Box::new(value(decoder)?))
        }
        _ => Value::Whole(decoder.int()?.into()),
    })
}

fn has_next(decoder: &mut Decoder<'_>, left: &mut Option<u64>) -> Result<bool, Error> {
    match left {
        Some(0) => Ok(false),
        Some(left) => {
            *left -= 1;
            Ok(true)
        }
        None if decoder.datatype()? == Type::Break => {
            decoder.set_position(decoder.position() + 1);
            Ok(false)
        }
        None => Ok(true),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a whole number may be written as a float"
)]
fn is_same(actual: &Value, expected: &Value) -> bool {
    match (actual, expected) {
        (Value::Null, Value::Null) => true,
        (Value::Boolean(actual), Value::Boolean(expected)) => actual == expected,
        (Value::Whole(actual), Value::Whole(expected)) => actual == expected,
        (Value::Float(actual), Value::Float(expected)) => {
            actual.is_nan() && expected.is_nan() || actual.total_cmp(expected).is_eq()
        }
        (Value::Whole(whole), Value::Float(float)) | (Value::Float(float), Value::Whole(whole)) => {
            (*whole as f64).total_cmp(float).is_eq()
        }
        (Value::Text(actual), Value::Text(expected)) => actual == expected,
        (Value::Bytes(actual), Value::Bytes(expected)) => actual == expected,
        (Value::List(actual), Value::List(expected)) => {
            let mut pairs = actual.iter().zip(expected);
            actual.len() == expected.len()
                && pairs.all(|(actual, expected)| is_same(actual, expected))
        }
        (Value::Map(actual), Value::Map(expected)) => {
            let mut pairs = actual.iter().zip(expected);
            actual.len() == expected.len()
                && pairs.all(|(actual, expected)| {
                    actual.0 == expected.0 && is_same(actual.1, expected.1)
                })
        }
        (Value::Tagged(tag, actual), Value::Tagged(expected_tag, expected)) => {
            tag == expected_tag && is_same(actual, expected)
        }
        _ => false,
    }
}
