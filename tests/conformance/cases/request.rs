//! Whether a request is the one that a case expects.

use std::io::Read;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use flate2::read::GzDecoder;
use http::{
    HeaderMap, Request, Uri,
    header::{CONTENT_ENCODING, CONTENT_TYPE},
};
use md5::{Digest, Md5};
use serde_json::Value;

use crate::{
    api::runtime::{Endpoint, Operation},
    cbor, form, xml,
};

/// From how many bytes on a client compresses a body, unless it is told otherwise.
const MIN_COMPRESSION_SIZE: usize = 10_240;

/// The idempotency token of an input that has none, as the cases expect it.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// What a case says of a request.
pub struct Expected {
    pub method: &'static str,
    /// Path and query.
    pub uri: &'static str,
    /// Where the request goes, which may go on with the path of the endpoint.
    pub host: Option<&'static str>,
    pub headers: &'static [(&'static str, &'static str)],
    pub forbidden: &'static [&'static str],
    pub required: &'static [&'static str],
    /// The body before it is compressed: JSON and CBOR are the same as values, XML by its structure, a form as a set of pairs,
    /// any other byte for byte. None if a case doesn't say.
    pub body: Option<&'static [u8]>,
    pub may_be_compressed: bool,
}

/// Makes the request of an input and compares it.
pub fn check<O: Operation>(mut input: O, endpoint: &Endpoint, expected: &Expected) {
    input.prepare(&|| TOKEN.to_owned());
    let request = input.request(endpoint).unwrap();
    let request = O::finish(request, Some(MIN_COMPRESSION_SIZE)).map(|body| body.bytes().clone());
    assert_eq!(request.method(), expected.method);
    check_uri(&request, &endpoint.to_string(), expected);
    check_headers(&request, expected);
    check_body(&request, expected);
}

/// The path is the same as text, the query as a set of parameters.
fn check_uri(request: &Request<Bytes>, endpoint: &str, expected: &Expected) {
    let (path, query) = expected.uri.split_once('?').unwrap_or((expected.uri, ""));
    let (host, base) = match expected
        .host
        .map(|host| host.split_at(host.find('/').unwrap_or(host.len())))
    {
        Some((host, "")) => (Some(host), base_path(endpoint)),
        Some((host, base)) => (Some(host), base.trim_end_matches('/').to_owned()),
        None => (None, base_path(endpoint)),
    };
    // Some cases leave the path of the endpoint out.
    let has_base = path
        .strip_prefix(&base)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let path = if has_base {
        path.to_owned()
    } else {
        format!("{base}{path}")
    };
    assert_eq!(request.uri().path(), path);
    assert_eq!(
        parameters(request.uri().query().unwrap_or_default()),
        parameters(query)
    );
    if let Some(host) = host {
        assert_eq!(request.uri().authority().unwrap(), host);
    }
}

/// The path of an endpoint, without a slash at the end.
fn base_path(endpoint: &str) -> String {
    endpoint
        .parse::<Uri>()
        .unwrap()
        .path()
        .trim_end_matches('/')
        .to_owned()
}

fn parameters(query: &str) -> Vec<&str> {
    let mut parameters: Vec<_> = query.split('&').collect();
    parameters.sort_unstable();
    parameters
}

fn check_headers(request: &Request<Bytes>, expected: &Expected) {
    let headers = request.headers();
    for (name, value) in expected.headers {
        let value = of_body(name, value, request.body(), expected.body);
        assert_eq!(
            header(headers, name).as_deref(),
            Some(value.as_str()),
            "{name}"
        );
    }
    for name in expected.forbidden {
        assert_eq!(header(headers, name), None, "{name}");
    }
    for name in expected.required {
        assert!(headers.contains_key(*name), "{name}: {headers:?}");
    }
}

/// The value of a header that is made of the bytes of a body, and has to be of those that are sent, where a case
/// made it of its own, which only mean the same. Any other value stays what it is.
fn of_body(name: &str, value: &str, body: &[u8], expected: Option<&[u8]>) -> String {
    let made = |bytes: &[u8]| match name.to_ascii_lowercase().as_str() {
        "content-length" => Some(bytes.len().to_string()),
        "content-md5" => Some(BASE64_STANDARD.encode(Md5::digest(bytes))),
        _ => None,
    };
    let is_of_case = expected.is_some_and(|expected| made(expected).as_deref() == Some(value));
    made(body)
        .filter(|_| is_of_case)
        .unwrap_or_else(|| value.to_owned())
}

/// A header's value. Several lines are a list, RFC 9110, section 5.3.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(|line| String::from_utf8_lossy(line.as_bytes()))
        .collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

fn check_body(request: &Request<Bytes>, expected: &Expected) {
    let Some(expected_body) = expected.body else {
        return;
    };
    let encodings = header(request.headers(), CONTENT_ENCODING.as_str()).unwrap_or_default();
    let is_compressed = expected.may_be_compressed && encodings.ends_with("gzip");
    let body = if is_compressed {
        unpacked(request.body())
    } else {
        request.body().to_vec()
    };
    let content_type = header(request.headers(), CONTENT_TYPE.as_str()).unwrap_or_default();
    if content_type == "application/cbor" {
        return cbor::assert_same(&body, expected_body);
    }
    if form::is_form(&content_type) {
        return form::check(&body, expected_body);
    }
    if is_xml(&content_type)
        && let Ok(expected) = xml::parse(str::from_utf8(expected_body).unwrap())
    {
        let actual = String::from_utf8(body).unwrap();
        assert_eq!(xml::parse(&actual).unwrap(), expected, "{actual}");
        return;
    }
    let expected_json = serde_json::from_slice(expected_body)
        .ok()
        .filter(|_| is_json(&content_type));
    // What isn't JSON by itself, though a header calls it so, is text.
    let Some(expected_json) = expected_json else {
        return assert_eq!(Bytes::from(body), expected_body);
    };
    let actual = json(&body);
    assert!(
        is_same_json(&actual, &expected_json),
        "{actual} is not {expected_json}"
    );
}

fn unpacked(gzip: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(gzip).read_to_end(&mut bytes).unwrap();
    bytes
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence.ends_with("json") || essence.starts_with("application/x-amz-json-")
}

fn is_xml(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/xml") || essence.ends_with("+xml")
}

fn json(text: &[u8]) -> Value {
    serde_json::from_slice(text)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(text)))
}

/// Whether two JSON values mean the same: 1 and 1.0 do.
fn is_same_json(actual: &Value, expected: &Value) -> bool {
    match (actual, expected) {
        (Value::Number(actual), Value::Number(expected)) => {
            let [float, expected_float] =
                [actual, expected].map(|number| number.as_f64().unwrap_or_default());
            let are_whole = !actual.is_f64() && !expected.is_f64();
            if are_whole {
                actual == expected
            } else {
                float.total_cmp(&expected_float).is_eq()
            }
        }
        (Value::Array(actual), Value::Array(expected)) => {
            actual.len() == expected.len()
                && actual
                    .iter()
                    .zip(expected)
                    .all(|(actual, expected)| is_same_json(actual, expected))
        }
        (Value::Object(actual), Value::Object(expected)) => {
            actual.len() == expected.len()
                && actual.iter().all(|(name, actual)| {
                    expected
                        .get(name)
                        .is_some_and(|expected| is_same_json(actual, expected))
                })
        }
        _ => actual == expected,
    }
}
