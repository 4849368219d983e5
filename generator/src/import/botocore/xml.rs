//! What a model says about XML and AWS's forms, in the format's terms.

use std::collections::HashSet;

use super::{
    model::{Metadata, Operation, Reference, Shape, XmlNamespace},
    targets::Targets,
};
use crate::{
    format::{MemberOrType, MemberXml, Named, Namespace, RootXml, ServiceXml, ShapeXml},
    protocol::Rules,
};

/// Returns the name of a member in the body, if it isn't its own. The items of a list that is flattened wherever it is have
/// one that stands where the member's would. A shape may name all members of it.
pub(super) fn body_name(reference: &Reference, shape: &Shape) -> Option<String> {
    let items = shape.member.as_ref().filter(|_| shape.flattened);
    let of_items = || items.and_then(|items| items.location_name.as_ref());
    let own = reference.location_name.as_ref();
    own.or_else(of_items)
        .or(shape.location_name.as_ref())
        .cloned()
}

/// Returns the names that a structure gives to the items of flattened lists.
pub(super) fn flattened_items<'s>(owner: &'s Shape, targets: &Targets<'_>) -> HashSet<&'s str> {
    let members = owner.members.values();
    let lists = members.filter(|member| member.location.is_none() && is_list(member, targets));
    lists
        .filter_map(|list| list.location_name.as_deref())
        .collect()
}

/// Returns whether a flattened list of the same structure has the same elements: S3's notifications had one event before they
/// had several.
pub(super) fn is_replaced(
    name: &str,
    member: &Reference,
    items: &HashSet<&str>,
    targets: &Targets<'_>,
) -> bool {
    let own = member.location_name.as_deref().unwrap_or(name);
    member.location.is_none() && items.contains(own) && !is_list(member, targets)
}

fn is_list(reference: &Reference, targets: &Targets<'_>) -> bool {
    let shape = targets.shape(&reference.shape);
    shape.is_ok_and(|shape| is_flattened(reference, shape))
}

/// Returns the name of a payload's root element, if it isn't that of its shape. Models of botocore give a root its name
/// together with a namespace; the member's own name alone stands for none.
pub(super) fn payload_name(name: &str, reference: &Reference, shape: &Shape) -> Option<String> {
    let is_meant = |own: &&String| *own != name || reference.xml_namespace.is_some();
    let own = || reference.location_name.as_ref().filter(is_meant);
    let root = reference.root_name.as_ref().or_else(own);
    let own = root.or(shape.location_name.as_ref());
    own.filter(|own| **own != reference.shape).cloned()
}

/// Makes the only member of an output the content of the root element.
pub(super) fn unwrapped(output: &mut Named<MemberOrType>) {
    for MemberOrType(member) in output.values_mut() {
        member.name = None;
        member.payload = true;
        member.xml.get_or_insert_with(MemberXml::default).root = true;
    }
}

/// Returns what a member of the body, or a payload, has besides its name.
pub(super) fn member(reference: &Reference, shape: &Shape, protocol: &Rules) -> Option<MemberXml> {
    let query_name = reference.query_name.clone();
    let xml = MemberXml {
        attribute: reference.xml_attribute,
        flattened: is_flattened(reference, shape),
        namespace: own_namespace(reference, shape),
        root: false,
        query_name: query_name.filter(|_| protocol.has_query_names),
    };
    Some(xml).filter(|xml| *xml != MemberXml::default())
}

/// Returns what the items of a list, or the keys and the values of a map, are called.
pub(super) fn shape(shape: &Shape, targets: &Targets<'_>) -> Option<ShapeXml> {
    let name = |reference: &Option<Reference>, usual: &str| {
        let name = reference.as_ref()?.location_name.clone();
        name.filter(|name| name != usual)
    };
    let namespace = |reference: &Option<Reference>| {
        let reference = reference.as_ref()?;
        own_namespace(reference, targets.shape(&reference.shape).ok()?)
    };
    let xml = ShapeXml {
        item: name(&shape.member, "member"),
        item_namespace: namespace(&shape.member),
        key: name(&shape.key, "key"),
        key_namespace: namespace(&shape.key),
        value: name(&shape.value, "value"),
        value_namespace: namespace(&shape.value),
    };
    Some(xml).filter(|xml| *xml != ShapeXml::default())
}

/// Returns the root element of an operation's requests, if members of its input are in the body.
pub(super) fn root(name: &str, operation: &Operation, targets: &Targets<'_>) -> Option<RootXml> {
    let reference = operation.input.as_ref()?;
    let input = targets.shape(&reference.shape).ok()?;
    let has_body = input.payload.is_none()
        && input
            .members
            .values()
            .any(|member| member.location.is_none());
    if !targets.protocol().body.has_root || !has_body {
        return None;
    }
    let own = reference
        .location_name
        .as_ref()
        .or(input.location_name.as_ref());
    let own = own.unwrap_or(&reference.shape);
    let xml = RootXml {
        name: Some(own.clone()).filter(|own| *own != format!("{name}Request")),
        namespace: own_namespace(reference, input),
    };
    Some(xml).filter(|xml| *xml != RootXml::default())
}

/// Returns what all requests of a service have, if they have root elements.
pub(super) fn service(metadata: &Metadata, has_root: bool) -> Option<ServiceXml> {
    let namespace = metadata.xml_namespace.as_ref().filter(|_| has_root)?;
    Some(ServiceXml {
        namespace: Some(written(namespace)),
    })
}

fn is_flattened(reference: &Reference, shape: &Shape) -> bool {
    let is_collection = shape.member.is_some() || shape.value.is_some();
    is_collection && (reference.flattened || shape.flattened)
}

fn own_namespace(reference: &Reference, shape: &Shape) -> Option<Namespace> {
    let namespace = reference
        .xml_namespace
        .as_ref()
        .or(shape.xml_namespace.as_ref());
    namespace.map(written)
}

fn written(namespace: &XmlNamespace) -> Namespace {
    let (uri, prefix) = match namespace {
        XmlNamespace::Uri(uri) => (uri.clone(), None),
        XmlNamespace::Full { uri, prefix } => (uri.clone(), prefix.clone()),
    };
    Namespace { uri, prefix }
}
