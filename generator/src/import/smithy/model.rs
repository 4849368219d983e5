//! Smithy's JSON AST: a serde mirror of what an import needs.

use indexmap::{IndexMap, map::Entry};
use serde::Deserialize;
use serde_json::Value;

use super::{
    super::other_format,
    mixins::{self, MIXIN},
};
use crate::Error;

/// The shapes of a model by their ids, mixins and applied traits in place.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map with `smithy` and `shapes`")]
pub(super) struct Model {
    #[serde(rename = "smithy")]
    _version: String,
    #[serde(default)]
    shapes: IndexMap<String, Shape>,
}

/// The traits of a shape or a member, by their ids.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Traits(IndexMap<String, Value>);

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Shape {
    #[serde(rename = "type")]
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) traits: Traits,
    /// The shapes whose content this one has too.
    #[serde(default)]
    pub(super) mixins: Vec<Target>,
    /// The traits of members that aren't written here, because they are those of a mixin.
    #[serde(skip)]
    pub(super) applied: IndexMap<String, Traits>,
    #[serde(default)]
    pub(super) members: IndexMap<String, Member>,
    /// The items of a list.
    pub(super) member: Option<Member>,
    /// The keys and the values of a map.
    pub(super) key: Option<Member>,
    pub(super) value: Option<Member>,
    pub(super) version: Option<String>,
    pub(super) input: Option<Target>,
    pub(super) output: Option<Target>,
    #[serde(default)]
    pub(super) errors: Vec<Target>,
    /// The operations of a service or a resource.
    #[serde(default)]
    pub(super) operations: Vec<Target>,
    #[serde(default)]
    pub(super) collection_operations: Vec<Target>,
    #[serde(default)]
    pub(super) resources: Vec<Target>,
    pub(super) create: Option<Target>,
    pub(super) put: Option<Target>,
    pub(super) read: Option<Target>,
    pub(super) update: Option<Target>,
    pub(super) delete: Option<Target>,
    pub(super) list: Option<Target>,
    /// The names of shapes in a service, by their ids.
    #[serde(default)]
    pub(super) rename: IndexMap<String, String>,
}

/// The type of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Kind {
    Blob,
    Boolean,
    Document,
    String,
    Enum,
    Timestamp,
    Byte,
    Short,
    Integer,
    IntEnum,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    #[serde(alias = "set")]
    List,
    Map,
    Structure,
    Union,
    Service,
    Resource,
    Operation,
    /// Traits for a shape or a member that is defined elsewhere.
    Apply,
}

/// A reference to a shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub(super) struct Target {
    pub(super) target: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Member {
    pub(super) target: String,
    #[serde(default)]
    pub(super) traits: Traits,
}

impl Traits {
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    pub(super) fn find(&self, id: &str) -> Option<&Value> {
        self.0.get(id)
    }

    /// Returns the value of a trait that is a text.
    pub(super) fn text(&self, id: &str) -> Option<&str> {
        self.find(id)?.as_str()
    }

    /// Returns a text in the value of a trait that is an object.
    pub(super) fn text_in(&self, id: &str, key: &str) -> Option<&str> {
        self.find(id)?.get(key)?.as_str()
    }

    /// Keeps the traits whose ids fulfil a condition.
    pub(super) fn retain(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.0.retain(|id, _| is_kept(id));
    }

    /// Adds the traits of another that aren't there.
    pub(super) fn inherit(&mut self, others: &Self) {
        for (id, value) in &others.0 {
            if let Entry::Vacant(entry) = self.0.entry(id.clone()) {
                let _ = entry.insert(value.clone());
            }
        }
    }
}

impl Shape {
    pub(super) fn has_trait(&self, id: &str) -> bool {
        self.traits.has(id)
    }

    pub(super) fn find(&self, id: &str) -> Option<&Value> {
        self.traits.find(id)
    }

    /// Returns the member of this name, which may be the items of a list, or the keys or the values of a map.
    fn member_mut(&mut self, name: &str) -> Option<&mut Member> {
        match (self.kind, name) {
            (Kind::List, "member") => self.member.as_mut(),
            (Kind::Map, "key") => self.key.as_mut(),
            (Kind::Map, "value") => self.value.as_mut(),
            _ => self.members.get_mut(name),
        }
    }
}

impl Model {
    /// Parses a model.
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let mut model: Self = serde_json::from_str(text).map_err(|error| {
            let invalid = || format!("this isn't a Smithy model in JSON: {error}");
            other_format(text, "a Smithy model").unwrap_or_else(|| Error::request(invalid()))
        })?;
        model.apply();
        mixins::mix_in(&mut model.shapes)?;
        Ok(model)
    }

    /// Returns a shape of the model.
    pub(super) fn shape(&self, id: &str) -> Option<&Shape> {
        self.shapes.get(id)
    }

    /// Returns the services, by their ids, without those that only others are made of.
    pub(super) fn services(&self) -> impl Iterator<Item = (&str, &Shape)> {
        let shapes = self.shapes.iter().map(|(id, shape)| (id.as_str(), shape));
        shapes.filter(|(_, shape)| shape.kind == Kind::Service && !shape.has_trait(MIXIN))
    }

    /// Moves the traits that are applied from elsewhere to where they belong.
    fn apply(&mut self) {
        let applied: Vec<_> = self
            .shapes
            .extract_if(.., |_, shape| shape.kind == Kind::Apply)
            .collect();
        for (id, Shape { traits, .. }) in applied {
            let (id, member) = match id.split_once('$') {
                Some((id, member)) => (id, Some(member)),
                None => (id.as_str(), None),
            };
            let Some(shape) = self.shapes.get_mut(id) else {
                continue;
            };
            match member {
                None => shape.traits.inherit(&traits),
                Some(name) => match shape.member_mut(name) {
                    Some(member) => member.traits.inherit(&traits),
                    None => drop(shape.applied.insert(name.to_owned(), traits)),
                },
            }
        }
    }
}

/// Returns the error of a model that refers to a shape that it doesn't contain.
pub(super) fn missing(id: &str) -> Error {
    Error::request(format!(
        "this isn't a whole Smithy model: it refers to a shape `{id}` that isn't there"
    ))
}
