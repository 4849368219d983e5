//! Schemas of several alternatives, as unions.
//!
//! What can't be told apart for certain stays a document: nothing is guessed.

use std::collections::{BTreeMap, HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};

use super::{
    document::At,
    names::{Taken, member_of, type_of},
    scalars::{text_enum, text_values},
    schema::{Kind, Parts, Schema},
    shapes::{Identity, Shapes, Wish},
};
use crate::format::{self, Member, MemberOrType, UnionBy};

/// How many types the name of a union may be made of.
const MAX_NAMED: usize = 3;

/// What one alternative is.
#[derive(Clone, Debug)]
struct Alternative<'d> {
    parts: Parts<'d>,
    schema: Schema<'d>,
    group: Group,
}

/// The kinds of values that JSON tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Text,
    Number,
    Boolean,
    List,
    Object,
}

impl Group {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Boolean => Self::Boolean,
            Kind::Integer | Kind::Number => Self::Number,
            Kind::String => Self::Text,
            Kind::Array => Self::List,
            Kind::Object => Self::Object,
        }
    }

    /// Returns the name of the member of a union.
    fn member(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Object => "object",
        }
    }
}

impl<'d> Shapes<'d> {
    /// Returns the type of a schema with alternatives.
    pub(super) fn union(
        &mut self,
        alternatives: Vec<Parts<'d>>,
        discriminator: Option<&At<'d>>,
        component: Option<String>,
        identity: &Identity,
        wish: &Wish,
    ) -> String {
        if let Some(name) = &component {
            self.remember(identity, name);
        }
        let known = self.alternatives(alternatives, discriminator.is_some(), &mut HashSet::new());
        // One that only contains itself says nothing.
        let known = known.filter(|known| !known.is_empty());
        let name = known.map(|known| self.union_of(known, discriminator, component.as_ref(), wish));
        let name = name.unwrap_or_else(|| "document".to_owned());
        self.settle(name, component, identity)
    }

    /// Returns the type of a schema of several kinds.
    pub(super) fn union_of_kinds(
        &mut self,
        schema: &Schema<'d>,
        component: Option<String>,
        identity: &Identity,
        wish: &Wish,
    ) -> String {
        if let Some(name) = &component {
            self.remember(identity, name);
        }
        let known = split(&Parts(Vec::new()), schema);
        let name = self.union_of(known, None, component.as_ref(), wish);
        self.settle(name, component, identity)
    }

    /// Remembers what a union became. Where a shape has its name already, it says the same.
    fn settle(&mut self, name: String, component: Option<String>, identity: &Identity) -> String {
        match component {
            Some(component) if component != name => {
                self.forget(identity);
                self.became.insert(component, name.clone());
                name
            }
            _ => {
                self.remember(identity, &name);
                name
            }
        }
    }

    /// Returns the alternatives, those of inner unions included. There are none if one of them is any value.
    fn alternatives(
        &mut self,
        alternatives: Vec<Parts<'d>>,
        is_tagged: bool,
        met: &mut HashSet<Identity>,
    ) -> Option<Vec<Alternative<'d>>> {
        let mut known: Vec<Alternative<'d>> = Vec::new();
        for parts in alternatives {
            let peeled = parts.peeled();
            let schema = Schema::of(&peeled.parts);
            let identity = peeled.identity();
            let is_base = self.bases.children(&identity, &schema).is_some();
            // A union that contains itself, or a schema twice, says no more by that.
            if !identity.is_empty() && !met.insert(identity) {
                continue;
            }
            if !schema.alternatives.is_empty()
                && !is_base
                && !is_tagged
                && schema.discriminator.is_none()
            {
                known.extend(self.alternatives(schema.alternatives, is_tagged, met)?);
            } else if !schema.alternatives.is_empty() {
                known.push(Alternative {
                    parts,
                    schema,
                    group: Group::Object,
                });
            } else if schema.kinds.is_empty() {
                return None;
            } else {
                known.extend(split(&parts, &schema));
            }
        }
        Some(known)
    }

    /// Returns the type of these alternatives: that of the only one, or a union.
    fn union_of(
        &mut self,
        alternatives: Vec<Alternative<'d>>,
        discriminator: Option<&At<'d>>,
        component: Option<&String>,
        wish: &Wish,
    ) -> String {
        let mut groups: BTreeMap<Group, Vec<Alternative<'d>>> = BTreeMap::new();
        for alternative in alternatives {
            groups
                .entry(alternative.group)
                .or_default()
                .push(alternative);
        }
        if groups.len() == 1 {
            let (group, alternatives) = groups.pop_first().unwrap_or((Group::Object, Vec::new()));
            return self.of_group(group, &alternatives, discriminator, component, wish);
        }
        let mut members: IndexMap<&'static str, String> = IndexMap::new();
        for (group, alternatives) in groups {
            let wish = Wish {
                type_: format!("{}{}", wish.type_, type_of(group.member())),
                ..wish.clone()
            };
            let name = self.of_group(group, &alternatives, discriminator, None, &wish);
            let name = match (group, name.as_str()) {
                // A document is of any kind, and a map of documents is an object.
                (Group::Object, "document") => self.unnamed_collection("map", "document", false),
                _ => name,
            };
            members.insert(group.member(), name);
        }
        let shape = || format::Shape {
            by: Some(UnionBy::Kind),
            members: members
                .iter()
                .map(|(member, name)| ((*member).to_owned(), of_type(name)))
                .collect(),
            ..format::Shape::of_type("union")
        };
        self.make_union(
            "kind",
            members.values().cloned().collect(),
            component,
            wish,
            shape,
        )
    }

    /// Makes a union. One of few types has a name that is made of theirs, and there is one of it.
    fn make_union(
        &mut self,
        by: &str,
        types: Vec<String>,
        component: Option<&String>,
        wish: &Wish,
        shape: impl FnOnce() -> format::Shape,
    ) -> String {
        if let Some(name) = component {
            self.made.insert(name.clone(), shape());
            return name.clone();
        }
        let types: IndexSet<_> = types.into_iter().collect();
        let are_known = types
            .iter()
            .all(|name| self.is_component(name) || is_built_in(name));
        if are_known && types.len() <= MAX_NAMED {
            let words: Vec<_> = types.iter().map(|name| word(name)).collect();
            let types: Vec<_> = types.iter().map(String::as_str).collect();
            let made_of = format!("union {by} {}", types.join(" "));
            return self.shared(&made_of, &words.join("Or"), shape);
        }
        let name = self.name(None, &wish.type_);
        self.made.insert(name.clone(), shape());
        name
    }

    fn of_group(
        &mut self,
        group: Group,
        alternatives: &[Alternative<'d>],
        discriminator: Option<&At<'d>>,
        component: Option<&String>,
        wish: &Wish,
    ) -> String {
        // One schema that extends a base isn't all that a value can be.
        if let [only] = alternatives
            && discriminator.is_none()
        {
            return self.of_alternative(only, wish);
        }
        match group {
            Group::Text => self.texts(alternatives, component, wish),
            Group::Number => {
                let is_whole = |alternative: &Alternative<'_>| {
                    alternative.schema.kinds.contains(&Kind::Integer)
                };
                if alternatives.iter().all(is_whole) {
                    "long"
                } else {
                    "double"
                }
                .to_owned()
            }
            Group::Boolean => "boolean".to_owned(),
            Group::List => {
                let types: IndexSet<_> = alternatives
                    .iter()
                    .map(|list| self.of_alternative(list, wish))
                    .collect();
                match types.first() {
                    Some(only) if types.len() == 1 => only.clone(),
                    _ => self.unnamed_collection("list", "document", false),
                }
            }
            Group::Object if alternatives.len() == 1 => {
                let union = self.objects(alternatives, discriminator, component, wish);
                let only = alternatives.first();
                union
                    .or_else(|| only.map(|only| self.of_alternative(only, wish)))
                    .unwrap_or_else(|| "document".to_owned())
            }
            Group::Object => self
                .objects(alternatives, discriminator, component, wish)
                .unwrap_or_else(|| "document".to_owned()),
        }
    }

    fn of_alternative(&mut self, alternative: &Alternative<'d>, wish: &Wish) -> String {
        if alternative.parts.0.is_empty()
            || alternative.schema.kinds.len() == 1 && is_split(alternative)
        {
            let kind = alternative
                .schema
                .kinds
                .first()
                .copied()
                .unwrap_or(Kind::Object);
            return match kind {
                Kind::Array => self.unnamed_collection("list", "document", false),
                Kind::Object => "document".to_owned(),
                _ => self.scalar(kind, &alternative.schema, None, &Vec::new(), wish),
            };
        }
        self.target(&alternative.parts, wish).name
    }

    /// Returns one type for several of texts: an enum of all values if each is one.
    fn texts(
        &mut self,
        alternatives: &[Alternative<'d>],
        component: Option<&String>,
        wish: &Wish,
    ) -> String {
        let values: Option<Vec<_>> = alternatives
            .iter()
            .map(|text| text_values(&text.schema))
            .collect();
        if let Some(values) = values {
            let name = self.name(component.cloned(), &wish.type_);
            self.made.insert(name.clone(), text_enum(&values.concat()));
            return name;
        }
        let types: IndexSet<_> = alternatives
            .iter()
            .map(|text| self.of_alternative(text, wish))
            .collect();
        let is_secret = |name: &&String| self.made.get(*name).is_some_and(|shape| shape.sensitive);
        match (types.first(), types.iter().find(is_secret)) {
            (Some(only), _) if types.len() == 1 => only.clone(),
            (_, Some(secret)) => secret.clone(),
            _ => "string".to_owned(),
        }
    }

    /// Returns a union of structures, if something tells them apart.
    fn objects(
        &mut self,
        alternatives: &[Alternative<'d>],
        discriminator: Option<&At<'d>>,
        component: Option<&String>,
        wish: &Wish,
    ) -> Option<String> {
        let is_structure = |alternative: &Alternative<'_>| {
            alternative.schema.alternatives.is_empty() && !alternative.schema.properties.is_empty()
        };
        if !alternatives.iter().all(is_structure) {
            return None;
        }
        let (tag, members) = match tags(alternatives, discriminator) {
            Some((tag, tags)) => (Some(tag), tags),
            None => (None, by_members(alternatives)?),
        };
        let mut taken = Taken::default();
        let mut shape = format::Shape {
            tag: tag.map(str::to_owned),
            by: tag.is_none().then_some(UnionBy::Members),
            ..format::Shape::of_type("union")
        };
        let mut types = Vec::new();
        for (label, index) in members {
            let alternative = alternatives.get(index)?;
            let title = alternative.parts.peeled().title;
            let part = label
                .as_deref()
                .or(title)
                .map_or_else(|| format!("{}", index + 1), type_of);
            let inner = Wish {
                type_: format!("{}{part}", wish.type_),
                ..wish.clone()
            };
            let target = self.target(&alternative.parts, &inner);
            let name = match &label {
                Some(label) => member_of(label),
                None => member_of(&heck::ToSnakeCase::to_snake_case(target.name.as_str())),
            };
            let name = taken.member_among([name.as_str()]);
            let member = Member {
                name: label.filter(|label| *label != name),
                target: target.name.clone(),
                ..Member::default()
            };
            shape.members.insert(name, MemberOrType(member));
            types.push(target.name);
        }
        let by = format!(
            "{} {:?}",
            tag.unwrap_or_default(),
            shape.members.keys().collect::<Vec<_>>()
        );
        Some(self.make_union(&by, types, component, wish, || shape))
    }
}

/// Returns whether an alternative is one of the kinds of a schema with several.
fn is_split(alternative: &Alternative<'_>) -> bool {
    Schema::of(&alternative.parts.peeled().parts).kinds != alternative.schema.kinds
}

fn of_type(name: &str) -> MemberOrType {
    MemberOrType(Member {
        target: name.to_owned(),
        ..Member::default()
    })
}

fn is_built_in(name: &str) -> bool {
    format::BUILT_IN.contains(&name)
}

/// Returns a type as a word of the name of a union.
fn word(name: &str) -> String {
    match name {
        "byte" | "short" | "integer" | "long" | "unsigned_long" => "Integer".to_owned(),
        "double" => "Number".to_owned(),
        name => type_of(name),
    }
}

/// Returns an alternative for each kind of a schema.
fn split<'d>(parts: &Parts<'d>, schema: &Schema<'d>) -> Vec<Alternative<'d>> {
    let kinds = schema.kinds.iter().map(|kind| Alternative {
        parts: parts.clone(),
        schema: Schema {
            kinds: [*kind].into(),
            ..schema.clone()
        },
        group: Group::of(*kind),
    });
    kinds.collect()
}

/// The members of a union: each by its label and the index of its alternative.
type Members = Vec<(Option<String>, usize)>;

/// Returns the tag that tells objects apart: what the document says, or else a property that has a value of its own in each.
fn tags<'d>(
    alternatives: &[Alternative<'d>],
    discriminator: Option<&At<'d>>,
) -> Option<(&'d str, Members)> {
    if let Some(discriminator) = discriminator {
        let tag = discriminator.text("propertyName")?;
        return Some((tag, declared(alternatives, discriminator, tag)?));
    }
    let first = alternatives.first()?;
    let names = first.schema.properties.keys().copied();
    let preferred = ["type", "kind", "object", "event"];
    let mut names: Vec<_> = names.collect();
    names.sort_by_key(|name| {
        preferred
            .iter()
            .position(|known| known == name)
            .unwrap_or(preferred.len())
    });
    names
        .into_iter()
        .find_map(|tag| Some((tag, undeclared(alternatives, tag)?)))
}

/// Returns the values of the tag that each alternative has.
fn declared(
    alternatives: &[Alternative<'_>],
    discriminator: &At<'_>,
    tag: &str,
) -> Option<Members> {
    let mut mapped: HashMap<Vec<_>, Vec<String>> = HashMap::new();
    for (value, at) in discriminator.entries("mapping") {
        let reference = at.value.as_str()?;
        let target = at
            .referred(reference)
            .or_else(|_| at.referred(&format!("#/components/schemas/{reference}")));
        if let Ok(target) = target {
            let identity = Parts::from(target).peeled().identity();
            mapped.entry(identity).or_default().push(value.to_owned());
        }
    }
    let mut members = Members::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let identity = alternative.parts.peeled().identity();
        let values = mapped
            .get(&identity)
            .cloned()
            .or_else(|| tag_values(alternative, tag))
            .or_else(|| Some(vec![component_of(alternative)?]))?;
        members.extend(values.into_iter().map(|value| (Some(value), index)));
    }
    are_distinct(&members).then_some(members)
}

/// Returns the name that the document has for a schema.
fn component_of(alternative: &Alternative<'_>) -> Option<String> {
    let peeled = alternative.parts.peeled();
    let [part] = peeled.parts.as_slice() else {
        return None;
    };
    part.at
        .pointer()
        .starts_with("/components/schemas/")
        .then(|| part.at.key())
}

/// Returns the values of a property that tells all alternatives apart, and that each requires.
fn undeclared(alternatives: &[Alternative<'_>], tag: &str) -> Option<Members> {
    let mut members = Members::new();
    for (index, alternative) in alternatives.iter().enumerate() {
        let values =
            tag_values(alternative, tag).filter(|_| alternative.schema.required.contains(tag))?;
        members.extend(values.into_iter().map(|value| (Some(value), index)));
    }
    are_distinct(&members).then_some(members)
}

/// Returns the texts that a property can be.
fn tag_values(alternative: &Alternative<'_>, tag: &str) -> Option<Vec<String>> {
    let property = alternative.schema.properties.get(tag)?;
    let schema = Schema::of(&property.peeled().parts);
    text_values(&schema)
}

fn are_distinct(members: &Members) -> bool {
    let mut seen = HashSet::new();
    !members.is_empty() && members.iter().all(|(value, _)| seen.insert(value))
}

/// Returns the alternatives, those that require more before those that require less, if what they require tells them apart.
fn by_members(alternatives: &[Alternative<'_>]) -> Option<Members> {
    let required: Vec<HashSet<&str>> = alternatives
        .iter()
        .map(|alternative| required(&alternative.schema))
        .collect();
    let mut order: Vec<_> = (0..alternatives.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(required.get(*index).map_or(0, HashSet::len)));
    let sets: Vec<_> = order
        .iter()
        .filter_map(|index| required.get(*index))
        .collect();
    let is_told = |(index, set): (usize, &&HashSet<&str>)| {
        !set.is_empty() && sets.iter().take(index).all(|before| !before.is_subset(set))
    };
    let are_told = sets.iter().enumerate().all(is_told);
    are_told.then(|| order.into_iter().map(|index| (None, index)).collect())
}

/// Returns the properties that are always there.
fn required<'d>(schema: &Schema<'d>) -> HashSet<&'d str> {
    let is_there = |(name, parts): (&&'d str, &Parts<'d>)| {
        let peeled = parts.peeled();
        let is_nullable = peeled.is_nullable || Schema::of(&peeled.parts).is_nullable;
        (schema.required.contains(*name) && !is_nullable).then_some(*name)
    };
    schema.properties.iter().filter_map(is_there).collect()
}
