//! From a response to an output or an error.
//!
//! What differs between protocols comes from their rules.

use http::Method;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{initial::initial_value, output::request_id_field, types::types_path};
use crate::{
    model::{
        Endpoint, Operation, OutputMember, Payload, ResponseBinding, Service, TextFormat, Type,
    },
    protocol::Rules,
};

/// Emits the function of the sans-IO core that reads a success; compiled with the programs that call the operation.
pub(super) fn output_fn(service: &Service, operation: &Operation) -> TokenStream {
    let body = output_body(service, operation);
    quote! {
        #[inline]
        fn output(
            response: ::http::Response<runtime::Body>,
        ) -> ::core::result::Result<Self::Output, runtime::ResponseError> {
            #body
        }
    }
}

/// Emits what reads an operation's output from a success.
fn output_body(service: &Service, operation: &Operation) -> TokenStream {
    let output = &operation.output_name;
    let protocol = service.protocol;
    let format = format_ident!("{}", protocol.runtime.body);
    let request_id = request_id_field(operation);
    let request_id = quote!(#request_id: runtime::response::request_id(response.headers()));
    let expectations = expectations(service, operation);
    if operation.output.is_empty() {
        return quote! {
            #(runtime::#expectations?;)*
            Ok(#output { #request_id })
        };
    }
    let fields = operation.output.iter().map(|member| {
        let (ident, value) = (
            &member.field.ident,
            initial_value(&member.field, &types_path()),
        );
        quote!(#ident: #value)
    });
    let reads = operation
        .output
        .iter()
        .filter_map(|member| read_member(protocol, member, &quote!(output), &quote!(&response)))
        .chain(
            has_body(&operation.output)
                .then(|| quote!(runtime::#format::read(&response, &mut output))),
        );
    let stream = operation
        .output
        .iter()
        .find(|member| member.field.type_ == Type::Stream)
        .map(|member| {
            let ident = &member.field.ident;
            quote!(output.#ident = response.into_body();)
        });
    quote! {
        #(runtime::#expectations?;)*
        let mut output = #output { #(#fields,)* #request_id };
        #(#reads?;)*
        #stream
        Ok(output)
    }
}

/// Emits the calls that refuse a success that didn't come from the service, or that lacks a required member.
fn expectations(service: &Service, operation: &Operation) -> Vec<TokenStream> {
    let members = &operation.output;
    let is_structured = |member: &&OutputMember| {
        matches!(
            member.binding,
            ResponseBinding::Body | ResponseBinding::Payload(Payload::Structured)
        )
    };
    let has_structured = members.iter().any(|member| is_structured(&member));
    let format = format_ident!("{}", service.protocol.runtime.body);
    let origin = match service.endpoint {
        Endpoint::Aws(_) if members.is_empty() => Some(quote!(#format::expect_from_aws(&response))),
        Endpoint::Aws(_) if !is_any_body(members) => {
            Some(quote!(#format::expect_output_from_aws(&response)))
        }
        Endpoint::Url(_) if has_structured => Some(quote!(#format::expect_output(&response))),
        Endpoint::Aws(_) | Endpoint::Url(_) => None,
    };
    let needs_body = operation.method != Method::HEAD
        && members
            .iter()
            .filter(is_structured)
            .any(|member| member.field.is_expected);
    let body = needs_body.then(|| quote!(response::expect_body(&response)));
    let headers = members.iter().filter_map(|member| match &member.binding {
        ResponseBinding::Header { name, .. } if member.field.is_expected => {
            let (member, name) = (&member.field.name, name.as_str());
            Some(quote!(response::expect_header(&response, #member, #name)))
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
            ResponseBinding::Payload(
                Payload::Text { .. } | Payload::Bytes { .. } | Payload::Stream { .. }
            )
        )
    })
}

fn has_body(members: &[OutputMember]) -> bool {
    members
        .iter()
        .any(|member| matches!(member.binding, ResponseBinding::Body))
}

/// Emits the statements that read the members of an error, called `error`, from a reference to a response, called
/// `response`. What can't be read is left as it is.
pub(super) fn read_error(protocol: &Rules, members: &[OutputMember]) -> Vec<TokenStream> {
    let format = format_ident!("{}", protocol.runtime.body);
    let read = |member: &OutputMember| {
        if let ResponseBinding::Payload(Payload::Structured) = member.binding {
            let ident = &member.field.ident;
            return Some(quote!(runtime::#format::read_error(response, &mut error.#ident)));
        }
        let read = read_member(protocol, member, &quote!(error), &quote!(response))?;
        Some(quote!(::core::mem::drop(#read)))
    };
    let body =
        has_body(members).then(|| quote!(runtime::#format::read_error(response, &mut error)));
    members.iter().filter_map(read).chain(body).collect()
}

fn read_member(
    protocol: &Rules,
    member: &OutputMember,
    message: &TokenStream,
    response: &TokenStream,
) -> Option<TokenStream> {
    let field = &member.field;
    let ident = &field.ident;
    let slot = quote!(&mut #message.#ident);
    Some(match &member.binding {
        ResponseBinding::Header { name, format } => {
            let name = name.as_str();
            let read = match (field.type_.exposed(), format) {
                (Type::List { .. }, _) => quote!(response::read_header_list),
                (_, TextFormat::Base64) => quote!(base64_header::read),
                _ => quote!(response::read_header),
            };
            quote!(runtime::#read(#response, #name, #slot))
        }
        ResponseBinding::PrefixHeaders(prefix) => {
            quote!(runtime::response::read_prefix_headers(#response, #prefix, #slot))
        }
        ResponseBinding::ResponseCode => quote!(runtime::response::read_status(#response, #slot)),
        ResponseBinding::Payload(Payload::Structured) => {
            let format = format_ident!("{}", protocol.runtime.body);
            quote!(runtime::#format::read(#response, #slot))
        }
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
