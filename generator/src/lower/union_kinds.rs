//! Unions whose members differ by the kind of value in JSON.

use super::{place::Place, shapes::Shapes};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{MemberOrType, Shape, UnionBy},
    model::{Kind, Type, Variant},
    protocol::TimestampFormat,
};

/// Returns the kind of each member of a union, and reports members that have the same or none.
pub(super) fn kinds(
    shape: &Shape,
    variants: &[Variant],
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<Kind>> {
    let mut taken: Vec<(Kind, &str)> = Vec::new();
    let members = shape.members.iter().zip(variants);
    all(members.map(|((name, MemberOrType(member)), variant)| {
        let span = place.at(name).type_().value();
        let is_by_kind = shapes
            .get(&member.target)
            .is_some_and(|shape| shape.by == Some(UnionBy::Kind));
        let kind = kind(variant).filter(|_| !is_by_kind).ok_or_else(|| {
            let message = format!("`{name}` can be several kinds of value in JSON");
            place.report(
                Diagnostic::new(Code::InvalidValue, span, message).help(if is_by_kind {
                    "put the members of that union into this one"
                } else {
                    "remove it: what is of no other kind becomes `Unknown`, which is a document"
                }),
            )
        })?;
        let same = taken.iter().find(|(taken, _)| *taken == kind);
        if let Some((_, first)) = same {
            let message = format!("`{first}` and `{name}` are both {} in JSON", plural(kind));
            return Err(place.report(
                Diagnostic::new(Code::InvalidValue, span, message)
                    .also(place.at(first).type_().value(), "first here")
                    .help(remedy(kind)),
            ));
        }
        taken.push((kind, name));
        Ok(kind)
    }))
}

/// Returns the kind of a member's values, unless they are of several.
fn kind(variant: &Variant) -> Option<Kind> {
    Some(match variant.type_.exposed() {
        Type::Boolean => Kind::Boolean,
        Type::Byte
        | Type::Short
        | Type::Integer
        | Type::Long
        | Type::UnsignedLong
        | Type::Float
        | Type::Double
        | Type::Number
        | Type::IntEnum(_) => Kind::Number,
        Type::Timestamp => match variant.timestamp_format {
            TimestampFormat::EpochSeconds => Kind::Number,
            TimestampFormat::DateTime | TimestampFormat::HttpDate => Kind::Text,
        },
        Type::String | Type::Secret | Type::Blob | Type::Date | Type::Uuid | Type::Enum(_) => {
            Kind::Text
        }
        Type::List { .. } => Kind::List,
        Type::Map { .. } | Type::Structure { .. } | Type::Union { .. } => Kind::Map,
        Type::Document | Type::Stream | Type::Part | Type::Sensitive(_) => return None,
    })
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "booleans",
        Kind::Number => "numbers",
        Kind::Text => "strings",
        Kind::List => "lists",
        Kind::Map => "objects",
    }
}

/// Returns what to do about two members of a kind.
fn remedy(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => {
            "keep the one that has all of the numbers, such as a `double` or a `big_decimal`"
        }
        Kind::Text => "keep the one that has all of the strings, such as a `string`",
        Kind::Boolean => "keep one of the two",
        Kind::List => "keep one of the two, such as a list of `document`",
        Kind::Map => {
            "put the objects into a union of their own, with `tag` or `by: members`, or write a map of `document`"
        }
    }
}
