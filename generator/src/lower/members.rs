//! The members of an input, and what part of the request each is bound to.

use http::HeaderName;

use super::{place::Place, shapes::Shapes, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics, all},
    model::HeaderMember,
    names::value_name,
    spec::{Member, Named},
};

/// Headers that say how the message itself is framed and routed; a client sets them, never a caller.
const FRAMING_HEADERS: &[&str] =
    &["connection", "content-length", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

/// The keys by which a member is bound to something other than the JSON body, in the order of the format.
pub(super) fn bindings(member: &Member) -> Vec<&'static str> {
    let keys = [
        ("header", member.header.is_some()),
        ("query", member.query.is_some()),
        ("label", member.label.is_some()),
        ("prefix_headers", member.prefix_headers.is_some()),
        ("query_map", member.query_map),
        ("payload", member.payload),
        ("response_code", member.response_code),
    ];
    keys.into_iter().filter(|(_, is_bound)| *is_bound).map(|(key, _)| key).collect()
}

/// Lowers the members of an input.
pub(super) fn input(
    members: &Named<Member>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<Vec<HeaderMember>> {
    let mut fields = Unique::new("field", &["new"]);
    let mut headers = Unique::new("header", &[]);
    all(members.iter().map(|(name, member)| {
        let place = place.at(name);
        let member = header_member(name, member, shapes, &place, diagnostics)?;
        fields.take(&member.field.to_string(), Code::NameCollision, place.key(), diagnostics)?;
        let header = place.at("header").value();
        headers.take(member.header.as_str(), Code::BindingConflict, header, diagnostics)?;
        Ok(member)
    }))
}

/// Refuses the members of an output: this version knows only empty ones.
pub(super) fn output(
    members: &Named<Member>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let members = members.keys().map(|name| {
        let message = format!("the member `{name}` of an output is not generated yet");
        Err(diagnostics.report(
            Diagnostic::new(Code::Unsupported, place.at(name).key(), message)
                .help("this version generates operations that answer with an empty body"),
        ))
    });
    all::<()>(members).map(|_| ())
}

fn header_member(
    name: &str,
    member: &Member,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<HeaderMember> {
    let field = value_name(name).ok_or_else(|| diagnostics.report(super::invalid_name(name, place.key())));
    let string = shapes.string(&member.target, &place.at("type"), diagnostics);
    one_binding(member, place, diagnostics)?;
    let header = match &member.header {
        Some(header) => header_name(header, &place.at("header"), diagnostics),
        None => Err(diagnostics.report(unsupported_binding(name, member, place))),
    };
    let (field, string, header) = (field?, string?, header?);
    Ok(HeaderMember {
        name: name.to_owned(),
        field,
        docs: member.docs.clone().or(string.docs),
        header,
        required: member.required,
        sensitive: string.sensitive,
    })
}

fn one_binding(member: &Member, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<()> {
    let bindings = bindings(member);
    if let [first, second, ..] = bindings.as_slice() {
        return Err(diagnostics.report(
            Diagnostic::new(
                Code::SeveralBindings,
                place.at(second).key(),
                format!("a member is bound once, not by `{first}` and `{second}`"),
            )
            .also(place.at(first).key(), "the other binding")
            .help("remove one of the two"),
        ));
    }
    match &member.name {
        Some(_) if !bindings.is_empty() => Err(diagnostics.report(
            Diagnostic::new(
                Code::SeveralBindings,
                place.at("name").key(),
                "`name` is the name in the JSON body, where this member is not",
            )
            .help("remove `name`"),
        )),
        _ => Ok(()),
    }
}

fn unsupported_binding(name: &str, member: &Member, place: &Place<'_>) -> Diagnostic {
    let (span, message) = match bindings(member).first() {
        Some(key) => (place.at(key).key(), format!("the binding `{key}` is not generated yet")),
        None => (place.key(), format!("`{name}` belongs to the JSON body, which is not generated yet")),
    };
    Diagnostic::new(Code::Unsupported, span, message).help("this version generates members bound by `header`")
}

fn header_name(name: &str, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<HeaderName> {
    let Ok(header) = name.parse::<HeaderName>() else {
        return Err(diagnostics.report(
            Diagnostic::new(Code::InvalidHeader, place.value(), format!("`{name}` is no header name"))
                .help("a header name has letters, digits and `-`, no space and no colon"),
        ));
    };
    if FRAMING_HEADERS.contains(&header.as_str()) {
        let message = format!("the header `{header}` belongs to HTTP itself");
        return Err(diagnostics.report(
            Diagnostic::new(Code::InvalidHeader, place.value(), message)
                .help("the client sets it; remove the member"),
        ));
    }
    Ok(header)
}
