//! The places of API keys.

use http::{
    HeaderName,
    header::{ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, USER_AGENT},
};

use super::{
    binding::{Message, header_name, is_framing},
    cookie::is_cookie_name,
    place::Place,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{self, AuthSchemeType},
    model::KeyPlace,
};

/// Returns where the key of a scheme is sent, and reports keys of the spec that don't belong to its type.
pub(super) fn key_place(
    scheme: &format::AuthScheme,
    place: &Place<'_>,
) -> Checked<Option<KeyPlace>> {
    let format::AuthScheme {
        header,
        query,
        cookie,
        prefix,
        ..
    } = scheme;
    let places = [("header", header), ("query", query), ("cookie", cookie)];
    let mut given = places.iter().filter(|(_, name)| name.is_some());
    let (first, second) = (given.next(), given.next());
    let foreign = |key: &str, message: String, help: &str| {
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.at(key).key(), message).help(help.to_owned()),
        ))
    };
    if let (Some((key, _)), true) = (first, scheme.kind != AuthSchemeType::ApiKey) {
        let message = format!("only a scheme with `type: api_key` has `{key}`");
        return foreign(
            key,
            message,
            "remove it: `bearer` and `basic` use the header `authorization`",
        );
    }
    if let (Some((first, _)), Some((second, _))) = (first, second) {
        let message = format!("the key is sent in a `{first}` already");
        return foreign(
            second,
            message,
            "remove one of the two, or define two schemes",
        );
    }
    if prefix.is_some() && header.is_none() {
        let message = "only an API key in a `header` has a `prefix`".to_owned();
        let help = match scheme.kind {
            AuthSchemeType::ApiKey => "remove it",
            _ => "write `type: api_key, header: authorization` beside it, or remove it",
        };
        return foreign("prefix", message, help);
    }
    let named = |key: &str, name: &str, is_valid: bool| {
        if is_valid {
            return Ok(name.to_owned());
        }
        let place = place.at(key);
        let message = format!("`{}` can't be the name of a {key}", name.escape_debug());
        Err(place.report(
            Diagnostic::new(Code::InvalidValue, place.value(), message)
                .help("write the name as the API's documentation has it"),
        ))
    };
    Ok(match (header, query, cookie) {
        (Some(header), ..) => Some(KeyPlace::Header {
            name: key_header(header, &place.at("header"))?,
            prefix: match prefix {
                Some(prefix) => header_prefix(prefix, &place.at("prefix"))?,
                None => String::new(),
            },
        }),
        (_, Some(query), _) => Some(KeyPlace::Query(named("query", query, !query.is_empty())?)),
        (_, _, Some(cookie)) => {
            let is_valid = is_cookie_name(cookie);
            Some(KeyPlace::Cookie(named("cookie", cookie, is_valid)?))
        }
        _ => None,
    })
}

/// The headers that mean something else, besides those of HTTP's framing.
const OTHERS: &[HeaderName] = &[
    ACCEPT,
    ACCEPT_ENCODING,
    CONTENT_ENCODING,
    CONTENT_TYPE,
    USER_AGENT,
];

/// Returns whether a header can be that of an API key: the client doesn't set it itself.
pub(crate) fn is_key_header(header: &HeaderName) -> bool {
    *header != COOKIE && !OTHERS.contains(header) && !is_framing(header)
}

/// Returns the header of an API key, if one can be sent there.
fn key_header(header: &str, place: &Place<'_>) -> Checked<HeaderName> {
    let cookie = "write `cookie:` with the name of the cookie instead of `header: cookie`";
    let other = "write the header that the API's documentation names";
    let help = match header.parse::<HeaderName>() {
        Ok(COOKIE) => cookie,
        Ok(name) if !is_key_header(&name) => other,
        _ => return header_name(header, Message::Request, place),
    };
    let message =
        format!("no key can be sent in the header `{header}`, which means something else");
    Err(place.report(Diagnostic::new(Code::InvalidHeader, place.value(), message).help(help)))
}

/// Returns the text before an API key, if a header can begin with it.
fn header_prefix(prefix: &str, place: &Place<'_>) -> Checked<String> {
    if !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let message = format!("no space would separate `{prefix}` from the key");
        return Err(place.report(
            Diagnostic::new(Code::InvalidHeader, place.value(), message)
                .help(format!("write `prefix: \"{prefix} \"`")),
        ));
    }
    let is_plain = prefix.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_plain && !prefix.starts_with(' ') {
        return Ok(prefix.to_owned());
    }
    let message = format!("a header can't begin with `{}`", prefix.escape_debug());
    Err(place.report(
        Diagnostic::new(Code::InvalidHeader, place.value(), message)
            .help("write ASCII characters, and no space in front"),
    ))
}
