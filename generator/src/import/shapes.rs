//! The shapes that an import reaches, in the format's terms.

use std::collections::{HashMap, HashSet};

use super::{
    botocore::{Model, Reference, Shape},
    docs::markdown,
    enums,
    members::Message,
    yaml::{Map, Node},
};
use crate::{Error, format::BUILT_IN, names::type_name};

/// What a reference becomes.
pub(super) struct Target {
    /// The name of a built-in type or of a shape of the spec.
    pub(super) name: String,
    /// The documentation of a shape that became a built-in type.
    pub(super) docs: Option<String>,
}

/// The shapes of a model, and which of them are reached.
pub(super) struct Shapes<'m> {
    model: &'m Model,
    /// The names in the spec of those that are reached.
    names: HashMap<&'m str, String>,
    /// Those that are reached and not yet written.
    open: Vec<&'m str>,
    made: Vec<Made>,
    taken: HashSet<String>,
}

/// A shape that stands for what a model says at a reference.
struct Made {
    /// The name that it was to have.
    wish: String,
    name: String,
    node: Node,
}

impl<'m> Shapes<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let taken = model.shapes.keys().cloned().collect();
        Self { model, names: HashMap::new(), open: Vec::new(), made: Vec::new(), taken }
    }

    /// A shape of the model.
    pub(super) fn shape(&self, name: &str) -> Result<&'m Shape, Error> {
        self.entry(name).map(|(_, shape)| shape)
    }

    fn entry(&self, name: &str) -> Result<(&'m str, &'m Shape), Error> {
        let entry = self.model.shapes.get_key_value(name);
        entry.map(|(name, shape)| (name.as_str(), shape)).ok_or_else(|| {
            Error::request(format!(
                "this is no model of botocore's: it refers to a shape `{name}` that isn't there"
            ))
        })
    }

    /// What a reference becomes. What it says beyond its shape makes a shape of its own.
    pub(super) fn target(&mut self, reference: &Reference, is_in_header: bool) -> Result<Target, Error> {
        let (name, shape) = self.entry(&reference.shape)?;
        let kind = kind(shape);
        if reference.jsonvalue && is_in_header {
            let key = [("media_type", Node::text("application/json"))];
            return Ok(self.make("string", shape, key, format!("{name}Json")));
        }
        if let Some(format) = reference.timestamp_format.as_deref().and_then(timestamp_format) {
            let key = [("format", Node::text(format))];
            return Ok(self.make("timestamp", shape, key, format!("{name}{}", suffix(format))));
        }
        if reference.streaming && !shape.streaming && kind == "blob" {
            return Ok(self.make("blob", shape, [("streaming", Node::word(true))], format!("{name}Stream")));
        }
        if BUILT_IN.contains(&kind) && traits(shape, kind).is_empty() {
            let docs = markdown(shape.documentation.as_deref());
            return Ok(Target { name: kind.to_owned(), docs });
        }
        Ok(Target { name: self.reached(name), docs: None })
    }

    /// The name in the spec of a shape that is reached.
    fn reached(&mut self, name: &'m str) -> String {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let is_free = !BUILT_IN.contains(&name) && type_name(name).is_some();
        let known = if is_free { name.to_owned() } else { self.free_name(name) };
        self.names.insert(name, known.clone());
        self.open.push(name);
        known
    }

    /// A name like this one that neither a shape nor a built-in type has.
    fn free_name(&mut self, name: &str) -> String {
        let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let base = type_name(&letters).map_or_else(|| format!("Shape{letters}"), |ident| ident.to_string());
        let mut candidate = base.clone();
        let mut numbers = 2..;
        while !self.taken.insert(candidate.clone()) {
            candidate = format!("{base}{}", numbers.next().unwrap_or(u64::MAX));
        }
        candidate
    }

    /// A shape that no shape of the model is; the same one for the same wish.
    fn make<const N: usize>(
        &mut self,
        kind: &str,
        shape: &Shape,
        keys: [(&str, Node); N],
        name: String,
    ) -> Target {
        let mut written: Map = vec![("type".to_owned(), Node::text(kind))];
        written.extend(shape.sensitive.then(|| ("sensitive".to_owned(), Node::word(true))));
        written.extend(keys.map(|(key, node)| (key.to_owned(), node)));
        let node = Node::Map(written);
        let docs = markdown(shape.documentation.as_deref());
        let known = self.made.iter().find(|made| made.wish == name && made.node == node);
        if let Some(known) = known {
            return Target { name: known.name.clone(), docs };
        }
        let made = Made { name: self.free_name(&name), wish: name, node };
        let name = made.name.clone();
        self.made.push(made);
        Target { name, docs }
    }

    /// All shapes that are reached, in the model's order.
    pub(super) fn into_written(mut self) -> Result<Map, Error> {
        let mut written = HashMap::new();
        while let Some(name) = self.open.pop() {
            let node = self.written(self.shape(name)?)?;
            written.insert(name, node);
        }
        let Self { model, names, made, .. } = self;
        let entry = |name: &String| Some((names.get(name.as_str())?.clone(), written.remove(name.as_str())?));
        Ok(model
            .shapes
            .keys()
            .filter_map(entry)
            .chain(made.into_iter().map(|made| (made.name, made.node)))
            .collect())
    }

    fn written(&mut self, shape: &Shape) -> Result<Node, Error> {
        let kind = kind(shape);
        let mut written: Map = vec![("type".to_owned(), Node::text(kind))];
        written.extend(traits(shape, kind));
        let docs = markdown(shape.documentation.as_deref()).map(|docs| ("docs".to_owned(), Node::docs(docs)));
        match kind {
            "structure" | "union" => {
                written.extend(docs);
                let members = self.members(shape, Message::Nested)?;
                written.push(("members".to_owned(), Node::Section(members)));
            }
            "list" | "map" => {
                let of = if kind == "list" { &shape.member } else { &shape.value };
                let of = of.as_ref().ok_or_else(|| {
                    Error::request(format!(
                        "this is no model of botocore's: a {kind} doesn't say what is in it"
                    ))
                })?;
                let of = self.target(of, false)?.name;
                written.insert(1, ("of".to_owned(), Node::Text(of)));
                written.extend(docs);
            }
            "enum" => {
                written.extend(docs);
                written.push(("values".to_owned(), enums::values(&shape.values)));
            }
            _ => written.extend(docs),
        }
        Ok(Node::Map(written))
    }
}

/// The type of a shape in the format's words.
fn kind(shape: &Shape) -> &'static str {
    match shape.kind.as_str() {
        "structure" if shape.document => "document",
        "structure" if shape.union => "union",
        "structure" => "structure",
        "list" => "list",
        "map" => "map",
        "boolean" => "boolean",
        "byte" => "byte",
        "short" => "short",
        "integer" => "integer",
        "long" => "long",
        "float" => "float",
        "double" => "double",
        "biginteger" | "bigInteger" => "big_integer",
        "bigdecimal" | "bigDecimal" => "big_decimal",
        "blob" => "blob",
        "timestamp" => "timestamp",
        _ if !shape.values.is_empty() => "enum",
        _ => "string",
    }
}

/// What a shape says that its type doesn't.
fn traits(shape: &Shape, kind: &str) -> Map {
    let is_collection = kind == "list" || kind == "map";
    let format = shape.timestamp_format.as_deref().and_then(timestamp_format);
    let traits = [
        ("sparse", (shape.sparse && is_collection).then(|| Node::word(true))),
        ("format", format.filter(|_| kind == "timestamp").map(Node::text)),
        ("streaming", (shape.streaming && kind == "blob").then(|| Node::word(true))),
        ("sensitive", shape.sensitive.then(|| Node::word(true))),
    ];
    traits.into_iter().filter_map(|(key, node)| Some((key.to_owned(), node?))).collect()
}

fn timestamp_format(format: &str) -> Option<&'static str> {
    match format {
        "iso8601" => Some("date_time"),
        "rfc822" => Some("http_date"),
        "unixTimestamp" => Some("epoch_seconds"),
        _ => None,
    }
}

fn suffix(format: &str) -> &'static str {
    match format {
        "date_time" => "DateTime",
        "http_date" => "HttpDate",
        _ => "EpochSeconds",
    }
}
