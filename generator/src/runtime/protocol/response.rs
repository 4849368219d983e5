//! Reading of responses, whatever the format of the body is.

#![doc(hidden)]

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, Response};

use super::super::{Body, FromBytes, FromText, ResponseError, ResponseProblem};

/// The default maximum length of a response's body in bytes.
pub(in super::super) const RESPONSE_LIMIT: usize = 16 * 1024 * 1024;

/// The headers of the request id, in order of precedence.
static REQUEST_ID: [HeaderName; 3] = [
    HeaderName::from_static("x-amzn-requestid"),
    HeaderName::from_static("x-amz-request-id"),
    HeaderName::from_static("x-request-id"),
];

/// Returns the id that the service gave the request.
#[must_use]
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = REQUEST_ID.iter().find_map(|name| headers.get(name))?;
    id.to_str().ok().map(str::to_owned)
}

/// Returns whether a response has a request id of an AWS service. Those of gateways and proxies are in other headers.
pub(super) fn has_aws_request_id(headers: &HeaderMap) -> bool {
    let [newer, older, _] = &REQUEST_ID;
    headers.contains_key(newer) || headers.contains_key(older)
}

/// Checks that a successful response has a body, for an operation with required members in it.
///
/// # Errors
///
/// Fails if the body is empty.
pub fn expect_body(response: &Response<Body>) -> Result<(), ResponseError> {
    if is_blank(response) {
        Err(failure(response, ResponseProblem::NoBody))
    } else {
        Ok(())
    }
}

/// Checks that a successful response has the header of a required member.
///
/// # Errors
///
/// Fails if the header is missing.
pub fn expect_header(
    response: &Response<Body>,
    member: &'static str,
    name: &'static str,
) -> Result<(), ResponseError> {
    if response.headers().contains_key(name) {
        return Ok(());
    }
    Err(failure(
        response,
        ResponseProblem::NoHeader { member, name },
    ))
}

/// Returns whether a body is empty or consists of white space.
pub(super) fn is_blank(response: &Response<Body>) -> bool {
    response.body().bytes().iter().all(u8::is_ascii_whitespace)
}

/// Reads the body as a string. An empty body leaves the value unchanged.
///
/// # Errors
///
/// Fails if the body is not valid UTF-8.
pub fn read_text<T: FromText>(
    response: &Response<Body>,
    value: &mut T,
) -> Result<(), ResponseError> {
    if response.body().bytes().is_empty() {
        return Ok(());
    }
    let text = str::from_utf8(response.body().bytes())
        .ok()
        .and_then(T::from_text);
    *value = text.ok_or_else(|| failure(response, ResponseProblem::Text))?;
    Ok(())
}

/// Reads the body as bytes. An empty body leaves the value unchanged.
///
/// # Errors
///
/// Never fails.
#[allow(clippy::unnecessary_wraps, reason = "it is called as the others are")]
pub fn read_bytes(
    response: &Response<Body>,
    value: &mut impl FromBytes,
) -> Result<(), ResponseError> {
    if !response.body().bytes().is_empty() {
        *value = FromBytes::from_bytes(response.body().bytes().clone());
    }
    Ok(())
}

/// Reads the status code of a response.
///
/// # Errors
///
/// Never fails.
#[allow(clippy::unnecessary_wraps, reason = "it is called as the others are")]
pub fn read_status<T: FromText>(
    response: &Response<Body>,
    value: &mut T,
) -> Result<(), ResponseError> {
    if let Some(status) = T::from_text(response.status().as_str()) {
        *value = status;
    }
    Ok(())
}

/// Reads a header of a response, if it is present. An empty header is an empty string, or leaves the value unchanged.
///
/// # Errors
///
/// Fails if the header contains another type of value.
pub fn read_header<T: FromText>(
    response: &Response<Body>,
    name: &'static str,
    value: &mut T,
) -> Result<(), ResponseError> {
    let Some(text) = header_text(response.headers(), name) else {
        return Ok(());
    };
    match T::from_text(&text) {
        Some(read) => *value = read,
        None if text.is_empty() => {}
        None => return Err(failure(response, ResponseProblem::Header { name })),
    }
    Ok(())
}

/// Reads a header of a response as a list, if it is present.
///
/// # Errors
///
/// Fails if an item is another type of value.
pub fn read_header_list<T: FromText>(
    response: &Response<Body>,
    name: &'static str,
    list: &mut impl From<Vec<T>>,
) -> Result<(), ResponseError> {
    let Some(text) = header_text(response.headers(), name) else {
        return Ok(());
    };
    let items: Option<Vec<T>> = items(&text).iter().map(|item| T::from_text(item)).collect();
    *list = items
        .ok_or_else(|| failure(response, ResponseProblem::Header { name }))?
        .into();
    Ok(())
}

/// Reads the headers of a response with a prefix as a map. The rest of a header's name is the key.
///
/// # Errors
///
/// Never fails: a header with another type of value is ignored.
#[allow(clippy::unnecessary_wraps, reason = "it is called as the others are")]
pub fn read_prefix_headers<T: FromText>(
    response: &Response<Body>,
    prefix: &str,
    map: &mut impl From<BTreeMap<String, T>>,
) -> Result<(), ResponseError> {
    let begins = |name: &&HeaderName| {
        name.as_str()
            .get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let entries: BTreeMap<String, T> = response
        .headers()
        .keys()
        .filter(begins)
        .filter_map(|name| {
            let text = header_text(response.headers(), name.as_str())?;
            Some((
                name.as_str().get(prefix.len()..)?.to_owned(),
                T::from_text(&text)?,
            ))
        })
        .collect();
    if !entries.is_empty() {
        *map = entries.into();
    }
    Ok(())
}

/// Returns the error of a response with this problem.
pub(super) fn failure(response: &Response<Body>, problem: ResponseProblem) -> ResponseError {
    ResponseError::new(response.status(), request_id(response.headers()), problem)
}

/// Returns the value of a header. Several lines with the same name are joined (RFC 9110, section 5.3).
fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// Returns the items of a list, which may be quoted (RFC 9110, section 5.6). The comma in an HTTP date is not a
/// separator.
fn items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (item, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_item(quoted),
            None => plain_item(rest),
        };
        // RFC 9110, section 5.6.1.2: empty items are ignored.
        if rest.starts_with('"') || !item.is_empty() {
            items.push(item);
        }
        rest = after
            .split_once(',')
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    items
}

/// Returns the item after a quote, and what follows the closing one.
fn quoted_item(text: &str) -> (String, &str) {
    let mut item = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => item.extend(characters.next()),
            _ => item.push(character),
        }
    }
    (item, characters.as_str())
}

/// Returns the item before the next comma, and the rest from that comma on.
fn plain_item(text: &str) -> (String, &str) {
    let is_day = |text: &str| {
        (3..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_date = |text: &str| {
        let date = text.split(',').next().unwrap_or_default().trim();
        date.starts_with(|first: char| first.is_ascii_digit()) && date.ends_with("GMT")
    };
    let first = text.find(',').unwrap_or(text.len());
    let end = match (text.get(..first), text.get(first + 1..)) {
        (Some(day), Some(rest)) if is_day(day.trim()) && is_date(rest) => rest
            .find(',')
            .map_or(text.len(), |second| first + 1 + second),
        _ => first,
    };
    let (item, rest) = text.split_at(end);
    (item.trim_end().to_owned(), rest)
}
