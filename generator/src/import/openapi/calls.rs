//! The operations of a document, and their names.

use std::collections::HashMap;

use heck::ToUpperCamelCase;

use super::{
    document::At,
    names::{Taken, singular, type_of, type_words},
    notes::{Notes, Owner},
};

/// The methods that a spec can have, as OpenAPI writes them.
const METHODS: &[(&str, &str)] = &[
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
];

/// An operation of a document.
#[derive(Clone, Debug)]
pub(super) struct Call<'d> {
    /// Its name in the spec.
    pub(super) name: String,
    /// Its `operationId`.
    pub(super) id: Option<&'d str>,
    pub(super) method: &'static str,
    pub(super) path: &'d str,
    /// What the path says of all its operations.
    pub(super) item: At<'d>,
    pub(super) at: At<'d>,
}

/// Returns the operations, in the order of the document.
pub(super) fn calls<'d>(root: &At<'d>, notes: &mut Notes) -> Vec<Call<'d>> {
    let mut calls = Vec::new();
    for (path, at) in root.entries("paths") {
        if path.starts_with("x-") {
            continue;
        }
        let item = match at.resolved() {
            Ok(item) => item,
            Err(broken) => {
                notes.add(
                    Owner::Document,
                    &at,
                    format!("the path `{path}` is left out: {broken}"),
                );
                continue;
            }
        };
        for (key, at) in item.children() {
            if key == "trace" {
                let sentence = format!("`TRACE {path}` is left out: no client sends it");
                notes.add(Owner::Document, &at, sentence);
            }
            if at.map().is_none() {
                continue;
            }
            let Some((_, method)) = METHODS.iter().find(|(known, _)| *known == key) else {
                continue;
            };
            calls.push(Call {
                name: String::new(),
                id: at
                    .text("operationId")
                    .filter(|id| !type_words(id).is_empty()),
                method,
                path,
                item: item.clone(),
                at,
            });
        }
    }
    name(&mut calls);
    calls
}

/// Names the operations: by their `operationId`, or else by method and path. An `operationId` that two have names none.
fn name(calls: &mut [Call<'_>]) {
    let mut ids: HashMap<String, usize> = HashMap::new();
    for id in calls.iter().filter_map(|call| call.id) {
        *ids.entry(type_of(id)).or_default() += 1;
    }
    let mut paths: HashMap<String, usize> = HashMap::new();
    for call in calls.iter() {
        *paths.entry(by_path(call, false)).or_default() += 1;
    }
    let is_alone = |counts: &HashMap<String, usize>, name: &String| counts.get(name) == Some(&1);
    let mut taken = Taken::default();
    let wishes: Vec<_> = calls
        .iter()
        .map(|call| {
            let id = call.id.map(type_of).filter(|id| is_alone(&ids, id));
            let short = Some(by_path(call, false)).filter(|name| is_alone(&paths, name));
            (
                id.is_none(),
                id.or(short).unwrap_or_else(|| by_path(call, true)),
            )
        })
        .collect();
    // Names by `operationId` come first, so that a name by path never changes one.
    let mut order: Vec<_> = calls.iter_mut().zip(wishes).collect();
    order.sort_by_key(|(_, (is_by_path, _))| *is_by_path);
    for (call, (_, wish)) in order {
        call.name = taken.type_among([wish.as_str()]);
    }
}

/// Returns a name of method and path: `GET /users/{id}/keys` is `GetUserKeys`, or `GetUserKeysById` with its labels.
fn by_path(call: &Call<'_>, has_labels: bool) -> String {
    let mut name = call.method.to_ascii_lowercase().to_upper_camel_case();
    let mut labels = String::new();
    let mut segments = call
        .path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .peekable();
    while let Some(segment) = segments.next() {
        let is_label = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
        if is_label(segment) {
            labels += &type_words(segment);
            continue;
        }
        let word = type_words(segment);
        let is_before_label = segments.peek().is_some_and(|next| is_label(next));
        name += &if is_before_label {
            singular(&word)
        } else {
            word
        };
    }
    if has_labels && !labels.is_empty() {
        name = format!("{name}By{labels}");
    }
    name
}
