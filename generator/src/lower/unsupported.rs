//! What the format can say and this version can't emit. It is refused, and never ignored.

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    spec::{Member, Operation},
};

/// Refuses the keys of an operation.
pub(super) fn operation(operation: &Operation, place: &Place<'_>) -> Checked<()> {
    keys([("host", operation.host.is_some()), ("pagination", operation.pagination.is_some())], place)
}

/// Refuses the keys of an input's member.
pub(super) fn member(member: &Member, place: &Place<'_>) -> Checked<()> {
    keys([("host_label", member.host_label), ("default", member.default.is_some())], place)
}

/// A binding of an input's member.
pub(super) fn request_binding(key: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::Unsupported,
        place.at(key).key(),
        format!("the binding `{key}` is not generated yet"),
    )
    .help("this version generates `header`, `query`, `label` and the JSON body")
}

/// A binding of a member of an output or an error.
pub(super) fn response_binding(key: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::Unsupported,
        place.at(key).key(),
        format!("the binding `{key}` is not generated yet"),
    )
    .help("this version reads members of a response from its JSON body")
}

/// A type where only a simple one can stand, or a list of simple ones.
pub(super) fn text(place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(Code::Unsupported, place.value(), "this type can't stand here yet")
        .help("this version puts strings, booleans and numbers into headers, queries and paths, and lists of them into queries")
}

/// A sensitive shape of this type.
pub(super) fn sensitive(kind: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(Code::Unsupported, place.key(), format!("a sensitive {kind} is not generated yet"))
        .help("mark the strings in it as sensitive")
}

/// A list or a map that holds nulls.
pub(super) fn sparse(place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(Code::Unsupported, place.key(), "a list or a map that holds nulls is not generated yet")
        .help("leave out `sparse`: nulls are passed over")
}

/// A type.
pub(super) fn type_(kind: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(Code::Unsupported, place.value(), format!("the type `{kind}` is not generated yet"))
        .help("this version generates strings, booleans, numbers, lists, maps and structures")
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
