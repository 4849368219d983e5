//! The host prefixes of operations, and the members in them.

use super::{endpoint::is_host_label, place::Place};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{Member, MemberOrType, Operation},
    model::{HostPart, InputMember, Type},
};

/// Lowers the key `host`, whose labels must be the members with `host_label`. Without an input, only its syntax is
/// checked.
pub(super) fn host(
    operation: &Operation,
    input: Option<&[InputMember]>,
    place: &Place<'_>,
) -> Checked<Vec<HostPart>> {
    let host_place = place.at("host");
    let parts = match operation.host.as_deref().map(|host| (host, parts(host))) {
        None => Vec::new(),
        Some((host, Some(parts))) => {
            is_separated(host, &host_place);
            parts
        }
        Some((host, None)) => {
            let message = format!("`{host}` can't be the beginning of a host name");
            return Err(host_place
                .report(Diagnostic::new(Code::InvalidValue, host_place.value(), message).help(
                "write letters, digits, `-` and `.`, and labels in braces, such as `data.` or `{account}.`",
            )));
        }
    };
    let marked = marked_members_are_named(operation, &parts, &place.at("input"));
    let lowered = parts.into_iter().map(|part| match part {
        Part::Literal(text) => Ok(Some(HostPart::Literal(text.to_owned()))),
        Part::Label(name) => label(name, operation, input, place),
    });
    let lowered = all(lowered)?;
    marked.map(|()| lowered.into_iter().flatten().collect())
}

/// Warns of a prefix that becomes a part of the first label of the host name.
fn is_separated(host: &str, place: &Place<'_>) {
    if host.ends_with(['.', '-']) {
        return;
    }
    let message = format!("`{host}` stands directly in front of the host name");
    let help = if host.contains('.') {
        format!(
            "it is put before the host name: write `{host}.`, or put the operations of another host into a spec of their own"
        )
    } else {
        format!("it is put before the host name: write `{host}.`")
    };
    place.report(Diagnostic::new(Code::HostPrefix, place.value(), message).help(help));
}

/// Reports a host label without a host prefix.
pub(super) fn none(member: &Member, place: &Place<'_>) -> Checked<()> {
    if !member.host_label {
        return Ok(());
    }
    let message = "`host_label` is only for members of an operation's input";
    Err(place.report(
        Diagnostic::new(
            Code::MisplacedBinding,
            place.at("host_label").key(),
            message,
        )
        .help("remove `host_label`"),
    ))
}

enum Part<'a> {
    Literal(&'a str),
    Label(&'a str),
}

/// Returns a host prefix without the names of its labels.
pub(super) fn without_names(host: &str) -> String {
    let parts = parts(host).unwrap_or_default();
    let parts = parts.iter().map(|part| match part {
        Part::Literal(text) => text,
        Part::Label(_) => "{}",
    });
    parts.collect()
}

/// Parses a host prefix such as `foo.{id}.`.
fn parts(host: &str) -> Option<Vec<Part<'_>>> {
    let (mut parts, mut rest) = (Vec::new(), host);
    while let Some((literal, after)) = rest.split_once('{') {
        let (label, next) = after.split_once('}')?;
        parts.extend([Part::Literal(literal), Part::Label(label)]);
        rest = next;
    }
    parts.push(Part::Literal(rest));
    parts.retain(|part| !matches!(part, Part::Literal("")));
    let filled = parts.iter().map(|part| {
        if let Part::Literal(text) = part {
            text
        } else {
            "x"
        }
    });
    // The last label may go on with the endpoint's first.
    let host = filled.chain(["x"]).collect::<String>();
    (!parts.is_empty() && host.split('.').all(is_host_label)).then_some(parts)
}

fn label(
    name: &str,
    operation: &Operation,
    input: Option<&[InputMember]>,
    place: &Place<'_>,
) -> Checked<Option<HostPart>> {
    let host = place.at("host").value();
    let Some(MemberOrType(member)) = operation.input_members().get(name) else {
        let message = format!("no member fills the label `{name}` of the host");
        let known = operation.input_members().keys().map(String::as_str);
        let help = format!("add a member `{name}` with `host_label: true` to `input`");
        return Err(place.report(
            Diagnostic::new(Code::Label, host, message).help_or_similar(name, known, help),
        ));
    };
    let place = place.at("input").at(name);
    let missing = [
        ("host_label", member.host_label),
        ("required", member.required),
    ];
    if let Some((key, _)) = missing.into_iter().find(|(_, is_set)| !is_set) {
        // What isn't `true` was reported.
        if !place.at(key).is_whole() {
            return Err(place.already_reported());
        }
        let message = format!("the member `{name}` is a label of the host, but lacks `{key}`");
        return Err(place.report(
            Diagnostic::new(Code::Label, place.key(), message)
                .also(host, "the label")
                .help(format!("add `{key}: true`")),
        ));
    }
    let Some(InputMember { field, .. }) = input
        .into_iter()
        .flatten()
        .find(|member| member.field.name == name)
    else {
        return Ok(None);
    };
    match field.type_ {
        Type::String => {}
        Type::Secret => {
            let message = format!("the member `{name}` is sensitive, but part of the host name");
            place.report(
                Diagnostic::new(Code::SensitiveInUri, place.at("host_label").key(), message)
                    .help("remove `sensitive` from its shape if the value isn't secret: servers and proxies log host names"),
            );
        }
        _ => {
            let message = format!(
                "a label of a host is a string, and `{}` isn't one",
                member.target
            );
            return Err(place.report(
                Diagnostic::new(Code::InvalidValue, place.type_().value(), message)
                    .help("change the type to `string`"),
            ));
        }
    }
    Ok(Some(HostPart::Label {
        member: name.to_owned(),
        field: field.ident.clone(),
    }))
}

fn marked_members_are_named(
    operation: &Operation,
    parts: &[Part<'_>],
    place: &Place<'_>,
) -> Checked<()> {
    let is_named = |name: &str| {
        parts
            .iter()
            .any(|part| matches!(part, Part::Label(label) if *label == name))
    };
    let unnamed = operation
        .input_members()
        .iter()
        .filter(|(name, MemberOrType(member))| member.host_label && !is_named(name));
    all(unnamed.map(|(name, _)| {
        let message = format!("the operation's `host` has no label `{name}`");
        Err(place.report(
            Diagnostic::new(Code::Label, place.at(name).at("host_label").key(), message).help(
                format!("write `{{{name}}}` where the value belongs in `host`, or remove the key"),
            ),
        ))
    }))
    .map(|_: Vec<()>| ())
}
