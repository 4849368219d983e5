//! Which types bring in many others, so that a user sees what makes a client large.

use std::{cmp::Reverse, collections::HashMap};

use super::{types_of_error, types_of_operation};
use crate::format::{self, MemberOrType, Named, Operation, Shape};

/// The most types that are named.
const MOST: usize = 5;

/// The fewest other types that a type has to bring in to be named.
const LEAST: usize = 10;

/// Returns a sentence for each type that brings in many others, the heaviest first.
pub(super) fn sentences(
    operations: &Named<Operation>,
    errors: &Named<format::Error>,
    shapes: &Named<Shape>,
) -> Vec<String> {
    let graph = Graph::new(operations, errors, shapes);
    let mut heavy: Vec<(usize, usize)> = graph
        .brought_in()
        .into_iter()
        .enumerate()
        .map(|(shape, brought)| (brought, shape))
        .filter(|(brought, _)| *brought >= LEAST)
        .collect();
    heavy.sort_by_key(|(brought, shape)| (Reverse(*brought), *shape));
    let sentence = |(brought, shape): (usize, usize)| {
        let (name, _) = shapes.get_index(shape)?;
        let user = graph.users.get(&shape)?;
        Some(format!(
            "`{name}` brings in {brought} types that nothing else needs; {user} refers to it"
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

    /// Returns for each shape how many others only it brings in: those that it dominates, as in the tree of Cooper, Harvey
    /// and Kennedy, "A Simple, Fast Dominance Algorithm".
    fn brought_in(&self) -> Vec<usize> {
        let order = self.order();
        let root = order.len();
        // By the place in the order, the place of the closest shape without which this one isn't reached.
        let mut closest = vec![None; root];
        closest.push(Some(root));
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); root];
        let places: HashMap<usize, usize> =
            (0..).zip(&order).map(|(place, of)| (*of, place)).collect();
        let edges = order.iter().enumerate().flat_map(|(user, shape)| {
            let used = self.edges.get(*shape).into_iter().flatten();
            used.map(move |used| (user, *used))
        });
        for (user, used) in edges.chain(self.roots.iter().map(|used| (root, *used))) {
            if let Some(users) = places.get(&used).and_then(|place| users.get_mut(*place)) {
                users.push(user);
            }
        }
        let of = |closest: &[Option<usize>], place: usize| closest.get(place).copied().flatten();
        let common = |closest: &[Option<usize>], mut one: usize, mut other: usize| {
            while one != other {
                let lower = one.min(other);
                other = one.max(other);
                one = of(closest, lower).unwrap_or(root);
            }
            one
        };
        loop {
            let before = closest.clone();
            for (place, users) in users.iter().enumerate().rev() {
                let known = users
                    .iter()
                    .copied()
                    .filter(|user| of(&closest, *user).is_some());
                let found = known.reduce(|one, other| common(&closest, one, other));
                if let Some(closest) = closest.get_mut(place) {
                    *closest = found;
                }
            }
            if closest == before {
                break;
            }
        }
        let mut brought = vec![0; self.edges.len()];
        let mut sizes = vec![0; root + 1];
        for (place, shape) in order.iter().enumerate() {
            let size = sizes.get(place).copied().unwrap_or_default();
            if let Some(brought) = brought.get_mut(*shape) {
                *brought = size;
            }
            let user = of(&closest, place).unwrap_or(root);
            if let Some(sum) = sizes.get_mut(user) {
                *sum += size + 1;
            }
        }
        brought
    }

    /// Returns the shapes that are reached, each after all that it alone refers to (postorder).
    fn order(&self) -> Vec<usize> {
        let mut met = vec![false; self.edges.len()];
        let mut order = Vec::new();
        let mut open: Vec<(usize, bool)> = self.roots.iter().map(|root| (*root, false)).collect();
        while let Some((shape, is_done)) = open.pop() {
            if is_done {
                order.push(shape);
                continue;
            }
            let Some(is_met) = met.get_mut(shape).filter(|is_met| !**is_met) else {
                continue;
            };
            *is_met = true;
            open.push((shape, true));
            let used = self.edges.get(shape).into_iter().flatten();
            open.extend(used.map(|used| (*used, false)));
        }
        order
    }
}
