//! Unions, and what tells their members apart.

use super::{
    fields::{OWN_NAME, box_, wire_names},
    place::Place,
    shapes::{Resolved, Shapes},
    union_kinds::kinds,
    union_structures::{required, tagged},
    unique::Unique,
    xml, xml_keys,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, MemberOrType, Shape},
    model::{Union, UnionBy, Variant},
    names::type_name,
};

/// The variants that generated code defines.
const DEFINED_MEMBERS: &[&str] = &["Unknown"];

pub(super) fn union(
    name: &str,
    shape: &Shape,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Union> {
    let ident = shapes.name(name, place)?;
    let place_of_tag = place.at("tag");
    let place = place.at("members");
    let variants = variants(name, shape, shapes, &place)?;
    let by = match (&shape.tag, shape.by) {
        (Some(tag), _) if tag.is_empty() => {
            let message = "the tag has no name";
            return Err(place_of_tag.report(
                Diagnostic::new(Code::InvalidValue, place_of_tag.value(), message)
                    .help("write the name of the member, such as `tag: type`"),
            ));
        }
        (Some(tag), _) => {
            tagged(tag, shape, &variants, shapes, &place_of_tag, &place)?;
            UnionBy::Tag(tag.clone())
        }
        (None, Some(format::UnionBy::Kind)) => {
            UnionBy::Kind(kinds(shape, &variants, shapes, &place)?)
        }
        (None, Some(format::UnionBy::Members)) => {
            UnionBy::Members(required(shape, &variants, shapes, &place)?)
        }
        (None, None) => UnionBy::Member,
    };
    Ok(Union {
        name: ident,
        docs: shapes.rustdoc(shape.docs.as_deref()),
        secrecy: shapes.secrecy(name),
        by,
        variants,
    })
}

fn variants(
    union: &str,
    shape: &Shape,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<Variant>> {
    let mut idents = Unique::identifiers("variant", DEFINED_MEMBERS);
    let protocol = shapes.protocol();
    let mut wire_names = match shape.tag {
        Some(_) => Unique::wire("tag", OWN_NAME),
        None => wire_names(protocol),
    };
    all(shape.members.iter().map(|(name, MemberOrType(member))| {
        let place = place.at(name);
        let ident =
            type_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
        let Resolved {
            mut type_,
            docs,
            timestamp_format,
            ..
        } = shapes.resolve(&member.target, &place.type_())?;
        if shapes.is_boxed(union, name) {
            box_(&mut type_);
        }
        if protocol.has_xml {
            xml_keys::of_variant(member, &place)?;
        }
        let wire_name = member.name.clone().unwrap_or_else(|| name.clone());
        wire_names.take(&wire_name, Code::BindingConflict, place.key(), &place)?;
        Ok(Variant {
            name: idents.identifier(ident, &place),
            wire_name,
            docs: shapes.rustdoc(member.docs.as_deref().or(docs)),
            timestamp_format: shapes.timestamps_of_body(&type_, timestamp_format),
            xml: xml::of_member(name, member, &type_, shapes, &place)?,
            type_,
        })
    }))
}
