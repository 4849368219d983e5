//! The errors of a service and of its operations.

use std::{collections::HashMap, rc::Rc};

use http::StatusCode;

use super::{error_places::leads_through, place::Place, shapes::Shapes, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{self, Member, MemberOrType, Named, Spec},
    model::{
        BodyPath, ErrorCase, ErrorPlaces, ErrorShape, ErrorStatus, OutputMember, ResponseBinding,
        RetryKind,
    },
    names::type_name,
};

/// The names that the generated module of errors defines.
const DEFINED: &[&str] = &["Common", "CommonError", "Unknown"];

/// All errors of a service.
pub(super) struct SharedErrors<'a> {
    place: Place<'a>,
    common_place: Place<'a>,
    by_name: HashMap<&'a str, Rc<ErrorShape>>,
    /// The errors that operations list.
    pub(super) listed: Vec<Rc<ErrorShape>>,
    /// The errors that every operation may return.
    pub(super) common: Vec<ErrorShape>,
}

impl<'a> SharedErrors<'a> {
    pub(super) fn lower(
        spec: &'a Spec,
        root: &Place<'a>,
        shapes: &Shapes<'_>,
        places: Option<&ErrorPlaces>,
    ) -> Self {
        let place = root.at("errors");
        let mut by_name = HashMap::new();
        let mut listed = Vec::new();
        for (name, shape) in error_shapes(&spec.errors, &place, shapes, places) {
            let shape = Rc::new(shape);
            by_name.insert(name, Rc::clone(&shape));
            listed.push(shape);
        }
        let common_place = root.at("common_errors");
        let common = error_shapes(&spec.common_errors, &common_place, shapes, places);
        let mut codes = codes();
        for (name, shape) in &common {
            own_structure(shape, &listed, &common_place.at(name));
        }
        let has_own_code = |(name, shape): &(&str, ErrorShape)| {
            let place = common_place.at(name);
            let span = if place.has("code") {
                place.at("code").value()
            } else {
                place.key()
            };
            let taken = codes.take(&shape.code, Code::ErrorCodeConflict, span, &place);
            taken.is_ok()
        };
        let common = common.into_iter().filter(has_own_code);
        Self {
            common: common.map(|(_, shape)| shape).collect(),
            place,
            common_place,
            by_name,
            listed,
        }
    }
}

/// Reports a common error whose structure would have the name of a listed error's.
fn own_structure(common: &ErrorShape, listed: &[Rc<ErrorShape>], place: &Place<'_>) {
    let is_taken = listed.iter().any(|shape| shape.name == common.name);
    if common.has_structure() && is_taken {
        let message = format!("`{}` is one of the `errors` too", common.name);
        place.report(
            Diagnostic::new(Code::DuplicateError, place.key(), message)
                .help("give one of the two another name, and this one as its `code`"),
        );
    }
}

/// Returns the codes of errors that one response may have.
fn codes() -> Unique {
    Unique::wire("error code", "give one of the two its own `code`")
}

/// Lowers the errors that an operation lists. Each has a code of its own, which other operations may use for others.
pub(super) fn error_cases(
    names: &[String],
    shared: &SharedErrors<'_>,
    place: &Place<'_>,
) -> Checked<Vec<ErrorCase>> {
    let mut listed = Unique::wire("error", "remove one of the two");
    let mut codes = codes();
    let cases = names.iter().enumerate().map(|(index, name)| {
        let span = place.item(index).value();
        let Some(shape) = shared.by_name.get(name.as_str()) else {
            // An error that stands in the file, but whose own text didn't fit, was reported there.
            if shared.place.may_have(name) {
                return Err(place.already_reported());
            }
            return Err(place.report_error(|| {
                let message = format!("there is no error `{name}`");
                if shared.common_place.has(name) {
                    let help = "every operation can return the `common_errors`: remove it here";
                    let message = format!("`{name}` is one of `common_errors`");
                    return Diagnostic::new(Code::UnknownError, span, message).help(help);
                }
                if let Some((error, status)) = of_status(name) {
                    let help = format!(
                        "name the error: `errors: [{error}]`, and below the root's `errors:` write `{error}: {{ status: {status} }}`"
                    );
                    return Diagnostic::new(Code::UnknownError, span, message).help(help);
                }
                let help =
                    format!("define it below `errors:`, such as `{name}: {{ status: 400 }}`");
                let known = shared.by_name.keys().copied();
                Diagnostic::new(Code::UnknownError, span, message)
                    .help_or_similar(name, known, help)
            }));
        };
        listed.take(name, Code::DuplicateError, span, place)?;
        codes.take(&shape.code, Code::ErrorCodeConflict, span, place)?;
        Ok(ErrorCase {
            shape: Rc::clone(shape),
        })
    });
    crate::diagnostic::all(cases)
}

/// Returns a name for the error of a status code, a range or `default`, and this status as a spec has it.
fn of_status(status: &str) -> Option<(String, String)> {
    let (name, status) = match status.to_ascii_uppercase().as_str() {
        "3XX" => ("Redirect", "3XX".to_owned()),
        "4XX" => ("ClientError", "4XX".to_owned()),
        "5XX" => ("ServerError", "5XX".to_owned()),
        "DEFAULT" => ("Failure", "default".to_owned()),
        _ => {
            let code: StatusCode = status.parse().ok()?;
            let reason = code.canonical_reason().unwrap_or("Failure");
            (reason, code.as_str().to_owned())
        }
    };
    let is_letter = |character: &char| character.is_ascii_alphanumeric();
    Some((name.chars().filter(is_letter).collect(), status))
}

fn error_shapes<'a>(
    errors: &'a Named<format::Error>,
    place: &Place<'_>,
    shapes: &Shapes<'_>,
    places: Option<&ErrorPlaces>,
) -> Vec<(&'a str, ErrorShape)> {
    let mut types = Unique::identifiers("type", DEFINED);
    errors
        .iter()
        .filter_map(|(name, error)| {
            let place = place.at(name);
            let mut shape = error_shape(name, error, shapes, places, &place).ok()?;
            shape.name = types.identifier(shape.name, &place);
            Some((name.as_str(), shape))
        })
        .collect()
}

fn error_shape(
    name: &str,
    error: &format::Error,
    shapes: &Shapes<'_>,
    places: Option<&ErrorPlaces>,
    place: &Place<'_>,
) -> Checked<ErrorShape> {
    let code_path = places.and_then(|places| places.code.as_ref());
    let message_path = places.and_then(|places| places.message.as_ref());
    let ident = type_name(name).ok_or_else(|| {
        let diagnostic = super::invalid_name(name, place.key());
        place.report(match of_status(name) {
            Some((error, status)) => diagnostic.help(format!(
                "name the error: write `{error}: {{ status: {status} }}`"
            )),
            None => diagnostic,
        })
    });
    let protocol = &shapes.protocol().errors;
    let protocol_status = protocol.status.map(format::ErrorStatus::Exact);
    let status = match error.status.or(protocol_status) {
        Some(status) => error_status(status, &place.at("status")),
        None => Err(place.already_reported()),
    };
    let members = members(error, shapes, place)?;
    let code = error_code(error.code.as_deref().unwrap_or(name), code_path, place);
    Ok(ErrorShape {
        name: ident?,
        code: code?,
        status: status?,
        retry: error.retry.map(|retry| match retry {
            format::Retry::Transient => RetryKind::Transient,
            format::Retry::Throttling => RetryKind::Throttling,
        }),
        docs: shapes.rustdoc(error.docs.as_deref()),
        members,
        holds_secret: secrets(error, shapes).next().is_some(),
        has_secret_code: secrets(error, shapes)
            .any(|name| protocol.code_members.contains(&name) || leads_through(code_path, name)),
        has_secret_message: secrets(error, shapes).any(|name| {
            protocol.message_members.contains(&name) || leads_through(message_path, name)
        }),
    })
}

/// Returns the names on the wire of members with a sensitive value, and of those in a structure that is the whole body.
fn secrets<'e>(error: &'e format::Error, shapes: &'e Shapes<'_>) -> impl Iterator<Item = &'e str> {
    let holds_secret =
        |(_, MemberOrType(member)): &(&String, &MemberOrType)| shapes.holds_secret(&member.target);
    let payloads = error.members.values();
    let payloads = payloads.filter(|MemberOrType(member)| member.payload);
    let bodies = payloads.map(|MemberOrType(member)| member.target.as_str());
    let of_bodies = bodies
        .chain(error.body.as_deref())
        .flat_map(|body| shapes.all_members(body));
    error
        .members
        .iter()
        .chain(of_bodies)
        .filter(holds_secret)
        .map(|(name, MemberOrType(member))| member.name.as_deref().unwrap_or(name))
}

/// Reports an invalid code. One with `:` or `#` would never match where a client cuts codes: everywhere but at a path.
fn error_code(code: &str, path: Option<&BodyPath>, place: &Place<'_>) -> Checked<String> {
    let invalid = if path.is_some() { "`" } else { "`:#" };
    let is_plain =
        |letter: char| letter == ' ' || letter.is_ascii_graphic() && !invalid.contains(letter);
    if !code.is_empty() && code.trim() == code && code.chars().all(is_plain) {
        return Ok(code.to_owned());
    }
    let span = if place.has("code") {
        place.at("code").value()
    } else {
        place.key()
    };
    Err(place.report(
        Diagnostic::new(
            Code::InvalidValue,
            span,
            format!("`{}` can't be an error code", code.escape_debug()),
        )
        .help("write ASCII characters other than spaces, `:`, `#` and the backtick"),
    ))
}

fn error_status(status: format::ErrorStatus, place: &Place<'_>) -> Checked<ErrorStatus> {
    match status {
        format::ErrorStatus::Exact(status) => Ok(ErrorStatus::Exact(status_code(status, place)?)),
        format::ErrorStatus::Range(digit) => Ok(ErrorStatus::Range(digit)),
        format::ErrorStatus::Default => Ok(ErrorStatus::Default),
    }
}

fn status_code(status: u16, place: &Place<'_>) -> Checked<StatusCode> {
    let valid = (300..600)
        .contains(&status)
        .then(|| StatusCode::from_u16(status).ok())
        .flatten();
    valid.ok_or_else(|| {
        place.report(
            Diagnostic::new(
                Code::InvalidStatus,
                place.value(),
                format!("{status} isn't the status code of an error"),
            )
            .help("write a status code from 300 to 599"),
        )
    })
}

/// The name of the member that is the whole body, and its key in a spec.
const BODY: &str = "body";

/// Returns the members except the message, which every error has.
fn members(
    error: &format::Error,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<OutputMember>> {
    let body = body(error, shapes, place);
    let mut members = other_members(&error.members, shapes, &place.at("members"))?;
    if let Some(body) = body? {
        for member in &members {
            beside_body(member, &place.at("members").at(&member.field.name))?;
        }
        members.insert(0, body);
    }
    // What an error lacks must not hide the rest of it.
    for member in &mut members {
        member.field.is_expected = false;
    }
    Ok(members)
}

/// Returns the member that is the whole body, if the error names its shape.
fn body(
    error: &format::Error,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Option<OutputMember>> {
    let Some(target) = &error.body else {
        return Ok(None);
    };
    let member = MemberOrType(Member {
        target: target.clone(),
        docs: Some("The body of the response.".to_owned()),
        payload: true,
        ..Member::default()
    });
    let is_json = shapes.has_json_responses();
    let body = super::message::output([(&BODY.to_owned(), &member)], is_json, shapes, place)?;
    super::streaming::none_in_error(&body, place)?;
    Ok(body.into_iter().next())
}

/// Reports a member that the body leaves no room for.
fn beside_body(member: &OutputMember, place: &Place<'_>) -> Checked<()> {
    let name = &member.field.name;
    let is_in_body = matches!(
        member.binding,
        ResponseBinding::Body | ResponseBinding::Payload(_)
    );
    if is_in_body {
        let message = format!("the member `{name}` can't be in the body: `body` is the whole body");
        let help = "add it to the shape of the body, or bind it by `header`";
        return Err(
            place.report(Diagnostic::new(Code::SeveralPayloads, place.key(), message).help(help))
        );
    }
    if member.field.ident == BODY {
        let message = format!("the member `{name}` has the name of the body's field");
        return Err(place.report(
            Diagnostic::new(Code::InvalidName, place.key(), message).help("give it another name"),
        ));
    }
    Ok(())
}

fn other_members(
    members: &Named<MemberOrType>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<Vec<OutputMember>> {
    let is_message = |name: &str, member: &Member| {
        let is_in_body = member.name.is_none() && member.header.is_none() && !member.payload;
        name.eq_ignore_ascii_case("message") && is_in_body && !shapes.holds_secret(&member.target)
    };
    let others = members
        .iter()
        .filter(|(name, MemberOrType(member))| !is_message(name, member));
    let is_json = shapes.has_json_responses();
    let members = super::message::output(others, is_json, shapes, place)?;
    super::streaming::none_in_error(&members, place)?;
    Ok(members)
}
