//! What can only be said of all shapes together: what one side sends, what has a finite value, what tells the members of
//! a union apart, and what is reached.

use std::collections::{HashMap, HashSet};

use super::{shapes::OneWay, share};
use crate::format::{BUILT_IN, MemberOrType, Named, Shape, UnionBy};

/// Returns the final name of each type that has another one than it had: what a named schema became, or a type that is
/// shared.
pub(super) fn final_names(
    shapes: &mut Named<Shape>,
    became: &HashMap<String, String>,
    unnamed: &HashSet<String>,
) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for old in became.keys() {
        let mut name = old;
        for _ in 0..became.len() {
            match became.get(name).filter(|_| !shapes.contains_key(name)) {
                Some(next) => name = next,
                None => break,
            }
        }
        let is_known = shapes.contains_key(name) || BUILT_IN.contains(&name.as_str());
        names.insert(
            old.clone(),
            if is_known {
                name.clone()
            } else {
                "document".to_owned()
            },
        );
    }
    share::rename(shapes, &names);
    let mut unnamed = unnamed.clone();
    let passes = [
        share::shared_names,
        share::plain_names,
        share::collection_names,
        share::collection_names,
    ];
    for pass in passes {
        let renamed = pass(shapes, &unnamed);
        share::rename(shapes, &renamed);
        for name in names.values_mut() {
            if let Some(new) = renamed.get(name) {
                name.clone_from(new);
            }
        }
        unnamed.extend(renamed.values().cloned());
        names.extend(renamed);
    }
    names
}

/// Makes optional what only the other side sends, where a shape is sent and received.
pub(super) fn loosen(
    shapes: &mut Named<Shape>,
    one_way: &[(String, String, OneWay)],
    sent: &HashSet<String>,
    received: &HashSet<String>,
) {
    for (shape, member, way) in one_way {
        let is_loose = match way {
            OneWay::ReadOnly => sent.contains(shape),
            OneWay::WriteOnly => received.contains(shape),
        };
        let member = shapes
            .get_mut(shape)
            .and_then(|shape| shape.members.get_mut(member));
        if let Some(MemberOrType(member)) = member.filter(|_| is_loose) {
            member.required = false;
            member.constant = None;
        }
    }
}

/// Removes the constants of structures that are only received, which nobody makes.
pub(super) fn drop_constants(shapes: &mut Named<Shape>, sent: &HashSet<String>) {
    let received = shapes.iter_mut().filter(|(name, _)| !sent.contains(*name));
    for MemberOrType(member) in received.flat_map(|(_, shape)| shape.members.values_mut()) {
        member.constant = None;
    }
}

/// How deep lists and maps may be in each other without a structure between them.
const MAX_NESTING: usize = 8;

/// Makes documents of the items of lists and maps that contain themselves without a structure between them, or that are
/// nested too deeply.
pub(super) fn cut_collections(shapes: &mut Named<Shape>) {
    let names: Vec<String> = shapes.keys().cloned().collect();
    for name in names {
        let mut way = vec![name.as_str()];
        while let Some(of) = way
            .last()
            .and_then(|name| shapes.get(*name))
            .and_then(|shape| shape.of.as_deref())
        {
            if way.contains(&of) || way.len() > MAX_NESTING {
                break;
            }
            way.push(of);
        }
        let last = way.last().copied().unwrap_or_default().to_owned();
        if let Some(shape) = shapes.get_mut(&last).filter(|shape| shape.of.is_some()) {
            shape.of = Some("document".to_owned());
            shape.sparse = false;
        }
    }
}

/// Makes members optional until each structure has a finite value.
pub(super) fn make_finite(shapes: &mut Named<Shape>) {
    loop {
        let finite = finite(shapes);
        let endless = shapes
            .iter_mut()
            .find(|(name, shape)| shape.kind == "structure" && !finite.contains(name.as_str()));
        let Some((_, shape)) = endless else {
            break;
        };
        let is_needed = |member: &MemberOrType| {
            member.0.required
                && !finite.contains(member.0.target.as_str())
                && !BUILT_IN.contains(&member.0.target.as_str())
        };
        let Some(MemberOrType(member)) =
            shape.members.values_mut().find(|member| is_needed(member))
        else {
            break;
        };
        member.required = false;
    }
}

/// Returns the names of the shapes that have a finite value.
fn finite(shapes: &Named<Shape>) -> HashSet<String> {
    let mut finite: HashSet<String> = HashSet::new();
    loop {
        let is_finite = |name: &str| finite.contains(name) || !shapes.contains_key(name);
        let found: Vec<_> = shapes
            .iter()
            .filter(|(name, shape)| {
                !finite.contains(name.as_str())
                    && match shape.kind.as_str() {
                        "structure" => shape.members.values().all(|MemberOrType(member)| {
                            !member.required || is_finite(&member.target)
                        }),
                        "union" => shape
                            .members
                            .values()
                            .any(|MemberOrType(member)| is_finite(&member.target)),
                        _ => true,
                    }
            })
            .map(|(name, _)| name.clone())
            .collect();
        if found.is_empty() {
            return finite;
        }
        finite.extend(found);
    }
}

/// Makes documents of the unions whose members can't be told apart after all.
pub(super) fn check_unions(shapes: &mut Named<Shape>) {
    loop {
        let wrong: Vec<_> = shapes
            .iter()
            .filter(|(_, shape)| shape.kind == "union" && !is_told(shape, shapes))
            .map(|(name, _)| name.clone())
            .collect();
        if wrong.is_empty() {
            break;
        }
        for name in wrong {
            if let Some(shape) = shapes.get_mut(&name) {
                *shape = Shape {
                    docs: shape.docs.take(),
                    ..Shape::of_type("document")
                };
            }
        }
    }
}

fn is_told(union: &Shape, shapes: &Named<Shape>) -> bool {
    let targets = union
        .members
        .values()
        .map(|MemberOrType(member)| member.target.as_str());
    match (&union.tag, union.by) {
        (Some(tag), _) => targets.clone().all(|target| {
            shapes
                .get(target)
                .is_some_and(|shape| shape.kind == "structure" && has_text_tag(shape, tag, shapes))
        }),
        (None, Some(UnionBy::Kind)) => {
            let mut kinds = HashSet::new();
            targets
                .clone()
                .all(|target| kind_in_json(target, shapes).is_some_and(|kind| kinds.insert(kind)))
        }
        (None, _) => {
            let mut before: Vec<HashSet<&str>> = Vec::new();
            targets.clone().all(|target| {
                let Some(shape) = shapes.get(target).filter(|shape| shape.kind == "structure")
                else {
                    return false;
                };
                let required = shape
                    .members
                    .iter()
                    .filter(|(_, MemberOrType(member))| member.required && !member.nullable);
                let required: HashSet<&str> = required
                    .map(|(name, MemberOrType(member))| member.name.as_deref().unwrap_or(name))
                    .collect();
                let is_told = !required.is_empty()
                    && before.iter().all(|before| !before.is_subset(&required));
                before.push(required);
                is_told
            })
        }
    }
}

fn has_text_tag(structure: &Shape, tag: &str, shapes: &Named<Shape>) -> bool {
    let member = structure
        .members
        .iter()
        .find(|(name, MemberOrType(member))| member.name.as_deref().unwrap_or(name) == tag);
    member.is_none_or(|(_, MemberOrType(member))| {
        let shape = shapes.get(&member.target);
        let kind = shape.map_or(member.target.as_str(), |shape| shape.kind.as_str());
        kind == "enum" || kind == "string" && shape.is_none_or(|shape| !shape.sensitive)
    })
}

/// Returns the kind of JSON value that a type is, unless it is of several.
fn kind_in_json(name: &str, shapes: &Named<Shape>) -> Option<&'static str> {
    let shape = shapes.get(name);
    match shape.map_or(name, |shape| shape.kind.as_str()) {
        "string" | "enum" | "blob" | "date" | "uuid" => Some("text"),
        "timestamp" => {
            let is_number = shape.is_none_or(|shape| {
                shape.format != Some(crate::protocol::TimestampFormat::DateTime)
            });
            Some(if is_number { "number" } else { "text" })
        }
        "boolean" => Some("boolean"),
        "list" => Some("list"),
        "map" | "structure" => Some("object"),
        "union" => shape
            .filter(|shape| shape.by != Some(UnionBy::Kind))
            .map(|_| "object"),
        "document" => None,
        _ => Some("number"),
    }
}

/// Returns the shapes that these types reach, themselves included.
pub(super) fn reached<'n>(
    names: impl IntoIterator<Item = &'n str>,
    shapes: &Named<Shape>,
) -> HashSet<String> {
    let mut reached = HashSet::new();
    let mut open: Vec<&str> = names.into_iter().collect();
    while let Some(name) = open.pop() {
        let Some((name, shape)) = shapes.get_key_value(name) else {
            continue;
        };
        if reached.insert(name.clone()) {
            open.extend(shape.of.as_deref());
            open.extend(shape.additional.as_deref());
            open.extend(
                shape
                    .members
                    .values()
                    .map(|MemberOrType(member)| member.target.as_str()),
            );
        }
    }
    reached
}
