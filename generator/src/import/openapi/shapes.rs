//! The types to which schemas become, and their names.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::Value;

use super::{
    bases::Bases,
    components,
    docs::docs,
    document::{At, Location},
    names::{Taken, singular, type_of, type_words},
    notes::{Notes, Owner},
    scalars::{self, Scalar},
    schema::{Additional, Kind, Parts, Peeled, Schema},
};
use crate::format::{self, Member, MemberOrType, Named};

/// How deep lists, maps and unions may be in each other.
const MAX_DEPTH: usize = 64;

/// What identifies a schema.
pub(super) type Identity = Vec<(Location, bool)>;

/// What a schema becomes at the place where it is used.
#[derive(Clone, Debug)]
pub(super) struct Target<'d> {
    /// The name of a built-in type or of a shape of the spec.
    pub(super) name: String,
    pub(super) is_nullable: bool,
    pub(super) is_read_only: bool,
    pub(super) is_write_only: bool,
    pub(super) docs: Option<String>,
    pub(super) default: Option<&'d Value>,
    /// The only value, if the document says one.
    pub(super) only: Option<&'d Value>,
}

/// What a type is called if the document has no name for it.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// The name of the type: that of its owner, and that of the member.
    pub(super) type_: String,
    /// The name of the member, which may be that of a secret.
    pub(super) member: String,
    /// What is noted about it belongs to this.
    pub(super) owner: Owner,
}

impl Wish {
    /// Returns the wish for a member of a type.
    pub(super) fn member(owner: &Owner, type_: &str, member: &str) -> Self {
        Self {
            type_: format!("{type_}{}", type_words(member)),
            member: member.to_owned(),
            owner: owner.clone(),
        }
    }

    /// Returns the wish for an item of a list.
    fn item(&self) -> Self {
        self.inner("Item")
    }

    /// Returns the wish for a value of a map.
    fn value(&self) -> Self {
        self.inner("Value")
    }

    /// Returns the wish for one of several: in the singular, or with this word if there is none.
    fn inner(&self, word: &str) -> Self {
        let name = singular(&self.type_);
        let type_ = if name == self.type_ {
            format!("{name}{word}")
        } else {
            name
        };
        Self {
            type_,
            member: singular(&self.member),
            ..self.clone()
        }
    }
}

/// A member that only one side sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OneWay {
    ReadOnly,
    WriteOnly,
}

/// The shapes of the spec, as far as they are known.
pub(super) struct Shapes<'d> {
    /// The names of the document's own schemas.
    components: HashMap<Location, String>,
    pub(super) bases: Bases<'d>,
    pub(super) taken: Taken,
    /// The types of schemas that were met before, and whether they include null.
    known: HashMap<Identity, (String, bool)>,
    /// The schemas whose types are being made.
    making: HashSet<Identity>,
    /// The names of types that are named by what they are made of.
    pub(super) shared: HashMap<String, String>,
    pub(super) made: Named<format::Shape>,
    /// The structures whose members are still to be made.
    open: VecDeque<(String, Schema<'d>)>,
    /// The members that only one side sends, by their shapes.
    pub(super) one_way: Vec<(String, String, OneWay)>,
    /// The names of types that the document doesn't name.
    pub(super) unnamed: HashSet<String>,
    /// What a named schema became that needs no shape of its own.
    pub(super) became: HashMap<String, String>,
    pub(super) notes: Notes,
}

impl<'d> Shapes<'d> {
    /// Reserves the names of the document's own schemas.
    pub(super) fn new(root: &At<'d>) -> Self {
        let mut taken = Taken::default();
        Self {
            components: components::names(root, &mut taken),
            bases: Bases::new(root),
            taken,
            known: HashMap::new(),
            making: HashSet::new(),
            shared: HashMap::new(),
            made: Named::new(),
            open: VecDeque::new(),
            one_way: Vec::new(),
            unnamed: HashSet::new(),
            became: HashMap::new(),
            notes: Notes::default(),
        }
    }

    /// Returns what a schema becomes.
    pub(super) fn target(&mut self, parts: &Parts<'d>, wish: &Wish) -> Target<'d> {
        let peeled = parts.peeled();
        for (at, broken) in &peeled.broken {
            let sentence = format!("{broken}; any value is taken instead");
            self.notes.add(wish.owner.clone(), at, sentence);
        }
        let (name, is_nullable) = self.type_of(&peeled, wish);
        let is_named =
            self.made.contains_key(&name) || self.open.iter().any(|(open, _)| *open == name);
        let type_description = peeled.type_description.filter(|_| !is_named);
        let values = scalars::numbers_sentence(&name, &peeled);
        let deprecated = peeled.is_deprecated.then_some("Deprecated.");
        Target {
            name,
            is_nullable: peeled.is_nullable || is_nullable,
            is_read_only: peeled.is_read_only,
            is_write_only: peeled.is_write_only,
            docs: docs([
                peeled.description.or(type_description),
                values.as_deref(),
                deprecated,
            ]),
            default: peeled.default.filter(|default| !default.is_null()),
            only: scalars::only_value(&peeled),
        }
    }

    /// Returns the type of a schema, and whether it includes null.
    fn type_of(&mut self, peeled: &Peeled<'d>, wish: &Wish) -> (String, bool) {
        let identity = peeled.identity();
        if identity.is_empty() {
            return ("document".to_owned(), false);
        }
        if let Some(known) = self.known.get(&identity) {
            return known.clone();
        }
        let schema = Schema::of(&peeled.parts);
        for (at, broken) in &schema.broken {
            let sentence = format!("{broken}; this part is left out");
            self.notes.add(wish.owner.clone(), at, sentence);
        }
        let is_nullable = schema.is_nullable;
        if self.making.len() > MAX_DEPTH || !self.making.insert(identity.clone()) {
            // Nothing has a name here that a value inside could refer to.
            return ("document".to_owned(), is_nullable);
        }
        let component = self.component_name(&identity);
        let inner = wish_for(&identity, wish);
        let name = self.type_of_schema(&schema, component.clone(), &identity, &inner);
        if let Some(shape) = self
            .made
            .get_mut(&name)
            .filter(|_| component.as_ref() == Some(&name))
        {
            shape.docs = docs([schema.description]);
        }
        self.making.remove(&identity);
        if let Some((_, known)) = self.known.get_mut(&identity) {
            *known = is_nullable;
        }
        (name, is_nullable)
    }

    /// Returns the name of a schema that the document names.
    fn component_name(&self, identity: &Identity) -> Option<String> {
        match identity.as_slice() {
            [(location, false)] => self.components.get(location).cloned(),
            _ => None,
        }
    }

    fn type_of_schema(
        &mut self,
        schema: &Schema<'d>,
        component: Option<String>,
        identity: &Identity,
        wish: &Wish,
    ) -> String {
        if let Some(children) = self.bases.children(identity, schema) {
            return self.union(
                children,
                schema.discriminator.as_ref(),
                component,
                identity,
                wish,
            );
        }
        if !schema.alternatives.is_empty() {
            let alternatives = schema.alternatives.clone();
            return self.union(
                alternatives,
                schema.discriminator.as_ref(),
                component,
                identity,
                wish,
            );
        }
        let mut kinds = schema.kinds.iter();
        match (kinds.next(), kinds.next()) {
            (None, _) => "document".to_owned(),
            (Some(_), Some(_)) => self.union_of_kinds(schema, component, identity, wish),
            (Some(Kind::Array), None) => self.list(schema, component, identity, wish),
            (Some(Kind::Object), None) => self.object(schema, component, identity, wish),
            (Some(kind), None) => self.scalar(*kind, schema, component, identity, wish),
        }
    }

    /// Returns a name for a type that the document doesn't name. It is that of the component, if it is one.
    pub(super) fn name(&mut self, component: Option<String>, wish: &str) -> String {
        component.unwrap_or_else(|| {
            let base = type_of(wish);
            let second = format!("{base}Value");
            let name = self.taken.type_among([base.as_str(), second.as_str()]);
            self.unnamed.insert(name.clone());
            name
        })
    }

    /// Remembers the type of a schema.
    pub(super) fn remember(&mut self, identity: &Identity, name: &str) {
        self.known
            .insert(identity.clone(), (name.to_owned(), false));
    }

    /// Forgets the type of a schema, which turned out to need no shape.
    pub(super) fn forget(&mut self, identity: &Identity) {
        self.known.remove(identity);
    }

    pub(super) fn scalar(
        &mut self,
        kind: Kind,
        schema: &Schema<'d>,
        component: Option<String>,
        identity: &Identity,
        wish: &Wish,
    ) -> String {
        match scalars::scalar(kind, schema, &wish.member) {
            Scalar::BuiltIn(name) => name.to_owned(),
            Scalar::Shared(wish, shape) => self.shared(wish, wish, || shape),
            Scalar::Named(shape) => {
                let name = self.name(component, &wish.type_);
                self.remember(identity, &name);
                let docs = docs([schema.description]);
                self.made
                    .insert(name.clone(), format::Shape { docs, ..shape });
                name
            }
        }
    }

    /// Returns the name of the shape of secret texts.
    pub(super) fn secret(&mut self) -> String {
        self.shared(scalars::SECRET, scalars::SECRET, scalars::secret)
    }

    /// Returns the name of a shape that is told by what it is made of, so that there is one of it.
    pub(super) fn shared(
        &mut self,
        made_of: &str,
        wish: &str,
        shape: impl FnOnce() -> format::Shape,
    ) -> String {
        if let Some(name) = self.shared.get(made_of) {
            return name.clone();
        }
        let name = self.name(None, wish);
        self.shared.insert(made_of.to_owned(), name.clone());
        self.made.insert(name.clone(), shape());
        name
    }

    fn list(
        &mut self,
        schema: &Schema<'d>,
        component: Option<String>,
        identity: &Identity,
        wish: &Wish,
    ) -> String {
        if let Some(name) = &component {
            self.remember(identity, name);
        }
        let items = schema.items.as_ref();
        let item = items.map(|items| self.target(items, &wish.item()));
        let of = item.as_ref().map_or("document", |item| item.name.as_str());
        let sparse = item.as_ref().is_some_and(|item| item.is_nullable) && of != "document";
        self.collection("list", of, sparse, component, schema)
    }

    fn object(
        &mut self,
        schema: &Schema<'d>,
        component: Option<String>,
        identity: &Identity,
        wish: &Wish,
    ) -> String {
        let is_structure =
            !schema.properties.is_empty() || matches!(schema.additional, Additional::Nothing);
        if is_structure {
            let name = self.name(component, &wish.type_);
            self.remember(identity, &name);
            self.open.push_back((name.clone(), schema.clone()));
            return name;
        }
        if let Some(name) = &component {
            self.remember(identity, name);
        }
        let value = match &schema.additional {
            Additional::Of(values) => Some(self.target(values, &wish.value())),
            _ => None,
        };
        let of = value
            .as_ref()
            .map_or("document", |value| value.name.as_str());
        let sparse = value.as_ref().is_some_and(|value| value.is_nullable) && of != "document";
        self.collection("map", of, sparse, component, schema)
    }

    /// Returns the name of a list or a map: that of the component, or one that is made of its items' name.
    fn collection(
        &mut self,
        kind: &str,
        of: &str,
        sparse: bool,
        component: Option<String>,
        schema: &Schema<'d>,
    ) -> String {
        let Some(name) = component else {
            return self.unnamed_collection(kind, of, sparse);
        };
        let shape = format::Shape {
            docs: docs([schema.description]),
            ..collection(kind, of, sparse)
        };
        self.made.insert(name.clone(), shape);
        name
    }

    /// Returns the name of a list or a map that the document doesn't name.
    pub(super) fn unnamed_collection(&mut self, kind: &str, of: &str, sparse: bool) -> String {
        let nullable = if sparse { "Nullable" } else { "" };
        let item = type_of(of);
        let wish = format!("{nullable}{item}{}", type_words(kind));
        let made_of = format!("{kind} {nullable} {of}");
        self.shared(&made_of, &wish, || collection(kind, of, sparse))
    }

    /// Makes the members of all structures that were met.
    pub(super) fn finish(&mut self) {
        while let Some((name, schema)) = self.open.pop_front() {
            let shape = self.structure(&name, &schema);
            self.made.insert(name, shape);
        }
    }

    fn structure(&mut self, name: &str, schema: &Schema<'d>) -> format::Shape {
        let owner = Owner::Shape(name.to_owned());
        let mut taken = Taken::default();
        let mut members = Named::new();
        for (property, parts) in &schema.properties {
            let wish = Wish::member(&owner, name, property);
            let target = self.target(parts, &wish);
            let member = taken.member_among([super::names::member_of(property).as_str()]);
            self.mark(name, &member, &target);
            let default = self.default_sentence(&target);
            let default = default.as_deref();
            let MemberOrType(made) = member_of(&target, default, &member, property, schema);
            let constant = self.constant(&target, made.required);
            let made = MemberOrType(Member { constant, ..made });
            members.insert(member, made);
        }
        // The service may never send a property that the document doesn't describe, so it is optional.
        for property in schema.undescribed() {
            let member = taken.member_among([super::names::member_of(property).as_str()]);
            let any = Member {
                name: (member != property).then(|| property.to_owned()),
                ..any_value()
            };
            members.insert(member, MemberOrType(any));
        }
        let wish = Wish::member(&owner, name, "value");
        format::Shape {
            members,
            additional: self.additional(schema, &wish),
            docs: docs([schema.description]),
            ..format::Shape::of_type("structure")
        }
    }

    /// Returns what to say of the value that the service takes if there is none. That of a secret isn't told.
    pub(super) fn default_sentence(&self, target: &Target<'_>) -> Option<String> {
        let is_secret = self
            .made
            .get(&target.name)
            .is_some_and(|shape| shape.sensitive);
        target
            .default
            .filter(|_| !is_secret)
            .and_then(default_sentence)
    }

    /// Returns the type of the members that an object has besides its properties, if the document says that it can have some.
    pub(super) fn additional(&mut self, schema: &Schema<'d>, wish: &Wish) -> Option<String> {
        match &schema.additional {
            _ if schema.properties.is_empty() => None,
            Additional::Of(values) => Some(self.target(values, wish).name),
            Additional::Anything => Some("document".to_owned()),
            Additional::Unsaid | Additional::Nothing => None,
        }
    }

    /// Remembers that only one side sends a member.
    pub(super) fn mark(&mut self, shape: &str, member: &str, target: &Target<'_>) {
        let way = match (target.is_read_only, target.is_write_only) {
            (true, false) => OneWay::ReadOnly,
            (false, true) => OneWay::WriteOnly,
            _ => return,
        };
        self.one_way
            .push((shape.to_owned(), member.to_owned(), way));
    }

    /// Returns whether the document has this name for a schema.
    pub(super) fn is_component(&self, name: &str) -> bool {
        self.components.values().any(|known| known == name)
    }
}

/// Returns the wish, unless the schema belongs to a parameter, a body or a response that has a name of its own.
fn wish_for(identity: &Identity, wish: &Wish) -> Wish {
    let place = identity
        .first()
        .and_then(|((_, pointer), _)| components::name_of_place(pointer));
    Wish {
        type_: place.unwrap_or_else(|| wish.type_.clone()),
        ..wish.clone()
    }
}

/// Returns the shape of a list or a map.
fn collection(kind: &str, of: &str, sparse: bool) -> format::Shape {
    format::Shape {
        of: Some(of.to_owned()),
        sparse,
        ..format::Shape::of_type(kind)
    }
}

/// Returns an optional member that is any value.
pub(super) fn any_value() -> Member {
    Member {
        target: "document".to_owned(),
        ..Member::default()
    }
}

/// Returns a member of a structure.
fn member_of(
    target: &Target<'_>,
    default: Option<&str>,
    member: &str,
    property: &str,
    schema: &Schema<'_>,
) -> MemberOrType {
    MemberOrType(Member {
        target: target.name.clone(),
        required: schema.required.contains(property),
        nullable: target.is_nullable,
        name: (member != property).then(|| property.to_owned()),
        docs: docs([target.docs.as_deref(), default]),
        ..Member::default()
    })
}

/// Returns what to say of the value that the service takes if there is none.
fn default_sentence(default: &Value) -> Option<String> {
    let text = match default {
        Value::String(text) if text.is_empty() || text.contains(['`', '\n']) => return None,
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => default.to_string(),
        _ => return None,
    };
    Some(format!("The default is `{text}`."))
}
