//! The names of what a document defines once, to be referred to.

use std::collections::HashMap;

use super::{
    document::{At, Location},
    names::{Taken, type_of, type_words},
};

/// The parts of a pointer that name no type.
const SILENT: &[&str] = &[
    "schema",
    "content",
    "items",
    "properties",
    "allOf",
    "oneOf",
    "anyOf",
];

/// Names the document's own schemas, and takes their names.
pub(super) fn names(root: &At<'_>, taken: &mut Taken) -> HashMap<Location, String> {
    let schemas = root
        .get("components")
        .map(|components| components.entries("schemas"))
        .unwrap_or_default();
    let names: Vec<_> = schemas.iter().map(|(name, _)| *name).collect();
    let short = short_names(&names);
    let components = schemas.iter().zip(short).map(|((name, at), short)| {
        let whole = type_of(name);
        let name = taken.type_among([type_of(short).as_str(), whole.as_str()]);
        (at.location(), name)
    });
    components.collect()
}

/// Returns each name from the last dot on that leaves it different from the others: `Pod` for `io.k8s.api.core.v1.Pod`.
fn short_names<'n>(names: &[&'n str]) -> Vec<&'n str> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in names {
        for suffix in suffixes(name) {
            *counts.entry(type_of(suffix)).or_default() += 1;
        }
    }
    let is_alone = |suffix: &&str| counts.get(&type_of(suffix)) == Some(&1);
    let short = |name: &&'n str| suffixes(name).find(is_alone).unwrap_or(name);
    names.iter().map(short).collect()
}

/// Returns the ends of a name that begin after a dot, the shortest first, and the whole name. A part that doesn't begin
/// with a letter isn't a name by itself.
fn suffixes(name: &str) -> impl Iterator<Item = &str> {
    let dots = name.rmatch_indices('.').map(|(index, _)| index + 1);
    let ends = dots.filter_map(|start| name.get(start..));
    let is_name = |end: &&str| end.starts_with(|first: char| first.is_ascii_alphabetic());
    ends.filter(is_name).chain([name])
}

/// Returns whether this is one of the document's own schemas.
pub(super) fn is_schema(at: &At<'_>) -> bool {
    let name = at.pointer().strip_prefix("/components/schemas/");
    name.is_some_and(|name| !name.contains('/'))
}

/// Returns a name for a schema inside a parameter, a body, a response or a header that has one.
pub(super) fn name_of_place(pointer: &str) -> Option<String> {
    let mut parts = pointer.split('/').skip(1);
    let section = (parts.next()?, parts.next()?);
    let sections = ["parameters", "requestBodies", "responses", "headers"];
    if section.0 != "components" || !sections.contains(&section.1) {
        return None;
    }
    let is_media_type = |part: &&str| part.contains("~1");
    let is_index = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts =
        parts.filter(|part| !SILENT.contains(part) && !is_media_type(part) && !is_index(part));
    let name: String = parts.map(type_words).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{name_of_place, short_names};

    #[test]
    fn names_with_dots_are_as_long_as_they_need() {
        let names = [
            "io.k8s.api.apps.v1.Deployment",
            "a.v1.Status",
            "a.v2.Status",
            "Pet",
            "x.1",
        ];
        assert_eq!(
            short_names(&names),
            ["Deployment", "v1.Status", "v2.Status", "Pet", "x.1"]
        );
    }

    #[test]
    fn what_has_a_name_lends_it_to_its_schema() {
        let cases = [
            (
                "/components/parameters/sort-order/schema",
                Some("SortOrder"),
            ),
            (
                "/components/responses/not_found/content/application~1json/schema/properties/error",
                Some("NotFoundError"),
            ),
            ("/components/schemas/Pet/properties/tag", None),
            ("/paths/~1pets/get", None),
        ];
        for (pointer, expected) in cases {
            assert_eq!(name_of_place(pointer).as_deref(), expected, "{pointer}");
        }
    }
}
