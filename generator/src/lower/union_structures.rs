//! Unions of structures, which differ by a tag or by the members that they require.

use std::collections::HashSet;

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
    place_of_tag: &Place<'_>,
    place: &Place<'_>,
) -> Checked<()> {
    path(tag, shape, variants, shapes, place_of_tag, place)?;
    let mut checked = HashSet::new();
    all(structures(shape, variants, shapes, place).map(|structure| {
        let (name, structure) = structure?;
        let target = target(shape, name);
        if !checked.insert(target) {
            return Ok(());
        }
        let own = members(structure).find(|(_, wire_name, _)| *wire_name == tag);
        let Some((own, _, member)) = own.filter(|(.., member)| !is_text(member, shapes)) else {
            return Ok(());
        };
        let message = format!(
            "the tag `{tag}` is text, but `{target}` has a member of this name of the type `{}`",
            member.target
        );
        let own = shapes.place(target).at("members").at(own);
        let place = place.at(name).type_();
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.value(), message)
                .also(own.type_().value(), "the member")
                .help("remove that member: the union reads and writes the tag"),
        ))
    }))
    .map(|_: Vec<()>| ())
}

/// Reports a tag that is a path through a member of a structure. Other names may contain dots, such as `@odata.type`.
fn path(
    tag: &str,
    shape: &Shape,
    variants: &[Variant],
    shapes: &Shapes<'_>,
    place_of_tag: &Place<'_>,
    place: &Place<'_>,
) -> Checked<()> {
    let Some((first, _)) = tag.split_once('.') else {
        return Ok(());
    };
    for structure in structures(shape, variants, shapes, place) {
        let (name, structure) = structure?;
        if members(structure).any(|(_, wire_name, _)| wire_name == first) {
            let message =
                format!("`{tag}` is a path, but the tag is a member of the object itself");
            return Err(place_of_tag.report(
                Diagnostic::new(Code::InvalidValue, place_of_tag.value(), message)
                    .also(place.at(name).key(), format!("has a member `{first}`"))
                    .help("write one name; if the tag is deeper in the object, write `by: members`, or use `document`"),
            ));
        }
    }
    Ok(())
}

/// Returns the wire names of the members that each structure of a union requires, and reports a structure that is never
/// read, because one before it requires no others, and one that every object would be read as. A required member with a
/// default, or one that is null, may be absent from what is read, so neither counts.
pub(super) fn required(
    shape: &Shape,
    variants: &[Variant],
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<Vec<String>>> {
    let mut before: Vec<(&str, HashSet<&str>)> = Vec::new();
    let structures: Vec<_> = all(structures(shape, variants, shapes, place))?;
    let mut all_names = Vec::new();
    for (name, structure) in structures {
        let is_required = |(.., member): &(_, _, &Member)| {
            member.required && !member.nullable && member.default.is_none()
        };
        let required = members(structure).filter(is_required);
        let names: Vec<_> = required.map(|(_, wire_name, _)| wire_name).collect();
        let required: HashSet<_> = names.iter().copied().collect();
        if required.is_empty() {
            let message =
                format!("every object would be read as `{name}`, which requires no member");
            return Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.at(name).key(), message).help(
                    "write `required: true` at the members that tell it apart, without a default, or remove it: \
                     what is no other member is `Unknown`",
                ),
            ));
        }
        if let Some((first, fewer)) = before.iter().find(|(_, set)| set.is_subset(&required)) {
            let message = format!(
                "`{name}` is never read: what has its required members is read as `{first}`"
            );
            let help = if fewer.len() < required.len() {
                format!("put `{name}` before `{first}`")
            } else {
                "make a member of one of the two required that the other one doesn't have, and put that one first".to_owned()
            };
            return Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.at(name).key(), message)
                    .also(place.at(first).key(), "read first")
                    .help(help),
            ));
        }
        before.push((name, required));
        all_names.push(names.into_iter().map(str::to_owned).collect());
    }
    Ok(all_names)
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
        if let (Type::Structure { .. }, Some(structure)) =
            (variant.type_.exposed(), shapes.get(&member.target))
        {
            return Ok((name.as_str(), structure));
        }
        let key = if shape.tag.is_some() { "tag" } else { "by: members" };
        let message = format!("a union with `{key}` consists of structures");
        let place = place.at(name).type_();
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.value(), message).help(
                "name a structure here, or write `by: kind` if the members are of several kinds in JSON",
            ),
        ))
    })
}

/// Returns the members of a structure, each with its name in the spec and that on the wire.
fn members(structure: &Shape) -> impl Iterator<Item = (&str, &str, &Member)> {
    let members = structure.members.iter();
    members.map(|(name, MemberOrType(member))| {
        let wire_name = member.name.as_deref().unwrap_or(name);
        (name.as_str(), wire_name, member)
    })
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
