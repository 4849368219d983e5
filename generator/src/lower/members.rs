//! The members of an input: their names, their types, and the rules that hold between them.

use super::{
    binding::{Binding, Message, binding},
    place::Place,
    shapes::{Shapes, string_type},
    unique::Unique,
    unsupported,
    uri::Request,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    model::HeaderMember,
    names::value_name,
    spec::{Member, MemberOrType, Named},
};

/// Lowers the members of an input.
pub(super) fn input(
    members: &Named<MemberOrType>,
    request: Option<&Request>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<HeaderMember>> {
    let mut rules = Rules::new(request);
    let members = all(members.iter().map(|(name, MemberOrType(member))| {
        let place = place.at(name);
        input_member(name, member, &mut rules, shapes, &place)
    }));
    rules.unbound_labels(place)?;
    members
}

/// Checks the members of an output or an error, which this version doesn't emit.
pub(super) fn output<'a>(
    members: impl IntoIterator<Item = (&'a String, &'a MemberOrType)>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<()> {
    let mut rules = Rules::new(None);
    let members = members.into_iter().map(|(name, MemberOrType(member))| {
        let place = place.at(name);
        shapes.resolve(&member.target, &place.type_())?;
        let binding = binding(member, Message::Response, &place)?;
        rules.check(name, &binding, &place)?;
        Err(place.report(unsupported::output_member(name, &place)))
    });
    all::<()>(members).map(|_| ())
}

fn input_member(
    name: &str,
    member: &Member,
    rules: &mut Rules<'_>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<HeaderMember> {
    let field = value_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())));
    let type_ = shapes.resolve(&member.target, &place.type_());
    let binding = binding(member, Message::Request, place)?;
    rules.check(name, &binding, place)?;
    label_is_required(name, member, &binding, place)?;
    let (field, type_) = (field?, type_?);
    if type_.sensitive {
        secret_in_uri(name, &binding, place);
    }
    rules.body_of_method(name, &binding, place);
    let string = string_type(&type_, &place.type_());
    unsupported::member(member, place)?;
    let Binding::Header(header) = binding else {
        // A misspelt key was reported, and might have been the binding.
        return Err(if place.is_whole() {
            place.report(unsupported::binding(name, &binding, place))
        } else {
            place.already_reported()
        });
    };
    let string = string?;
    Ok(HeaderMember {
        name: name.to_owned(),
        field: rules.fields.identifier(field, place),
        docs: member.docs.clone().or(string.docs),
        header,
        required: member.required,
        sensitive: string.sensitive,
    })
}

fn label_is_required(name: &str, member: &Member, binding: &Binding, place: &Place<'_>) -> Checked<()> {
    match binding {
        Binding::Label(_) if !member.required => Err(place.report(
            Diagnostic::new(
                Code::Label,
                place.key(),
                format!("the member `{name}` fills a label, so it can't be left out"),
            )
            .help("add `required: true`"),
        )),
        _ => Ok(()),
    }
}

/// A URI stands in the logs of every server on the way.
fn secret_in_uri(name: &str, binding: &Binding, place: &Place<'_>) {
    if let Binding::Query(_) | Binding::QueryMap | Binding::Label(_) = binding {
        let key = binding.key().unwrap_or_default();
        let message = format!("the member `{name}` is sensitive, and travels in the URI");
        place.report(
            Diagnostic::new(Code::SensitiveInUri, place.at(key).key(), message)
                .help("servers and proxies log URIs: bind it by `header` if the API lets you"),
        );
    }
}

/// What holds between the members of one message.
struct Rules<'a> {
    request: Option<&'a Request>,
    fields: Unique,
    headers: Unique,
    query: Unique,
    payload: Unique,
    labels: Unique,
}

impl<'a> Rules<'a> {
    fn new(request: Option<&'a Request>) -> Self {
        Self {
            request,
            fields: Unique::identifiers("field", &["new"]),
            headers: Unique::wire("header", "bind one of the two members elsewhere"),
            query: Unique::wire("query key", "bind one of the two members elsewhere"),
            payload: Unique::wire("payload", "leave `payload` to one of the two members"),
            labels: Unique::wire("label", "bind one of the two members elsewhere"),
        }
    }

    /// No part of a message is bound twice.
    fn check(&mut self, name: &str, binding: &Binding, place: &Place<'_>) -> Checked<()> {
        let span = |key| place.at(key).value();
        match binding {
            Binding::Header(header) => {
                self.headers.take(header.as_str(), Code::BindingConflict, span("header"), place)
            }
            Binding::Query(key) => self.query.take(key, Code::BindingConflict, span("query"), place),
            Binding::Payload => self.payload.take("body", Code::SeveralPayloads, place.key(), place),
            Binding::Label(label) => {
                self.labels.take(label, Code::BindingConflict, span("label"), place)?;
                self.label_is_in_uri(name, label, place)
            }
            Binding::PrefixHeaders | Binding::QueryMap | Binding::ResponseCode | Binding::Body => Ok(()),
        }
    }

    fn label_is_in_uri(&self, name: &str, label: &str, place: &Place<'_>) -> Checked<()> {
        match self.request {
            Some(request) if !request.labels.iter().any(|known| known == label) => {
                let message = format!("the URI has no label `{label}` for the member `{name}`");
                Err(place.report(
                    Diagnostic::new(Code::Label, place.at("label").value(), message)
                        .help(format!("write `{{{label}}}` where the value belongs in `http`")),
                ))
            }
            _ => Ok(()),
        }
    }

    /// Every label of the URI has a member, unless one that might have it was reported.
    fn unbound_labels(&self, place: &Place<'_>) -> Checked<()> {
        let Some(request) = self.request else { return Ok(()) };
        let unbound = request.labels.iter().filter(|label| !self.labels.is_taken(label));
        all(unbound.map(|label| {
            if !place.is_whole() {
                return Err(place.already_reported());
            }
            let message = format!("no member fills the label `{label}` of the URI");
            Err(place.report(
                Diagnostic::new(Code::Label, request.span, message)
                    .help(format!("bind a member of `input` by `label: {label}`")),
            ))
        }))
        .map(|_: Vec<()>| ())
    }

    /// RFC 9110, section 9.3: a body of these methods means nothing, and may be refused.
    fn body_of_method(&self, name: &str, binding: &Binding, place: &Place<'_>) {
        let Some(request) = self.request else { return };
        let has_no_body = [http::Method::GET, http::Method::HEAD].contains(&request.method);
        if has_no_body && place.is_whole() && matches!(binding, Binding::Body | Binding::Payload) {
            let message = format!("the member `{name}` belongs to the body of a {} request", request.method);
            place.report(
                Diagnostic::new(Code::BodyOnGet, place.key(), message)
                    .help("few servers read such a body: bind the member by `query`, `header` or `label`"),
            );
        }
    }
}
