//! The constants that waiters compare values with.

use jmespath::Variable;
use proc_macro2::Ident;

use super::path::Problem;
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
    pub(super) fn of_yaml(value: &serde_yaml::Value) -> Result<Self, Problem> {
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
    pub(super) fn of_json(value: &Variable) -> Result<Self, Problem> {
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

fn no_literal() -> Problem {
    Problem::new(
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

/// Returns a literal as a constant of a type, and what is suspicious about it.
pub(super) fn constant(
    literal: &Literal,
    type_: &Type,
    named: &[NamedType],
) -> Result<(Constant, Option<Problem>), Problem> {
    let constant = match (type_, literal) {
        (Type::Boolean, Literal::Boolean(value)) => Constant::Boolean(*value),
        (Type::String, Literal::Text(text)) => Constant::Text(text.clone()),
        (Type::Secret, Literal::Text(text)) => Constant::Secret(text.clone()),
        (Type::Enum(name), Literal::Text(text)) => return Ok(value_of_enum(name, text, named)),
        (Type::IntEnum(name), Literal::Number(number)) => {
            return number_of_enum(name, *number, named);
        }
        (type_, Literal::Number(number))
            if whole_numbers(type_).is_some_and(|(min, max)| (min..=max).contains(number)) =>
        {
            Constant::Integer(*number)
        }
        (type_, literal) => return Err(mismatch(literal, type_)),
    };
    Ok((constant, None))
}

fn mismatch(literal: &Literal, type_: &Type) -> Problem {
    let (what, help) = match type_ {
        Type::Boolean => ("a boolean", "write `true` or `false`, without quotes"),
        Type::String | Type::Secret | Type::Enum(_) => ("text", "quote the value if it is text"),
        Type::IntEnum(_) => ("a number of an enum", "write one of its numbers"),
        type_ if is_whole_number(type_) => match literal {
            Literal::Number(_) => (
                "a whole number of another range",
                "write a number that its type has",
            ),
            _ => ("a whole number", "write a number, without quotes"),
        },
        _ => (
            "of a type that a waiter can't compare",
            "name a string, a boolean, a whole number or a value of an enum",
        ),
    };
    let message = format!(
        "{} can't be the value at the path, which is {what}",
        literal.shown()
    );
    Problem::new(message, help)
}

fn value_of_enum(name: &Ident, text: &str, named: &[NamedType]) -> (Constant, Option<Problem>) {
    let values = named.iter().find_map(|type_| match type_ {
        NamedType::Enum(enum_) if enum_.name == *name => Some(&enum_.values),
        _ => None,
    });
    let mut values = values.into_iter().flatten();
    if let Some((variant, _)) = values.clone().find(|(_, value)| value == text) {
        return (Constant::Variant(name.clone(), variant.clone()), None);
    }
    let known: Vec<_> = values.by_ref().map(|(_, value)| value.as_str()).collect();
    let help = similar(text, known.into_iter()).first().map_or_else(
        || "add it to the values of the enum, or write one of these".to_owned(),
        |similar| format!("did you mean `{similar}`?"),
    );
    let suspicion = Problem::new(format!("the enum `{name}` has no value `{text}`"), help);
    (Constant::OtherText(text.to_owned()), Some(suspicion))
}

fn number_of_enum(
    name: &Ident,
    number: i128,
    named: &[NamedType],
) -> Result<(Constant, Option<Problem>), Problem> {
    let values = named.iter().find_map(|type_| match type_ {
        NamedType::IntEnum(enum_) if enum_.name == *name => Some(&enum_.values),
        _ => None,
    });
    let mut values = values.into_iter().flatten();
    if let Some((variant, _)) = values.find(|(_, value)| i128::from(*value) == number) {
        return Ok((Constant::Variant(name.clone(), variant.clone()), None));
    }
    let number = i32::try_from(number).map_err(|_| {
        Problem::new(
            format!("{number} is too large"),
            "write a number of the enum",
        )
    })?;
    let suspicion = Problem::new(
        format!("the enum `{name}` has no number {number}"),
        "add it to the values of the enum, or write one of these",
    );
    Ok((Constant::OtherNumber(number), Some(suspicion)))
}
