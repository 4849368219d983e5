//! Which operations are imported.

use std::collections::HashSet;

use super::{
    auth,
    model::{Model, Operation},
};
use crate::{Error, similar::similar};

/// An operation by its name.
pub(super) type Selected<'m> = (&'m str, &'m Operation);

/// Returns the operations of these names, or all, in the model's order. What can't be supported is left out with a
/// warning.
pub(super) fn operations<'m>(
    model: &'m Model,
    names: &[impl AsRef<str>],
    warnings: &mut Vec<String>,
) -> Result<Vec<Selected<'m>>, Error> {
    let unknown = names
        .iter()
        .map(AsRef::as_ref)
        .filter(|name| !model.operations.contains_key(*name));
    let unknown: Vec<_> = unknown.map(|name| unknown_operation(name, model)).collect();
    if !unknown.is_empty() {
        return Err(Error::request(unknown.join("\n")));
    }
    let wanted: HashSet<_> = names.iter().map(AsRef::as_ref).collect();
    let is_named = |name: &str| wanted.is_empty() || wanted.contains(name);
    let mut selected = Vec::new();
    for (name, operation) in model.operations.iter().filter(|(name, _)| is_named(name)) {
        match why_not(operation, model) {
            None => selected.push((name.as_str(), operation)),
            Some(why) => warnings.push(format!("the operation `{name}` is left out: {why}")),
        }
    }
    if selected.is_empty() {
        let why = if warnings.is_empty() {
            "the model has none"
        } else {
            "none is left"
        };
        let message = format!("there is no operation to import: {why}");
        return Err(Error::request(
            [warnings.as_slice(), &[message]].concat().join("\n"),
        ));
    }
    Ok(selected)
}

fn unknown_operation(name: &str, model: &Model) -> String {
    let known = model.operations.keys().map(String::as_str);
    let near: Vec<_> = similar(name, known)
        .into_iter()
        .take(3)
        .map(|known| format!("`{known}`"))
        .collect();
    match near.as_slice() {
        [] => format!("there is no operation `{name}` in the model"),
        near => format!(
            "there is no operation `{name}` in the model; did you mean {}?",
            near.join(" or ")
        ),
    }
}

/// Returns why an operation can't be supported, if it can't.
fn why_not(operation: &Operation, model: &Model) -> Option<String> {
    let members = |shape: &str| {
        model
            .shapes
            .get(shape)
            .into_iter()
            .flat_map(|shape| shape.members.values())
    };
    let messages = [("input", &operation.input), ("output", &operation.output)];
    let streamed = messages.into_iter().find(|(_, message)| {
        message.as_ref().is_some_and(|message| {
            members(&message.shape).any(|member| {
                model
                    .shapes
                    .get(&member.shape)
                    .is_some_and(|shape| shape.eventstream)
            })
        })
    });
    if let Some((whose, _)) = streamed {
        return Some(format!("its {whose} is an event stream"));
    }
    let scheme = auth::of_operation(operation, &model.metadata);
    scheme
        .err()
        .map(|schemes| format!("authentication by {schemes} is not supported"))
}
