//! Members that contain the endpoint of a request.

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported},
    format::{Member, MemberOrType, Operation},
    model::{Field, InputMember, Type},
};

/// Returns the member of an input that contains the endpoint. It must be a string, and the only one.
pub(super) fn endpoint_member(
    operation: &Operation,
    input: &[InputMember],
    place: &Place<'_>,
) -> Checked<Option<Field>> {
    let place = place.at("input");
    let mut marked = operation
        .input_members()
        .iter()
        .filter(|(_, MemberOrType(member))| member.endpoint);
    let Some((name, MemberOrType(member))) = marked.next() else {
        return Ok(None);
    };
    if let Some((second, _)) = marked.next() {
        let message = format!("the members `{name}` and `{second}` both name the endpoint");
        return Err(refuse(
            &message,
            "remove `endpoint: true` from one of the two",
            &place.at(second),
        ));
    }
    let field = input
        .iter()
        .map(|member| &member.field)
        .find(|field| field.name == *name);
    match field.map(|field| &field.type_) {
        Some(Type::String) => Ok(field.cloned()),
        Some(_) => {
            let message = format!(
                "an endpoint is a string that isn't sensitive, and `{}` isn't one",
                member.target
            );
            Err(refuse(
                &message,
                "change the type to `string`",
                &place.at(name),
            ))
        }
        None => Err(place.already_reported()),
    }
}

/// Reports the key outside of inputs.
pub(super) fn none(member: &Member, place: &Place<'_>) -> Checked<()> {
    if !member.endpoint {
        return Ok(());
    }
    Err(refuse(
        "`endpoint` is only for members of an operation's input",
        "remove `endpoint`",
        place,
    ))
}

fn refuse(message: &str, help: &'static str, place: &Place<'_>) -> Reported {
    place
        .report(Diagnostic::new(Code::InvalidValue, place.at("endpoint").key(), message).help(help))
}
