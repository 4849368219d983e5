//! Members that are idempotency tokens.

use super::{binding::Binding, place::Place};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::Member,
    model::Type,
};

/// Returns whether a member of an input is an idempotency token, which is a string and not a label.
pub(super) fn is_token(
    member: &Member,
    binding: &Binding,
    type_: Option<&Type>,
    place: &Place<'_>,
) -> Checked<bool> {
    if !member.idempotency_token {
        return Ok(false);
    }
    if let Binding::Label(_) = binding {
        let message = "a label is always set, so no token is generated for it";
        return Err(refuse(
            message,
            "remove `idempotency_token`, or bind the member elsewhere",
            place,
        ));
    }
    match type_ {
        // What is wrong with the type is reported with the field.
        None | Some(Type::String | Type::Secret) => Ok(true),
        Some(_) => {
            let message = format!(
                "an idempotency token is a string, and `{}` isn't one",
                member.target
            );
            Err(refuse(&message, "change the type to `string`", place))
        }
    }
}

/// Reports an idempotency token outside of inputs.
pub(super) fn none(member: &Member, place: &Place<'_>) -> Checked<()> {
    if !member.idempotency_token {
        return Ok(());
    }
    let message = "`idempotency_token` is only for members of an operation's input";
    Err(refuse(message, "remove `idempotency_token`", place))
}

fn refuse(message: &str, help: &'static str, place: &Place<'_>) -> crate::diagnostic::Reported {
    let key = place.at("idempotency_token").key();
    place.report(Diagnostic::new(Code::InvalidValue, key, message).help(help))
}
