//! What references become, and which shapes of a model they reach.

use std::collections::{HashMap, HashSet};

use super::{
    docs::markdown,
    kinds::{kind, timestamp_format, with_traits},
    model::{Metadata, Model, Reference, Shape},
};
use crate::{
    Error,
    format::{self, BUILT_IN, Named},
    names::type_name,
    protocol::{Rules, TimestampFormat},
};

/// What a reference becomes.
pub(super) struct Target {
    /// The name of a built-in type or of a shape of the spec.
    pub(super) name: String,
    /// The documentation of a shape that became a built-in type.
    pub(super) docs: Option<String>,
}

impl Target {
    /// Creates what a reference to a built-in type becomes.
    pub(super) fn of_type(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            docs: None,
        }
    }
}

/// The shapes of a model, and which of them are reached.
pub(super) struct Targets<'m> {
    model: &'m Model,
    protocol: &'static Rules,
    /// The names in the spec of those that are reached.
    names: HashMap<&'m str, String>,
    /// Those that are reached and were not yet taken out.
    open: Vec<&'m str>,
    made: Vec<Made>,
    taken: HashSet<String>,
    /// The last number that was appended to a name that was taken.
    numbers: HashMap<String, u64>,
}

/// A shape that stands for what a model says at a reference.
struct Made {
    /// The name that it was to have.
    wanted: String,
    name: String,
    shape: format::Shape,
}

impl<'m> Targets<'m> {
    pub(super) fn new(model: &'m Model, protocol: &'static Rules) -> Self {
        let taken = model.shapes.keys().cloned().collect();
        Self {
            model,
            protocol,
            names: HashMap::new(),
            open: Vec::new(),
            made: Vec::new(),
            taken,
            numbers: HashMap::new(),
        }
    }

    /// Returns what the model says of the whole service.
    pub(super) fn metadata(&self) -> &'m Metadata {
        &self.model.metadata
    }

    /// Returns what the protocol decides that is imported.
    pub(super) fn protocol(&self) -> &'static Rules {
        self.protocol
    }

    /// Returns a shape of the model.
    pub(super) fn shape(&self, name: &str) -> Result<&'m Shape, Error> {
        self.entry(name).map(|(_, shape)| shape)
    }

    fn entry(&self, name: &str) -> Result<(&'m str, &'m Shape), Error> {
        let entry = self.model.shapes.get_key_value(name);
        entry
            .map(|(name, shape)| (name.as_str(), shape))
            .ok_or_else(|| {
                Error::request(format!(
                    "this isn't a botocore model: it refers to a shape `{name}` that isn't there"
                ))
            })
    }

    /// Returns what a reference becomes. What it says beyond its shape makes a shape of its own.
    pub(super) fn target(
        &mut self,
        reference: &Reference,
        is_in_header: bool,
    ) -> Result<Target, Error> {
        let (name, shape) = self.entry(&reference.shape)?;
        let docs = || markdown(shape.documentation.as_deref());
        if let Some((suffix, own)) = own_shape(reference, shape, is_in_header) {
            let own = format::Shape {
                sensitive: shape.sensitive,
                ..own
            };
            return Ok(Target {
                name: self.make(own, format!("{name}{suffix}")),
                docs: docs(),
            });
        }
        let kind = kind(shape);
        if BUILT_IN.contains(&kind) && with_traits(shape) == format::Shape::of_type(kind) {
            return Ok(Target {
                name: kind.to_owned(),
                docs: docs(),
            });
        }
        Ok(Target {
            name: self.reached(name),
            docs: None,
        })
    }

    /// Returns what a reference to a secret becomes, whether or not its shape says that it is sensitive.
    pub(super) fn secret(&mut self, reference: &Reference) -> Result<Target, Error> {
        let (name, shape) = self.entry(&reference.shape)?;
        if shape.sensitive || kind(shape) != "string" {
            return self.target(reference, false);
        }
        let own = format::Shape {
            sensitive: true,
            ..format::Shape::of_type("string")
        };
        let docs = markdown(shape.documentation.as_deref());
        Ok(Target {
            name: self.make(own, format!("{name}Secret")),
            docs,
        })
    }

    /// Returns the name in the spec of a shape that is reached.
    fn reached(&mut self, name: &'m str) -> String {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let is_free = !BUILT_IN.contains(&name) && type_name(name).is_some();
        let known = if is_free {
            name.to_owned()
        } else {
            self.free_name(name)
        };
        self.names.insert(name, known.clone());
        self.open.push(name);
        known
    }

    /// Returns a name like this one that neither a shape nor a built-in type has.
    fn free_name(&mut self, name: &str) -> String {
        let characters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let base = type_name(&characters)
            .map_or_else(|| format!("Shape{characters}"), |ident| ident.to_string());
        let mut candidate = base.clone();
        while !self.taken.insert(candidate.clone()) {
            let number = self.numbers.entry(base.clone()).or_insert(1_u64);
            *number += 1;
            candidate = format!("{base}{number}");
        }
        candidate
    }

    /// Returns the name of a shape that no shape of the model is; the same one for the same wanted name.
    fn make(&mut self, shape: format::Shape, wanted: String) -> String {
        if let Some(known) = self
            .made
            .iter()
            .find(|made| made.wanted == wanted && made.shape == shape)
        {
            return known.name.clone();
        }
        let name = self.free_name(&wanted);
        self.made.push(Made {
            wanted,
            name: name.clone(),
            shape,
        });
        name
    }

    /// Takes out a shape that is reached.
    pub(super) fn take_open(&mut self) -> Option<&'m str> {
        self.open.pop()
    }

    /// Returns the shapes of the spec: those of the model that were written, in its order and by their names in the
    /// spec, and those that were made.
    pub(super) fn in_order(
        self,
        mut written: HashMap<&str, format::Shape>,
    ) -> Named<format::Shape> {
        let Self {
            model, names, made, ..
        } = self;
        let reached = model.shapes.keys().filter_map(|name| {
            Some((
                names.get(name.as_str())?.clone(),
                written.remove(name.as_str())?,
            ))
        });
        reached
            .chain(made.into_iter().map(|made| (made.name, made.shape)))
            .collect()
    }
}

/// Returns the shape that a reference needs if its own shape doesn't say all, and what is appended to the name.
fn own_shape(
    reference: &Reference,
    shape: &Shape,
    is_in_header: bool,
) -> Option<(&'static str, format::Shape)> {
    if reference.jsonvalue && is_in_header {
        let media_type = Some("application/json".to_owned());
        return Some((
            "Json",
            format::Shape {
                media_type,
                ..format::Shape::of_type("string")
            },
        ));
    }
    let format = reference
        .timestamp_format
        .as_deref()
        .and_then(timestamp_format);
    if let Some(format) = format.filter(|_| kind(shape) == "timestamp") {
        let suffix = match format {
            TimestampFormat::DateTime => "DateTime",
            TimestampFormat::HttpDate => "HttpDate",
            TimestampFormat::EpochSeconds => "EpochSeconds",
        };
        return Some((
            suffix,
            format::Shape {
                format: Some(format),
                ..format::Shape::of_type("timestamp")
            },
        ));
    }
    let is_stream = reference.streaming && !shape.streaming && kind(shape) == "blob";
    is_stream.then(|| {
        (
            "Stream",
            format::Shape {
                streaming: true,
                ..format::Shape::of_type("blob")
            },
        )
    })
}
