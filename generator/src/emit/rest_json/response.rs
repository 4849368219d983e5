//! From a response to an output or an error.

use http::Method;
use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{initial::initial_value, output::request_id_field},
    model::{Endpoint, Operation, OutputMember, Payload, ResponseBinding, TextFormat, Type},
};

/// Emits what reads an operation's output from a success.
pub(in crate::emit) fn output_body(endpoint: &Endpoint, operation: &Operation) -> TokenStream {
    let output = &operation.output_name;
    let module = quote!(types::);
    let request_id = request_id_field(operation);
    let request_id = quote!(#request_id: runtime::response::request_id(response.headers()));
    let expectations = expectations(endpoint, operation);
    if operation.output.is_empty() {
        return quote! {
            #(runtime::response::#expectations?;)*
            Ok(#output { #request_id })
        };
    }
    let fields = operation.output.iter().map(|member| {
        let (ident, value) = (&member.field.ident, initial_value(&member.field, &module));
        quote!(#ident: #value)
    });
    let reads = operation
        .output
        .iter()
        .filter_map(|member| read_member(member, &quote!(output), &quote!(&response)))
        .chain(
            has_body(&operation.output).then(|| quote!(runtime::response::read_json(&response, &mut output))),
        );
    let stream = operation.output.iter().find(|member| member.field.type_ == Type::Stream).map(|member| {
        let ident = &member.field.ident;
        quote!(output.#ident = response.into_body();)
    });
    quote! {
        #(runtime::response::#expectations?;)*
        let mut output = #output { #(#fields,)* #request_id };
        #(#reads?;)*
        #stream
        Ok(output)
    }
}

/// Emits the calls of what refuses a success that can't have come from the service, or lacks what has to be there.
fn expectations(endpoint: &Endpoint, operation: &Operation) -> Vec<TokenStream> {
    let members = &operation.output;
    let is_json = |member: &&OutputMember| {
        matches!(member.binding, ResponseBinding::Body | ResponseBinding::Payload(Payload::Json))
    };
    let has_json = members.iter().any(|member| is_json(&member));
    let origin = match endpoint {
        Endpoint::Aws(_) if members.is_empty() => Some(quote!(expect_from_aws(&response))),
        Endpoint::Aws(_) if !is_any_body(members) => Some(quote!(expect_output_from_aws(&response))),
        Endpoint::Url(_) if has_json => Some(quote!(expect_output(&response))),
        Endpoint::Aws(_) | Endpoint::Url(_) => None,
    };
    let needs_body = operation.method != Method::HEAD
        && members.iter().filter(is_json).any(|member| member.field.is_expected);
    let body = needs_body.then(|| quote!(expect_body(&response)));
    let headers = members.iter().filter_map(|member| match &member.binding {
        ResponseBinding::Header { name, .. } if member.field.is_expected => {
            let (member, name) = (&member.field.name, name.as_str());
            Some(quote!(expect_header(&response, #member, #name)))
        }
        _ => None,
    });
    origin.into_iter().chain(body).chain(headers).collect()
}

/// Whether the body is whatever a member takes it for.
fn is_any_body(members: &[OutputMember]) -> bool {
    members.iter().any(|member| {
        matches!(
            member.binding,
            ResponseBinding::Payload(Payload::Text { .. } | Payload::Bytes { .. } | Payload::Stream { .. })
        )
    })
}

fn has_body(members: &[OutputMember]) -> bool {
    members.iter().any(|member| matches!(member.binding, ResponseBinding::Body))
}

/// Emits the statements that read the members of an error, called `error`, from a reference to a response, called
/// `response`. What can't be read is left as it is.
pub(in crate::emit) fn read_error(members: &[OutputMember]) -> Vec<TokenStream> {
    let read = |member: &OutputMember| {
        if let ResponseBinding::Payload(Payload::Json) = member.binding {
            let ident = &member.field.ident;
            return Some(quote!(runtime::response::read_error(response, &mut error.#ident)));
        }
        let read = read_member(member, &quote!(error), &quote!(response))?;
        Some(quote!(::core::mem::drop(#read)))
    };
    let body = has_body(members).then(|| quote!(runtime::response::read_error(response, &mut error)));
    members.iter().filter_map(read).chain(body).collect()
}

fn read_member(member: &OutputMember, message: &TokenStream, response: &TokenStream) -> Option<TokenStream> {
    let field = &member.field;
    let ident = &field.ident;
    let slot = quote!(&mut #message.#ident);
    Some(match &member.binding {
        ResponseBinding::Header { name, format } => {
            let name = name.as_str();
            let read = match (field.type_.exposed(), format) {
                (Type::List { .. }, _) => quote!(response::read_header_list),
                (_, TextFormat::Base64) => quote!(blob::read_base64_header),
                _ => quote!(response::read_header),
            };
            quote!(runtime::#read(#response, #name, #slot))
        }
        ResponseBinding::PrefixHeaders(prefix) => {
            quote!(runtime::response::read_prefix_headers(#response, #prefix, #slot))
        }
        ResponseBinding::ResponseCode => quote!(runtime::response::read_status(#response, #slot)),
        ResponseBinding::Payload(Payload::Json) => quote!(runtime::response::read_json(#response, #slot)),
        ResponseBinding::Payload(Payload::Text { .. }) => {
            quote!(runtime::response::read_text(#response, #slot))
        }
        ResponseBinding::Payload(Payload::Bytes { .. }) => {
            quote!(runtime::response::read_bytes(#response, #slot))
        }
        // A stream is taken out of the response when all else is read.
        ResponseBinding::Payload(Payload::Stream { .. }) | ResponseBinding::Body => return None,
    })
}
