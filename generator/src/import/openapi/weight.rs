//! Which types bring in many others, so that a user sees what makes a client large.

use std::collections::{HashMap, HashSet};

use super::{types_of_error, types_of_operation};
use crate::format::{self, MemberOrType, Named, Operation, Shape};

/// How many types are told.
const MOST: usize = 5;

/// How many types one has to bring in to be told.
const LEAST: usize = 10;

/// Returns a sentence for each type that brings in many others, the heaviest first.
pub(super) fn sentences(
    operations: &Named<Operation>,
    errors: &Named<format::Error>,
    shapes: &Named<Shape>,
) -> Vec<String> {
    let graph = Graph::new(operations, errors, shapes);
    let all = graph.reached(None).len();
    let mut heavy: Vec<(usize, usize)> = (0..shapes.len())
        .map(|shape| (all - graph.reached(Some(shape)).len(), shape))
        .filter(|(brought, _)| *brought > LEAST)
        .collect();
    heavy.sort_by_key(|(brought, shape)| (std::cmp::Reverse(*brought), *shape));
    let sentence = |(brought, shape): (usize, usize)| {
        let (name, _) = shapes.get_index(shape)?;
        let user = graph.users.get(&shape)?;
        Some(format!(
            "`{name}` brings in {} types that nothing else needs; {user} refers to it",
            brought - 1
        ))
    };
    heavy.into_iter().take(MOST).filter_map(sentence).collect()
}

/// Which shapes refer to which, by their indices.
struct Graph {
    roots: Vec<usize>,
    edges: Vec<Vec<usize>>,
    /// What refers to a shape first.
    users: HashMap<usize, String>,
}

impl Graph {
    fn new(
        operations: &Named<Operation>,
        errors: &Named<format::Error>,
        shapes: &Named<Shape>,
    ) -> Self {
        let mut users = HashMap::new();
        let of_operations = operations
            .iter()
            .flat_map(|(name, operation)| types_of_operation(operation).map(move |of| (name, of)));
        let of_errors = errors
            .iter()
            .flat_map(|(name, error)| types_of_error(error).map(move |of| (name, of)));
        let mut roots = Vec::new();
        for (user, name) in of_operations.chain(of_errors) {
            if let Some(index) = shapes.get_index_of(name) {
                roots.push(index);
                users.entry(index).or_insert_with(|| format!("`{user}`"));
            }
        }
        let mut edges = Vec::new();
        for (user, shape) in shapes {
            let mut used = Vec::new();
            let unnamed = shape.of.iter().chain(&shape.additional);
            let unnamed = unnamed.map(|name| (name.as_str(), format!("`{user}`")));
            let members = shape.members.iter().map(|(member, MemberOrType(of))| {
                (of.target.as_str(), format!("`{user}.{member}`"))
            });
            for (name, user) in unnamed.chain(members) {
                if let Some(index) = shapes.get_index_of(name) {
                    used.push(index);
                    users.entry(index).or_insert(user);
                }
            }
            edges.push(used);
        }
        Self {
            roots,
            edges,
            users,
        }
    }

    /// Returns what operations and errors reach without passing this shape.
    fn reached(&self, without: Option<usize>) -> HashSet<usize> {
        let mut reached = HashSet::new();
        let mut open = self.roots.clone();
        while let Some(shape) = open.pop() {
            if Some(shape) != without && reached.insert(shape) {
                open.extend(self.edges.get(shape).into_iter().flatten());
            }
        }
        reached
    }
}
