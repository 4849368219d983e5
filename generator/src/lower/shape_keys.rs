//! The keys of a shape, which depend on its type.

use proc_macro2::Ident;

use super::{
    enum_values::values, headers::header_value, place::Place, unique::Unique, unknown_type,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{BUILT_IN, MADE_OF, MemberOrType, Shape, has_key},
    names::type_name,
};

/// The types that become Rust types of their own.
const NAMED: &[&str] = &["structure", "union", "enum", "int_enum"];

/// Returns the Rust name of a shape, if its keys are valid.
pub(super) fn shape_name(
    name: &str,
    shape: &Shape,
    types: &mut Unique,
    place: &Place<'_>,
) -> Checked<Ident> {
    if BUILT_IN.contains(&name) {
        let message = format!("`{name}` can't be the name of a shape");
        let help = format!("`{name}` is a built-in type: give the shape another name");
        return Err(
            place.report(Diagnostic::new(Code::InvalidName, place.key(), message).help(help))
        );
    }
    let kind = shape.kind.as_str();
    let needed = MADE_OF
        .iter()
        .find(|(made, _)| *made == kind)
        .map(|(_, key)| *key);
    if needed.is_none() && !BUILT_IN.contains(&kind) {
        return Err(place.report(unknown_type::of_shape(kind, place.at("type").value())));
    }
    foreign_keys(shape, place)?;
    if let Some(key) = needed.filter(|key| !place.has(key) && !place.has_misspelt(key)) {
        let article = if kind.starts_with(['e', 'i']) {
            "an"
        } else {
            "a"
        };
        let message = format!("the key `{key}` of {article} {kind} is missing");
        return Err(place.report(
            Diagnostic::new(Code::MissingKey, place.key(), message)
                .help(format!("add `{key}:` to this map")),
        ));
    }
    if needed == Some("values") {
        values(kind, shape.values.as_ref(), &place.at("values"))?;
    }
    if let Some(media_type) = &shape.media_type {
        header_value(media_type, &place.at("media_type"))?;
    }
    if kind == "union" {
        tag_or_by(shape, place)?;
        variants_are_plain(shape, &place.at("members"))?;
        has_variants(shape, &place.at("members"))?;
    }
    let ident =
        type_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
    Ok(if NAMED.contains(&kind) {
        types.identifier(ident, place)
    } else {
        ident
    })
}

/// Reports keys that shapes of this type don't have.
fn foreign_keys(shape: &Shape, place: &Place<'_>) -> Checked<()> {
    let kind = shape.kind.as_str();
    let keys = [
        ("members", place.has("members")),
        ("additional", place.has("additional")),
        ("of", place.has("of")),
        ("values", place.has("values")),
        ("tag", shape.tag.is_some()),
        ("by", shape.by.is_some()),
        ("sparse", shape.sparse),
        ("format", shape.format.is_some()),
        ("streaming", shape.streaming),
        ("media_type", shape.media_type.is_some()),
        ("xml", shape.xml.is_some()),
    ];
    all(keys
        .into_iter()
        .filter(|(key, is_set)| *is_set && !has_key(kind, key))
        .map(|(key, ..)| {
            let message = format!("`{key}` can't be used with the type `{kind}`");
            Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.at(key).key(), message)
                    .also(place.at("type").value(), "the type")
                    .help(format!("remove `{key}`, or change the type")),
            ))
        }))
    .map(|_: Vec<()>| ())
}

/// Reports a union with both a tag and something else that tells its members apart.
fn tag_or_by(shape: &Shape, place: &Place<'_>) -> Checked<()> {
    if shape.tag.is_none() || shape.by.is_none() {
        return Ok(());
    }
    let message = "a union has `tag` or `by`, and this one has both";
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at("by").key(), message)
            .also(place.at("tag").key(), "the tag")
            .help(
                "keep `tag` if a member of the objects names the member of the union, or else `by`",
            ),
    ))
}

/// Reports required and nullable members, defaults and constants of a union, and names on the wire that it doesn't have.
fn variants_are_plain(shape: &Shape, place: &Place<'_>) -> Checked<()> {
    let keys = shape
        .members
        .iter()
        .flat_map(|(name, MemberOrType(member))| {
            [
                (name, "required", member.required),
                (name, "nullable", member.nullable),
                (name, "default", member.default.is_some()),
                (name, "constant", member.constant.is_some()),
                (name, "name", member.name.is_some() && shape.by.is_some()),
            ]
        });
    all(keys.filter(|(.., is_set)| *is_set).map(|(name, key, _)| {
        let by = if key == "name" { " that has `by`" } else { "" };
        let message = format!("`{key}` can't be used with a member of a union{by}");
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.at(name).at(key).key(), message)
                .help(format!("remove `{key}`")),
        ))
    }))
    .map(|_: Vec<()>| ())
}

/// Reports a union without members. Invalid members were reported before.
fn has_variants(shape: &Shape, place: &Place<'_>) -> Checked<()> {
    if !shape.members.is_empty() || place.has_entries() || !place.is_whole() {
        return Ok(());
    }
    Err(place.report(
        Diagnostic::new(
            Code::InvalidValue,
            place.key(),
            "a union without members has no value",
        )
        .help("add its members: `members: { name: string }`"),
    ))
}
