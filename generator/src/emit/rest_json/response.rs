//! From a response to an output or an error.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    emit::{initial::initial_value, output::request_id_field},
    model::{Operation, OutputMember, Payload, ResponseBinding, TextFormat, Type},
};

/// What reads an operation's output from a success.
pub(in crate::emit) fn output_body(operation: &Operation) -> TokenStream {
    let output = &operation.output_name;
    let module = quote!(types::);
    let request_id = request_id_field(operation);
    let request_id = quote!(#request_id: runtime::response::request_id(response.headers()));
    if operation.output.is_empty() {
        return quote! {
            runtime::response::expect_from_service(&response)?;
            Ok(#output { #request_id })
        };
    }
    let is_from_service = (!is_any_body(&operation.output))
        .then(|| quote!(runtime::response::expect_output_from_service(&response)?;));
    let fields = operation.output.iter().map(|member| {
        let (ident, value) = (&member.field.ident, initial_value(&member.field, &module));
        quote!(#ident: #value)
    });
    let reads = read_members(&operation.output, &quote!(output), &quote!(&response));
    let stream = operation.output.iter().find(|member| member.field.type_ == Type::Stream).map(|member| {
        let ident = &member.field.ident;
        quote!(output.#ident = response.into_body();)
    });
    quote! {
        #is_from_service
        let mut output = #output { #(#fields,)* #request_id };
        #(#reads?;)*
        #stream
        Ok(output)
    }
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

/// What reads the members of a message, each on its own, from a reference to a response: expressions that are
/// results.
pub(in crate::emit) fn read_members(
    members: &[OutputMember],
    message: &TokenStream,
    response: &TokenStream,
) -> Vec<TokenStream> {
    let reads = members.iter().filter_map(|member| read_member(member, message, response));
    let mut reads: Vec<_> = reads.collect();
    if members.iter().any(|member| matches!(member.binding, ResponseBinding::Body)) {
        reads.push(quote!(runtime::response::read_json(#response, &mut #message)));
    }
    reads
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
