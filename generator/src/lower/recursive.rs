//! Recursive structures and unions, which need a box in Rust.

use std::collections::{HashMap, HashSet};

use petgraph::{algo::kosaraju_scc, graph::DiGraph};

use crate::format::{MemberOrType, Named, Shape};

/// Returns the members, each with its structure or union, by which one contains itself without a list or a map in
/// between.
pub(super) fn recursive_members(shapes: &Named<Shape>) -> HashSet<(&str, &str)> {
    let mut graph = DiGraph::<&str, ()>::new();
    let structures = shapes.iter().filter(|(_, shape)| holds_members(shape));
    let nodes: HashMap<_, _> = structures
        .map(|(name, _)| (name.as_str(), graph.add_node(name)))
        .collect();
    for (name, _, target) in held(shapes) {
        if let (Some(from), Some(to)) = (nodes.get(name), nodes.get(target)) {
            graph.add_edge(*from, *to, ());
        }
    }
    // Those of one component hold each other.
    let mut component = HashMap::new();
    for (index, nodes) in kosaraju_scc(&graph).into_iter().enumerate() {
        component.extend(
            nodes
                .into_iter()
                .filter_map(|node| Some((*graph.node_weight(node)?, index))),
        );
    }
    let is_recursive = |name: &str, target: &str| {
        component.contains_key(name) && component.get(name) == component.get(target)
    };
    held(shapes)
        .filter(|(name, _, target)| is_recursive(name, target))
        .map(|(name, member, _)| (name, member))
        .collect()
}

fn holds_members(shape: &Shape) -> bool {
    shape.kind == "structure" || shape.kind == "union"
}

/// Returns the members of structures and unions: the structure or union, the member, and the name of its type.
fn held(shapes: &Named<Shape>) -> impl Iterator<Item = (&str, &str, &str)> {
    let structures = shapes.iter().filter(|(_, shape)| holds_members(shape));
    structures.flat_map(|(name, shape)| {
        let members = shape.members.iter();
        members.map(move |(member, MemberOrType(type_))| {
            (name.as_str(), member.as_str(), type_.target.as_str())
        })
    })
}
