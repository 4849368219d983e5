//! Members with only one value.

use super::{default, enum_default, place::Place};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported},
    format::{Member, Values},
    model::{Literal, Type},
};

/// Lowers the only value of a required member of this type. That of an enum is one of its values.
pub(super) fn constant(
    member: &Member,
    type_: &Type,
    values: Option<&Values>,
    place: &Place<'_>,
) -> Checked<Option<Literal>> {
    let Some(value) = &member.constant else {
        return Ok(None);
    };
    let beside = [
        ("default", member.default.is_some()),
        ("nullable", member.nullable),
        ("idempotency_token", member.idempotency_token),
        ("last_segment", member.last_segment),
    ];
    if let Some((key, _)) = beside.into_iter().find(|(_, is_set)| *is_set) {
        let message = format!("a member with a `constant` can't have `{key}` too");
        return Err(refuse(&message, "remove one of the two", place));
    }
    if !member.required && !place.at("required").is_whole() {
        return Err(place.already_reported());
    }
    if !member.required {
        let message = "only a required member can have a `constant`";
        return Err(refuse(message, "add `required: true`", place));
    }
    if !type_.is_text() {
        let message = "a member of this type can't have a `constant`";
        let help = format!("change the type to {}", super::binding_types::TEXT);
        return Err(refuse(message, &help, place));
    }
    let place = place.at("constant");
    if let Some(values) = values {
        enum_default::check(value, values, &place)?;
    }
    default::of_type(value, type_).map(Some).ok_or_else(|| {
        let message = "the constant is not of the member's type";
        let help = default::accepted(type_);
        place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help))
    })
}

/// Reports a constant in a response.
pub(super) fn none(member: &Member, place: &Place<'_>) -> Checked<()> {
    if member.constant.is_none() {
        return Ok(());
    }
    let message = "`constant` is only for members of inputs and structures";
    Err(refuse(message, "remove `constant`", place))
}

fn refuse(message: &str, help: &str, place: &Place<'_>) -> Reported {
    let key = place.at("constant").key();
    place.report(Diagnostic::new(Code::InvalidValue, key, message).help(help))
}
