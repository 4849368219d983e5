//! Shapes without a finite value, because each value requires another one of the same shape.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::place::Place;
use crate::{
    diagnostic::{Code, Diagnostic},
    format::{MemberOrType, Named, Shape},
};

/// Reports every such shape, or the first one of a cycle.
pub(super) fn endless_shapes(shapes: &Named<Shape>, place: &Place<'_>) {
    let finite = finite_shapes(shapes);
    let mut seen = HashSet::new();
    for name in shapes.keys() {
        // The way from shape to shape, with the members that lead on.
        let mut way = IndexMap::new();
        let mut next = name.as_str();
        while !finite.contains(next) && seen.insert(next) {
            let Some((member, target)) = needed(next, shapes, &finite) else {
                break;
            };
            way.insert(next, member);
            next = target;
        }
        if let Some(start) = way.get_index_of(next) {
            let circle: Vec<_> = way.into_iter().skip(start).collect();
            report(&circle, shapes, place);
        }
    }
}

fn report(circle: &[(&str, &str)], shapes: &Named<Shape>, place: &Place<'_>) {
    let position = |(_, (name, _)): &(usize, &(&str, &str))| shapes.get_index_of(*name);
    let Some((index, (name, _))) = circle.iter().enumerate().min_by_key(position) else {
        return;
    };
    let before = index.checked_sub(1).unwrap_or(circle.len() - 1);
    let Some((shape, member)) = circle.get(before) else {
        return;
    };
    let span = place.at(shape).at("members").at(member).key();
    let message = format!("a `{name}` can't be built: it requires another `{name}`");
    place.report(
        Diagnostic::new(Code::EndlessShape, place.at(name).key(), message)
            .also(span, "needed here")
            .help("make a member on the way optional, or put a list in between"),
    );
}

/// Returns the shapes with a finite value. A shape is checked again only after one that it requires turned out to be
/// finite.
fn finite_shapes(shapes: &Named<Shape>) -> HashSet<&str> {
    let mut waiting: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut missing = HashMap::new();
    let mut next = Vec::new();
    for (name, shape) in shapes {
        let needed: Vec<_> = needs(shape, shapes).map(|(_, target)| target).collect();
        let is_union = shape.kind == "union";
        let count = if is_union {
            usize::from(needed.len() == shape.members.len())
        } else {
            needed.len()
        };
        if count == 0 || needed.is_empty() {
            next.push(name.as_str());
        }
        missing.insert(name.as_str(), count);
        for target in needed {
            waiting.entry(target).or_default().push(name);
        }
    }
    let mut finite = HashSet::new();
    while let Some(name) = next.pop() {
        if !finite.insert(name) {
            continue;
        }
        for &other in waiting.get(name).into_iter().flatten() {
            let Some(count) = missing.get_mut(other) else {
                continue;
            };
            *count = count.saturating_sub(1);
            if *count == 0 {
                next.push(other);
            }
        }
    }
    finite
}

/// Returns the members that a value requires, or of which a union has one, and their shapes.
fn needs<'a>(
    shape: &'a Shape,
    shapes: &'a Named<Shape>,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let kind = shape.kind.as_str();
    let members = shape
        .members
        .iter()
        .map(|(name, MemberOrType(member))| (name.as_str(), member));
    members
        .filter(move |(_, member)| {
            kind == "union" || kind == "structure" && member.required && !member.nullable
        })
        .map(|(name, member)| (name, member.target.as_str()))
        .filter(|(_, target)| shapes.contains_key(*target))
}

/// Returns the first member without a finite value, and its shape.
fn needed<'a>(
    name: &str,
    shapes: &'a Named<Shape>,
    finite: &HashSet<&str>,
) -> Option<(&'a str, &'a str)> {
    needs(shapes.get(name)?, shapes).find(|(_, target)| !finite.contains(target))
}

/// The maximum depth of nested lists and maps without a structure in between.
const MAX_NESTING: usize = 16;

/// Reports lists and maps that contain only themselves, or are nested too deeply, and returns their names.
pub(super) fn lists_without_end<'a>(shapes: &'a Named<Shape>, place: &Place<'_>) -> Vec<&'a str> {
    let of = |name: &str| shapes.get(name)?.of.as_deref();
    let has_no_end = |name: &&str| {
        let way = std::iter::successors(of(name), |name| of(name));
        way.take(MAX_NESTING + 1).count() > MAX_NESTING
    };
    let endless: Vec<_> = shapes
        .keys()
        .map(String::as_str)
        .filter(has_no_end)
        .collect();
    for name in &endless {
        let message = format!(
            "a `{name}` is nested deeper than {MAX_NESTING} lists or maps, if it ever ends"
        );
        place.report(
            Diagnostic::new(Code::EndlessShape, place.at(name).at("of").value(), message)
                .help("put a structure in between"),
        );
    }
    endless
}
