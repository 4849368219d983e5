//! Types that the document writes out again and again: one is enough of those that say the same.
//!
//! Only types without a name of their own are shared, and only if they hold members of one name. What is the same by chance
//! stays apart.

use std::collections::{BTreeMap, HashMap, HashSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::names::{type_of, type_words};
use crate::format::{MemberOrType, Named, Shape};

/// How often shapes are compared, which is how deep the first difference of two may be.
const MAX_ROUNDS: usize = 30;

/// The words that only say which side sends a type.
const SIDES: &[&str] = &["input", "output", "body"];

/// The words that say too little to be a name.
const VAGUE: &[&str] = &[
    "item", "value", "data", "object", "type", "string", "list", "map", "result", "n",
];

/// Returns the new names of the types that share one. `unnamed` are those that the document doesn't name.
pub(super) fn shared_names(
    shapes: &Named<Shape>,
    unnamed: &HashSet<String>,
) -> HashMap<String, String> {
    let classes = classes(shapes);
    let mut groups: BTreeMap<(usize, String), Vec<&str>> = BTreeMap::new();
    for (name, shape) in shapes {
        let is_collection = matches!(shape.kind.as_str(), "list" | "map");
        if !is_collection && unnamed.contains(name) {
            let class = classes.get(name.as_str()).copied().unwrap_or_default();
            let last = words(name).pop().unwrap_or_default();
            groups.entry((class, last)).or_default().push(name);
        }
    }
    let mut groups: Vec<_> = groups
        .into_values()
        .filter(|names| names.len() > 1)
        .collect();
    for names in &mut groups {
        names.sort_by_key(|name| (name.len(), *name));
    }
    // The largest group has the first choice of its name.
    groups.sort_by_key(|names| (std::cmp::Reverse(names.len()), names.first().copied()));
    let mut given = HashSet::new();
    let mut renamed = HashMap::new();
    for names in groups {
        // A type that isn't shared here keeps its name.
        let is_free = |name: &String| {
            let is_own = names.contains(&name.as_str());
            (is_own || !shapes.contains_key(name)) && !given.contains(name)
        };
        let shortest = names.iter().map(|name| (*name).to_owned());
        let common = Some(common_end(&names)).filter(|name| !name.is_empty());
        let Some(name) = common.into_iter().chain(shortest).find(is_free) else {
            continue;
        };
        given.insert(name.clone());
        renamed.extend(names.into_iter().map(|old| (old.to_owned(), name.clone())));
    }
    renamed
}

/// Returns the names of types without the word `Output`, where nothing else is called so.
pub(super) fn plain_names(
    shapes: &Named<Shape>,
    unnamed: &HashSet<String>,
) -> HashMap<String, String> {
    let mut wishes: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for name in shapes.keys().filter(|name| unnamed.contains(*name)) {
        if let Some((operation, rest)) = name
            .split_once("Output")
            .filter(|(operation, rest)| !operation.is_empty() && !rest.is_empty())
        {
            wishes
                .entry(format!("{operation}{rest}"))
                .or_default()
                .push(name);
        }
    }
    let free = wishes
        .into_iter()
        .filter_map(|(wish, names)| match names.as_slice() {
            [only] if !shapes.contains_key(&wish) => Some(((*only).clone(), wish)),
            _ => None,
        });
    free.collect()
}

/// Renames what the document doesn't name, and keeps one shape of each name.
pub(super) fn rename(shapes: &mut Named<Shape>, renamed: &HashMap<String, String>) {
    let new_name = |name: &mut String| {
        if let Some(new) = renamed.get(name.as_str()) {
            name.clone_from(new);
        }
    };
    let mut kept = Named::new();
    for (mut name, mut shape) in std::mem::take(shapes) {
        shape.of.iter_mut().for_each(new_name);
        shape.additional.iter_mut().for_each(new_name);
        shape
            .members
            .values_mut()
            .for_each(|MemberOrType(member)| new_name(&mut member.target));
        new_name(&mut name);
        kept.entry(name).or_insert(shape);
    }
    *shapes = kept;
}

/// Returns the new names of the lists and maps whose items have new names. `unnamed` are those that the document doesn't
/// name.
pub(super) fn collection_names(
    shapes: &Named<Shape>,
    unnamed: &HashSet<String>,
) -> HashMap<String, String> {
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut taken: HashMap<String, String> = HashMap::new();
    for (name, shape) in shapes {
        let of = shape.of.as_deref().filter(|_| unnamed.contains(name));
        let Some(of) = of else { continue };
        let nullable = if shape.sparse { "Nullable" } else { "" };
        let wish = format!("{nullable}{}{}", type_of(of), type_words(&shape.kind));
        let made_of = format!("{} {nullable} {of}", shape.kind);
        let is_free = !shapes.contains_key(&wish) || wish == *name;
        let owner = taken.entry(wish.clone()).or_insert_with(|| made_of.clone());
        if is_free && *owner == made_of && wish != *name {
            renamed.insert(name.clone(), wish);
        }
    }
    renamed
}

/// Returns a number for each shape. Those with the same number say the same, apart from their documentation.
fn classes(shapes: &Named<Shape>) -> HashMap<&str, usize> {
    let mut classes: HashMap<&str, usize> = shapes.keys().map(|name| (name.as_str(), 0)).collect();
    let mut count = 1;
    for _ in 0..MAX_ROUNDS {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let next = shapes.iter().map(|(name, shape)| {
            let text = content(shape, &classes);
            let number = numbers.len();
            (name.as_str(), *numbers.entry(text).or_insert(number))
        });
        let next = next.collect();
        classes = next;
        if numbers.len() == count {
            break;
        }
        count = numbers.len();
    }
    classes
}

/// Returns all that a shape says except its documentation.
fn content(shape: &Shape, classes: &HashMap<&str, usize>) -> String {
    let class = |name: &str| {
        classes
            .get(name)
            .map_or_else(|| name.to_owned(), usize::to_string)
    };
    let members = shape.members.iter().map(|(name, MemberOrType(member))| {
        let wire_name = member.name.as_deref().unwrap_or(name);
        format!(
            "{name}={wire_name}:{} {} {}",
            class(&member.target),
            member.required,
            member.nullable
        )
    });
    let members: Vec<_> = members.collect();
    format!(
        "{} {:?} {:?} {:?} {:?} {} {:?} {:?} {} {} {:?} {}",
        shape.kind,
        shape.additional.as_deref().map(class),
        shape.tag,
        shape.by,
        shape.of.as_deref().map(class),
        shape.sparse,
        shape.values,
        shape.format,
        shape.streaming,
        shape.sensitive,
        shape.media_type,
        members.join(","),
    )
}

fn words(name: &str) -> Vec<String> {
    name.to_snake_case().split('_').map(str::to_owned).collect()
}

/// Returns the words with which all names end, without a side at the beginning.
fn common_end(names: &[&str]) -> String {
    let mut all = names.iter().map(|name| words(name));
    let mut common = all.next().unwrap_or_default();
    for words in all {
        let same = common
            .iter()
            .rev()
            .zip(words.iter().rev())
            .take_while(|(one, two)| one == two);
        let length = same.count();
        common = common.split_off(common.len() - length);
    }
    let sides = common
        .iter()
        .take_while(|word| SIDES.contains(&word.as_str()))
        .count();
    let common = common.split_off(sides.min(common.len().saturating_sub(1)));
    let name = common.join("_").to_upper_camel_case();
    let is_vague = common.iter().all(|word| VAGUE.contains(&word.as_str()));
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if is_name && !is_vague {
        name
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{collection_names, rename, shared_names};
    use crate::format::{Named, Shape};

    #[test]
    fn equal_types_of_one_name_become_one() {
        let mut shapes: Named<Shape> = serde_yaml::from_str(
            "Pet: { type: structure, members: { a: string } }
GetOutputServer: { type: structure, members: { kind: GetOutputServerKind } }
GetOutputServerKind: { type: enum, values: [a] }
ListOutputServer: { type: structure, docs: One., members: { kind: ListOutputServerKind } }
ListOutputServerKind: { type: enum, values: [a] }
ListOutputOwner: { type: structure, members: { a: string } }
MakeOutputServer: { type: structure, members: { kind: string } }
ListOutputServerList: { type: list, of: ListOutputServer }",
        )
        .unwrap();
        let unnamed: HashSet<String> = shapes
            .keys()
            .filter(|name| *name != "Pet")
            .cloned()
            .collect();
        let renamed = shared_names(&shapes, &unnamed);
        rename(&mut shapes, &renamed);
        let renamed = collection_names(&shapes, &unnamed);
        rename(&mut shapes, &renamed);
        let expected: Named<Shape> = serde_yaml::from_str(
            "Pet: { type: structure, members: { a: string } }
Server: { type: structure, members: { kind: ServerKind } }
ServerKind: { type: enum, values: [a] }
ListOutputOwner: { type: structure, members: { a: string } }
MakeOutputServer: { type: structure, members: { kind: string } }
ServerList: { type: list, of: Server }",
        )
        .unwrap();
        assert_eq!(shapes, expected);
    }

    #[test]
    fn a_name_that_is_shared_is_never_that_of_another_type() {
        let mut shapes: Named<Shape> = serde_yaml::from_str(
            "AItemKind: { type: enum, values: [a] }
BItemKind: { type: enum, values: [a] }
ItemKind: { type: enum, values: [b] }
OtherItemKind: { type: enum, values: [b] }",
        )
        .unwrap();
        let unnamed: HashSet<String> = shapes.keys().cloned().collect();
        let renamed = shared_names(&shapes, &unnamed);
        rename(&mut shapes, &renamed);
        let expected: Named<Shape> = serde_yaml::from_str(
            "AItemKind: { type: enum, values: [a] }
ItemKind: { type: enum, values: [b] }",
        )
        .unwrap();
        assert_eq!(shapes, expected);
    }
}
