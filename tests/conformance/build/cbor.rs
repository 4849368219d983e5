//! The members of CBOR bodies.

use minicbor::{Decoder, data::Type, decode::Error};
use serde_json::{Map, Value};

/// Returns a value as JSON. Of those that have no members it says only whether they are null.
pub fn outline(decoder: &mut Decoder<'_>) -> Result<Value, Error> {
    Ok(match decoder.datatype()? {
        Type::Array | Type::ArrayIndef => {
            let mut left = decoder.array()?;
            let mut items = Vec::new();
            while has_next(decoder, &mut left)? {
                items.push(outline(decoder)?);
            }
            Value::Array(items)
        }
        Type::Map | Type::MapIndef => {
            let mut left = decoder.map()?;
            let mut entries = Map::new();
            while has_next(decoder, &mut left)? {
                let key = decoder.str()?.to_owned();
                entries.insert(key, outline(decoder)?);
            }
            Value::Object(entries)
        }
        scalar => {
            decoder.skip()?;
            if scalar == Type::Null {
                Value::Null
            } else {
                Value::Bool(true)
            }
        }
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
