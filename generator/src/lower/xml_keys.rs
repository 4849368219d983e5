//! Where the keys of XML and of AWS's forms can be used.

use super::{place::Place, protocols, xml::element_name};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{Member, MemberXml},
    model::Type,
    protocol::Rules,
};

/// Checks the keys of a member of a protocol with XML.
pub(super) fn of_member(
    member: &Member,
    type_: &Type,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<()> {
    no_document(type_, place)?;
    if let Some(name) = &member.name {
        element_name(name, &place.at("name"))?;
    }
    let Some(xml) = &member.xml else {
        return Ok(());
    };
    if xml.attribute && member.nullable {
        return Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.at("nullable").key(),
                "an attribute can't be null",
            )
            .also(place.at("xml").at("attribute").key(), "the attribute")
            .help("remove one of the two: an attribute that isn't set is absent"),
        ));
    }
    let place = place.at("xml");
    attribute(xml, type_, &place)?;
    flattened(xml, type_, &place)?;
    query_name(xml.query_name.as_deref(), protocol, &place)
}

fn attribute(xml: &MemberXml, type_: &Type, place: &Place<'_>) -> Checked<()> {
    if xml.attribute && !type_.is_text() {
        return Err(place.report(
            Diagnostic::new(
                Code::BindingType,
                place.at("attribute").key(),
                "a member of this type can't be an attribute",
            )
            .help("remove the key, or change the type to a string, number, boolean, timestamp, date, UUID or enum"),
        ));
    }
    Ok(())
}

fn flattened(xml: &MemberXml, type_: &Type, place: &Place<'_>) -> Checked<()> {
    if xml.flattened && xml.attribute {
        return Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.at("flattened").key(),
                "an attribute can't be flattened",
            )
            .also(place.at("attribute").key(), "the attribute")
            .help("remove one of the two"),
        ));
    }
    if xml.flattened && type_.exposed().item().is_none() {
        return Err(place.report(
            Diagnostic::new(
                Code::BindingType,
                place.at("flattened").key(),
                "a member of this type can't be flattened",
            )
            .help("remove the key, or change the type to a list or a map"),
        ));
    }
    Ok(())
}

/// Checks the key of a member in a form.
fn query_name(name: Option<&str>, protocol: &Rules, place: &Place<'_>) -> Checked<()> {
    let Some(name) = name else {
        return Ok(());
    };
    let place = place.at("query_name");
    if !protocol.has_query_names {
        let help = format!(
            "remove the key: it is only for {}",
            protocols(|rules| rules.has_query_names)
        );
        let message = "`query_name` can't be used with this protocol";
        return Err(
            place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
        );
    }
    if name.is_empty() {
        let message = "the key in the form is empty";
        let help = "write the key that the API has, such as `query_name: InstanceId`, or remove it";
        return Err(
            place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help))
        );
    }
    Ok(())
}

/// Reports the keys of a member of a union, which is one element.
pub(super) fn of_variant(member: &Member, place: &Place<'_>) -> Checked<()> {
    let Some(xml) = &member.xml else {
        return Ok(());
    };
    let place = place.at("xml");
    let keys = [("attribute", xml.attribute), ("flattened", xml.flattened)];
    let Some((key, _)) = keys.into_iter().find(|(_, is_set)| *is_set) else {
        return Ok(());
    };
    let message = format!("`{key}` can't be used in a union");
    let help = "remove the key: a union contains one element, whose name is that of its member";
    Err(place.report(Diagnostic::new(Code::InvalidValue, place.at(key).key(), message).help(help)))
}

/// Reports a document, which has no form in XML.
fn no_document(type_: &Type, place: &Place<'_>) -> Checked<()> {
    match type_.exposed() {
        Type::Document => Err(place.report(
            Diagnostic::new(
                Code::BindingType,
                place.type_().value(),
                "a document can't be used with this protocol",
            )
            .help("name a structure with the members that it has: XML doesn't tell types apart"),
        )),
        Type::List { of, .. } | Type::Map { of, .. } => no_document(of, place),
        _ => Ok(()),
    }
}

/// Reports the key of XML in a protocol that has none.
pub(super) fn no_xml(is_set: bool, protocol: &Rules, place: &Place<'_>) -> Checked<()> {
    let reason = format!("bodies are {} here", protocol.body.format);
    none(is_set, &reason, place)
}

/// Reports the key of XML where it has no effect.
pub(super) fn none(is_set: bool, reason: &str, place: &Place<'_>) -> Checked<()> {
    if !is_set {
        return Ok(());
    }
    let place = place.at("xml");
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.key(), "`xml` can't be used here")
            .help(format!("remove the key: {reason}")),
    ))
}

/// Reports a key that XML has no text for: its elements are known by their names alone.
pub(super) fn not_in_xml(
    key: &str,
    is_set: bool,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<()> {
    if !is_set || !protocol.has_xml {
        return Ok(());
    }
    let message = format!("`{key}` can't be used with this protocol");
    let help = "remove the key: only JSON and CBOR have it";
    Err(place.report(Diagnostic::new(Code::InvalidValue, place.at(key).key(), message).help(help)))
}
