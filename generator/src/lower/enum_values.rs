//! The values of enums, which have one type and are unique.

use std::collections::HashMap;

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{Value, Values},
};

/// The help on how to write the values of an `int_enum`.
const NUMBERS_BY_NAME: &str = "write each by a name: `values: { Low: 1, High: 2 }`";

/// Checks the values of an `enum` or an `int_enum`.
pub(super) fn values(kind: &str, values: Option<&Values>, place: &Place<'_>) -> Checked<()> {
    let values = values
        .map(|Values(values)| values.as_slice())
        .unwrap_or_default();
    if values.is_empty() {
        // Values that didn't fit were reported.
        return if place.is_whole() {
            Err(place.report(none(kind, place)))
        } else {
            Ok(())
        };
    }
    let is_map = place.has_entries();
    if kind == "int_enum" && !is_map {
        return Err(place.report(
            Diagnostic::new(
                Code::WrongType,
                place.value(),
                "the values of an int_enum have names",
            )
            .help(NUMBERS_BY_NAME),
        ));
    }
    let mut seen = HashMap::new();
    all(values.iter().enumerate().map(|(index, (name, value))| {
        let place = if is_map {
            place.at(name)
        } else {
            place.item(index)
        };
        is_of_kind(kind, value, &place)?;
        match seen.insert(value, place.value()) {
            None => Ok(()),
            Some(first) => {
                let message = if is_map {
                    format!("two names have the value `{value}`")
                } else {
                    format!("the value `{value}` is listed twice")
                };
                Err(place.report(
                    Diagnostic::new(Code::DuplicateKey, place.value(), message)
                        .also(first, "first here")
                        .help("remove one of the two"),
                ))
            }
        }
    }))
    .map(|_: Vec<()>| ())
}

fn none(kind: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        place.key(),
        format!("an {kind} has at least one value"),
    )
    .help(if kind == "enum" {
        "add them: `values: [ACTIVE, DISABLED]`"
    } else {
        NUMBERS_BY_NAME
    })
}

fn is_of_kind(kind: &str, value: &Value, place: &Place<'_>) -> Checked<()> {
    match (kind, value) {
        ("enum", Value::Text(_)) => Ok(()),
        ("enum", Value::Number(_)) => Err(place.report(
            Diagnostic::new(
                Code::WrongType,
                place.value(),
                "the values of an enum are text",
            )
            .help("quote a text that looks like a number, or change the type to `int_enum`"),
        )),
        (_, Value::Text(_)) => Err(place.report(
            Diagnostic::new(
                Code::WrongType,
                place.value(),
                "the values of an int_enum are whole numbers",
            )
            .help(NUMBERS_BY_NAME),
        )),
        (_, Value::Number(number)) if i32::try_from(*number).is_err() => {
            let message = format!("{number} doesn't fit into 32 bits");
            Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.value(), message)
                    .help("write a number from -2147483648 to 2147483647"),
            ))
        }
        (_, Value::Number(_)) => Ok(()),
    }
}
