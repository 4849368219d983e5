//! The members of an input: their names, their types, and the rules that hold between them.

use super::{
    binding::{Binding, Message, binding},
    place::Place,
    shapes::Shapes,
    unique::Unique,
    unsupported,
    uri::Request,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics, all},
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
    diagnostics: &mut Diagnostics,
) -> Checked<Vec<HeaderMember>> {
    let mut rules = Rules::new(request);
    let members = all(members.iter().map(|(name, MemberOrType(member))| {
        let place = place.at(name);
        input_member(name, member, &mut rules, shapes, &place, diagnostics)
    }));
    rules.unbound_labels(place, diagnostics)?;
    members
}

/// Checks the members of an output or an error, which this version doesn't emit.
pub(super) fn output<'a>(
    members: impl IntoIterator<Item = (&'a String, &'a MemberOrType)>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<()> {
    let mut rules = Rules::new(None);
    let members = members.into_iter().map(|(name, MemberOrType(member))| {
        let place = place.at(name);
        shapes.resolve(&member.target, &place.type_(), diagnostics)?;
        let binding = binding(member, Message::Response, &place, diagnostics)?;
        rules.check(name, &binding, &place, diagnostics)?;
        Err(diagnostics.report(unsupported::output_member(name, &place)))
    });
    all::<()>(members).map(|_| ())
}

fn input_member(
    name: &str,
    member: &Member,
    rules: &mut Rules<'_>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<HeaderMember> {
    let field = value_name(name).ok_or_else(|| diagnostics.report(super::invalid_name(name, place.key())));
    let type_ = shapes.resolve(&member.target, &place.type_(), diagnostics);
    let binding = binding(member, Message::Request, place, diagnostics)?;
    rules.check(name, &binding, place, diagnostics)?;
    rules.label_is_required(name, member, &binding, place, diagnostics)?;
    let (field, type_) = (field?, type_?);
    if type_.sensitive {
        rules.secret_in_uri(name, &binding, place, diagnostics);
    }
    rules.body_of_method(name, &binding, place, diagnostics);
    let string = shapes.string(&type_, &place.type_(), diagnostics);
    unsupported::member(member, place, diagnostics)?;
    let Binding::Header(header) = binding else {
        // A misspelt key was reported, and might have been the binding.
        return Err(if place.is_whole() {
            diagnostics.report(unsupported::binding(name, &binding, place))
        } else {
            diagnostics.already_reported()
        });
    };
    let string = string?;
    Ok(HeaderMember {
        name: name.to_owned(),
        field: rules.fields.identifier(field, place.key(), diagnostics),
        docs: member.docs.clone().or(string.docs),
        header,
        required: member.required,
        sensitive: string.sensitive,
    })
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
            fields: Unique::new("field", &["new"]),
            headers: Unique::new("header", &[]),
            query: Unique::new("query key", &[]),
            payload: Unique::new("payload", &[]),
            labels: Unique::new("label", &[]),
        }
    }

    /// No part of a message is bound twice.
    fn check(
        &mut self,
        name: &str,
        binding: &Binding,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Checked<()> {
        let span = |key| place.at(key).value();
        match binding {
            Binding::Header(header) => {
                self.headers.take(header.as_str(), Code::BindingConflict, span("header"), diagnostics)
            }
            Binding::Query(key) => self.query.take(key, Code::BindingConflict, span("query"), diagnostics),
            Binding::Payload => self.payload.take("body", Code::SeveralPayloads, place.key(), diagnostics),
            Binding::Label(label) => {
                self.labels.take(label, Code::BindingConflict, span("label"), diagnostics)?;
                self.label_is_in_uri(name, label, place, diagnostics)
            }
            Binding::PrefixHeaders | Binding::QueryMap | Binding::ResponseCode | Binding::Body => Ok(()),
        }
    }

    fn label_is_in_uri(
        &self,
        name: &str,
        label: &str,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Checked<()> {
        match self.request {
            Some(request) if !request.labels.iter().any(|known| known == label) => {
                let message = format!("the URI has no label `{label}` for the member `{name}`");
                Err(diagnostics.report(
                    Diagnostic::new(Code::Label, place.at("label").value(), message)
                        .help(format!("write `{{{label}}}` where the value belongs in `http`")),
                ))
            }
            _ => Ok(()),
        }
    }

    fn label_is_required(
        &self,
        name: &str,
        member: &Member,
        binding: &Binding,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Checked<()> {
        match binding {
            Binding::Label(_) if !member.required => Err(diagnostics.report(
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

    /// Every label of the URI has a member, unless one that might have it was reported.
    fn unbound_labels(&self, place: &Place<'_>, diagnostics: &mut Diagnostics) -> Checked<()> {
        let Some(request) = self.request else { return Ok(()) };
        let unbound = request.labels.iter().filter(|label| !self.labels.is_taken(label));
        all(unbound.map(|label| {
            if !place.is_whole() {
                return Err(diagnostics.already_reported());
            }
            let message = format!("no member fills the label `{label}` of the URI");
            Err(diagnostics.report(
                Diagnostic::new(Code::Label, request.span, message)
                    .help(format!("bind a member of `input` by `label: {label}`")),
            ))
        }))
        .map(|_: Vec<()>| ())
    }

    /// A URI stands in the logs of every server on the way.
    fn secret_in_uri(&self, name: &str, binding: &Binding, place: &Place<'_>, diagnostics: &mut Diagnostics) {
        if let Binding::Query(_) | Binding::QueryMap | Binding::Label(_) = binding {
            let key = binding.key().unwrap_or_default();
            let message = format!("the member `{name}` is sensitive, and travels in the URI");
            diagnostics.report(
                Diagnostic::new(Code::SensitiveInUri, place.at(key).key(), message)
                    .help("servers and proxies log URIs: bind it by `header` if the API lets you"),
            );
        }
    }

    /// RFC 9110, section 9.3: a body of these methods means nothing, and may be refused.
    fn body_of_method(
        &self,
        name: &str,
        binding: &Binding,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(request) = self.request else { return };
        let has_no_body = [http::Method::GET, http::Method::HEAD].contains(&request.method);
        if has_no_body && place.is_whole() && matches!(binding, Binding::Body | Binding::Payload) {
            let message = format!("the member `{name}` belongs to the body of a {} request", request.method);
            diagnostics.report(
                Diagnostic::new(Code::BodyOnGet, place.key(), message)
                    .help("few servers read such a body: bind the member by `query`, `header` or `label`"),
            );
        }
    }
}
