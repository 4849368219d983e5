//! Errors in the format's terms.

use std::collections::HashMap;

use indexmap::IndexSet;

use super::{
    docs::markdown,
    members::{Message, members},
    model::{Operation, Shape},
    select::Selected,
    targets::Targets,
};
use crate::{
    Error,
    format::{self, ErrorStatus, Named, Retry},
};

/// The statuses after which a call is repeated anyhow, because something broke.
const TRANSIENT_STATUSES: &[u16] = &[408, 500, 502, 503, 504];

/// Returns the names of the errors that an operation lists, each once.
pub(super) fn names(operation: &Operation) -> Vec<String> {
    let names: IndexSet<_> = operation
        .errors
        .iter()
        .map(|error| error.shape.clone())
        .collect();
    names.into_iter().collect()
}

/// Returns the errors that the operations list, by name.
pub(super) fn errors(
    operations: &[Selected<'_>],
    targets: &mut Targets<'_>,
) -> Result<Named<format::Error>, Error> {
    let mut all: Vec<_> = operations
        .iter()
        .flat_map(|(_, operation)| names(operation))
        .collect();
    all.sort();
    all.dedup();
    let errors = all.into_iter().map(|name| {
        let error = error(&name, targets.shape(&name)?, targets)?;
        Ok((name, error))
    });
    let mut errors = errors.collect::<Result<Named<_>, Error>>()?;
    for (_, operation) in operations {
        give_own_codes(&mut errors, &names(operation));
    }
    Ok(errors)
}

/// Leaves out the codes that several errors of an operation have: these are known by their names then.
fn give_own_codes(errors: &mut Named<format::Error>, listed: &[String]) {
    let code = |name: &String| {
        let error = errors.get(name);
        error
            .and_then(|error| error.code.as_ref())
            .unwrap_or(name)
            .clone()
    };
    let codes: Vec<_> = listed.iter().map(code).collect();
    let mut counts = HashMap::new();
    for code in &codes {
        *counts.entry(code).or_insert(0_usize) += 1;
    }
    for (name, code) in listed.iter().zip(&codes) {
        let is_shared = counts.get(code).is_some_and(|count| *count > 1);
        if let Some(error) = errors.get_mut(name).filter(|_| is_shared) {
            error.code = None;
        }
    }
}

fn error(name: &str, shape: &Shape, targets: &mut Targets<'_>) -> Result<format::Error, Error> {
    let status = status(shape);
    let code = shape.error.as_ref().and_then(|error| error.code.clone());
    Ok(format::Error {
        status: Some(ErrorStatus::Exact(status))
            .filter(|_| targets.protocol().errors.status != Some(status)),
        code: code.filter(|code| code != name),
        retry: retry(shape, status),
        docs: markdown(shape.documentation.as_deref()),
        body: None,
        members: members(shape, Message::Error, targets)?,
    })
}

/// An error that doesn't say its status is the caller's fault, unless it says that it is the service's.
fn status(shape: &Shape) -> u16 {
    let stated = shape
        .error
        .as_ref()
        .and_then(|error| error.http_status_code);
    let is_fault = shape.fault || shape.error.as_ref().is_some_and(|error| error.fault);
    stated
        .filter(|status| (300..600).contains(status))
        .unwrap_or(if is_fault { 500 } else { 400 })
}

fn retry(shape: &Shape, status: u16) -> Option<Retry> {
    if shape.retryable.as_ref()?.throttling {
        (status != 429).then_some(Retry::Throttling)
    } else {
        (!TRANSIENT_STATUSES.contains(&status)).then_some(Retry::Transient)
    }
}
