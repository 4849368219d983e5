//! Responses: which one is the success, and what the others are.

use super::{
    bodies::{self, Members, Side},
    docs::docs,
    document::At,
    media::{self, Body},
    names::Taken,
    notes::Owner,
    parameters::Text,
    schema::Parts,
    shapes::{Shapes, Wish},
};
use crate::format::{ErrorStatus, Member, MemberOrType, Named};

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
    /// The status of the success, if it isn't 200.
    pub(super) status: Option<u16>,
    pub(super) output: Named<MemberOrType>,
    /// The errors, each with what the document says of it.
    pub(super) errors: Vec<(ErrorStatus, At<'d>)>,
}

/// Returns the responses of an operation.
pub(super) fn responses<'d>(
    at: &At<'d>,
    method: &str,
    operation: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Responses<'d> {
    let mut known: Vec<(Status, At<'d>)> = Vec::new();
    for (key, at) in at.entries("responses") {
        let Some(status) = Status::of(key) else {
            continue;
        };
        match at.resolved() {
            Ok(at) => known.push((status, at)),
            Err(broken) => shapes.notes.add(
                owner.clone(),
                &at,
                format!("{broken}; this response is left out"),
            ),
        }
    }
    let successes: Vec<_> = known
        .iter()
        .filter(|(status, _)| status.is_success())
        .cloned()
        .collect();
    let has_success = !successes.is_empty();
    let is_only_default =
        !has_success && known.iter().all(|(status, _)| *status == Status::Default);
    let successes = if is_only_default {
        known.clone()
    } else {
        successes
    };
    let has_body = |(status, at): &&(Status, At<'d>)| {
        // These have no body, whatever the document says (RFC 9110, sections 15.3.5 and 15.3.6).
        !matches!(status, Status::Exact(204 | 205)) && media::chosen(at).is_some()
    };
    let chosen = successes
        .iter()
        .find(has_body)
        .or_else(|| successes.first());
    let (mut status, mut output) = (None, Named::new());
    if let Some((success, at)) = chosen {
        let is_always_sent = successes.iter().all(|success| has_body(&success)) && method != "HEAD";
        status = match success {
            Status::Exact(200) | Status::Range(_) | Status::Default => None,
            Status::Exact(status) => Some(*status),
        };
        note_other_successes(at, &successes, owner, shapes);
        let body =
            media::chosen(at).filter(|_| method != "HEAD" && has_body(&&(*success, at.clone())));
        output = members(at, body, is_always_sent, operation, owner, shapes);
    }
    if successes.len() > 1 {
        // Several statuses are a success, and the caller may need to know which one it was.
        let name = ["status", "response_status"]
            .into_iter()
            .find(|name| !output.contains_key(*name));
        if let Some(name) = name {
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
    let errors = known
        .into_iter()
        .filter(|_| !is_only_default)
        .filter_map(|(status, at)| {
            let status = match status {
                Status::Exact(status @ 300..=599) => ErrorStatus::Exact(status),
                Status::Range(digit @ 3..=5) => ErrorStatus::Range(digit),
                Status::Default => ErrorStatus::Default,
                Status::Exact(_) | Status::Range(_) => return None,
            };
            Some((status, at))
        });
    Responses {
        status,
        output,
        errors: errors.collect(),
    }
}

/// Notes the successes whose bodies are of another type than that of the chosen one.
fn note_other_successes<'d>(
    chosen: &At<'d>,
    successes: &[(Status, At<'d>)],
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) {
    let identity = |at: &At<'d>| {
        let body = media::chosen(at)?.0;
        body.at
            .get("schema")
            .map(|schema| Parts::from(schema).peeled().identity())
    };
    let first = identity(chosen);
    for (_, at) in successes {
        if at.location() != chosen.location()
            && identity(at).is_some_and(|other| Some(&other) != first.as_ref())
        {
            shapes.notes.add(
                owner.clone(),
                at,
                "this success has a body of another type, which is left out",
            );
        }
    }
}

fn members<'d>(
    at: &At<'d>,
    body: Option<(Body<'d>, Vec<Body<'d>>)>,
    is_always_sent: bool,
    operation: &str,
    owner: &Owner,
    shapes: &mut Shapes<'d>,
) -> Named<MemberOrType> {
    let mut taken = Taken::default();
    let mut members = Named::new();
    if let Some((body, others)) = body {
        bodies::note_others(&body.at, &body, &others, owner, shapes);
        let wish = Wish {
            type_: format!("{operation}Output"),
            member: String::new(),
            owner: owner.clone(),
        };
        match bodies::members(&body, Side::Response, is_always_sent, &wish, shapes) {
            Members::Whole(member) => {
                members.insert(taken.member_among(["body"]), MemberOrType(*member));
            }
            Members::Each(each) => {
                for (property, _, member) in each {
                    let name = taken.member_among([super::names::member_of(property).as_str()]);
                    let name_on_wire = (name != property).then(|| property.to_owned());
                    members.insert(
                        name,
                        MemberOrType(Member {
                            name: name_on_wire,
                            ..member
                        }),
                    );
                }
            }
        }
    }
    for (name, member) in headers(at, operation, owner, shapes) {
        let second = super::parameters::second_name("header", &name);
        let name = taken.member_among([super::names::member_of(&name).as_str(), second.as_str()]);
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
        if is_known || is_content || name.parse::<http::HeaderName>().is_err() {
            continue;
        }
        let Ok(at) = at.resolved() else { continue };
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
