//! Responses: which one is the success, and what the others are.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::{
    bodies::{self, Members, Side},
    docs::docs,
    document::At,
    media::{self, Body, Media},
    names::Taken,
    notes::Owner,
    parameters::Text,
    schema::Parts,
    shapes::{Shapes, Wish},
};
use crate::format::{ErrorStatus, MediaTypes, Member, MemberOrType, Named, Output};

/// What a response is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Exact(u16),
    Range(u8),
    Default,
}

impl Status {
    fn of(key: &str) -> Option<Self> {
        if key.eq_ignore_ascii_case("default") {
            return Some(Self::Default);
        }
        let digit = key
            .get(..1)?
            .parse()
            .ok()
            .filter(|digit| (1..=5).contains(digit))?;
        if key.get(1..)?.eq_ignore_ascii_case("xx") {
            return Some(Self::Range(digit));
        }
        key.parse()
            .ok()
            .filter(|status| (100..=599).contains(status))
            .map(Self::Exact)
    }

    fn is_success(self) -> bool {
        matches!(self, Self::Exact(200..=299) | Self::Range(2))
    }
}

/// The responses of an operation.
pub(super) struct Responses<'d> {
    pub(super) success: Success,
    /// The errors, each with what the document says of it.
    pub(super) errors: Vec<(ErrorStatus, At<'d>)>,
}

/// What a success is.
#[derive(Default)]
pub(super) struct Success {
    /// The status, if it isn't 200.
    pub(super) status: Option<u16>,
    /// The media types of the body, if they aren't those of the service.
    pub(super) media_types: Option<MediaTypes>,
    pub(super) output: Named<MemberOrType>,
    /// The successes, if there are several whose bodies differ. Then there is no output.
    pub(super) outputs: Named<Output>,
}

/// A response and its status.
type Response<'d> = (Status, At<'d>);

/// Returns the responses of an operation.
pub(super) fn responses<'d>(
    at: &At<'d>,
    method: &str,
    operation: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Responses<'d> {
    let known = declared(at, owner, shapes);
    let (successes, others) = split(known);
    let success = match successes.as_slice() {
        [] => Success::default(),
        several if method != "HEAD" && differ(several) => Success {
            outputs: outputs(several, operation, owner, shapes),
            ..Success::default()
        },
        several => one(several, method, operation, owner, shapes),
    };
    let errors = others.into_iter().filter_map(|(status, at)| {
        let status = match status {
            Status::Exact(status @ 300..=599) => ErrorStatus::Exact(status),
            Status::Range(digit @ 3..=5) => ErrorStatus::Range(digit),
            Status::Default => ErrorStatus::Default,
            Status::Exact(_) | Status::Range(_) => return None,
        };
        Some((status, at))
    });
    Responses {
        success,
        errors: errors.collect(),
    }
}

/// Returns the responses that the document declares.
fn declared<'d>(at: &At<'d>, owner: &Owner, shapes: &mut Shapes<'d>) -> Vec<Response<'d>> {
    let mut known = Vec::new();
    for (key, at) in at.entries("responses") {
        if key.starts_with("x-") {
            continue;
        }
        let Some(status) = Status::of(key) else {
            let sentence = format!("the response `{key}` is left out: that isn't a status");
            shapes.notes.add(owner.clone(), &at, sentence);
            continue;
        };
        match at.resolved() {
            Ok(at) => known.push((status, at)),
            Err(broken) => {
                let sentence = format!("{broken}; this response is left out");
                shapes.notes.add(owner.clone(), &at, sentence);
            }
        }
    }
    known
}

/// Splits responses into successes and others. Without a 2xx, a redirection is a success, and so is `default` if there is
/// nothing else.
fn split(known: Vec<Response<'_>>) -> (Vec<Response<'_>>, Vec<Response<'_>>) {
    let is_redirection = |status: Status| matches!(status, Status::Exact(300..=303 | 307 | 308));
    let has_success = known.iter().any(|(status, _)| status.is_success());
    let has_redirection = known.iter().any(|(status, _)| is_redirection(*status));
    let is_only_default = known.iter().all(|(status, _)| *status == Status::Default);
    known.into_iter().partition(|(status, _)| {
        status.is_success()
            || is_only_default
            || !has_success && has_redirection && is_redirection(*status)
    })
}

/// Returns whether a response has a body. A 204 and a 205 have none, whatever the document says (RFC 9110, sections 15.3.5
/// and 15.3.6).
fn has_body((status, at): &Response<'_>) -> bool {
    !matches!(status, Status::Exact(204 | 205)) && media::chosen(at).is_some()
}

/// Returns whether successes are to be told apart: if their bodies are of different types in JSON, or one is a redirection.
fn differ(successes: &[Response<'_>]) -> bool {
    let is_exact = |(status, _): &Response<'_>| matches!(status, Status::Exact(_));
    let is_redirection = |(status, _): &Response<'_>| matches!(status, Status::Exact(300..=399));
    let bodies = successes.iter().filter(|response| has_body(response));
    let bodies: Vec<_> = bodies
        .filter_map(|(_, at)| Some(media::chosen(at)?.0))
        .collect();
    let types: HashSet<_> = bodies
        .iter()
        .map(|body| {
            body.at
                .get("schema")
                .map(|schema| Parts::from(schema).peeled().identity())
        })
        .collect();
    let are_json = bodies.iter().all(|body| body.media.is_json());
    successes.iter().all(is_exact)
        && are_json
        && (types.len() > 1 || successes.iter().any(is_redirection))
}

/// Returns an output for each success.
fn outputs<'d>(
    successes: &[Response<'d>],
    operation: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Named<Output> {
    let outputs = successes.iter().filter_map(|response| {
        let (Status::Exact(status), at) = response else {
            return None;
        };
        let name = super::errors::name_of(ErrorStatus::Exact(*status));
        let body = media::chosen(at).filter(|_| has_body(response));
        let output = Output {
            status: *status,
            docs: docs([at.text("description")]),
            members: members(at, body, true, &format!("{operation}{name}"), owner, shapes),
        };
        Some((name, output))
    });
    outputs.collect()
}

/// Returns the success of which the others say no more.
fn one<'d>(
    successes: &[Response<'d>],
    method: &str,
    operation: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Success {
    let chosen = successes.iter().find(|response| has_body(response));
    let Some(chosen) = chosen.or_else(|| successes.first()) else {
        return Success::default();
    };
    let (status, at) = chosen;
    let body = media::chosen(at).filter(|_| method != "HEAD" && has_body(chosen));
    let media_types = body
        .as_ref()
        .and_then(|(body, others)| accepted(body, others));
    note_others(at, successes, owner, shapes);
    let is_always_sent = successes.iter().all(has_body);
    let wish = format!("{operation}Output");
    let mut output = members(at, body, is_always_sent, &wish, owner, shapes);
    if successes.len() > 1 {
        // The caller may need to know which success it was.
        let mut names = ["status", "response_status"].into_iter();
        if let Some(name) = names.find(|name| !output.contains_key(*name)) {
            let member = Member {
                target: "integer".to_owned(),
                response_code: true,
                required: true,
                docs: Some("The status code of the response.".to_owned()),
                ..Member::default()
            };
            output.insert(name.to_owned(), MemberOrType(member));
        }
    }
    Success {
        status: match status {
            Status::Exact(200) | Status::Range(_) | Status::Default => None,
            Status::Exact(status) => Some(*status),
        },
        media_types,
        output,
        outputs: Named::new(),
    }
}

/// Notes the successes whose bodies are of another type than that of the chosen one.
fn note_others<'d>(
    chosen: &At<'d>,
    successes: &[Response<'d>],
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) {
    let type_ = |at: &At<'d>| {
        let (body, _) = media::chosen(at)?;
        let schema = body
            .at
            .get("schema")
            .map(|schema| Parts::from(schema).peeled().identity());
        Some((body.media, schema))
    };
    let own = type_(chosen);
    for (_, at) in successes.iter().filter(|response| has_body(response)) {
        if at.location() != chosen.location() && type_(at) != own {
            let sentence = "this success has a body of another type, which is left out";
            shapes.notes.add(owner.clone(), at, sentence);
        }
    }
}

/// Returns the media types that a client accepts: those that are read as the chosen one is. Nothing is said of
/// `application/json`, which is that of the service.
fn accepted(body: &Body<'_>, others: &[Body<'_>]) -> Option<MediaTypes> {
    let bodies = [body].into_iter().chain(others);
    // Any text must be asked for: without that, text is JSON.
    let is_named = |other: &Body<'_>| other.has_media_type() || other.media == Media::Text;
    let alike = bodies.filter(|other| other.media == body.media && is_named(other));
    let names: IndexSet<_> = alike.map(|body| body.media_type.clone()).collect();
    let is_default = names.iter().eq(["application/json"]);
    (!names.is_empty() && !is_default).then(|| MediaTypes(names.into_iter().collect()))
}

fn members<'d>(
    at: &At<'d>,
    body: Option<(Body<'d>, Vec<Body<'d>>)>,
    is_always_sent: bool,
    type_: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Named<MemberOrType> {
    let mut taken = Taken::default();
    let mut members = Named::new();
    if let Some((body, others)) = body {
        bodies::note_others(&body.at, &body, &others, owner, shapes);
        let wish = Wish {
            type_: type_.to_owned(),
            member: String::new(),
            owner: owner.clone(),
        };
        match bodies::members(&body, Side::Response, is_always_sent, &wish, shapes) {
            Members::Whole(member) => {
                members.insert(taken.member_among(["body"]), MemberOrType(*member));
            }
            Members::Each(each, _) => {
                for (property, member) in each {
                    let name = taken.member_among([super::names::member_of(property).as_str()]);
                    let name_on_wire = (name != property).then(|| property.to_owned());
                    let member = Member {
                        name: name_on_wire,
                        ..member
                    };
                    members.insert(name, MemberOrType(member));
                }
            }
        }
    }
    for (name, member) in headers(at, type_, owner, shapes) {
        let second = super::parameters::second_name("header", &name);
        let first = super::names::member_of(&name);
        let name = taken.member_among([first.as_str(), second.as_str()]);
        members.insert(name, MemberOrType(member));
    }
    members
}

/// Returns the headers of a response, each with the name that the document has for it.
pub(super) fn headers<'d>(
    at: &At<'d>,
    operation: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Vec<(String, Member)> {
    let mut headers: Vec<(String, Member)> = Vec::new();
    for (name, at) in at.entries("headers") {
        let is_known = headers
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name));
        let is_content = name.eq_ignore_ascii_case("content-type");
        if is_known || is_content {
            continue;
        }
        let at = match at.resolved() {
            Ok(at) if name.parse::<http::HeaderName>().is_ok() => at,
            Ok(at) => {
                let sentence = format!("`{name}` is left out: that isn't the name of a header");
                shapes.notes.add(owner.clone(), &at, sentence);
                continue;
            }
            Err(broken) => {
                let sentence = format!("{broken}; this header is left out");
                shapes.notes.add(owner.clone(), &at, sentence);
                continue;
            }
        };
        let parts = at
            .get("schema")
            .map_or_else(|| Parts(Vec::new()), Parts::from);
        let wish = Wish::member(owner, operation, name);
        let target = shapes.target(&parts, &wish);
        shapes.finish();
        let type_ = match shapes.text(&target.name) {
            Text::Single | Text::List => target.name.clone(),
            Text::Nested | Text::Other => "string".to_owned(),
        };
        let member = Member {
            target: type_,
            header: Some(name.to_owned()),
            docs: docs([at.text("description").or(target.docs.as_deref())]),
            ..Member::default()
        };
        headers.push((name.to_owned(), member));
    }
    headers
}
