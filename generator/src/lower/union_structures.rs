//! Unions of structures, which differ by a tag or by the members that they require.

use super::{place::Place, shapes::Shapes};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{Member, MemberOrType, Shape},
    model::{Type, Variant},
};

/// Reports members of a union with a tag that aren't structures, and those in which the tag isn't text.
pub(super) fn tagged(
    tag: &str,
    shape: &Shape,
    variants: &[Variant],
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<()> {
    all(structures(shape, variants, shapes, place).map(|structure| {
        let (name, structure) = structure?;
        let own = members(structure).find(|(wire_name, _)| *wire_name == tag);
        let Some((_, member)) = own.filter(|(_, member)| !is_text(member, shapes)) else {
            return Ok(());
        };
        let message = format!(
            "the tag `{tag}` is text, but `{}` has a member of this name that is a `{}`",
            target(shape, name),
            member.target
        );
        let place = place.at(name).type_();
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.value(), message)
                .help("remove that member: the union reads and writes the tag"),
        ))
    }))
    .map(|_: Vec<()>| ())
}

/// Returns the wire names of the members that each structure of a union requires, and reports a structure that is never
/// read, because one before it requires no others.
pub(super) fn required(
    shape: &Shape,
    variants: &[Variant],
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<Vec<String>>> {
    let mut before: Vec<(&str, Vec<String>)> = Vec::new();
    for structure in structures(shape, variants, shapes, place) {
        let (name, structure) = structure?;
        let required: Vec<_> = members(structure)
            .filter(|(_, member)| member.required)
            .map(|(wire_name, _)| wire_name.to_owned())
            .collect();
        let fits_all =
            |(_, names): &&(&str, Vec<String>)| names.iter().all(|name| required.contains(name));
        if let Some((first, _)) = before.iter().find(fits_all) {
            let message = format!(
                "`{name}` is never read: what has its required members is read as `{first}`"
            );
            return Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.at(name).key(), message)
                    .also(place.at(first).key(), "read first")
                    .help(format!(
                        "put `{name}` before `{first}`, or make a member of `{}` required that `{}` doesn't have",
                        target(shape, first),
                        target(shape, name)
                    )),
            ));
        }
        before.push((name, required));
    }
    Ok(before.into_iter().map(|(_, required)| required).collect())
}

/// Returns the structure of each member of a union, and reports other types.
fn structures<'a>(
    shape: &'a Shape,
    variants: &'a [Variant],
    shapes: &'a Shapes<'_>,
    place: &'a Place<'_>,
) -> impl Iterator<Item = Checked<(&'a str, &'a Shape)>> {
    let members = shape.members.iter().zip(variants);
    members.map(|((name, MemberOrType(member)), variant)| {
        let structure = shapes.get(&member.target);
        match (variant.type_.exposed(), structure) {
            (Type::Structure { .. }, Some(structure)) => Ok((name.as_str(), structure)),
            _ => {
                let key = if shape.tag.is_some() { "tag" } else { "by: members" };
                let message = format!("a union with `{key}` consists of structures");
                let place = place.at(name).type_();
                Err(place.report(
                    Diagnostic::new(Code::InvalidValue, place.value(), message).help(
                        "name a structure here, or write `by: kind` if the members are of several kinds in JSON",
                    ),
                ))
            }
        }
    })
}

/// Returns the members of a structure with their names on the wire.
fn members(structure: &Shape) -> impl Iterator<Item = (&str, &Member)> {
    let members = structure.members.iter();
    members.map(|(name, MemberOrType(member))| (member.name.as_deref().unwrap_or(name), member))
}

fn is_text(member: &Member, shapes: &Shapes<'_>) -> bool {
    let kind = match shapes.get(&member.target) {
        Some(shape) => shape.kind.as_str(),
        None => member.target.as_str(),
    };
    matches!(kind, "string" | "enum")
}

/// Returns the name of a member's type.
fn target<'a>(shape: &'a Shape, member: &str) -> &'a str {
    let member = shape.members.get(member);
    member.map_or("", |MemberOrType(member)| &member.target)
}
