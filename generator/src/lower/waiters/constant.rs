//! The constants that waiters compare values with.

use std::fmt::Display;

use jmespath::Variable;
use proc_macro2::Ident;

use super::finding::Finding;
use crate::{
    model::{Constant, NamedType, Type},
    similar::similar,
};

/// A constant as written.
#[derive(Clone, Debug)]
pub(super) enum Literal {
    Boolean(bool),
    Number(i128),
    Text(String),
}

impl Literal {
    /// Returns the value of `equals`.
    pub(super) fn of_yaml(value: &serde_yaml::Value) -> Result<Self, Finding> {
        match value {
            serde_yaml::Value::Bool(value) => Ok(Self::Boolean(*value)),
            serde_yaml::Value::String(text) => Ok(Self::Text(text.clone())),
            serde_yaml::Value::Number(number) => number
                .as_i64()
                .map(i128::from)
                .or(number.as_u64().map(i128::from))
                .map(Self::Number)
                .ok_or_else(no_literal),
            _ => Err(no_literal()),
        }
    }

    /// Returns a constant in a path.
    pub(super) fn of_json(value: &Variable) -> Result<Self, Finding> {
        match value {
            Variable::Bool(value) => Ok(Self::Boolean(*value)),
            Variable::String(text) => Ok(Self::Text(text.clone())),
            Variable::Number(number) => number
                .as_i64()
                .map(i128::from)
                .map(Self::Number)
                .ok_or_else(no_literal),
            _ => Err(no_literal()),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Boolean(value) => format!("`{value}`"),
            Self::Number(number) => format!("the number {number}"),
            Self::Text(text) => format!("the text `{text}`"),
        }
    }
}

fn no_literal() -> Finding {
    Finding::new(
        "a waiter can't compare with this constant",
        "write a text, a whole number, `true` or `false`",
    )
}

pub(super) fn is_whole_number(type_: &Type) -> bool {
    whole_numbers(type_).is_some()
}

/// Returns the least and the greatest value of a type of whole numbers.
fn whole_numbers(type_: &Type) -> Option<(i128, i128)> {
    match type_ {
        Type::Byte => Some((i8::MIN.into(), i8::MAX.into())),
        Type::Short => Some((i16::MIN.into(), i16::MAX.into())),
        Type::Integer => Some((i32::MIN.into(), i32::MAX.into())),
        Type::Long => Some((i64::MIN.into(), i64::MAX.into())),
        Type::UnsignedLong => Some((0, u64::MAX.into())),
        _ => None,
    }
}

/// Returns a literal as a constant of a type, and a warning if its enum doesn't have it.
pub(super) fn constant(
    literal: &Literal,
    type_: &Type,
    named: &[NamedType],
) -> Result<(Constant, Option<Finding>), Finding> {
    let constant = match (type_, literal) {
        (Type::Boolean, Literal::Boolean(value)) => Constant::Boolean(*value),
        (Type::String, Literal::Text(text)) => Constant::Text(text.clone()),
        (Type::Enum(name), Literal::Text(text)) => return Ok(value_of_enum(name, text, named)),
        (Type::IntEnum(name), Literal::Number(number)) => {
            return number_of_enum(name, *number, named);
        }
        (type_, Literal::Number(number))
            if whole_numbers(type_).is_some_and(|(min, max)| (min..=max).contains(number)) =>
        {
            Constant::Integer(*number)
        }
        (type_, literal) => return Err(type_error(literal, type_, named)),
    };
    Ok((constant, None))
}

/// Returns what is wrong with a literal of another type than the value that it is compared with.
fn type_error(literal: &Literal, type_: &Type, named: &[NamedType]) -> Finding {
    let report = |what: &str, help: &str| {
        let literal = literal.shown();
        let message = format!("{literal} can't be the value at the path, which is {what}");
        Finding::new(message, help)
    };
    match (type_, whole_numbers(type_), literal) {
        (Type::Boolean, ..) => report("a boolean", "write `true` or `false`, without quotes"),
        (Type::Secret | Type::Sensitive(_), ..) => report(
            "sensitive",
            "name another member: a waiter compares no secret, which would stand in the spec and in the code",
        ),
        (Type::String | Type::Enum(_), ..) => report("text", "quote the value if it is text"),
        (Type::IntEnum(name), ..) => {
            let numbers = first_values(numbers_of(name, named));
            let help = format!("write one of its numbers: {numbers}");
            report("a number of an enum", &help)
        }
        (_, Some((min, max)), Literal::Number(_)) => {
            let what = format!("a whole number from {min} to {max}");
            report(&what, "write one of these")
        }
        (_, Some(_), _) => report("a whole number", "write a number, without quotes"),
        (_, None, _) => report(
            "of a type that a waiter can't compare",
            "name a string, a boolean, a whole number or a value of an enum",
        ),
    }
}

/// Returns the values of an enum with their variants.
fn values_of<'a>(
    name: &'a Ident,
    named: &'a [NamedType],
) -> impl Iterator<Item = &'a (Ident, String)> + Clone {
    let values = named.iter().filter_map(move |type_| match type_ {
        NamedType::Enum(enum_) if enum_.name == *name => Some(&enum_.values),
        _ => None,
    });
    values.flatten()
}

/// Returns the numbers of an enum with their variants.
fn numbers_of<'a>(
    name: &'a Ident,
    named: &'a [NamedType],
) -> impl Iterator<Item = &'a (Ident, i32)> + Clone {
    let values = named.iter().filter_map(move |type_| match type_ {
        NamedType::IntEnum(enum_) if enum_.name == *name => Some(&enum_.values),
        _ => None,
    });
    values.flatten()
}

/// The maximum number of values in a help.
const MAX_SHOWN: usize = 5;

/// Returns the first values of an enum for a help.
fn first_values<'a, T: Display + 'a>(mut values: impl Iterator<Item = &'a (Ident, T)>) -> String {
    let first = values.by_ref().take(MAX_SHOWN);
    let first: Vec<_> = first.map(|(_, value)| format!("`{value}`")).collect();
    let more = if values.next().is_some() { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

fn value_of_enum(name: &Ident, text: &str, named: &[NamedType]) -> (Constant, Option<Finding>) {
    let values = values_of(name, named);
    if let Some((variant, _)) = values.clone().find(|(_, value)| value == text) {
        return (Constant::Variant(name.clone(), variant.clone()), None);
    }
    let known = values.clone().map(|(_, value)| value.as_str());
    let help = similar(text, known).first().map_or_else(
        || {
            let values = first_values(values);
            format!("add it to the values of the enum, or write one of these: {values}")
        },
        |similar| format!("did you mean `{similar}`?"),
    );
    let warning = Finding::new(format!("the enum `{name}` has no value `{text}`"), help);
    (Constant::OtherText(text.to_owned()), Some(warning))
}

fn number_of_enum(
    name: &Ident,
    number: i128,
    named: &[NamedType],
) -> Result<(Constant, Option<Finding>), Finding> {
    let mut values = numbers_of(name, named);
    let known = first_values(values.clone());
    if let Some((variant, _)) = values.find(|(_, value)| i128::from(*value) == number) {
        return Ok((Constant::Variant(name.clone(), variant.clone()), None));
    }
    let number = i32::try_from(number).map_err(|_| {
        Finding::new(
            format!("the enum `{name}` can't have the number {number}"),
            format!("write one of its numbers: {known}"),
        )
    })?;
    let warning = Finding::new(
        format!("the enum `{name}` has no number {number}"),
        format!("add it to the values of the enum, or write one of these: {known}"),
    );
    Ok((Constant::OtherNumber(number), Some(warning)))
}
