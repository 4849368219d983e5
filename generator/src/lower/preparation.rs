//! What the client does with a member of an input before the request is made.

use super::{binding::Binding, place::Place};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported},
    format::Member,
    model::{Preparation, Type},
};

const TOKEN: &str = "idempotency_token";
const LAST_SEGMENT: &str = "last_segment";

/// Returns what is done with a member of an input. It is a string, and an idempotency token is not a label.
pub(super) fn preparation(
    member: &Member,
    binding: &Binding,
    type_: Option<&Type>,
    place: &Place<'_>,
) -> Checked<Option<Preparation>> {
    match (member.idempotency_token, member.last_segment) {
        (false, false) => Ok(None),
        (true, true) => {
            let message = "`last_segment` can't be used with `idempotency_token`";
            Err(refuse(LAST_SEGMENT, message, place))
        }
        (true, false) => token(member, binding, type_, place).map(Some),
        (false, true) => last_segment(member, type_, place).map(Some),
    }
}

fn token(
    member: &Member,
    binding: &Binding,
    type_: Option<&Type>,
    place: &Place<'_>,
) -> Checked<Preparation> {
    if let Binding::Label(_) = binding {
        let key = place.at(TOKEN).key();
        let message = "a label is always set, so no token is generated for it";
        return Err(place.report(
            Diagnostic::new(Code::InvalidValue, key, message)
                .help("remove `idempotency_token`, or bind the member elsewhere"),
        ));
    }
    match type_ {
        // What is wrong with the type is reported with the field.
        None | Some(Type::String | Type::Secret) => Ok(Preparation::IdempotencyToken),
        Some(_) => Err(no_string(
            "an idempotency token is a string",
            TOKEN,
            member,
            place,
        )),
    }
}

fn last_segment(member: &Member, type_: Option<&Type>, place: &Place<'_>) -> Checked<Preparation> {
    match type_ {
        None | Some(Type::String) => Ok(Preparation::LastSegment),
        Some(Type::Secret) => {
            let message = "`last_segment` can't be used with a sensitive string";
            Err(refuse(LAST_SEGMENT, message, place))
        }
        Some(_) => Err(no_string(
            "`last_segment` is only for strings",
            LAST_SEGMENT,
            member,
            place,
        )),
    }
}

fn no_string(rule: &str, key: &'static str, member: &Member, place: &Place<'_>) -> Reported {
    let message = format!("{rule}, and `{}` isn't one", member.target);
    let key = place.at(key).key();
    place.report(
        Diagnostic::new(Code::InvalidValue, key, message).help("change the type to `string`"),
    )
}

/// Reports the keys outside of inputs.
pub(super) fn none(member: &Member, place: &Place<'_>) -> Checked<()> {
    let keys = [
        (TOKEN, member.idempotency_token),
        (LAST_SEGMENT, member.last_segment),
    ];
    let Some((key, _)) = keys.into_iter().find(|(_, is_set)| *is_set) else {
        return Ok(());
    };
    let message = format!("`{key}` is only for members of an operation's input");
    Err(refuse(key, &message, place))
}

fn refuse(key: &'static str, message: &str, place: &Place<'_>) -> Reported {
    let span = place.at(key).key();
    place.report(Diagnostic::new(Code::InvalidValue, span, message).help(format!("remove `{key}`")))
}
