//! Whether two XML bodies mean the same: the attributes are sets, the order of elements matters among those of a name, and
//! white space around elements doesn't.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

/// An element.
#[derive(Debug, Default, PartialEq)]
pub struct Element {
    attributes: BTreeSet<(String, String)>,
    /// The elements in it, by their names.
    elements: BTreeMap<String, Vec<Element>>,
    /// The text in it, if there are no elements.
    text: String,
}

/// Parses a body, with its root as the only element in the one that is returned.
pub fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![(String::new(), Element::default())];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let (_, element) = open.last_mut().ok_or("an element ends twice")?;
        match event {
            Event::Start(start) => open.push(opened(&start)?),
            Event::End(_) => {
                let (name, mut element) = open.pop().ok_or("an element ends twice")?;
                if !element.elements.is_empty() {
                    assert!(element.text.trim().is_empty(), "text beside elements");
                    element.text.clear();
                }
                let (_, outer) = open.last_mut().ok_or("an element ends twice")?;
                outer.elements.entry(name).or_default().push(element);
            }
            Event::Text(text) => element.text.push_str(&text.xml10_content()),
            Event::CData(text) => element.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference
                    .resolve_char_ref()
                    .map_err(|error| error.to_string())?;
                match character {
                    Some(character) => element.text.push(character),
                    None => element
                        .text
                        .push_str(resolve_xml_entity(&reference).ok_or("an unknown entity")?),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let (_, mut root) = open.pop().ok_or("no root")?;
    root.text.clear();
    match (open.is_empty(), root.elements.len()) {
        (true, 1) => Ok(root),
        _ => Err("there isn't one root".to_owned()),
    }
}

fn opened(start: &BytesStart<'_>) -> Result<(String, Element), String> {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        Ok((attribute.key.0.to_owned(), value.into_owned()))
    });
    Ok((
        start.name().0.to_owned(),
        Element {
            attributes: attributes.collect::<Result<_, String>>()?,
            ..Element::default()
        },
    ))
}
