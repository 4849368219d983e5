//! What XML and AWS's forms have besides the names of members.

use super::{place::Place, shapes::Shapes, unique::Unique, xml_keys};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{self, Member, RootXml, ShapeXml},
    model::{Element, Field, Namespace, Type, Xml},
    names,
    protocol::{Rules, TimestampFormat},
};

/// The usual names of the items of a list, and of the keys and the values of a map.
const ITEM: &str = "member";
const KEY: &str = "key";
const VALUE: &str = "value";

/// The names of the elements and of the attributes of a structure.
pub(super) struct Names {
    elements: Unique,
    attributes: Unique,
}

impl Names {
    pub(super) fn new(elements: Unique) -> Self {
        Self {
            elements,
            attributes: Unique::wire("attribute", "give one of the two its own `name`"),
        }
    }

    /// Takes the name of a member in the body.
    pub(super) fn take(&mut self, member: &Member, name: &str, place: &Place<'_>) -> Checked<()> {
        let span = match member.name {
            Some(_) => place.at("name").value(),
            None => place.key(),
        };
        let is_attribute = member.xml.as_ref().is_some_and(|xml| xml.attribute);
        let names = if is_attribute {
            &mut self.attributes
        } else {
            &mut self.elements
        };
        names.take(name, Code::BindingConflict, span, place)
    }
}

/// Lowers what a member has. Reports what the protocol or the type of the member doesn't have.
pub(super) fn of_member(
    name: &str,
    member: &Member,
    type_: &Type,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Xml> {
    let protocol = shapes.protocol();
    if !protocol.has_xml {
        return xml_keys::no_xml(member.xml.is_some(), protocol, place).map(|()| Xml::default());
    }
    xml_keys::of_member(member, type_, protocol, place)?;
    let written = member.xml.clone().unwrap_or_default();
    let place = place.at("xml");
    let wire_name = written
        .flattened
        .then(|| member.name.as_deref().unwrap_or(name));
    let of_target = of_target(&member.target, wire_name, shapes, &place);
    Ok(Xml {
        is_attribute: written.attribute,
        is_flattened: written.flattened,
        namespace: namespace(written.namespace.as_ref(), &place.at("namespace"))?,
        query_name: written.query_name,
        ..of_target
    })
}

/// Returns whether a whole body is an element, also if it is a single value.
pub(super) fn is_root(member: &Member) -> bool {
    member.xml.as_ref().is_some_and(|xml| xml.root)
}

/// Checks what all requests of a service have.
pub(super) fn of_service(
    service: &format::Service,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<()> {
    if !protocol.has_xml {
        return xml_keys::no_xml(service.xml.is_some(), protocol, place);
    }
    let written = service.xml.as_ref().and_then(|xml| xml.namespace.as_ref());
    namespace(written, &place.at("xml").at("namespace")).map(|_| ())
}

/// Checks the names and the namespaces of a list's items, or of a map's keys and values.
pub(super) fn of_shape(shape: &format::Shape, protocol: &Rules, place: &Place<'_>) -> Checked<()> {
    if !protocol.has_xml {
        return xml_keys::no_xml(shape.xml.is_some(), protocol, place);
    }
    let keys = [
        ("tag", shape.tag.is_some()),
        ("by", shape.by.is_some()),
        ("additional", shape.additional.is_some()),
    ];
    for (key, is_set) in keys {
        xml_keys::not_in_xml(key, is_set, protocol, place)?;
    }
    let Some(xml) = &shape.xml else {
        return Ok(());
    };
    let place = place.at("xml");
    let of_list = [
        ("item", xml.item.is_some()),
        ("item_namespace", xml.item_namespace.is_some()),
    ];
    let of_map = [
        ("key", xml.key.is_some()),
        ("key_namespace", xml.key_namespace.is_some()),
        ("value", xml.value.is_some()),
        ("value_namespace", xml.value_namespace.is_some()),
    ];
    let (kind, foreign) = match shape.kind.as_str() {
        "list" => ("list", of_map.as_slice()),
        _ => ("map", of_list.as_slice()),
    };
    if let Some((key, _)) = foreign.iter().find(|(_, is_set)| *is_set) {
        let message = format!("`{key}` can't be used with the type `{kind}`");
        let help = if kind == "list" {
            "write `item` and `item_namespace` for a list"
        } else {
            "write `key`, `value` and their namespaces for a map"
        };
        return Err(place
            .report(Diagnostic::new(Code::InvalidValue, place.at(key).key(), message).help(help)));
    }
    for (key, name) in [
        ("item", &xml.item),
        ("key", &xml.key),
        ("value", &xml.value),
    ] {
        if let Some(name) = name {
            element_name(name, &place.at(key))?;
        }
    }
    for (key, written) in [
        ("item_namespace", &xml.item_namespace),
        ("key_namespace", &xml.key_namespace),
        ("value_namespace", &xml.value_namespace),
    ] {
        namespace(written.as_ref(), &place.at(key))?;
    }
    let names = (
        xml.key.as_deref().unwrap_or(KEY),
        xml.value.as_deref().unwrap_or(VALUE),
    );
    if kind == "map" && names.0 == names.1 {
        let key = if xml.value.is_some() { "value" } else { "key" };
        let message = format!(
            "the keys and the values of the map have the same name `{}`",
            names.0
        );
        return Err(place.report(
            Diagnostic::new(Code::BindingConflict, place.at(key).value(), message)
                .help("give one of the two another name"),
        ));
    }
    Ok(())
}

/// Returns what a list or a map has, whatever refers to it. The items of a flattened list have this name. What is usual is
/// left out.
fn of_target(target: &str, flattened: Option<&str>, shapes: &Shapes<'_>, place: &Place<'_>) -> Xml {
    let Some(shape) = shapes.get(target) else {
        return Xml::default();
    };
    let written = shape.xml.clone().unwrap_or_default();
    let ShapeXml {
        item,
        item_namespace,
        key,
        key_namespace,
        value,
        value_namespace,
    } = written;
    let Some((of, resolved)) = shape
        .of
        .as_deref()
        .and_then(|of| Some((of, shapes.try_resolve(of, place)?)))
    else {
        return Xml::default();
    };
    let timestamp_format = shapes.timestamps_of_body(&resolved.type_, resolved.timestamp_format);
    let element =
        |name: Option<String>, usual: &str, namespace: Option<format::Namespace>, xml: Xml| {
            let element = Element {
                name: name.unwrap_or_else(|| usual.to_owned()),
                timestamp_format,
                xml: Xml {
                    namespace: namespace.map(of_namespace),
                    ..xml
                },
            };
            let is_usual = element.name == usual && element.xml.is_plain();
            (!is_usual).then(|| Box::new(element))
        };
    let inner = of_target(of, None, shapes, place);
    match shape.kind.as_str() {
        "list" => {
            let item = match flattened {
                // A list in a flattened one isn't flattened, too.
                Some(name) if resolved.type_.exposed().item().is_some() => {
                    element(Some(name.to_owned()), "", item_namespace, inner)
                }
                Some(name) => element(Some(name.to_owned()), name, item_namespace, inner),
                None => element(item, ITEM, item_namespace, inner),
            };
            Xml {
                item,
                ..Xml::default()
            }
        }
        _ => Xml {
            key: element(key, KEY, key_namespace, Xml::default()),
            item: element(value, VALUE, value_namespace, inner),
            ..Xml::default()
        },
    }
}

/// Lowers the root element of an operation's requests, whose members are in the body.
pub(super) fn root_of_operation(
    name: &str,
    written: Option<&RootXml>,
    of_service: Option<&format::Namespace>,
    place: &Place<'_>,
) -> Checked<Element> {
    let place = place.at("xml");
    let own = written.and_then(|xml| xml.name.as_deref());
    if let Some(name) = own {
        element_name(name, &place.at("name"))?;
    }
    let namespace = namespace(
        written.and_then(|xml| xml.namespace.as_ref()),
        &place.at("namespace"),
    )?;
    Ok(Element {
        name: own.map_or_else(|| format!("{name}Request"), str::to_owned),
        timestamp_format: TimestampFormat::EpochSeconds,
        xml: Xml {
            namespace: namespace.or_else(|| of_service.cloned().map(of_namespace)),
            ..Xml::default()
        },
    })
}

/// Returns the root element of a payload. Its name is that of its shape, if it has none of its own.
pub(super) fn root_of_payload(
    field: &Field,
    member: &Member,
    of_service: Option<&format::Namespace>,
) -> Element {
    let of_service = || of_service.cloned().map(of_namespace);
    Element {
        name: member.name.clone().unwrap_or_else(|| member.target.clone()),
        timestamp_format: field.timestamp_format,
        xml: Xml {
            namespace: field.xml.namespace.clone().or_else(of_service),
            ..field.xml.clone()
        },
    }
}

/// Reports a name that no element can have (Namespaces in XML 1.0, section 3), as far as AWS's names need it.
pub(super) fn element_name(name: &str, place: &Place<'_>) -> Checked<()> {
    if names::is_xml_name(name) {
        return Ok(());
    }
    let message = format!("`{name}` can't be the name of an element");
    Err(place.report(
        Diagnostic::new(Code::InvalidName, place.value(), message).help(
            "begin it with a letter or `_`, and go on with letters, digits, `_`, `-` and `.`; one `:` may follow a prefix",
        ),
    ))
}

/// Lowers a namespace. Reports one that nothing identifies, and a prefix that XML doesn't allow.
pub(super) fn namespace(
    written: Option<&format::Namespace>,
    place: &Place<'_>,
) -> Checked<Option<Namespace>> {
    let Some(written) = written else {
        return Ok(None);
    };
    if written.uri.is_empty() {
        let place = place.at("uri");
        return Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.value(),
                "the URI of the namespace is empty",
            )
            .help("write the URI that identifies it, such as `https://example.com/ns`"),
        ));
    }
    if let Some(prefix) = &written.prefix {
        let is_name = names::is_xml_name(prefix) && !prefix.contains(':');
        if !is_name || prefix.to_ascii_lowercase().starts_with("xml") {
            let place = place.at("prefix");
            let message = format!("`{prefix}` can't be the prefix of a namespace");
            return Err(place.report(
                Diagnostic::new(Code::InvalidName, place.value(), message)
                    .help("write letters and digits that don't begin with `xml`"),
            ));
        }
    }
    Ok(Some(of_namespace(written.clone())))
}

fn of_namespace(written: format::Namespace) -> Namespace {
    Namespace {
        prefix: written.prefix,
        uri: written.uri,
    }
}
