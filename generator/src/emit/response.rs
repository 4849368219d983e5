//! From a response to an output or an error.
//!
//! What differs between protocols comes from their rules.

use http::{Method, StatusCode};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{initial::initial_value, next_page::link_field, output::by_body};
use crate::{
    model::{
        Endpoint, Field, Operation, OutputMember, Payload, ResponseBinding, Service, TextFormat,
        Type,
    },
    protocol::Rules,
};

/// Returns the function that reads a success; it is compiled with the programs that call the operation.
pub(super) fn output_fn(service: &Service, operation: &Operation) -> TokenStream {
    let body = if operation.outputs.is_empty() {
        let (name, members) = (&operation.output_name, &operation.output);
        output_body(service, operation, name, members)
    } else {
        output_by_status(operation)
    };
    quote! {
        #[inline]
        fn output(
            response: ::http::Response<runtime::Body>,
        ) -> ::core::result::Result<Self::Output, runtime::ResponseError> {
            #body
        }
    }
}

/// Returns the function that says which responses are successes. An operation without redirections among them keeps the
/// trait's own.
pub(super) fn is_success_fn(operation: &Operation) -> Option<TokenStream> {
    let statuses = operation.outputs.iter().map(|output| output.status);
    let others: Vec<_> = statuses
        .filter(|status| !status.is_success())
        .map(literal)
        .collect();
    (!others.is_empty()).then(|| {
        quote! {
            fn is_success(status: ::http::StatusCode) -> bool {
                status.is_success() || matches!(status.as_u16(), #(#others)|*)
            }
        }
    })
}

/// Returns what reads one of several outputs, by the status code.
fn output_by_status(operation: &Operation) -> TokenStream {
    let output = &operation.output_name;
    let cases = operation.outputs.iter().map(|case| {
        let (status, variant) = (literal(case.status), &case.variant);
        quote!(#status => runtime::ReadOutput::read(response).map(#output::#variant))
    });
    quote! {
        match response.status().as_u16() {
            #(#cases,)*
            _ => Ok(#output::Unknown(runtime::UnknownOutput::new(response))),
        }
    }
}

/// Returns the impl that reads one of several outputs.
pub(super) fn read_impl(
    service: &Service,
    operation: &Operation,
    name: &Ident,
    members: &[OutputMember],
) -> TokenStream {
    let body = output_body(service, operation, name, members);
    quote! {
        impl runtime::ReadOutput for #name {
            fn read(
                response: ::http::Response<runtime::Body>,
            ) -> ::core::result::Result<Self, runtime::ResponseError> {
                #body
            }
        }
    }
}

fn literal(status: StatusCode) -> Literal {
    Literal::u16_unsuffixed(status.as_u16())
}

/// Returns what reads an output from a success.
fn output_body(
    service: &Service,
    operation: &Operation,
    output: &Ident,
    members: &[OutputMember],
) -> TokenStream {
    let format = format_ident!("{}", service.protocol.runtime.body);
    let expectations = expectations(service, operation, members);
    let (body, others) = by_body(members);
    let defaults = defaults(members, &quote!(output));
    let link = link_field(operation)
        .map(|link| quote!(output.#link = runtime::link_header::next(response.headers());));
    let empty = empty_output(service.protocol);
    if others.is_empty() && defaults.is_empty() && link.is_none() {
        let output = if body.is_empty() {
            quote!(Ok(#empty))
        } else {
            quote!(runtime::#format::read_output(&response))
        };
        return quote! {
            #(runtime::#expectations?;)*
            #output
        };
    }
    let reads = members
        .iter()
        .filter_map(|member| {
            read_member(
                service.protocol,
                member,
                &quote!(output),
                &quote!(&response),
            )
        })
        .chain((!body.is_empty()).then(|| quote!(runtime::#format::read(&response, &mut output))));
    let is_stream = |field: &&&Field| field.type_ == Type::Stream;
    let stream = others.iter().find(is_stream).map(|field| {
        let ident = &field.ident;
        quote!(output.#ident = response.into_body();)
    });
    quote! {
        #(runtime::#expectations?;)*
        let mut output: #output = #empty;
        #(#defaults;)*
        #(#reads?;)*
        #link
        #stream
        Ok(output)
    }
}

/// Returns the expression for an output with the id of the request alone.
fn empty_output(protocol: &Rules) -> TokenStream {
    if protocol.body.has_request_id {
        let format = format_ident!("{}", protocol.runtime.body);
        quote!(runtime::#format::output_of(&response))
    } else {
        quote!(runtime::Output::of(&response))
    }
}

/// Returns the calls that refuse a success that didn't come from the service, or that lacks a required member.
fn expectations(
    service: &Service,
    operation: &Operation,
    members: &[OutputMember],
) -> Vec<TokenStream> {
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
        Endpoint::Aws(_) if !members.iter().any(OutputMember::is_any_body) => {
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
        // Returns `()` in both cases: what can't be read is left as it is.
        Some(quote!(#read.unwrap_or_default()))
    };
    let (body, _) = by_body(members);
    let body =
        (!body.is_empty()).then(|| quote!(runtime::#format::read_error(response, &mut error)));
    let defaults = defaults(members, &quote!(error));
    defaults
        .into_iter()
        .chain(members.iter().filter_map(read))
        .chain(body)
        .collect()
}

/// Returns the assignments of the members that have a value before anything is read.
fn defaults(members: &[OutputMember], message: &TokenStream) -> Vec<TokenStream> {
    let fields = members.iter().map(|member| &member.field);
    let defaults = fields.filter(|field| field.is_filled_in()).map(|field| {
        let (ident, value) = (&field.ident, initial_value(field));
        quote!(#message.#ident = #value)
    });
    defaults.collect()
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
