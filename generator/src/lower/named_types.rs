//! The named types: structures, unions and enums.

use super::{
    fields::{Owner, fields},
    place::Place,
    shapes::Shapes,
    unions::union,
    unique::Unique,
};
use crate::{
    diagnostic::{Checked, all},
    format::{Shape, Value, Values},
    model::{Enum, IntEnum, NamedType, Structure},
    names::type_name,
};

/// The variants that generated code defines.
const DEFINED_VALUES: &[&str] = &["UnknownValue"];

/// Lowers the named types, in the order of the spec, except those that were reported.
pub(super) fn types(shapes: &Shapes<'_>) -> Checked<Vec<NamedType>> {
    let types = shapes.defined().filter_map(|(name, shape)| {
        let place = shapes.place(name);
        match shape.kind.as_str() {
            "structure" => Some(structure(name, shape, shapes, &place).map(NamedType::Structure)),
            "union" => Some(union(name, shape, shapes, &place).map(NamedType::Union)),
            "enum" => Some(enum_(name, shape, shapes, &place).map(NamedType::Enum)),
            "int_enum" => Some(int_enum(name, shape, shapes, &place).map(NamedType::IntEnum)),
            _ => None,
        }
    });
    all(types)
}

fn structure(
    name: &str,
    shape: &Shape,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Structure> {
    let place_of_additional = place.at("additional");
    let additional = shape.additional.as_deref();
    Ok(Structure {
        name: shapes.name(name, place)?,
        docs: shapes.rustdoc(shape.docs.as_deref()),
        secrecy: shapes.secrecy(name),
        fields: fields(
            Owner::Structure(name),
            &shape.members,
            additional.map(|target| (target, &place_of_additional)),
            shapes,
            &place.at("members"),
        )?,
    })
}

fn enum_(name: &str, shape: &Shape, shapes: &Shapes<'_>, place: &Place<'_>) -> Checked<Enum> {
    let ident = shapes.name(name, place)?;
    let values = shape_values(shape, place, |value| match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(_) => None,
    });
    Ok(Enum {
        name: ident,
        docs: shapes.rustdoc(shape.docs.as_deref()),
        secrecy: shapes.secrecy(name),
        values: values?,
    })
}

fn int_enum(name: &str, shape: &Shape, shapes: &Shapes<'_>, place: &Place<'_>) -> Checked<IntEnum> {
    let ident = shapes.name(name, place)?;
    let values = shape_values(shape, place, |value| match value {
        Value::Text(_) => None,
        Value::Number(number) => i32::try_from(*number).ok(),
    });
    Ok(IntEnum {
        name: ident,
        docs: shapes.rustdoc(shape.docs.as_deref()),
        secrecy: shapes.secrecy(name),
        values: values?,
    })
}

fn shape_values<T>(
    shape: &Shape,
    place: &Place<'_>,
    read: impl Fn(&Value) -> Option<T>,
) -> Checked<Vec<(proc_macro2::Ident, T)>> {
    let place = place.at("values");
    variants(shape.values.as_ref(), DEFINED_VALUES, &place, read)
}

/// Returns the variants of an enum, with their values. A value of another type was reported before.
pub(super) fn variants<T>(
    values: Option<&Values>,
    defined: &[&str],
    place: &Place<'_>,
    read: impl Fn(&Value) -> Option<T>,
) -> Checked<Vec<(proc_macro2::Ident, T)>> {
    let mut idents = Unique::identifiers("variant", defined);
    let values = values
        .into_iter()
        .flat_map(|Values(values)| values)
        .enumerate();
    all(values.map(|(index, (name, value))| {
        let place = if place.has(name) {
            place.at(name)
        } else {
            place.item(index)
        };
        let ident = type_name(name).ok_or_else(|| {
            place.report(
                super::invalid_name(name, place.key())
                    .help("write the values by name: `values: { Name: \"value\" }`"),
            )
        })?;
        let value = read(value).ok_or_else(|| place.already_reported())?;
        Ok((idents.identifier(ident, &place), value))
    }))
}
