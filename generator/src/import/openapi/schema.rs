//! Schemas, with all that `allOf` and references add up to.

use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::{
    components,
    document::{At, Broken, Location},
};

/// How deep schemas may be composed of others.
const MAX_DEPTH: usize = 64;

/// The keys that say something about a value without changing it.
const ANNOTATIONS: &[&str] = &[
    "description",
    "title",
    "summary",
    "deprecated",
    "default",
    "readOnly",
    "writeOnly",
    "example",
    "examples",
    "nullable",
    "externalDocs",
    "xml",
    "$comment",
    "$schema",
    "$id",
    "definitions",
    "$defs",
];

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" | "file" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    fn of_value(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Null => return None,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_f64() => Self::Number,
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        })
    }
}

/// A schema, or one of several that a value has to fit at once.
#[derive(Clone, Debug)]
pub(super) struct Part<'d> {
    pub(super) at: At<'d>,
    /// Whether its alternatives are left aside, because another part is one of them.
    is_base: bool,
    /// Whether its own reference is left aside, because another part is what it refers to.
    is_sibling: bool,
}

/// Schemas all of which a value has to fit. Nearly always it is one.
#[derive(Clone, Debug)]
pub(super) struct Parts<'d>(pub(super) Vec<Part<'d>>);

impl<'d> From<At<'d>> for Parts<'d> {
    fn from(at: At<'d>) -> Self {
        Self(vec![Part {
            at,
            is_base: false,
            is_sibling: false,
        }])
    }
}

/// The schemas on the way from one to what it is composed of, and all that were met: each is taken once.
#[derive(Debug, Default)]
struct Walk {
    way: Vec<Location>,
    met: HashSet<Location>,
}

/// How a schema is met.
enum Entered {
    First,
    /// It was taken before.
    Again,
    /// It is composed of itself, or of too many others in a row.
    Circle,
}

impl Walk {
    fn enter(&mut self, location: Location) -> Entered {
        if self.way.contains(&location) || self.way.len() > MAX_DEPTH {
            return Entered::Circle;
        }
        if !self.met.insert(location.clone()) {
            return Entered::Again;
        }
        self.way.push(location);
        Entered::First
    }

    fn leave(&mut self) {
        self.way.pop();
    }
}

/// A schema without the wrappers around it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of a schema")]
pub(super) struct Peeled<'d> {
    /// What is left: one schema, or several that are composed here.
    pub(super) parts: Vec<Part<'d>>,
    pub(super) is_nullable: bool,
    pub(super) is_read_only: bool,
    pub(super) is_write_only: bool,
    pub(super) is_deprecated: bool,
    pub(super) description: Option<&'d str>,
    /// The description of what is referred to, for a type that has none of its own.
    pub(super) type_description: Option<&'d str>,
    pub(super) title: Option<&'d str>,
    pub(super) default: Option<&'d Value>,
    /// The references that lead nowhere, or in a circle.
    pub(super) broken: Vec<(At<'d>, Broken)>,
}

impl<'d> Parts<'d> {
    /// Removes what only refers, composes one schema, annotates it or makes it nullable.
    pub(super) fn peeled(&self) -> Peeled<'d> {
        let mut peeled = Peeled::default();
        for part in &self.0 {
            peeled.add(part, &mut Walk::default(), 0);
        }
        if self.0.len() == 1 && peeled.parts.len() > 1 {
            // What is composed here is identified by this place.
            peeled.parts.clone_from(&self.0);
        }
        peeled
    }
}

impl<'d> Peeled<'d> {
    /// Returns what identifies the schema: two places with the same identity are of one type.
    pub(super) fn identity(&self) -> Vec<(Location, bool)> {
        let parts = self.parts.iter();
        parts
            .map(|part| (part.at.location(), part.is_base))
            .collect()
    }

    fn annotate(&mut self, at: &At<'d>) {
        self.is_nullable |= at.flag("nullable");
        self.is_read_only |= at.flag("readOnly");
        self.is_write_only |= at.flag("writeOnly");
        self.is_deprecated |= at.flag("deprecated");
        self.description = self.description.or_else(|| at.text("description"));
        self.title = self.title.or_else(|| at.text("title"));
        self.default = self.default.or_else(|| at.map()?.get("default"));
    }

    fn add(&mut self, part: &Part<'d>, walk: &mut Walk, depth: usize) {
        let at = &part.at;
        let Some(map) = at.map() else {
            return;
        };
        if depth > MAX_DEPTH || part.is_base {
            self.parts.push(part.clone());
            return;
        }
        let says = |key: &&str| !ANNOTATIONS.contains(key) && !key.starts_with("x-");
        let says: Vec<_> = map.keys().map(String::as_str).filter(says).collect();
        match says.as_slice() {
            [] => self.annotate(at),
            ["$ref"] => {
                self.annotate(at);
                self.follow(at, walk, depth);
            }
            // A schema with a name that extends a base is one of the base's alternatives.
            ["allOf"] if components::is_schema(at) && extends_base(at) => {
                self.annotate(at);
                self.parts.push(part.clone());
            }
            ["allOf"] | ["allOf", "type"] | ["type", "allOf"] => {
                self.annotate(at);
                for part in at.items("allOf") {
                    self.add_at(part, walk, depth);
                }
            }
            [key @ ("oneOf" | "anyOf")] => {
                self.annotate(at);
                let all = at.items(key);
                let (nulls, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_null);
                self.is_nullable |= !nulls.is_empty();
                match others.as_slice() {
                    [only] => self.add_at(only.clone(), walk, depth),
                    _ => self.parts.push(part.clone()),
                }
            }
            keys if keys.contains(&"$ref") && !part.is_sibling => {
                self.annotate(at);
                self.follow(at, walk, depth);
                self.parts.push(Part {
                    is_sibling: true,
                    ..part.clone()
                });
            }
            _ => {
                self.annotate(at);
                self.parts.push(part.clone());
            }
        }
    }

    fn add_at(&mut self, at: At<'d>, walk: &mut Walk, depth: usize) {
        for part in Parts::from(at).0 {
            self.add(&part, walk, depth + 1);
        }
    }

    /// Adds what a reference refers to: as it is if it is one schema, and as one place if it is composed of several.
    fn follow(&mut self, at: &At<'d>, walk: &mut Walk, depth: usize) {
        let reference = at.text("$ref").unwrap_or_default();
        let target = match at.referred(reference) {
            Ok(target) => target,
            Err(broken) => {
                self.broken.push((at.clone(), broken));
                return;
            }
        };
        match walk.enter(target.location()) {
            Entered::Circle => {
                let circle = Broken::Circle(reference.to_owned());
                self.broken.push((at.clone(), circle));
                return;
            }
            Entered::Again => return,
            Entered::First => {}
        }
        let mut inner = Peeled::default();
        for part in Parts::from(target.clone()).0 {
            inner.add(&part, walk, depth + 1);
        }
        walk.leave();
        self.is_nullable |= inner.is_nullable;
        self.is_read_only |= inner.is_read_only;
        self.is_write_only |= inner.is_write_only;
        self.is_deprecated |= inner.is_deprecated;
        self.default = self.default.or(inner.default);
        let description = inner.description.or(inner.type_description);
        self.type_description = self.type_description.or(description);
        self.broken.extend(inner.broken);
        if inner.parts.len() > 1 {
            self.parts.extend(Parts::from(target).0);
        } else {
            self.parts.extend(inner.parts);
        }
    }
}

/// Returns whether a schema extends one with a discriminator.
fn extends_base(at: &At<'_>) -> bool {
    let parts = at.items("allOf").into_iter();
    let mut bases = parts.filter_map(|part| part.resolved().ok());
    bases.any(|base| base.get("discriminator").is_some())
}

/// Returns whether a schema is that of null.
fn is_null(at: &At<'_>) -> bool {
    let Some(map) = at.map() else {
        return false;
    };
    let is_null = |value: &Value| value == "null" || value.is_null();
    map.get("type").is_some_and(is_null)
        || map.get("const").is_some_and(Value::is_null)
        || map
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null))
}

/// What an object holds besides its properties.
#[derive(Clone, Debug, Default)]
pub(super) enum Additional<'d> {
    /// The schema doesn't say.
    #[default]
    Unsaid,
    /// Nothing.
    Nothing,
    /// Anything.
    Anything,
    /// Values of a schema.
    Of(Parts<'d>),
}

/// What a schema says, with all that it is composed of.
#[derive(Clone, Debug, Default)]
pub(super) struct Schema<'d> {
    /// The kinds of values. Without one it is any.
    pub(super) kinds: BTreeSet<Kind>,
    pub(super) is_nullable: bool,
    pub(super) description: Option<&'d str>,
    pub(super) format: Option<&'d str>,
    pub(super) encoding: Option<&'d str>,
    pub(super) media_type: Option<&'d str>,
    pub(super) minimum: Option<&'d Value>,
    pub(super) maximum: Option<&'d Value>,
    /// The only values, without null.
    pub(super) values: Option<Vec<&'d Value>>,
    /// The names of the values, by the extension `x-enum-varnames`.
    pub(super) value_names: Option<Vec<&'d str>>,
    pub(super) properties: IndexMap<&'d str, Parts<'d>>,
    pub(super) required: BTreeSet<&'d str>,
    pub(super) additional: Additional<'d>,
    pub(super) items: Option<Parts<'d>>,
    /// The schemas of which a value fits one, without null.
    pub(super) alternatives: Vec<Parts<'d>>,
    pub(super) discriminator: Option<At<'d>>,
    pub(super) is_write_only: bool,
    /// What was found that can't be: endless compositions and dangling references.
    pub(super) broken: Vec<(At<'d>, Broken)>,
}

impl<'d> Schema<'d> {
    /// Returns the required properties that the schema doesn't describe.
    pub(super) fn undescribed(&self) -> impl Iterator<Item = &'d str> {
        let is_any = matches!(self.additional, Additional::Unsaid) && !self.properties.is_empty();
        let required = self.required.iter().copied().filter(move |_| is_any);
        required.filter(|name| !self.properties.contains_key(name))
    }

    /// Returns what several schemas say together.
    pub(super) fn of(parts: &[Part<'d>]) -> Self {
        let mut schema = Self::default();
        for part in parts {
            schema.add(part, parts, &mut Walk::default());
        }
        if schema.kinds.is_empty() {
            schema.guess_kinds();
        }
        if schema.kinds.contains(&Kind::Number) {
            schema.kinds.remove(&Kind::Integer);
        }
        schema
    }

    /// Returns whether the value is bytes: OpenAPI 3.0 says so by the format, 3.1 by a media type without an encoding.
    pub(super) fn is_binary(&self) -> bool {
        let is_text = self.kinds.iter().eq([&Kind::String]) || self.kinds.is_empty();
        let has_media_type = self.media_type.is_some() && self.encoding.is_none();
        is_text && (self.format == Some("binary") || has_media_type)
    }

    /// Takes the kinds from what is said besides `type`.
    fn guess_kinds(&mut self) {
        if !self.alternatives.is_empty() {
            return;
        }
        if let Some(values) = &self.values {
            self.kinds
                .extend(values.iter().copied().filter_map(Kind::of_value));
            let are_scalars =
                !self.kinds.contains(&Kind::Array) && !self.kinds.contains(&Kind::Object);
            if self.kinds.contains(&Kind::String) && are_scalars {
                // Text among numbers is a list of words that YAML took apart.
                self.kinds = BTreeSet::from([Kind::String]);
            }
        } else if !self.properties.is_empty() || matches!(self.additional, Additional::Of(_)) {
            self.kinds.insert(Kind::Object);
        } else if self.items.is_some() {
            self.kinds.insert(Kind::Array);
        } else if matches!(
            self.format,
            Some("date" | "date-time" | "uuid" | "uri" | "byte" | "binary" | "password" | "email")
        ) {
            self.kinds.insert(Kind::String);
        }
    }

    fn add(&mut self, part: &Part<'d>, all: &[Part<'d>], walk: &mut Walk) {
        let at = &part.at;
        // A sibling of a reference is met after what it refers to, at the same place.
        if !part.is_sibling {
            match walk.enter(at.location()) {
                Entered::Circle => {
                    let circle = Broken::Circle(format!("#{}", at.pointer()));
                    self.broken.push((at.clone(), circle));
                    return;
                }
                Entered::Again => return,
                Entered::First => {}
            }
        }
        self.add_open(part, all, walk);
        if !part.is_sibling {
            walk.leave();
        }
    }

    fn add_open(&mut self, part: &Part<'d>, all: &[Part<'d>], walk: &mut Walk) {
        let at = &part.at;
        if let Some(reference) = at.text("$ref").filter(|_| !part.is_sibling) {
            match at.referred(reference) {
                Ok(target) => {
                    self.add_inner(target, part, all, walk);
                }
                Err(broken) => self.broken.push((at.clone(), broken)),
            }
        }
        for inner in at.items("allOf") {
            self.add_inner(inner, part, all, walk);
        }
        self.is_nullable |= at.flag("nullable");
        self.is_write_only |= at.flag("writeOnly");
        self.description = at.text("description").or(self.description);
        self.add_type(at);
        self.format = at.text("format").or(self.format);
        self.encoding = at.text("contentEncoding").or(self.encoding);
        self.media_type = at.text("contentMediaType").or(self.media_type);
        self.minimum = at.map().and_then(|map| map.get("minimum")).or(self.minimum);
        self.maximum = at.map().and_then(|map| map.get("maximum")).or(self.maximum);
        self.add_values(at);
        for (name, property) in at.entries("properties") {
            let parts = Parts::from(property);
            match self.properties.get_mut(name) {
                Some(known) => known.0.extend(parts.0),
                None => {
                    self.properties.insert(name, parts);
                }
            }
        }
        let required = at.get("required").and_then(|names| names.value.as_array());
        self.required
            .extend(required.into_iter().flatten().filter_map(Value::as_str));
        self.add_additional(at);
        if let Some(items) = at.get("items") {
            self.items = Some(Parts::from(items));
        }
        if !part.is_base {
            self.discriminator = at.get("discriminator").or(self.discriminator.take());
            self.add_alternatives(part, all);
        }
    }

    fn add_inner(&mut self, at: At<'d>, of: &Part<'d>, all: &[Part<'d>], walk: &mut Walk) {
        let part = Part {
            at,
            is_base: of.is_base,
            is_sibling: false,
        };
        self.add(&part, all, walk);
    }

    fn add_type(&mut self, at: &At<'d>) {
        let kinds: BTreeSet<_> = match at.map().and_then(|map| map.get("type")) {
            Some(Value::String(name)) => {
                self.is_nullable |= name == "null";
                if name == "file" {
                    self.format = Some("binary");
                }
                Kind::of(name).into_iter().collect()
            }
            Some(Value::Array(names)) => {
                let names = names.iter().filter_map(Value::as_str);
                self.is_nullable |= names.clone().any(|name| name == "null");
                names.filter_map(Kind::of).collect()
            }
            _ => return,
        };
        let both: BTreeSet<_> = self.kinds.intersection(&kinds).copied().collect();
        // Where parts contradict each other, the last one counts.
        self.kinds = if both.is_empty() { kinds } else { both };
    }

    fn add_values(&mut self, at: &At<'d>) {
        let Some(map) = at.map() else {
            return;
        };
        let values = match (map.get("const"), map.get("enum")) {
            (Some(only), _) => vec![only],
            (None, Some(Value::Array(values))) => values.iter().collect(),
            _ => return,
        };
        self.is_nullable |= values.iter().any(|value| value.is_null());
        let values: Vec<_> = values
            .into_iter()
            .filter(|value| !value.is_null())
            .collect();
        if values.is_empty() {
            return;
        }
        let names = map
            .get("x-enum-varnames")
            .or_else(|| map.get("x-enumNames"));
        let names = names.and_then(Value::as_array);
        let names = names.map(|names| names.iter().filter_map(Value::as_str).collect::<Vec<_>>());
        self.value_names = names.filter(|names| names.len() == values.len());
        self.values = Some(match self.values.take() {
            // A value fits all parts.
            Some(known) if known.iter().any(|value| values.contains(value)) => known
                .into_iter()
                .filter(|value| values.contains(value))
                .collect(),
            _ => values,
        });
    }

    fn add_additional(&mut self, at: &At<'d>) {
        let Some(additional) = at.get("additionalProperties") else {
            return;
        };
        self.additional = match additional.value {
            Value::Bool(false) => Additional::Nothing,
            Value::Object(map) if !map.is_empty() => Additional::Of(Parts::from(additional)),
            _ => Additional::Anything,
        };
    }

    /// Adds alternatives, unless they only say which properties are required together.
    fn add_alternatives(&mut self, part: &Part<'d>, all: &[Part<'d>]) {
        let at = &part.at;
        for key in ["oneOf", "anyOf"] {
            let alternatives = at.items(key);
            self.is_nullable |= alternatives.iter().any(is_null);
            let others: Vec<_> = alternatives
                .into_iter()
                .filter(|alternative| !is_null(alternative))
                .collect();
            if others.is_empty()
                || others.iter().all(is_constraint)
                || !self.alternatives.is_empty()
            {
                continue;
            }
            let is_inner = all.iter().all(|part| part.at.location() != at.location());
            let has_base = all.len() > 1 || is_inner || says_more_than(at, key);
            let base = all.iter().map(|base| Part {
                is_base: true,
                ..base.clone()
            });
            let base: Vec<_> = base.filter(|_| has_base).collect();
            let alternatives = others.into_iter().map(|alternative| {
                let mut parts = base.clone();
                parts.extend(Parts::from(alternative).0);
                Parts(parts)
            });
            self.alternatives = alternatives.collect();
        }
    }
}

/// Returns whether an alternative only restricts values that others describe.
fn is_constraint(at: &At<'_>) -> bool {
    const KEYS: &[&str] = &[
        "required",
        "not",
        "minProperties",
        "maxProperties",
        "if",
        "then",
        "else",
    ];
    at.map().is_some_and(|map| {
        map.keys()
            .all(|key| KEYS.contains(&key.as_str()) || ANNOTATIONS.contains(&key.as_str()))
    })
}

/// Returns whether a schema with alternatives says something that all of them have in common.
fn says_more_than(at: &At<'_>, key: &str) -> bool {
    const KEYS: &[&str] = &[
        "properties",
        "allOf",
        "additionalProperties",
        "required",
        "items",
        "$ref",
    ];
    at.map().is_some_and(|map| {
        map.keys()
            .any(|other| other != key && KEYS.contains(&other.as_str()))
    })
}
