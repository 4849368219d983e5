//! One operation in the format's terms.

use indexmap::IndexSet;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{
    bodies::{self, Members, Side},
    calls::Call,
    docs::docs,
    document::At,
    errors::Errors,
    media::{self, Media},
    names::{Taken, member_of},
    notes::Owner,
    parameters::{self, LeftOut, Text, label_name, second_name},
    responses,
    schema::{Additional, Kind, Parts, Schema},
    security::Schemes,
    server,
    shapes::{Shapes, Wish},
};
use crate::{
    format::{self, Auth, Endpoint, Member, MemberOrType, Named, Operation, RequestFormat},
    lower::is_base_url,
};

/// An operation, and the numbers of its errors.
pub(super) struct Imported {
    pub(super) operation: Operation,
    pub(super) errors: IndexSet<usize>,
}

/// What all operations share.
pub(super) struct Shared<'s, 'd> {
    pub(super) shapes: &'s mut Shapes<'d>,
    pub(super) errors: &'s mut Errors<'d>,
    pub(super) schemes: &'s Schemes,
    /// The authentication of operations that don't say their own.
    pub(super) auth: &'s Auth,
    /// The URLs of the servers of operations that don't say their own.
    pub(super) servers: &'s [String],
    /// The endpoint of the service.
    pub(super) endpoint: &'s Endpoint,
}

/// Returns an operation, or why it is left out.
pub(super) fn operation<'d>(
    call: &Call<'d>,
    shared: &mut Shared<'_, 'd>,
) -> Result<Imported, LeftOut> {
    let owner = Owner::Operation(call.name.clone());
    let at = &call.at;
    let mut input = Input::default();
    let auth = shared.schemes.auth(at, &owner, &mut shared.shapes.notes);
    for parameter in parameters::declared(call, shared.shapes, &owner) {
        let (place, name) = (parameter.text("in"), parameter.text("name"));
        let sent_by = auth.as_ref().unwrap_or(shared.auth);
        if shared
            .schemes
            .sends(sent_by, place.unwrap_or_default(), name.unwrap_or_default())
        {
            continue;
        }
        for found in parameters::members(&parameter, &call.name, &owner, shared.shapes)? {
            if input.has_key(&found.member) {
                let sentence = format!(
                    "the parameter `{}` is left out: another one has its name",
                    found.name
                );
                shared.shapes.notes.add(owner.clone(), &parameter, sentence);
                continue;
            }
            input.add(found.place, &found.name, found.member);
        }
    }
    let http = http(call, &mut input, &owner, shared)?;
    let request = request(call, &mut input, &owner, shared)?;
    let responses = responses::responses(at, call.method, &call.name, &owner, shared.shapes);
    let mut errors = IndexSet::new();
    for (status, at) in &responses.errors {
        errors.insert(
            shared
                .errors
                .add(*status, at, &call.name, &owner, shared.shapes),
        );
    }
    let deprecated = at.flag("deprecated").then_some("Deprecated.");
    let description = at
        .text("description")
        .or_else(|| call.item.text("description"));
    Ok(Imported {
        operation: Operation {
            http: Some(http),
            request,
            endpoint: own_server(call, &owner, shared),
            response: responses.success.media_types,
            additional_input: input.additional,
            status: responses.success.status,
            auth: auth.filter(|auth| auth != shared.auth),
            docs: docs([at.text("summary"), description, deprecated]),
            input: Some(input.members).filter(|members| !members.is_empty()),
            output: responses.success.output,
            outputs: responses.success.outputs,
            ..Operation::default()
        },
        errors,
    })
}

/// Returns the URL of the server of an operation that isn't at one of those of the document.
fn own_server(call: &Call<'_>, owner: &Owner, shared: &mut Shared<'_, '_>) -> Option<String> {
    let own = [&call.at, &call.item].map(|at| at.items("servers"));
    let server = own.iter().find_map(|servers| servers.first())?;
    let url = server::filled_in(server);
    if shared.servers.contains(&url) {
        return None;
    }
    let service = shared.endpoint.url.as_deref().unwrap_or_default();
    let is_required = |(name, variable): (&String, &format::Variable)| {
        variable.default.is_none() && service.contains(&format!("{{{name}}}"))
    };
    let is_whole = url.starts_with("https://") && is_base_url(&url);
    let why = if !is_whole {
        Some("it isn't a whole URL with https")
    } else if shared.endpoint.variables.iter().any(is_required) {
        Some("the URL of the API has a variable without a default")
    } else {
        None
    };
    if let Some(why) = why {
        let sentence = format!("this server of the operation is left out: {why}");
        shared.shapes.notes.add(owner.clone(), server, sentence);
        return None;
    }
    Some(url)
}

/// The members of an input.
#[derive(Default)]
struct Input {
    members: Named<MemberOrType>,
    /// The type of the members of all other names in the body.
    additional: Option<String>,
    taken: Taken,
}

impl Input {
    /// Returns whether a member is bound to the query parameter, the header or the cookie of this one.
    fn has_key(&self, new: &Member) -> bool {
        let is_same = |MemberOrType(member): &MemberOrType| {
            let headers = member.header.as_ref().zip(new.header.as_ref());
            let is_header = headers.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other));
            is_header
                || new.query.is_some() && member.query == new.query
                || new.cookie.is_some() && member.cookie == new.cookie
        };
        self.members.values().any(is_same)
    }

    /// Adds a member under its name, or under one that says where it is sent if that is taken.
    fn add(&mut self, place: &str, name: &str, member: Member) -> String {
        let (first, second) = (member_of(name), second_name(place, name));
        let name = self.taken.member_among([first.as_str(), second.as_str()]);
        self.members.insert(name.clone(), MemberOrType(member));
        name
    }
}

/// Returns method and URI, and adds a member for a label that has no parameter.
fn http<'d>(
    call: &Call<'d>,
    input: &mut Input,
    owner: &Owner,
    shared: &mut Shared<'_, 'd>,
) -> Result<String, LeftOut> {
    let (path, query) = call
        .path
        .split_once('?')
        .map_or((call.path, None), |(path, query)| (path, Some(query)));
    let (path, fragment) = path
        .split_once('#')
        .map_or((path, None), |(path, fragment)| (path, Some(fragment)));
    if query.is_some_and(|query| query.contains(['{', '}'])) {
        return Err(LeftOut(format!("the query of `{}` has a label", call.path)));
    }
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err(LeftOut(format!(
            "`{path}` has a segment `.` or `..`, which no request keeps"
        )));
    }
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    let mut uri = String::new();
    let mut labels = IndexSet::new();
    let mut rest = path;
    while let Some(start) = rest.find('{') {
        let (before, label) = rest.split_at(start);
        let (name, after) = label
            .strip_prefix('{')
            .and_then(|label| label.split_once('}'))
            .ok_or_else(|| LeftOut(format!("`{path}` has a `{{` without its `}}`")))?;
        uri += &encoded(before);
        if before.is_empty() && !uri.is_empty() {
            return Err(LeftOut(format!(
                "`{path}` has two labels without text between them"
            )));
        }
        let multiple = name.ends_with(['+', '*']) || is_multi_segment(call, name);
        let name = name.trim_end_matches(['+', '*']);
        let label = label_name(name);
        if !labels.insert(label.clone()) {
            return Err(LeftOut(format!("`{path}` has the label `{name}` twice")));
        }
        let is_whole = before.ends_with('/') && (after.is_empty() || after.starts_with('/'));
        let has_style = input.members.values().any(|MemberOrType(member)| {
            member.label.as_ref() == Some(&label) && member.style.is_some()
        });
        let greedy = if multiple && is_whole && !has_style && !uri.contains("+}") {
            "+"
        } else {
            ""
        };
        uri.extend(["{", &label, greedy, "}"]);
        rest = after;
    }
    uri += &encoded(rest);
    let is_label_of = |member: &Member| {
        member
            .label
            .as_ref()
            .is_some_and(|label| !labels.contains(label))
    };
    let unused: Vec<_> = input
        .members
        .iter()
        .filter(|(_, MemberOrType(member))| is_label_of(member))
        .map(|(name, _)| name.clone())
        .collect();
    for name in unused {
        input.members.shift_remove(&name);
        let sentence =
            format!("the parameter `{name}` is left out: the path `{path}` has no such label");
        shared.shapes.notes.add(owner.clone(), &call.at, sentence);
    }
    for label in labels {
        let has_member = input
            .members
            .values()
            .any(|MemberOrType(member)| member.label.as_ref() == Some(&label));
        if !has_member {
            let sentence =
                format!("the label `{label}` of the path has no parameter; it is taken to be text");
            shared.shapes.notes.add(owner.clone(), &call.at, sentence);
            let member = Member {
                target: "string".to_owned(),
                required: true,
                label: Some(label.clone()),
                ..Member::default()
            };
            input.add("path", &label, member);
        }
    }
    let slash = if uri.starts_with('/') { "" } else { "/" };
    let query = query
        .map(|query| format!("?{}", encoded(query)))
        .unwrap_or_default();
    let fragment = fragment
        .map(|fragment| format!("#{}", encoded(fragment)))
        .unwrap_or_default();
    Ok(format!("{} {slash}{uri}{query}{fragment}", call.method))
}

/// Returns whether a document says that a parameter of the path takes several segments.
fn is_multi_segment(call: &Call<'_>, name: &str) -> bool {
    let parameters = call
        .at
        .items("parameters")
        .into_iter()
        .chain(call.item.items("parameters"));
    let mut resolved = parameters.filter_map(|parameter| parameter.resolved().ok());
    resolved.any(|parameter: At<'_>| {
        parameter.text("name") == Some(name)
            && parameter.text("in") == Some("path")
            && (parameter.flag("x-multi-segment") || parameter.flag("allowReserved"))
    })
}

/// What may not stand in a URI as it is.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Returns text of a URI, in which what may not stand there is percent-encoded.
fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Adds the members of the body, and returns how they are sent.
fn request<'d>(
    call: &Call<'d>,
    input: &mut Input,
    owner: &Owner,
    shared: &mut Shared<'_, 'd>,
) -> Result<Option<RequestFormat>, LeftOut> {
    let Some(at) = call.at.get("requestBody") else {
        return Ok(None);
    };
    let at = at
        .resolved()
        .map_err(|broken| LeftOut(format!("its body can't be found: {broken}")))?;
    let is_required = at.flag("required");
    let Some((body, others)) = media::chosen(&at) else {
        return Ok(None);
    };
    if matches!(call.method, "GET" | "HEAD") && !is_required {
        if is_empty(&body) {
            return Ok(None);
        }
        shared.shapes.notes.add(
            owner.clone(),
            &at,
            format!("the body of a {} is left out", call.method),
        );
        return Ok(None);
    }
    bodies::note_others(&at, &body, &others, owner, shared.shapes);
    let wish = Wish {
        type_: call.name.clone(),
        member: String::new(),
        owner: owner.clone(),
    };
    let (mut is_whole, mut each_is_empty, mut is_single) = (true, false, false);
    match bodies::members(&body, Side::Request, is_required, &wish, shared.shapes) {
        Members::Whole(member) => {
            is_single = shared.shapes.text(&member.target) == Text::Single;
            let docs = docs([at.text("description").or(member.docs.as_deref())]);
            input.add("body", "body", Member { docs, ..*member });
        }
        Members::Each(each, additional) => {
            is_whole = false;
            each_is_empty = each.is_empty() && additional.is_none();
            input.additional = additional;
            for (property, member) in each {
                let name = input.add("body", property, member);
                if let Some(MemberOrType(member)) = input.members.get_mut(&name) {
                    member.name = (name != property).then(|| property.to_owned());
                }
            }
        }
    }
    let in_body = |MemberOrType(member): &MemberOrType| {
        member.payload
            || member.label.is_none()
                && member.query.is_none()
                && member.header.is_none()
                && member.cookie.is_none()
                && !member.query_map
    };
    if !is_whole && each_is_empty && !is_empty(&body) {
        let why = format!(
            "its body of the type `{}` isn't an object with properties",
            body.media_type
        );
        if is_required {
            return Err(LeftOut(why));
        }
        shared.shapes.notes.add(
            owner.clone(),
            &at,
            format!("the body is left out: {}", why.trim_start_matches("its ")),
        );
    }
    let has_body = is_whole || input.additional.is_some() || input.members.values().any(in_body);
    let media_type = || {
        Some(RequestFormat::MediaType(body.media_type.clone())).filter(|_| body.has_media_type())
    };
    Ok(match body.media {
        _ if !has_body => None,
        Media::Form => Some(RequestFormat::Form),
        Media::Multipart => Some(RequestFormat::Multipart),
        // A single value is JSON only if a spec says so.
        Media::Json if is_single => {
            media_type().or_else(|| Some(RequestFormat::MediaType("application/json".to_owned())))
        }
        Media::Json => None,
        Media::Text if body.media_type == "text/plain" => None,
        Media::OtherJson | Media::Text | Media::Bytes | Media::Xml => media_type(),
    })
}

/// Returns whether the schema of a body has nothing to fill in: it is an object without properties.
fn is_empty(body: &media::Body<'_>) -> bool {
    let Some(schema) = body.at.get("schema") else {
        return false;
    };
    let schema = Schema::of(&Parts::from(schema).0);
    let is_object = schema.kinds.is_empty() || schema.kinds.iter().eq([&Kind::Object]);
    let has_others = matches!(schema.additional, Additional::Of(_));
    is_object && schema.properties.is_empty() && schema.alternatives.is_empty() && !has_others
}
