//! What the format can say and this version can't emit. It is refused, and never ignored.

use super::{binding::Binding, place::Place};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics, all},
    spec::{Auth, Member, Operation, Service},
};

/// Refuses the keys of a service.
pub(super) fn service(service: &Service, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<()> {
    keys([("signing_name", service.signing_name.is_some())], place, diagnostics)
}

/// Refuses the keys of an operation.
pub(super) fn operation(
    operation: &Operation,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let is_signed = !matches!(operation.auth, None | Some(Auth::None));
    keys(
        [
            ("host", operation.host.is_some()),
            ("auth", is_signed),
            ("pagination", operation.pagination.is_some()),
            ("checksum_required", operation.checksum_required),
            ("compress_request", operation.compress_request),
        ],
        place,
        diagnostics,
    )
}

/// Refuses the keys of an input's member.
pub(super) fn member(member: &Member, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<()> {
    keys(
        [
            ("host_label", member.host_label),
            ("idempotency_token", member.idempotency_token),
            ("default", member.default.is_some()),
        ],
        place,
        diagnostics,
    )
}

/// A binding of an input's member.
pub(super) fn binding(name: &str, binding: &Binding, place: &Place<'_>) -> Diagnostic {
    let (span, message) = match binding.key() {
        Some(key) => (place.at(key).key(), format!("the binding `{key}` is not generated yet")),
        None => (place.key(), format!("`{name}` belongs to the JSON body, which is not generated yet")),
    };
    Diagnostic::new(Code::Unsupported, span, message).help("this version generates members bound by `header`")
}

/// A member of an output or an error.
pub(super) fn output_member(name: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::Unsupported,
        place.key(),
        format!("the member `{name}` of a response is not generated yet"),
    )
    .help("this version generates empty outputs, and errors with a message")
}

/// A type.
pub(super) fn type_(kind: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(Code::Unsupported, place.value(), format!("the type `{kind}` is not generated yet"))
        .help("this version generates `string`")
}

fn keys<const N: usize>(
    keys: [(&'static str, bool); N],
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let refused = keys.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| {
        Err(diagnostics.report(
            Diagnostic::new(Code::Unsupported, place.at(key).key(), format!("`{key}` is not generated yet"))
                .help("leave it out, or wait for a version that knows it"),
        ))
    });
    all::<()>(refused).map(|_| ())
}
