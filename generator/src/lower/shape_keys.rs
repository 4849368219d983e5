//! The keys of a shape: those that make up its type are there, and no others.

use std::collections::HashMap;

use proc_macro2::Ident;

use super::{place::Place, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    names::type_name,
    spec::{BUILT_IN, Shape, Value, Values},
};

/// The types that only a shape can have, with the keys that make them up.
const MADE_OF: &[(&str, &str)] = &[
    ("structure", "members"),
    ("union", "members"),
    ("list", "of"),
    ("map", "of"),
    ("enum", "values"),
    ("int_enum", "values"),
];

/// The types that are Rust types of their own.
const NAMED: &[&str] = &["structure", "union", "enum", "int_enum"];

/// The Rust name of a shape, if the keys that stand there are those that make it up.
pub(super) fn shape_name(name: &str, shape: &Shape, types: &mut Unique, place: &Place<'_>) -> Checked<Ident> {
    let kind = shape.kind.as_str();
    let needed = MADE_OF.iter().find(|(made, _)| *made == kind).map(|(_, key)| *key);
    if needed.is_none() && !BUILT_IN.contains(&kind) {
        let known = BUILT_IN.iter().chain(MADE_OF.iter().map(|(kind, _)| kind)).copied();
        let message = format!("`{kind}` is no built-in type");
        return Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.at("type").value(), message).help_or_similar(
                kind,
                known,
                "a shape is made of a built-in type such as `string`, `structure` or `list`",
            ),
        ));
    }
    foreign_keys(shape, needed, place)?;
    if let Some(key) = needed.filter(|key| !place.has(key)) {
        let message = format!("the key `{key}` is missing, which makes up a {kind}");
        return Err(place.report(
            Diagnostic::new(Code::MissingKey, place.key(), message).help(format!("add `{key}:` to this map")),
        ));
    }
    values(kind, shape.values.as_ref(), &place.at("values"))?;
    let ident = type_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
    Ok(if NAMED.contains(&kind) { types.identifier(ident, place) } else { ident })
}

/// Refuses the keys that mean nothing for a shape's type.
fn foreign_keys(shape: &Shape, needed: Option<&str>, place: &Place<'_>) -> Checked<()> {
    let kind = shape.kind.as_str();
    let keys = [
        ("members", place.has("members"), needed == Some("members")),
        ("of", place.has("of"), needed == Some("of")),
        ("values", place.has("values"), needed == Some("values")),
        ("sparse", shape.sparse, needed == Some("of")),
        ("format", shape.format.is_some(), kind == "timestamp"),
        ("streaming", shape.streaming, kind == "blob"),
        ("media_type", shape.media_type.is_some(), kind == "string" || kind == "blob"),
    ];
    all(keys.into_iter().filter(|(_, is_set, is_meant)| *is_set && !is_meant).map(|(key, ..)| {
        let message = format!("`{key}` means nothing for the type `{kind}`");
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.at(key).key(), message)
                .also(place.at("type").value(), "the type")
                .help("remove the key, or change the type"),
        ))
    }))
    .map(|_: Vec<()>| ())
}

/// Checks that the values of an enum are of one kind, and each one is there once.
fn values(kind: &str, values: Option<&Values>, place: &Place<'_>) -> Checked<()> {
    let Some(Values(values)) = values else { return Ok(()) };
    let mut seen = HashMap::new();
    all(values.iter().enumerate().map(|(index, (name, value))| {
        let place = if place.has(name) { place.at(name) } else { place.item(index) };
        let fits = matches!((kind, value), ("enum", Value::Text(_)) | ("int_enum", Value::Number(_)));
        if !fits {
            let expected = if kind == "enum" { "text" } else { "whole numbers, by name" };
            let message = format!("the values of an {kind} are {expected}");
            return Err(place.report(
                Diagnostic::new(Code::WrongType, place.value(), message)
                    .help("quote a text that looks like a number, or change the type"),
            ));
        }
        if let Value::Number(number) = value
            && i32::try_from(*number).is_err()
        {
            let message = format!("{number} is no number of 32 bits");
            return Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.value(), message)
                    .help("write a number from -2147483648 to 2147483647"),
            ));
        }
        match seen.insert(value, place.value()) {
            None => Ok(()),
            Some(first) => Err(place.report(
                Diagnostic::new(Code::DuplicateKey, place.value(), "two names have the same value")
                    .also(first, "first here")
                    .help("remove one of the two"),
            )),
        }
    }))
    .map(|_: Vec<()>| ())
}
