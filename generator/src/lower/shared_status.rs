//! Warnings of errors that only a code tells apart.

use std::collections::{HashMap, HashSet};

use super::place::Place;
use crate::{
    diagnostic::{Code, Diagnostic},
    format::{Error, Named, Spec},
    protocol::ErrorsBy,
};

/// Warns of two errors that have the same status code, where it identifies errors: two that an operation lists, or two
/// common ones. Those that an operation lists have precedence over the common ones.
///
/// A `code` of one of the two, or of the service, says that responses have codes.
pub(super) fn shared_status(spec: &Spec, by: ErrorsBy, root: &Place<'_>) {
    let recognition = spec.service.errors.as_ref();
    let has_codes = recognition.is_some_and(|recognition| recognition.code.is_some());
    if by == ErrorsBy::Code || has_codes {
        return;
    }
    let mut reported = HashSet::new();
    let listed = spec
        .operations
        .values()
        .flat_map(|operation| pairs(operation.errors.iter().map(String::as_str), &spec.errors));
    let place = root.at("errors");
    for pair in listed.filter(|pair| reported.insert(*pair)) {
        report(pair, &place);
    }
    let common = spec.common_errors.keys().map(String::as_str);
    let place = root.at("common_errors");
    for pair in pairs(common, &spec.common_errors) {
        report(pair, &place);
    }
}

/// Returns the errors without a code that have the status code of one before them, each with that one.
fn pairs<'a>(
    names: impl Iterator<Item = &'a str>,
    errors: &'a Named<Error>,
) -> Vec<(&'a str, &'a str)> {
    let mut first_of_status = HashMap::new();
    let uncoded = names.filter_map(|name| {
        let error = errors.get(name).filter(|error| error.code.is_none())?;
        Some((name, error.status?))
    });
    uncoded
        .filter_map(|(name, status)| {
            let first = *first_of_status.entry(status).or_insert(name);
            (first != name).then_some((first, name))
        })
        .collect()
}

fn report((first, second): (&str, &str), place: &Place<'_>) {
    let status = |name| place.at(name).at("status").value();
    let message = format!("only a code in the response tells `{second}` from `{first}`");
    place.report(
        Diagnostic::new(Code::SharedStatus, status(second), message)
            .also(status(first), "the same status")
            .help("write the `code` of one, if responses have one, or make one error of the two"),
    );
}
