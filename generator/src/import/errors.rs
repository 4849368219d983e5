//! Errors in the format's terms.

use indexmap::IndexSet;

use super::{
    botocore::{Operation, Shape},
    docs::markdown,
    members::Message,
    select::Selected,
    shapes::Shapes,
    yaml::{Map, Node},
};
use crate::Error;

/// The statuses after which a call is repeated anyhow, because something broke.
const TRANSIENT_STATUSES: &[u16] = &[408, 500, 502, 503, 504];

/// The names of the errors that an operation lists, each once.
pub(super) fn names(operation: &Operation) -> Vec<String> {
    let names: IndexSet<_> = operation.errors.iter().map(|error| error.shape.clone()).collect();
    names.into_iter().collect()
}

/// The errors that the operations list, by name.
pub(super) fn errors(operations: &[Selected<'_>], shapes: &mut Shapes<'_>) -> Result<Map, Error> {
    let mut names: Vec<_> = operations.iter().flat_map(|(_, operation)| names(operation)).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .map(|name| {
            let shape = shapes.shape(&name)?;
            Ok((name.clone(), error(&name, shape, shapes)?))
        })
        .collect()
}

fn error(name: &str, shape: &Shape, shapes: &mut Shapes<'_>) -> Result<Node, Error> {
    let status = status(shape);
    let code = shape.error.as_ref().and_then(|error| error.code.as_ref()).filter(|code| *code != name);
    let mut written: Map = vec![("status".to_owned(), Node::word(status))];
    let mut put = |key: &str, value: Option<Node>| written.extend(value.map(|value| (key.to_owned(), value)));
    put("code", code.map(Node::text));
    put("retry", retry(shape, status).map(Node::text));
    put("docs", markdown(shape.documentation.as_deref()).map(Node::docs));
    let members = shapes.members(shape, Message::Error)?;
    put("members", Some(members).filter(|members| !members.is_empty()).map(Node::Section));
    Ok(Node::Map(written))
}

/// An error that doesn't say its status is the caller's fault, unless it says that it is the service's.
fn status(shape: &Shape) -> u16 {
    let stated = shape.error.as_ref().and_then(|error| error.http_status_code);
    let is_fault = shape.fault || shape.error.as_ref().is_some_and(|error| error.fault);
    stated.filter(|status| (300..600).contains(status)).unwrap_or(if is_fault { 500 } else { 400 })
}

fn retry(shape: &Shape, status: u16) -> Option<&'static str> {
    if shape.retryable.as_ref()?.throttling {
        (status != 429).then_some("throttling")
    } else {
        (!TRANSIENT_STATUSES.contains(&status)).then_some("transient")
    }
}
