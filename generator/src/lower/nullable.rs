//! Members for which null can be sent.

use std::collections::HashSet;

use proc_macro2::Ident;
use quote::format_ident;

use super::{
    place::Place,
    secrecy::{closure, targets},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{Member, MemberOrType, Spec},
    model::Null,
    protocol::BindingKind,
};

/// Returns the shapes that inputs contain. In the others, null is never written.
pub(super) fn sent(spec: &Spec) -> HashSet<&str> {
    let operations = || spec.operations.values();
    let members = operations().flat_map(|operation| operation.input_members().values());
    let members = members.map(|MemberOrType(member)| member.target.as_str());
    let additional = operations().filter_map(|operation| operation.additional_input.as_deref());
    closure(members.chain(additional), |name| {
        spec.shapes
            .get(name)
            .into_iter()
            .flat_map(targets)
            .collect()
    })
}

/// Returns when null is written for the field of a member. The setter may have to be renamed.
pub(super) fn null(member: &Member, field: &Ident, is_sent: bool) -> Null {
    match member.nullable {
        true if member.required => Null::IfNone,
        true if is_sent => Null::IfSet(setter(field)),
        // What is only read is absent if it is null.
        _ => Null::Never,
    }
}

fn setter(field: &Ident) -> Ident {
    let name = field.to_string();
    let name = name.trim_start_matches("r#").trim_end_matches('_');
    format_ident!("{name}_null")
}

/// Reports the key where there is no null: outside of bodies, for a whole body, and where the client needs a value.
pub(super) fn has_form(
    member: &Member,
    binding: Option<BindingKind>,
    place: &Place<'_>,
) -> Checked<()> {
    if !member.nullable {
        return Ok(());
    }
    let others = [
        ("host_label", member.host_label),
        ("endpoint", member.endpoint),
        ("idempotency_token", member.idempotency_token),
        ("last_segment", member.last_segment),
    ];
    let other = others.into_iter().find(|(_, is_set)| *is_set);
    let (key, message) = match (binding, other) {
        (Some(BindingKind::Payload), _) => ("payload", "a whole body can't be null".to_owned()),
        (Some(kind), _) => {
            let key = kind.key();
            let message =
                format!("only members of the body can be null, and this one is bound by `{key}`");
            (key, message)
        }
        (None, Some((key, _))) => (key, format!("a member with `{key}` can't be null")),
        (None, None) => return Ok(()),
    };
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at("nullable").key(), message)
            .also(place.at(key).key(), "the other key")
            .help("remove `nullable`: a member that isn't set is absent"),
    ))
}
