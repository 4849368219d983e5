//! Named types, and what a member's `type` refers to.

use std::collections::HashMap;

use super::{
    binding::{Message, binding},
    endless,
    place::Place,
    unsupported,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics, all},
    spec::{MemberOrType, Named, Shape, Spec, Value, Values},
};

/// The types that need no shape.
const BUILT_IN: &[&str] = &[
    "string",
    "boolean",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "big_integer",
    "big_decimal",
    "blob",
    "timestamp",
    "document",
];

/// The types that only a shape can have, with the keys that make them up.
const MADE_OF: &[(&str, &str)] = &[
    ("structure", "members"),
    ("union", "members"),
    ("list", "of"),
    ("map", "of"),
    ("enum", "values"),
    ("int_enum", "values"),
];

/// What a type is, apart from its values.
#[derive(Clone, Debug)]
pub(super) struct Type {
    /// A built-in type, or one that only a shape can have.
    kind: String,
    pub(super) sensitive: bool,
    docs: Option<String>,
    is_shape: bool,
}

/// What a string is, apart from its text.
#[derive(Clone, Debug)]
pub(super) struct StringType {
    pub(super) sensitive: bool,
    pub(super) docs: Option<String>,
}

/// The shapes of a spec. A shape that was reported has no type.
pub(super) struct Shapes<'a> {
    place: Place<'a>,
    types: HashMap<&'a str, Checked<Type>>,
}

impl<'a> Shapes<'a> {
    pub(super) fn lower(spec: &'a Spec, place: &Place<'a>, diagnostics: &mut Diagnostics) -> Self {
        let mut shapes = Self { place: *place, types: HashMap::new() };
        for (name, shape) in &spec.shapes {
            let type_ = shape_type(shape, &place.at(name), diagnostics);
            shapes.types.insert(name, type_);
        }
        for (name, shape) in &spec.shapes {
            let place = place.at(name);
            if shapes.targets(shape, &place, diagnostics).is_err() {
                shapes.types.insert(name, Err(diagnostics.already_reported()));
            }
        }
        endless::endless_shapes(&spec.shapes, place, diagnostics);
        shapes
    }

    /// The type that a member's `type` refers to.
    pub(super) fn resolve(
        &self,
        target: &str,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Checked<Type> {
        if let Some(type_) = self.types.get(target) {
            return type_.clone();
        }
        if BUILT_IN.contains(&target) {
            return Ok(Type { kind: target.to_owned(), sensitive: false, docs: None, is_shape: false });
        }
        // A shape that stands in the file, but whose own text didn't fit, was reported there.
        if self.place.has(target) {
            return Err(diagnostics.already_reported());
        }
        let known = self.types.keys().copied().chain(BUILT_IN.iter().copied());
        let message = format!("there is no shape `{target}`");
        let help = "define it below `shapes:`, or use a built-in type such as `string`";
        Err(diagnostics.report(
            Diagnostic::new(Code::UnknownShape, place.value(), message).help_or_similar(target, known, help),
        ))
    }

    /// The string that a type is; others are refused: shapes where they are defined, built-in types here.
    pub(super) fn string(
        &self,
        type_: &Type,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Checked<StringType> {
        if type_.kind == "string" {
            return Ok(StringType { sensitive: type_.sensitive, docs: type_.docs.clone() });
        }
        Err(if type_.is_shape {
            diagnostics.already_reported()
        } else {
            diagnostics.report(unsupported::type_(&type_.kind, place))
        })
    }

    /// Checks what a shape refers to.
    fn targets(&self, shape: &Shape, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<()> {
        let of = shape.of.as_ref().map(|of| self.resolve(of, &place.at("of"), diagnostics)).transpose();
        let members = self.members(&shape.members, &place.at("members"), diagnostics);
        of?;
        members
    }

    fn members(
        &self,
        members: &Named<MemberOrType>,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Checked<()> {
        all(members.iter().map(|(name, MemberOrType(member))| {
            let place = place.at(name);
            if crate::names::value_name(name).is_none() {
                return Err(diagnostics.report(super::invalid_name(name, place.key())));
            }
            let binding = binding(member, Message::Structure, &place, diagnostics);
            self.resolve(&member.target, &place.type_(), diagnostics)?;
            binding.map(|_| ())
        }))
        .map(|_: Vec<()>| ())
    }
}

/// The type of a shape, if the keys that stand there are those that make it up.
fn shape_type(shape: &Shape, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<Type> {
    let kind = shape.kind.as_str();
    let needed = MADE_OF.iter().find(|(made, _)| *made == kind).map(|(_, key)| *key);
    if needed.is_none() && !BUILT_IN.contains(&kind) {
        let known = BUILT_IN.iter().chain(MADE_OF.iter().map(|(kind, _)| kind)).copied();
        let message = format!("`{kind}` is no built-in type");
        return Err(diagnostics.report(
            Diagnostic::new(Code::InvalidValue, place.at("type").value(), message).help_or_similar(
                kind,
                known,
                "a shape is made of a built-in type such as `string`, `structure` or `list`",
            ),
        ));
    }
    foreign_keys(shape, needed, place, diagnostics)?;
    if let Some(key) = needed.filter(|key| !place.has(key)) {
        let message = format!("the key `{key}` is missing, which makes up a {kind}");
        return Err(diagnostics.report(
            Diagnostic::new(Code::MissingKey, place.key(), message).help(format!("add `{key}:` to this map")),
        ));
    }
    values(kind, shape.values.as_ref(), &place.at("values"), diagnostics)?;
    if kind != "string" {
        diagnostics.report(unsupported::type_(kind, &place.at("type")));
    }
    Ok(Type { kind: kind.to_owned(), sensitive: shape.sensitive, docs: shape.docs.clone(), is_shape: true })
}

/// Refuses the keys that mean nothing for a shape's type.
fn foreign_keys(
    shape: &Shape,
    needed: Option<&str>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let kind = shape.kind.as_str();
    let keys = [
        ("members", place.has("members"), needed == Some("members")),
        ("of", place.has("of"), needed == Some("of")),
        ("values", place.has("values"), needed == Some("values")),
        ("sparse", shape.sparse, needed == Some("of")),
        ("format", shape.format.is_some(), kind == "timestamp"),
        ("streaming", shape.streaming, kind == "blob"),
        ("media_type", shape.media_type.is_some(), kind == "string" || kind == "blob"),
    ];
    all(keys.into_iter().filter(|(_, is_set, is_meant)| *is_set && !is_meant).map(|(key, ..)| {
        let message = format!("`{key}` means nothing for the type `{kind}`");
        Err(diagnostics.report(
            Diagnostic::new(Code::InvalidValue, place.at(key).key(), message)
                .also(place.at("type").value(), "the type")
                .help("remove the key, or change the type"),
        ))
    }))
    .map(|_: Vec<()>| ())
}

/// Checks that the values of an enum are of one kind, and each one is there once.
fn values(
    kind: &str,
    values: Option<&Values>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let Some(Values(values)) = values else { return Ok(()) };
    let mut seen = HashMap::new();
    all(values.iter().enumerate().map(|(index, (name, value))| {
        let place = if place.has(name) { place.at(name) } else { place.item(index) };
        let fits = matches!((kind, value), ("enum", Value::Text(_)) | ("int_enum", Value::Number(_)));
        if !fits {
            let expected = if kind == "enum" { "text" } else { "whole numbers, by name" };
            let message = format!("the values of an {kind} are {expected}");
            return Err(diagnostics.report(
                Diagnostic::new(Code::WrongType, place.value(), message)
                    .help("quote a text that looks like a number, or change the type"),
            ));
        }
        match seen.insert(value, place.value()) {
            None => Ok(()),
            Some(first) => Err(diagnostics.report(
                Diagnostic::new(Code::DuplicateKey, place.value(), "two names have the same value")
                    .also(first, "first here")
                    .help("remove one of the two"),
            )),
        }
    }))
    .map(|_: Vec<()>| ())
}
