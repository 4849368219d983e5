//! Tests of what responses become.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use restsmith_typed_values::{
    Spec, Values, identifiers,
    spec::{ErrorShape, MemberOrType, Members, Operation},
};
use serde_json::{Map, Value};

use crate::{
    mismatch,
    suite::{Case, Response, Suite},
};

/// A test that reads the response and compares the output, or the error.
pub fn test(
    name: &Ident,
    case: &Case,
    response: &Response,
    suite: &Suite,
    spec: &Spec,
    values: &Values<'_>,
) -> Result<TokenStream, String> {
    let (operation_name, operation) = spec.operation()?;
    let [input, error] = identifiers::input_and_error(operation_name)?;
    let service = &values.service;
    // A response says nothing of what was asked for.
    let input = values.input(&quote!(#service::#input), &operation.input, &Map::new())?;
    let Response {
        status_code, body, ..
    } = response;
    let body = suite.bytes(body)?;
    let (names, texts): (Vec<_>, Vec<_>) = response.headers.iter().unzip();
    let checks = if mismatch::is_error(case) {
        error_checks(case, &quote!(#service::#error), spec, values)?
    } else {
        output_checks(&case.result, operation, values)?
    };
    Ok(quote! {
        #[test]
        fn #name() {
            let input = #input;
            let response = crate::response::response(#status_code, &[#((#names, #texts)),*], #body);
            #checks
        }
    })
}

fn output_checks(
    result: &Map<String, Value>,
    operation: &Operation,
    values: &Values<'_>,
) -> Result<TokenStream, String> {
    let checks = values.checks(&operation.output, result)?;
    let output = if checks.is_empty() {
        quote!(_)
    } else {
        quote!(output)
    };
    Ok(quote! {
        let #output = crate::response::output(&input, response);
        #(#checks)*
    })
}

fn error_checks(
    case: &Case,
    type_: &TokenStream,
    spec: &Spec,
    values: &Values<'_>,
) -> Result<TokenStream, String> {
    let code = option(case.error_code.as_deref());
    let message = option(case.error_message.as_deref());
    let error = quote!(crate::response::error(&input, response, #code, #message));
    let Some((name, shape)) = shape_of(case, spec)? else {
        return Ok(quote!(#error;));
    };
    let variant = identifiers::errors(&spec.errors)?
        .remove(name)
        .ok_or("an error without a name")?;
    let empty = Map::new();
    let (message, others): (Map<_, _>, Map<_, _>) = case
        .error
        .as_ref()
        .unwrap_or(&empty)
        .clone()
        .into_iter()
        .partition(|(name, _)| is_message(name, shape.members.get(name)));
    let own: Members = shape
        .members
        .iter()
        .filter(|(name, member)| !is_message(name, Some(member)))
        .map(|(name, member)| (name.clone(), member.clone()))
        .collect();
    let message = message.values().filter_map(Value::as_str);
    let checks = values.checks(&own, &others)?;
    Ok(quote! {
        let error = #error;
        let #type_::#variant(output) = error else { panic!("{error:?}") };
        #(assert_eq!(output.message(), Some(#message));)*
        #(#checks)*
        drop(output);
    })
}

/// Whether a member of an error is the message that every error has.
fn is_message(name: &str, member: Option<&MemberOrType>) -> bool {
    name.eq_ignore_ascii_case("message")
        && member.is_none_or(|member| member.json_name(name) == Some(name))
}

/// Returns the error that a case is about: the one with its code, or the only one. A code that the operation doesn't
/// list has none, and nothing that could be compared.
fn shape_of<'a>(
    case: &Case,
    spec: &'a Spec,
) -> Result<Option<(&'a String, &'a ErrorShape)>, String> {
    let shape = match &case.error_code {
        Some(code) => spec
            .errors
            .iter()
            .find(|(name, shape)| shape.code.as_ref().unwrap_or(name) == code),
        None => spec.errors.first().filter(|_| spec.errors.len() == 1),
    };
    match &case.error {
        Some(error) if shape.is_none() && !error.is_empty() => {
            Err("the client has no error with these members".to_owned())
        }
        _ => Ok(shape),
    }
}

fn option(text: Option<&str>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}
