//! The media types of requests, and those that are accepted in responses.

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName};

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported, all},
    format::{self, MediaTypes, MemberOrType, RequestFormat},
    model::{InputMember, OutputMember, Payload, RequestBinding, ResponseBinding},
    protocol::{Header, Rules},
};

/// What to do about a body that isn't JSON.
const AS_IT_IS: &str = "write a JSON media type such as `application/vnd.api+json`, or make the whole body a `string` or a `blob` with `payload: true`";

/// Returns whether the whole body of a request is JSON, whatever its type is: if the operation, or else the service, says so.
pub(super) fn is_json_request(operation: &format::Operation, service: &format::Service) -> bool {
    let format = operation.request.as_ref().or(service.request.as_ref());
    matches!(format, Some(RequestFormat::MediaType(media_type)) if is_json(media_type))
}

/// Returns whether the whole body of a response is JSON, whatever its type is: if the operation, or else the service, says
/// so.
pub(super) fn is_json_response(own: Option<&MediaTypes>, service: &format::Service) -> bool {
    let accepted = own.or(service.response.as_ref());
    accepted.is_some_and(|MediaTypes(accepted)| {
        !accepted.is_empty() && accepted.iter().all(|media_type| is_json(media_type))
    })
}

/// The formats and media types of a service, for operations without their own.
pub(super) struct OfService<'a> {
    request: Option<&'a RequestFormat>,
    response: Option<&'a MediaTypes>,
}

impl<'a> OfService<'a> {
    /// Checks the keys of the service. Its media types are those of JSON bodies.
    pub(super) fn lower(service: &'a format::Service, place: &Place<'_>) -> Checked<Self> {
        let protocol = service.protocol.rules();
        let request = service.request.as_ref().map_or(Ok(()), |request| {
            let place = place.at("request");
            can_be_chosen("request", protocol, &place)?;
            match request {
                RequestFormat::MediaType(media_type) => json(media_type, protocol, &place),
                RequestFormat::Form => Ok(()),
                RequestFormat::Multipart => {
                    let message = "`request: multipart` is for an operation";
                    let help = "write it at the operations whose bodies contain files";
                    Err(place.report(
                        Diagnostic::new(Code::InvalidValue, place.value(), message).help(help),
                    ))
                }
            }
        });
        let response = service
            .response
            .as_ref()
            .map_or(Ok(()), |MediaTypes(accepted)| {
                one_at_least(accepted, &place.at("response"))?;
                can_be_chosen("response", protocol, &place.at("response"))?;
                is_only_accept(service, place, place)?;
                all(accepted.iter().enumerate().map(|(index, media_type)| {
                    json(
                        media_type,
                        protocol,
                        &place.at("response").item_or_value(index),
                    )
                }))
                .map(|_: Vec<()>| ())
            });
        request?;
        response?;
        Ok(Self {
            request: service.request.as_ref(),
            response: service.response.as_ref(),
        })
    }

    /// Returns whether the bodies of requests are forms by default.
    pub(super) fn is_form(&self) -> bool {
        self.request == Some(&RequestFormat::Form)
    }

    /// Returns the content type of a body in the format of the protocol. A payload that is sent as it is gets the media
    /// type of the operation.
    pub(super) fn content_type(
        &self,
        operation: &format::Operation,
        input: &mut [InputMember],
        protocol: &Rules,
        place: &Place<'_>,
    ) -> Checked<String> {
        let request = place.at("request");
        let Some(RequestFormat::MediaType(media_type)) = &operation.request else {
            return Ok(match self.request {
                Some(RequestFormat::MediaType(media_type)) => media_type.clone(),
                _ => protocol.body.content_type.to_owned(),
            });
        };
        can_be_chosen("request", protocol, &request)?;
        valid(media_type, &request)?;
        is_not_replaced("request", &CONTENT_TYPE, operation, place)?;
        let body = input
            .iter_mut()
            .find_map(|member| match &mut member.binding {
                RequestBinding::Payload(
                    Payload::Text { content_type }
                    | Payload::Bytes { content_type }
                    | Payload::Stream { content_type },
                ) => Some(Some(content_type)),
                RequestBinding::Payload(Payload::Structured)
                | RequestBinding::Body
                | RequestBinding::AdditionalBody => Some(None),
                _ => None,
            });
        match body {
            Some(Some(content_type)) => media_type.clone_into(content_type),
            Some(None) => json(media_type, protocol, &request)?,
            None => {
                let message =
                    format!("`request: {media_type}` has no effect: no member belongs to the body");
                return Err(request.report(
                    Diagnostic::new(Code::InvalidValue, request.key(), message)
                        .help("remove it, or write the members of the body below `input:`"),
                ));
            }
        }
        Ok(media_type.clone())
    }

    /// Returns the header with the media types that are accepted, if there are any. Those of the service don't count for
    /// a body that is read as it is.
    pub(super) fn accept(
        &self,
        operation: &format::Operation,
        service: &format::Service,
        output: &[OutputMember],
        (service_place, place): (&Place<'_>, &Place<'_>),
    ) -> Checked<Option<Header>> {
        let protocol = service.protocol.rules();
        let is_raw = output.iter().any(|member| {
            matches!(
                member.binding,
                ResponseBinding::Payload(
                    Payload::Text { .. } | Payload::Bytes { .. } | Payload::Stream { .. }
                )
            )
        });
        let Some(MediaTypes(own)) = &operation.response else {
            let of_service = self.response.filter(|_| !is_raw);
            return Ok(of_service.map(|MediaTypes(accepted)| header(accepted)));
        };
        let response = place.at("response");
        one_at_least(own, &response)?;
        can_be_chosen("response", protocol, &response)?;
        is_only_accept(service, service_place, place)?;
        is_not_replaced("response", &ACCEPT, operation, place)?;
        let is_structured = output.iter().any(|member| {
            matches!(
                member.binding,
                ResponseBinding::Body | ResponseBinding::Payload(Payload::Structured)
            )
        });
        all(own.iter().enumerate().map(|(index, media_type)| {
            let place = response.item_or_value(index);
            if is_structured {
                json(media_type, protocol, &place)
            } else {
                valid(media_type, &place)
            }
        }))
        .map(|_: Vec<()>| Some(header(own)))
    }
}

fn header(accepted: &[String]) -> Header {
    (ACCEPT, accepted.join(", "))
}

/// Reports a key that the protocol doesn't have, because it decides on the format itself.
fn can_be_chosen(key: &str, protocol: &Rules, place: &Place<'_>) -> Checked<()> {
    if protocol.body.can_be_form {
        return Ok(());
    }
    let message = format!("`{key}` can't be used with this protocol");
    let help = format!("remove it: the body is {}", protocol.body.format);
    Err(invalid_key(message, &help, place))
}

fn one_at_least(accepted: &[String], place: &Place<'_>) -> Checked<()> {
    if accepted.is_empty() && place.is_whole() {
        let message = "`response` names no media type".to_owned();
        return Err(invalid_key(
            message,
            "write one, such as `application/json`, or remove the key",
            place,
        ));
    }
    Ok(())
}

/// Reports media types of responses besides the constant header.
fn is_only_accept(
    service: &format::Service,
    service_place: &Place<'_>,
    place: &Place<'_>,
) -> Checked<()> {
    let mut headers = service.headers.keys();
    let Some(name) = headers.find(|name| name.eq_ignore_ascii_case(ACCEPT.as_str())) else {
        return Ok(());
    };
    let message = "the header `accept` is set by both `response` and `headers`";
    Err(place.report(
        Diagnostic::new(Code::BindingConflict, place.at("response").key(), message)
            .also(service_place.at("headers").at(name).key(), "the header")
            .help("remove it from the service\'s `headers`: `response` can stand below `service:` too"),
    ))
}

/// Reports a media type that a required member always replaces.
fn is_not_replaced(
    key: &str,
    header: &HeaderName,
    operation: &format::Operation,
    place: &Place<'_>,
) -> Checked<()> {
    let member = operation
        .input_members()
        .iter()
        .find(|(_, MemberOrType(member))| {
            let bound = member.header.as_deref();
            member.required
                && bound.is_some_and(|bound| bound.eq_ignore_ascii_case(header.as_str()))
        });
    let Some((name, _)) = member else {
        return Ok(());
    };
    let message =
        format!("`{key}` has no effect: the member `{name}` always sets the header `{header}`");
    Err(place.report(
        Diagnostic::new(Code::BindingConflict, place.at(key).key(), message)
            .also(place.at("input").at(name).key(), "the member")
            .help("remove one of the two, or make the member optional"),
    ))
}

/// Reports an invalid media type, or one that isn't JSON.
fn json(media_type: &str, protocol: &Rules, place: &Place<'_>) -> Checked<()> {
    valid(media_type, place)?;
    if is_json(media_type) {
        return Ok(());
    }
    let format = protocol.body.format;
    let message = format!("`{media_type}` isn't {format}, and members of a body are {format}");
    let help = match essence(media_type).to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => "write `request: form`",
        _ => AS_IT_IS,
    };
    Err(place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help)))
}

/// Returns whether a media type is that of JSON (RFC 6839, section 3.1).
fn is_json(media_type: &str) -> bool {
    let (_, subtype) = essence(media_type).split_once('/').unwrap_or_default();
    let subtype = subtype.to_ascii_lowercase();
    subtype == "json" || subtype.ends_with("+json")
}

/// Returns a media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Reports an invalid media type.
fn valid(media_type: &str, place: &Place<'_>) -> Checked<()> {
    if is_media_type(media_type) {
        return Ok(());
    }
    let message = format!("`{}` isn't a media type", media_type.escape_debug());
    Err(place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(
        "write a type, a slash, a subtype, and parameters if there are any: `application/json`, `text/csv; charset=utf-8`",
    )))
}

fn invalid_key(message: String, help: &str, place: &Place<'_>) -> Reported {
    place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
}

/// Returns whether a text is a media type with parameters (RFC 9110, section 8.3.1).
fn is_media_type(text: &str) -> bool {
    let (essence, parameters) = match text.split_once(';') {
        Some((essence, parameters)) => (essence.trim_end_matches(' '), Some(parameters)),
        None => (text, None),
    };
    let is_essence = essence
        .split_once('/')
        .is_some_and(|(type_, subtype)| is_token(type_) && is_token(subtype));
    is_essence && parameters.is_none_or(are_parameters)
}

/// Returns whether a text is parameters, of which the value of each is a token or quoted.
fn are_parameters(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else {
        return false;
    };
    if !is_token(name.trim_start_matches(' ')) {
        return false;
    }
    let rest = if let Some(quoted) = value.strip_prefix('"') {
        end_of_quoted(quoted)
    } else {
        let end = value.find([' ', ';']).unwrap_or(value.len());
        let (value, rest) = value.split_at(end);
        is_token(value).then_some(rest)
    };
    rest.map(|rest| rest.trim_start_matches(' '))
        .is_some_and(|rest| rest.is_empty() || rest.strip_prefix(';').is_some_and(are_parameters))
}

/// Returns what follows the quote at the end of a quoted text.
fn end_of_quoted(text: &str) -> Option<&str> {
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return text.get(index + 1..),
            '\\' => {
                characters
                    .next()
                    .filter(|(_, escaped)| matches!(escaped, ' '..='~'))?;
            }
            ' '..='~' => {}
            _ => return None,
        }
    }
    None
}

/// Returns whether a text is a token (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let is_allowed = |character: char| {
        character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character)
    };
    !text.is_empty() && text.chars().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[test]
    fn a_media_type_has_a_type_a_subtype_and_parameters() {
        for right in [
            "text/csv",
            "application/vnd.api+json",
            "*/*",
            "text/plain;charset=utf-8",
            "text/plain ; charset=utf-8 ; q=0.5",
            r#"application/vnd.api+json; ext="https://jsonapi.org/ext/atomic; \"a\""; q=1"#,
            r#"a/b;c="""#,
        ] {
            assert!(is_media_type(right), "{right}");
        }
        for wrong in [
            "",
            "/",
            "text",
            "text/",
            "/csv",
            "text/csv/a",
            "text /csv",
            "text/ csv",
            " text/csv",
            "text/csv ",
            "text/csv,text/plain",
            "text/csv;",
            "text/csv; ;a=b",
            "text/csv; charset",
            "text/csv; charset=",
            "text/csv; =utf-8",
            "text/csv; charset=utf-8;",
            "text/csv; charset=utf 8",
            "text/csv; charset=\"utf-8",
            "text/csv; charset=\"utf-8\"a",
            "text/csv; charset=\"\u{e9}\"",
            "text/csv; charset=\"\\",
            "text/csv\r\na: b",
            "text/csv; a=\"\r\n\"",
            "t\u{e9}xt/csv",
        ] {
            assert!(!is_media_type(wrong), "{wrong:?}");
        }
    }
}
