//! What the format can say and this version can't emit. It is refused, and never ignored.

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    spec::Operation,
};

/// Refuses the keys of an operation.
pub(super) fn operation(operation: &Operation, place: &Place<'_>) -> Checked<()> {
    keys([("pagination", operation.pagination.is_some())], place)
}

fn keys<const N: usize>(keys: [(&'static str, bool); N], place: &Place<'_>) -> Checked<()> {
    let refused = keys.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| {
        Err(place.report(
            Diagnostic::new(Code::Unsupported, place.at(key).key(), format!("`{key}` is not generated yet"))
                .help("leave it out, or wait for a version that knows it"),
        ))
    });
    all::<()>(refused).map(|_| ())
}
