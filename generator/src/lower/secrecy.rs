//! The shapes that sensitive shapes consist of, and those that contain sensitive shapes.

use std::collections::{HashMap, HashSet};

use crate::format::{MemberOrType, Named, Shape};

/// Returns the shapes that sensitive shapes other than strings consist of.
pub(super) fn wiped(shapes: &Named<Shape>) -> HashSet<&str> {
    let sensitive = sensitive(shapes).filter(|(_, shape)| shape.kind != "string");
    closure(sensitive.map(|(name, _)| name), |name| {
        shapes.get(name).into_iter().flat_map(targets).collect()
    })
}

/// Returns the shapes that are sensitive, or contain a sensitive one.
pub(super) fn holding(shapes: &Named<Shape>) -> HashSet<&str> {
    let mut holders: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, shape) in shapes {
        for target in targets(shape) {
            holders.entry(target).or_default().push(name);
        }
    }
    closure(sensitive(shapes).map(|(name, _)| name), |name| {
        holders.get(name).cloned().unwrap_or_default()
    })
}

/// Returns a shape and all that it consists of.
pub(super) fn reachable<'a>(shapes: &'a Named<Shape>, name: &str) -> HashSet<&'a str> {
    let start = shapes.get_key_value(name).map(|(name, _)| name.as_str());
    closure(start.into_iter(), |name| {
        shapes.get(name).into_iter().flat_map(targets).collect()
    })
}

fn sensitive(shapes: &Named<Shape>) -> impl Iterator<Item = (&str, &Shape)> {
    shapes
        .iter()
        .filter(|(_, shape)| shape.sensitive)
        .map(|(name, shape)| (name.as_str(), shape))
}

pub(super) fn targets(shape: &Shape) -> impl Iterator<Item = &str> {
    let members = shape
        .members
        .values()
        .map(|MemberOrType(member)| member.target.as_str());
    let of = shape
        .of
        .as_deref()
        .into_iter()
        .chain(shape.additional.as_deref());
    members.chain(of)
}

/// Returns all shapes that are reachable from these.
pub(super) fn closure<'a>(
    start: impl Iterator<Item = &'a str>,
    next: impl Fn(&'a str) -> Vec<&'a str>,
) -> HashSet<&'a str> {
    let mut reached = HashSet::new();
    let mut waiting: Vec<_> = start.collect();
    while let Some(name) = waiting.pop() {
        if reached.insert(name) {
            waiting.extend(next(name));
        }
    }
    reached
}
