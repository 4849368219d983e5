//! Members of unions that are so large that each value of the union would take as much room, unless they are boxed.

use std::collections::{HashMap, HashSet};

use crate::format::{MemberOrType, Named, Shape};

/// How many bytes a member of a union may take. clippy's `large_enum_variant` allows a difference of 200.
const MAX_SIZE: usize = 200;

/// The sizes of types in bytes, on a machine with pointers of 8 bytes. What isn't listed takes less than a pointer.
const SIZES: &[(&str, usize)] = &[
    ("boolean", 1),
    ("byte", 1),
    ("short", 2),
    ("integer", 4),
    ("string", 24),
    ("big_integer", 32),
    ("big_decimal", 32),
    ("blob", 32),
    ("timestamp", 16),
    ("uuid", 16),
    ("document", 40),
    ("list", 24),
    ("map", 24),
    ("enum", 32),
    ("int_enum", 16),
];

/// The size of what a union keeps of a member that it doesn't know.
const UNKNOWN: usize = 48;

/// The size of a pointer, and of what an `Option` or an enum may add to a value.
const WORD: usize = 8;

/// Returns the members, each with its union, that have to be boxed. Those in `boxed` are already.
pub(super) fn large_members<'s>(
    shapes: &'s Named<Shape>,
    boxed: &HashSet<(&'s str, &'s str)>,
) -> HashSet<(&'s str, &'s str)> {
    let mut sizes = Sizes {
        shapes,
        boxed: boxed.clone(),
        known: HashMap::new(),
    };
    let mut large = HashSet::new();
    for (union, shape) in shapes.iter().filter(|(_, shape)| shape.kind == "union") {
        sizes.of(union);
        for (member, _) in &shape.members {
            let key = (union.as_str(), member.as_str());
            if sizes.boxed.contains(&key) && !boxed.contains(&key) {
                large.insert(key);
            }
        }
    }
    large
}

struct Sizes<'s> {
    shapes: &'s Named<Shape>,
    boxed: HashSet<(&'s str, &'s str)>,
    known: HashMap<&'s str, usize>,
}

impl<'s> Sizes<'s> {
    /// Returns the most that a value of a type takes. The large members of a union are boxed on the way.
    fn of(&mut self, type_: &str) -> usize {
        let Some((name, shape)) = self.shapes.get_key_value(type_) else {
            return size_of_built_in(type_);
        };
        if let Some(known) = self.known.get(name.as_str()) {
            return *known;
        }
        // What contains itself is boxed on the way.
        self.known.insert(name, WORD);
        let size = match shape.kind.as_str() {
            "structure" => {
                let members = self.of_members(name, shape).map(|(_, size)| size);
                let additional = shape.additional.as_ref().map(|_| size_of_built_in("map"));
                members.chain(additional).sum()
            }
            "union" => self.of_union(name, shape),
            kind => size_of_built_in(kind),
        };
        self.known.insert(name, size);
        size
    }

    fn of_union(&mut self, name: &'s str, shape: &'s Shape) -> usize {
        let members: Vec<_> = self.of_members(name, shape).collect();
        let mut largest = UNKNOWN;
        for (member, size) in members {
            if size > MAX_SIZE {
                self.boxed.insert((name, member));
            } else {
                largest = largest.max(size);
            }
        }
        largest + WORD
    }

    fn of_members(
        &mut self,
        name: &'s str,
        shape: &'s Shape,
    ) -> impl Iterator<Item = (&'s str, usize)> {
        let members = shape.members.iter().map(|(member, MemberOrType(type_))| {
            let is_boxed = self.boxed.contains(&(name, member.as_str()));
            let size = if is_boxed {
                WORD
            } else {
                self.of(&type_.target)
            };
            // An `Option` of a number takes twice as much as the number.
            let optional = if type_.required { 0 } else { size.min(WORD) };
            (member.as_str(), size + optional)
        });
        members.collect::<Vec<_>>().into_iter()
    }
}

fn size_of_built_in(name: &str) -> usize {
    let known = SIZES.iter().find(|(known, _)| *known == name);
    known.map_or(WORD, |(_, size)| *size)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::large_members;
    use crate::format::{Named, Shape};

    #[test]
    fn only_members_of_unions_that_are_large_are_boxed() {
        let shapes: Named<Shape> = serde_yaml::from_str(
            "Small: { type: structure, members: { a: string } }
Large: { type: structure, members: { a: string, b: string, c: string, d: string, e: string, f: string, g: string } }
Both: { type: union, tag: type, members: { small: Small, large: Large } }
Outer: { type: structure, members: { both: Both, large: Large } }
Again: { type: union, tag: type, members: { outer: Outer, both: Both } }",
        )
        .unwrap();
        let large = large_members(&shapes, &HashSet::new());
        assert_eq!(
            large,
            HashSet::from([("Both", "large"), ("Again", "outer")])
        );
    }
}
