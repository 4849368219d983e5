//! Tests of what inputs become.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use restsmith_typed_values::{Spec, Values, identifiers, spec::Members};
use serde_json::{Map, Value};

use crate::suite::{Case, Request, Suite};

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
    let endpoint = suite.client_endpoint.clone().or_else(|| endpoint_of_host(expected));
    let endpoint = endpoint.as_deref().unwrap_or(ENDPOINT);
    let Request { method, uri, forbid_headers, require_headers, .. } = expected;
    let (names, texts): (Vec<_>, Vec<_>) = expected.headers.iter().unzip();
    let host = option(expected.host.as_deref());
    let body = expected.body.clone().or_else(|| compressed_body(case, &operation.input));
    let body = option(body.as_deref());
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

/// The endpoint of a host that goes on with a path.
fn endpoint_of_host(expected: &Request) -> Option<String> {
    let host = expected.host.as_deref().filter(|host| host.contains('/'))?;
    Some(format!("https://{host}"))
}

fn option(text: Option<&str>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}

/// What a compressed body holds, which a case leaves out, as far as it is in JSON what it is in the case.
fn compressed_body(case: &Case, members: &Members) -> Option<String> {
    case.given.get("requestcompression")?;
    let body: Option<Map<_, _>> = members
        .iter()
        .filter_map(|(name, member)| Some((member, member.json_name(name)?, case.params.get(name)?)))
        .map(|(member, json_name, value)| {
            let is_alike = ["string", "boolean", "integer", "long"].contains(&member.target());
            is_alike.then(|| (json_name.to_owned(), value.clone()))
        })
        .collect();
    body.map(|body| Value::Object(body).to_string())
}
