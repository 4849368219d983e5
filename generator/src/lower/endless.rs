//! Shapes of which no value could ever be made, because each needs another one of itself.

use std::collections::HashSet;

use super::place::Place;
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{MemberOrType, Named, Shape},
};

/// Reports every such shape; of a circle of them, the first.
pub(super) fn endless_shapes(shapes: &Named<Shape>, place: &Place<'_>) {
    let finite = finite_shapes(shapes);
    let mut reported: HashSet<&str> = HashSet::new();
    for name in shapes.keys().filter(|name| !finite.contains(name.as_str())) {
        let circle = circle(name, shapes, &finite);
        let Some(last) = circle.last() else { continue };
        if circle.iter().all(|(shape, _)| !reported.contains(shape)) {
            reported.extend(circle.iter().map(|(shape, _)| *shape));
            let (shape, member) = last;
            let span = place.at(shape).at("members").at(member).key();
            let message = format!("a `{name}` can never end: it needs another one of itself");
            let diagnostic = Diagnostic::new(Code::EndlessShape, place.at(name).key(), message);
            place.report(
                diagnostic
                    .also(span, "needed here")
                    .help("make a member on the way optional, or put a list in between"),
            );
        }
    }
}

/// The shapes of which a value can be made without one that can't.
fn finite_shapes(shapes: &Named<Shape>) -> HashSet<&str> {
    let mut finite = HashSet::new();
    loop {
        let more: Vec<_> = shapes
            .iter()
            .filter(|(name, shape)| !finite.contains(name.as_str()) && can_end(shape, shapes, &finite))
            .map(|(name, _)| name.as_str())
            .collect();
        if more.is_empty() {
            return finite;
        }
        finite.extend(more);
    }
}

fn can_end(shape: &Shape, shapes: &Named<Shape>, finite: &HashSet<&str>) -> bool {
    let ends = |MemberOrType(member): &MemberOrType| {
        !shapes.contains_key(&member.target) || finite.contains(member.target.as_str())
    };
    match shape.kind.as_str() {
        "structure" => shape.members.values().all(|member| !member.0.required || ends(member)),
        "union" => shape.members.is_empty() || shape.members.values().any(ends),
        _ => true,
    }
}

/// The way from a shape to itself, as shapes and the members that lead on; empty where there is none.
fn circle<'a>(start: &'a str, shapes: &'a Named<Shape>, finite: &HashSet<&str>) -> Vec<(&'a str, &'a str)> {
    let mut way = Vec::new();
    let mut name = start;
    for _ in 0..shapes.len() {
        let needed = shapes.get(name).and_then(|shape| {
            let is_union = shape.kind == "union";
            shape.members.iter().find(|(_, MemberOrType(member))| {
                (is_union || member.required)
                    && shapes.contains_key(&member.target)
                    && !finite.contains(member.target.as_str())
            })
        });
        let Some((member, MemberOrType(target))) = needed else { return Vec::new() };
        way.push((name, member.as_str()));
        name = &target.target;
        if name == start {
            return way;
        }
    }
    Vec::new()
}

/// Reports the lists and maps that hold only themselves, and gives their names.
pub(super) fn lists_of_themselves<'a>(shapes: &'a Named<Shape>, place: &Place<'_>) -> Vec<&'a str> {
    let of = |name: &str| shapes.get(name)?.of.as_deref();
    let is_circle = |start: &&str| {
        let way = std::iter::successors(of(start), |name| of(name));
        way.take(shapes.len()).any(|name| name == *start)
    };
    let circles: Vec<_> = shapes.keys().map(String::as_str).filter(is_circle).collect();
    for name in &circles {
        let message = format!("a `{name}` holds nothing but itself");
        place.report(
            Diagnostic::new(Code::EndlessShape, place.at(name).at("of").value(), message)
                .help("put a structure in between"),
        );
    }
    circles
}
