//! Named types, and what a member's `type` refers to.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;

use super::{
    binding::{Message, binding, is_in_body},
    endless,
    place::Place,
    recursive, token,
    unique::Unique,
    unsupported,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    model::{Field, Structure, Type},
    names::{type_name, value_name},
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

/// The types that this version generates.
const GENERATED: &[&str] =
    &["string", "boolean", "byte", "short", "integer", "long", "float", "double", "list", "map", "structure"];

/// What a member's `type` refers to.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub(super) type_: Type,
    /// What the shape says about itself.
    pub(super) docs: Option<String>,
}

/// The shapes of a spec. A shape that was reported can't be referred to.
pub(super) struct Shapes<'a> {
    place: Place<'a>,
    defined: &'a Named<Shape>,
    /// The Rust name of each shape; of those that were reported, none.
    names: HashMap<&'a str, Checked<Ident>>,
    /// The structures that can't hold each other as they are.
    boxed: HashSet<(&'a str, &'a str)>,
}

impl<'a> Shapes<'a> {
    pub(super) fn lower(spec: &'a Spec, place: &Place<'a>) -> Self {
        let mut types = Unique::identifiers("type", &[]);
        let mut shapes =
            Self { place: *place, defined: &spec.shapes, names: HashMap::new(), boxed: HashSet::new() };
        for (name, shape) in &spec.shapes {
            let place = place.at(name);
            let ident = shape_name(name, shape, &mut types, &place);
            shapes.names.insert(name, ident);
        }
        for name in endless::lists_without_end(&spec.shapes, place) {
            shapes.names.insert(name, Err(place.already_reported()));
        }
        for (name, shape) in &spec.shapes {
            let place = place.at(name);
            if shapes.targets(shape, &place).is_err() {
                shapes.names.insert(name, Err(place.already_reported()));
            }
        }
        endless::endless_shapes(&spec.shapes, place);
        shapes.boxed = recursive::recursive_members(&spec.shapes);
        shapes
    }

    /// The structures, in the order of the spec, but those that were reported.
    pub(super) fn structures(&self) -> Checked<Vec<Structure>> {
        let structures = self.defined.iter().filter(|(_, shape)| shape.kind == "structure");
        all(structures.map(|(name, shape)| {
            let place = self.place.at(name);
            Ok(Structure {
                name: self.name(name, &place)?,
                docs: shape.docs.clone(),
                fields: self.fields(name, &shape.members, &place.at("members"))?,
            })
        }))
    }

    /// The type that a member's `type` refers to.
    pub(super) fn resolve(&self, target: &str, place: &Place<'_>) -> Checked<Resolved> {
        if let Some(shape) = self.defined.get(target) {
            let name = self.name(target, place)?;
            return Ok(Resolved { type_: self.shape_type(shape, name, place)?, docs: shape.docs.clone() });
        }
        if BUILT_IN.contains(&target) {
            let type_ =
                built_in(target, false).ok_or_else(|| place.report(unsupported::type_(target, place)))?;
            return Ok(Resolved { type_, docs: None });
        }
        // A shape that stands in the file, but whose own text didn't fit, was reported there.
        if self.place.has(target) {
            return Err(place.already_reported());
        }
        Err(place.report_error(|| {
            let known = self.names.keys().copied().chain(BUILT_IN.iter().copied());
            let message = format!("there is no shape `{target}`");
            let help = "define it below `shapes:`, or use a built-in type such as `string`";
            Diagnostic::new(Code::UnknownShape, place.value(), message).help_or_similar(target, known, help)
        }))
    }

    /// The type of a name that may be wrong, without a word about it.
    pub(super) fn quiet_type(&self, target: &str) -> Option<Type> {
        match self.defined.get(target) {
            Some(_) if self.names.get(target).is_none_or(Result::is_err) => None,
            Some(shape) => {
                let of = || shape.of.as_deref().and_then(|of| self.quiet_type(of)).map(Box::new);
                match shape.kind.as_str() {
                    "list" => Some(Type::List(of()?)),
                    "map" => Some(Type::Map(of()?)),
                    "structure" => {
                        let name = self.names.get(target)?.clone().ok()?;
                        Some(Type::Structure { name, is_boxed: false })
                    }
                    kind => built_in(kind, shape.sensitive),
                }
            }
            None => built_in(target, false),
        }
    }

    /// Whether a name is that of a sensitive shape.
    pub(super) fn is_sensitive(&self, target: &str) -> bool {
        self.defined.get(target).is_some_and(|shape| shape.sensitive)
    }

    /// The fields of a structure, of the body of an output, or of an error.
    pub(super) fn fields<'m>(
        &self,
        owner: &str,
        members: impl IntoIterator<Item = (&'m String, &'m MemberOrType)>,
        place: &Place<'_>,
    ) -> Checked<Vec<Field>> {
        let mut idents = Unique::identifiers("field", &["new"]);
        let mut json_names = Unique::wire("JSON name", "give one of the two its own `name`");
        all(members.into_iter().map(|(name, MemberOrType(member))| {
            let place = place.at(name);
            unsupported::member(member, &place)?;
            let ident =
                value_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
            let Resolved { mut type_, docs } = self.resolve(&member.target, &place.type_())?;
            if let Type::Structure { is_boxed, .. } = &mut type_ {
                *is_boxed = self.boxed.contains(&(owner, name.as_str()));
            }
            let json_name = member.name.clone().unwrap_or_else(|| name.clone());
            if is_in_body(member) {
                let span = member.name.as_ref().map_or_else(|| place.key(), |_| place.at("name").value());
                json_names.take(&json_name, Code::BindingConflict, span, &place)?;
            }
            Ok(Field {
                name: name.clone(),
                json_name,
                ident: idents.identifier(ident, &place),
                docs: member.docs.clone().or(docs),
                required: member.required && !member.idempotency_token,
                type_,
            })
        }))
    }

    fn name(&self, shape: &str, place: &Place<'_>) -> Checked<Ident> {
        self.names.get(shape).cloned().unwrap_or_else(|| Err(place.already_reported()))
    }

    /// Lists and maps are no types of their own in Rust, so that none may hold itself but by a structure.
    fn shape_type(&self, shape: &Shape, name: Ident, place: &Place<'_>) -> Checked<Type> {
        let of = || {
            let of = shape.of.as_deref().ok_or_else(|| place.already_reported())?;
            self.resolve(of, place).map(|resolved| Box::new(resolved.type_))
        };
        match shape.kind.as_str() {
            "structure" => Ok(Type::Structure { name, is_boxed: false }),
            "list" => Ok(Type::List(of()?)),
            "map" => Ok(Type::Map(of()?)),
            kind => built_in(kind, shape.sensitive).ok_or_else(|| place.already_reported()),
        }
    }

    /// Checks what a shape refers to.
    fn targets(&self, shape: &Shape, place: &Place<'_>) -> Checked<()> {
        let of = shape.of.as_ref().map(|of| self.resolve(of, &place.at("of"))).transpose();
        let members = self.members(&shape.members, &place.at("members"));
        of?;
        members
    }

    fn members(&self, members: &Named<MemberOrType>, place: &Place<'_>) -> Checked<()> {
        all(members.iter().map(|(name, MemberOrType(member))| {
            let place = place.at(name);
            if crate::names::value_name(name).is_none() {
                return Err(place.report(super::invalid_name(name, place.key())));
            }
            token::none(member, &place)?;
            let binding = binding(member, Message::Structure, &place);
            self.resolve(&member.target, &place.type_())?;
            binding.map(|_| ())
        }))
        .map(|_: Vec<()>| ())
    }
}

fn built_in(kind: &str, sensitive: bool) -> Option<Type> {
    Some(match kind {
        "string" if sensitive => Type::Secret,
        "string" => Type::String,
        "boolean" => Type::Boolean,
        "byte" => Type::Byte,
        "short" => Type::Short,
        "integer" => Type::Integer,
        "long" => Type::Long,
        "float" => Type::Float,
        "double" => Type::Double,
        _ => return None,
    })
}

/// The Rust name of a shape, if the keys that stand there are those that make it up.
fn shape_name(name: &str, shape: &Shape, types: &mut Unique, place: &Place<'_>) -> Checked<Ident> {
    let kind = shape.kind.as_str();
    let needed = MADE_OF.iter().find(|(made, _)| *made == kind).map(|(_, key)| *key);
    if needed.is_none() && !BUILT_IN.contains(&kind) {
        let known = BUILT_IN.iter().chain(MADE_OF.iter().map(|(kind, _)| kind)).copied();
        let message = format!("`{kind}` is no built-in type");
        return Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.at("type").value(), message).help_or_similar(
                kind,
                known,
                "a shape is made of a built-in type such as `string`, `structure` or `list`",
            ),
        ));
    }
    foreign_keys(shape, needed, place)?;
    if let Some(key) = needed.filter(|key| !place.has(key)) {
        let message = format!("the key `{key}` is missing, which makes up a {kind}");
        return Err(place.report(
            Diagnostic::new(Code::MissingKey, place.key(), message).help(format!("add `{key}:` to this map")),
        ));
    }
    values(kind, shape.values.as_ref(), &place.at("values"))?;
    if !GENERATED.contains(&kind) {
        return Err(place.report(unsupported::type_(kind, &place.at("type"))));
    }
    if shape.sensitive && kind != "string" {
        return Err(place.report(unsupported::sensitive(kind, &place.at("sensitive"))));
    }
    if shape.sparse {
        return Err(place.report(unsupported::sparse(&place.at("sparse"))));
    }
    let ident = type_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())))?;
    Ok(if kind == "structure" { types.identifier(ident, place) } else { ident })
}

/// Refuses the keys that mean nothing for a shape's type.
fn foreign_keys(shape: &Shape, needed: Option<&str>, place: &Place<'_>) -> Checked<()> {
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
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.at(key).key(), message)
                .also(place.at("type").value(), "the type")
                .help("remove the key, or change the type"),
        ))
    }))
    .map(|_: Vec<()>| ())
}

/// Checks that the values of an enum are of one kind, and each one is there once.
fn values(kind: &str, values: Option<&Values>, place: &Place<'_>) -> Checked<()> {
    let Some(Values(values)) = values else { return Ok(()) };
    let mut seen = HashMap::new();
    all(values.iter().enumerate().map(|(index, (name, value))| {
        let place = if place.has(name) { place.at(name) } else { place.item(index) };
        let fits = matches!((kind, value), ("enum", Value::Text(_)) | ("int_enum", Value::Number(_)));
        if !fits {
            let expected = if kind == "enum" { "text" } else { "whole numbers, by name" };
            let message = format!("the values of an {kind} are {expected}");
            return Err(place.report(
                Diagnostic::new(Code::WrongType, place.value(), message)
                    .help("quote a text that looks like a number, or change the type"),
            ));
        }
        match seen.insert(value, place.value()) {
            None => Ok(()),
            Some(first) => Err(place.report(
                Diagnostic::new(Code::DuplicateKey, place.value(), "two names have the same value")
                    .also(first, "first here")
                    .help("remove one of the two"),
            )),
        }
    }))
    .map(|_: Vec<()>| ())
}
