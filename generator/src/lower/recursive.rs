//! Structures that hold themselves: in Rust, a box has to stand in between.

use std::collections::HashSet;

use crate::spec::{MemberOrType, Named, Shape};

/// The members, each with its structure, by which a structure holds itself without a list or a map between.
pub(super) fn recursive_members(shapes: &Named<Shape>) -> HashSet<(&str, &str)> {
    let structures = shapes.iter().filter(|(_, shape)| is_structure(shape));
    structures
        .flat_map(|(name, shape)| {
            let members = shape.members.iter();
            members
                .filter(|(_, MemberOrType(member))| holds(&member.target, name, shapes))
                .map(|(member, _)| (name.as_str(), member.as_str()))
        })
        .collect()
}

/// Whether a structure is another one, or holds it.
fn holds(start: &str, wanted: &str, shapes: &Named<Shape>) -> bool {
    let mut seen = HashSet::new();
    let mut next = vec![start];
    while let Some(name) = next.pop() {
        let Some(shape) = shapes.get(name).filter(|shape| is_structure(shape)) else { continue };
        if name == wanted {
            return true;
        }
        if seen.insert(name) {
            next.extend(shape.members.values().map(|MemberOrType(member)| member.target.as_str()));
        }
    }
    false
}

fn is_structure(shape: &Shape) -> bool {
    shape.kind == "structure"
}
