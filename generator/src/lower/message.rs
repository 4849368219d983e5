//! The members of an input, an output or an error, each with its binding, and the rules that hold between them.

use http::header::COOKIE;

use super::{
    binding::{Binding, Message, binding, is_in_body},
    binding_docs::{document_input, document_output},
    binding_types, endpoint_member,
    fields::{Owner, fields},
    host_prefix,
    http_key::Request,
    label,
    place::Place,
    preparation::{self, preparation},
    shapes::Shapes,
    streaming::{is_stream_of_request, is_stream_of_response},
    unique::Unique,
    virtual_host, xml,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Span, all},
    format::{Member, MemberOrType, Named, Operation},
    model::{Field, FieldDefault, InputMember, OutputMember, Preparation, RequestBinding},
    protocol::BindingKind,
    similar::similar,
};

/// The invalid segments of a path: the empty one, and those that normalization removes (RFC 3986, section 5.2.4).
const NO_SEGMENTS: &[&str] = &["", ".", ".."];

/// Lowers the members of an input. `is_json` is whether a whole body is JSON, whatever its type is.
pub(super) fn input(
    operation: &Operation,
    message: Message,
    request: Option<&Request>,
    is_json: bool,
    shapes: &Shapes<'_>,
    place_of_operation: &Place<'_>,
) -> Checked<Vec<InputMember>> {
    let members = operation.input_members();
    let place = &place_of_operation.at("input");
    let place_of_additional = place_of_operation.at("additional_input");
    let additional = operation.additional_input.as_deref();
    let mut rules = Rules {
        has_json: is_json,
        ..Rules::of_input(request, members)
    };
    // Fields and bindings are checked each on their own, so that all problems of a member are seen.
    let fields = fields(
        Owner::Input,
        members,
        additional.map(|target| (target, &place_of_additional)),
        shapes,
        place,
    );
    let bindings = all(members.iter().map(|(name, MemberOrType(member))| {
        let place = place.at(name);
        let (binding, preparation) =
            input_binding(name, member, message, &mut rules, shapes, &place)?;
        // A stream is read once, and not to keep it out of an error.
        let holds_secret = shapes.holds_secret(&member.target) && !is_stream_of_request(&binding);
        Ok((binding, preparation, holds_secret))
    }));
    rules.unbound_labels(place)?;
    rules.body_beside_payload(members, place)?;
    if additional.is_some() {
        rules.additional_in_json(message, &place_of_additional)?;
    }
    let additional = additional.map(|target| {
        let holds_secret = shapes.holds_secret(target);
        (RequestBinding::AdditionalBody, None, holds_secret)
    });
    let members = fields?
        .into_iter()
        .zip(bindings?.into_iter().chain(additional));
    Ok(members
        .map(
            |(field, (binding, preparation, holds_secret))| InputMember {
                field: sent(field, &binding),
                binding,
                preparation,
                holds_secret,
            },
        )
        .collect())
}

/// Returns a field of an input. Its default is that of the service, except for a label, which is always sent.
fn sent(mut field: Field, binding: &RequestBinding) -> Field {
    field.is_expected = false;
    document_input(&mut field, binding);
    if let Some(FieldDefault::FilledIn(value)) = field.default {
        field.default = Some(match binding {
            RequestBinding::Label { .. } => FieldDefault::Sent(value),
            _ => FieldDefault::Taken(value),
        });
    }
    field
}

/// Lowers the members of an output or an error. `is_json` is whether a whole body is JSON, whatever its type is.
pub(super) fn output<'a>(
    members: impl IntoIterator<Item = (&'a String, &'a MemberOrType)> + Clone,
    is_json: bool,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<OutputMember>> {
    let mut rules = Rules::default();
    let fields = fields(Owner::Response, members.clone(), None, shapes, place);
    let bindings = all(members
        .clone()
        .into_iter()
        .map(|(name, MemberOrType(member))| {
            let place = place.at(name);
            preparation::none(member, &place)?;
            host_prefix::none(member, &place)?;
            endpoint_member::none(member, &place)?;
            virtual_host::none(member, &place)?;
            let binding = binding(member, Message::Response, shapes.protocol(), &place)?;
            rules.check(name, &binding, &place)?;
            let resolved = shapes.try_resolve(&member.target, &place.type_());
            let is_structured = is_json || xml::is_root(member);
            binding_types::response(&binding, resolved, is_structured, shapes.protocol(), &place)
        }));
    rules.body_beside_payload(members, place)?;
    let members = fields?
        .into_iter()
        .zip(bindings?)
        .map(|(mut field, binding)| {
            // A body that is a stream is always there, be it empty.
            field.required |= is_stream_of_response(&binding);
            document_output(&mut field, &binding);
            OutputMember { field, binding }
        });
    Ok(members.collect())
}

/// Warns of the body of a response that has none (RFC 9110, sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5).
pub(super) fn body_of_response(
    members: &Named<MemberOrType>,
    status: Option<u16>,
    method: &http::Method,
    place: &Place<'_>,
) {
    let response = match status {
        _ if method == http::Method::HEAD => "a response to HEAD".to_owned(),
        Some(status @ (204 | 205 | 304)) => format!("a response with status {status}"),
        _ => return,
    };
    if !place.is_whole() {
        return;
    }
    for (name, MemberOrType(member)) in members {
        if is_in_body(member) || member.payload {
            let message =
                format!("the member `{name}` belongs to the body, but {response} has no body");
            place.report(
                Diagnostic::new(Code::NoResponseBody, place.at(name).key(), message)
                    .help("bind it by `header`, or remove it"),
            );
        }
    }
}

fn input_binding(
    name: &str,
    member: &Member,
    message: Message,
    rules: &mut Rules<'_>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<(RequestBinding, Option<Preparation>)> {
    let binding = binding(member, message, shapes.protocol(), place)?;
    rules.check(name, &binding, place)?;
    let resolved = shapes.try_resolve(&member.target, &place.type_());
    let preparation = preparation(
        member,
        &binding,
        resolved.as_ref().map(|resolved| &resolved.type_),
        place,
    )?;
    label_is_filled(name, member, &binding, place)?;
    if let Binding::Label(label) = &binding {
        label::fits(member, rules.is_greedy(label), place)?;
    }
    if shapes.is_sensitive(&member.target) {
        secret_in_uri(name, "is sensitive, but", &binding, place);
    } else if shapes.holds_secret(&member.target) {
        secret_in_uri(name, "contains a sensitive value, but is", &binding, place);
    } else {
        plain_credentials(name, &binding, place);
    }
    rules.body_of_method(name, &binding, place);
    let is_structured = rules.has_json || xml::is_root(member);
    let binding = binding_types::request(&binding, member, resolved, is_structured, shapes, place)?;
    Ok((binding, preparation))
}

/// Reports a label that may be absent: it must be required, or have a default that is a valid segment.
fn label_is_filled(
    name: &str,
    member: &Member,
    binding: &Binding,
    place: &Place<'_>,
) -> Checked<()> {
    let Binding::Label(_) = binding else {
        return Ok(());
    };
    match member.default.as_ref().filter(|default| !default.is_null()) {
        Some(default) if NO_SEGMENTS.iter().any(|text| default == text) => Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.at("default").value(),
                "this default can't be a segment of the path: it is empty, `.` or `..`",
            )
            .help("write the value that the API has for an absent member, such as `-`, or remove the key"),
        )),
        // What isn't `true` was reported.
        None if !member.required && !place.at("required").is_whole() => {
            Err(place.already_reported())
        }
        None if !member.required => Err(place.report(
            Diagnostic::new(
                Code::Label,
                place.key(),
                format!("the member `{name}` is bound to a label, so it must be required"),
            )
            .help(if member.virtual_host {
                "add `required: true`"
            } else {
                "add `required: true`, or a `default`"
            }),
        )),
        _ => Ok(()),
    }
}

/// Warns of sensitive members in the URI, which servers and proxies log.
fn secret_in_uri(name: &str, secrecy: &str, binding: &Binding, place: &Place<'_>) {
    let kind = match binding {
        Binding::Query(_) => BindingKind::Query,
        Binding::QueryMap => BindingKind::QueryMap,
        Binding::Label(_) => BindingKind::Label,
        _ => return,
    };
    let message = format!("the member `{name}` {secrecy} part of the URI");
    place.report(
        Diagnostic::new(Code::SensitiveInUri, place.at(kind.key()).key(), message)
            .help("servers and proxies log URIs: bind it by `header` if the API lets you"),
    );
}

/// Warns of credentials in a member that isn't sensitive, whose value logs and errors may show.
fn plain_credentials(name: &str, binding: &Binding, place: &Place<'_>) {
    let Binding::Header(header) = binding else {
        return;
    };
    let help = match header.as_str() {
        "authorization" => "use `auth: bearer`, or a shape with `sensitive: true`",
        "proxy-authorization" | "cookie" | "x-api-key" => "use a shape with `sensitive: true`",
        _ => return,
    };
    let message = format!("the member `{name}` holds credentials, but isn't sensitive");
    place.report(
        Diagnostic::new(Code::PlainCredentials, place.at("header").value(), message).help(help),
    );
}

/// The rules between the members of a message.
struct Rules<'a> {
    request: Option<&'a Request>,
    headers: Unique,
    query: Unique,
    /// Whether the whole body is JSON, whatever its type is.
    has_json: bool,
    cookies: Unique,
    has_cookies: bool,
    /// The member that is the whole body, with its span.
    payload: Option<(String, Span)>,
    labels: Unique,
    /// The labels of the URI that no member is bound to.
    unbound: Vec<&'a str>,
}

impl Default for Rules<'_> {
    fn default() -> Self {
        Self {
            request: None,
            headers: Unique::wire("header", "bind one of the two members elsewhere"),
            query: Unique::wire("query key", "bind one of the two members elsewhere"),
            has_json: false,
            cookies: Unique::wire("cookie", "bind one of the two members elsewhere"),
            has_cookies: false,
            payload: None,
            labels: Unique::wire("label", "bind one of the two members elsewhere"),
            unbound: Vec::new(),
        }
    }
}

impl<'a> Rules<'a> {
    fn of_input(request: Option<&'a Request>, members: &Named<MemberOrType>) -> Self {
        let bound: Vec<_> = members
            .values()
            .filter_map(|MemberOrType(member)| member.label.as_deref())
            .collect();
        let labels = request.into_iter().flat_map(|request| &request.labels);
        let labels = labels.map(String::as_str);
        Self {
            request,
            unbound: labels.filter(|label| !bound.contains(label)).collect(),
            ..Self::default()
        }
    }

    /// Reports a part of the message that several members are bound to.
    fn check(&mut self, name: &str, binding: &Binding, place: &Place<'_>) -> Checked<()> {
        let span = |key| place.at(key).value();
        match binding {
            Binding::Header(header) => self.headers.take(
                header.as_str(),
                Code::BindingConflict,
                span("header"),
                place,
            ),
            Binding::Query(key) => {
                self.query
                    .take(key, Code::BindingConflict, span("query"), place)
            }
            Binding::Cookie(cookie) => {
                // All cookies are in one header, which nothing else sets.
                if !self.has_cookies {
                    self.has_cookies = true;
                    let (code, span) = (Code::BindingConflict, span("cookie"));
                    self.headers.take(COOKIE.as_str(), code, span, place)?;
                }
                self.cookies
                    .take(cookie, Code::BindingConflict, span("cookie"), place)
            }
            Binding::Payload => self.one_payload(name, place),
            Binding::Label(label) => {
                self.labels
                    .take(label, Code::BindingConflict, span("label"), place)?;
                self.label_is_in_uri(name, label, place)
            }
            Binding::PrefixHeaders(_)
            | Binding::QueryMap
            | Binding::ResponseCode
            | Binding::Body
            | Binding::Form
            | Binding::Part => Ok(()),
        }
    }

    /// Returns whether a label of the URI takes several segments.
    fn is_greedy(&self, label: &str) -> bool {
        let greedy = format!("{{{label}+}}");
        self.request
            .is_some_and(|request| request.uri.contains(&greedy))
    }

    fn one_payload(&mut self, name: &str, place: &Place<'_>) -> Checked<()> {
        let Some((first, span)) = &self.payload else {
            self.payload = Some((name.to_owned(), place.key()));
            return Ok(());
        };
        let message = format!("the members `{first}` and `{name}` are both the whole body");
        Err(place.report(
            Diagnostic::new(Code::SeveralPayloads, place.key(), message)
                .also(*span, "the other one")
                .help("remove `payload: true` from one of the two"),
        ))
    }

    fn label_is_in_uri(&mut self, name: &str, label: &str, place: &Place<'_>) -> Checked<()> {
        let Some(request) = self.request else {
            return Ok(());
        };
        if request.labels.contains(label) {
            return Ok(());
        }
        let inner = label.trim_matches(|character| "{}:+*?".contains(character));
        let meant = if request.labels.contains(inner) {
            Some(inner)
        } else {
            let similar = similar(label, self.unbound.iter().copied());
            similar.first().copied().or(match self.unbound.as_slice() {
                [only] => Some(*only),
                _ => None,
            })
        };
        let help = match meant {
            Some(meant) if meant == inner => format!("write `label: {meant}`"),
            Some(meant) => format!("did you mean `label: {meant}`?"),
            None => format!("write `{{{label}}}` where the value belongs in `http`"),
        };
        // One error is enough for the two.
        if let Some(meant) = meant {
            self.unbound.retain(|unbound| *unbound != meant);
        }
        let message = format!("the URI has no label `{label}` for the member `{name}`");
        Err(place
            .report(Diagnostic::new(Code::Label, place.at("label").value(), message).help(help)))
    }

    /// Reports labels of the URI without a member, unless a member that may be bound to one was reported.
    fn unbound_labels(&self, place: &Place<'_>) -> Checked<()> {
        let Some(request) = self.request else {
            return Ok(());
        };
        let is_whole = place.is_whole();
        all(self.unbound.iter().map(|label| {
            if !is_whole {
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

    /// Reports members of the body next to one that is the whole body.
    fn body_beside_payload<'m>(
        &self,
        members: impl IntoIterator<Item = (&'m String, &'m MemberOrType)>,
        place: &Place<'_>,
    ) -> Checked<()> {
        let Some((payload, _)) = &self.payload else {
            return Ok(());
        };
        let others = members
            .into_iter()
            .filter(|(_, MemberOrType(member))| is_in_body(member));
        all(others.map(|(name, _)| {
            let message =
                format!("the member `{name}` can't be in the body: `{payload}` is the whole body");
            Err(place.report(
                Diagnostic::new(Code::SeveralPayloads, place.at(name).key(), message)
                    .help("bind it elsewhere, or remove `payload: true` from the other one"),
            ))
        }))
        .map(|_: Vec<()>| ())
    }

    /// Reports additional members of a body that isn't an object in JSON.
    fn additional_in_json(&self, message: Message, place: &Place<'_>) -> Checked<()> {
        let message = match (message, &self.payload) {
            (Message::Form, _) => "`additional_input` can't be used with a form".to_owned(),
            (Message::Multipart, _) => {
                "`additional_input` can't be used with a multipart body".to_owned()
            }
            (_, Some((payload, _))) => {
                format!("`additional_input` can't be used: `{payload}` is the whole body")
            }
            (_, None) => return Ok(()),
        };
        Err(place.report(
            Diagnostic::new(Code::SeveralPayloads, place.key(), message)
                .help("remove it, or write `additional` at a structure that is a part of the body"),
        ))
    }

    /// Reports a body of methods for which it has no meaning (RFC 9110, section 9.3).
    fn body_of_method(&self, name: &str, binding: &Binding, place: &Place<'_>) {
        let Some(request) = self.request else { return };
        let has_no_body = [http::Method::GET, http::Method::HEAD].contains(&request.method);
        if has_no_body
            && place.is_whole()
            && matches!(
                binding,
                Binding::Body | Binding::Form | Binding::Part | Binding::Payload
            )
        {
            let message = format!(
                "the member `{name}` belongs to the body of a {} request",
                request.method
            );
            place.report(Diagnostic::new(Code::BodyOnGet, place.key(), message).help(
                "few servers read such a body: bind the member by `query`, `header` or `label`",
            ));
        }
    }
}
