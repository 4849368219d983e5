//! Members whose values go before the host name, such as the buckets of S3.

use super::{http_key, place::Place};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{self, Member, MemberOrType, Operation},
    model::{InputMember, Type},
};

/// Checks the member with `virtual_host`: it must be the first label of the path, and a string that isn't sensitive.
pub(super) fn virtual_host(
    operation: &Operation,
    service: &format::Endpoint,
    request: &http_key::Request,
    input: &[InputMember],
    place: &Place<'_>,
) -> Checked<()> {
    let input_place = place.at("input");
    for (name, MemberOrType(member)) in operation.input_members() {
        if !member.virtual_host {
            continue;
        }
        let others = [
            ("url", service.url.is_some()),
            ("host", operation.host.is_some()),
            ("endpoint", operation.endpoint.is_some()),
            ("endpoint", member.endpoint),
            ("default", member.default.is_some()),
            ("style", member.style.is_some()),
        ];
        let type_ = input
            .iter()
            .find(|member| member.field.name == *name)
            .map(|member| &member.field.type_);
        let label = member.label.as_deref().unwrap_or_default();
        let (problem, help) = if let Some((other, _)) = others.iter().find(|(_, is_set)| *is_set) {
            (
                format!("`virtual_host` can't be combined with `{other}`"),
                "remove one of the two",
            )
        } else if !http_key::begins_with_label(&request.uri, label) {
            (
                "`virtual_host` is only for the label that is the first segment of the path"
                    .to_owned(),
                "remove it, or write the label after the first slash of `http`, such as `GET /{Bucket}/{Key+}`",
            )
        } else if type_.is_some_and(|type_| !matches!(type_, Type::String)) {
            (
                format!(
                    "a part of a host is a string that isn't sensitive, and `{}` isn't one",
                    member.target
                ),
                "change the type to `string`",
            )
        } else {
            continue;
        };
        let key = input_place.at(name).at("virtual_host").key();
        return Err(place.report(Diagnostic::new(Code::InvalidValue, key, problem).help(help)));
    }
    Ok(())
}

/// Reports the key outside of inputs.
pub(super) fn none(member: &Member, place: &Place<'_>) -> Checked<()> {
    if !member.virtual_host {
        return Ok(());
    }
    let message = "`virtual_host` is only for members of an operation's input";
    Err(place.report(
        Diagnostic::new(
            Code::MisplacedBinding,
            place.at("virtual_host").key(),
            message,
        )
        .help("remove `virtual_host`"),
    ))
}
