//! Tests of what inputs become.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use restsmith_typed_values::{Spec, Values, identifiers, spec::Members};
use serde_json::{Map, Value};

use crate::{
    client,
    suite::{Case, Request, Suite},
};

/// The endpoint of requests where it doesn't matter.
const ENDPOINT: &str = "https://example.com";

/// A test that makes a request of the input and compares it.
pub fn test(
    name: &Ident,
    case: &Case,
    expected: &Request,
    suite: &Suite,
    spec: &Spec,
    values: &Values<'_>,
) -> Result<TokenStream, String> {
    let (operation_name, operation) = spec.operation()?;
    let [input, _] = identifiers::input_and_error(operation_name)?;
    let service = &values.service;
    let input = values.input(&quote!(#service::#input), &operation.input, &case.params)?;
    let endpoint = if let Some(settings) = client::calls(case, suite)? {
        quote!(#service::blocking::Client::builder()#settings.config().unwrap().endpoint())
    } else {
        let url = endpoint(case, suite, expected);
        quote!(&crate::api::runtime::Endpoint::parse(#url).unwrap())
    };
    let Request {
        method,
        uri,
        forbid_headers,
        require_headers,
        ..
    } = expected;
    let (names, texts): (Vec<_>, Vec<_>) = expected.headers.iter().unzip();
    let host = option(expected.host.as_deref());
    let body = expected
        .body
        .clone()
        .or_else(|| compressed_body(case, &operation.input, suite, operation_name));
    let body = if let Some(body) = body {
        let body = suite.bytes(&body)?;
        quote!(Some(#body))
    } else {
        quote!(None)
    };
    let may_be_compressed = case.given.contains_key("requestcompression");
    Ok(quote! {
        #[test]
        fn #name() {
            let input = #input;
            let expected = crate::request::Expected {
                method: #method,
                uri: #uri,
                host: #host,
                headers: &[#((#names, #texts)),*],
                forbidden: &[#(#forbid_headers),*],
                required: &[#(#require_headers),*],
                body: #body,
                may_be_compressed: #may_be_compressed,
            };
            crate::request::check(input, #endpoint, &expected);
        }
    })
}

/// Returns the endpoint that the client is told: by the case, by its suite, or else that of the host which the request
/// goes to, without what the operation puts before it.
fn endpoint(case: &Case, suite: &Suite, expected: &Request) -> String {
    let of_host = |host: &str| {
        if host.contains("://") {
            host.to_owned()
        } else {
            format!("https://{host}")
        }
    };
    let said = case
        .client_host
        .as_deref()
        .map(of_host)
        .or_else(|| suite.client_endpoint.clone());
    let resolved = || {
        let host = expected.host.as_deref()?;
        Some(of_host(
            host.strip_prefix(&host_prefix(case)).unwrap_or(host),
        ))
    };
    said.or_else(resolved)
        .unwrap_or_else(|| ENDPOINT.to_owned())
}

/// Returns what the operation puts before the host, its labels filled in.
fn host_prefix(case: &Case) -> String {
    let prefix = case
        .given
        .get("endpoint")
        .and_then(|endpoint| endpoint.get("hostPrefix"));
    let prefix = prefix
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    case.params.iter().fold(prefix, |prefix, (name, value)| {
        value.as_str().map_or_else(
            || prefix.clone(),
            |value| prefix.replace(&format!("{{{name}}}"), value),
        )
    })
}

fn option(text: Option<&str>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}

/// What a compressed body holds, which a case leaves out, as far as it is in the body what it is in the case.
fn compressed_body(
    case: &Case,
    members: &Members,
    suite: &Suite,
    operation: &str,
) -> Option<String> {
    case.given.get("requestcompression")?;
    let body: Option<Map<_, _>> = members
        .iter()
        .filter_map(|(name, member)| {
            Some((member, member.json_name(name)?, case.params.get(name)?))
        })
        .map(|(member, json_name, value)| {
            let is_alike = ["string", "boolean", "integer", "long"].contains(&member.target());
            is_alike.then(|| (json_name.to_owned(), value.clone()))
        })
        .collect();
    let of_suite = |key: &str| suite.metadata.get(key).and_then(Value::as_str);
    match of_suite("protocol") {
        Some("query" | "ec2") => body.map(|body| form(operation, of_suite("apiVersion"), &body)),
        _ => body.map(|body| Value::Object(body).to_string()),
    }
}

/// The form of AWS's query protocol with these members.
fn form(operation: &str, version: Option<&str>, members: &Map<String, Value>) -> String {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    let constants = [
        ("Action", operation.to_owned()),
        ("Version", version.unwrap_or_default().to_owned()),
    ];
    let members = members
        .iter()
        .map(|(name, value)| (name.as_str(), text(value)));
    let pairs = constants.into_iter().chain(members);
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(&value)));
    pairs.collect::<Vec<_>>().join("&")
}
