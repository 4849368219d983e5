//! The input of an operation, and what it is to a client.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    auth_settings,
    docs::plain,
    finish::finish_fn,
    next_page,
    prepare::prepare_fn,
    request::{files, request_fn},
    response::{is_success_fn, output_fn},
    structure::{constructor_and_setters, definition, message_members},
};
use crate::model::{
    Auth, Field, Operation, OwnEndpoint, RequestBinding, Service, SignatureVersion, Type,
};

/// Returns the structure, its constructor and setters, and its impl of `Operation`.
pub(super) fn input_struct(
    service: &Service,
    operation: &Operation,
    call: &str,
) -> Vec<TokenStream> {
    let name = &operation.input_name;
    let docs = plain(&format!("The input of {call}."));
    let debug = quote!(Debug);
    let fields: Vec<_> = operation.input.iter().map(|member| &member.field).collect();
    let uri = next_page::uri_field(operation);
    let private = uri
        .as_ref()
        .map(|uri| quote!(#uri: ::core::option::Option<runtime::NextUri>,));
    let uri: Vec<_> = uri.iter().collect();
    let mut items = vec![
        definition(name, &docs, Some(&debug), &fields, private.as_ref()),
        constructor_and_setters(name, "input", &fields, &uri),
        operation_impl(service, operation),
    ];
    let body: Vec<&Field> = operation
        .input
        .iter()
        .filter(|member| {
            matches!(
                member.binding,
                RequestBinding::Body | RequestBinding::AdditionalBody | RequestBinding::Form(_)
            )
        })
        .map(|member| &member.field)
        .collect();
    items.extend((!body.is_empty()).then(|| message_members(name, &body)));
    items
}

fn operation_impl(service: &Service, operation: &Operation) -> TokenStream {
    let (input, output, error) = (
        &operation.input_name,
        &operation.output_name,
        &operation.error_name,
    );
    let name = &operation.name;
    let is_idempotent = operation.is_idempotent.then(|| {
        quote!(
            const IS_IDEMPOTENT: bool = true;
        )
    });
    let prepare = prepare_fn(operation);
    let auth = auth_const(&operation.auth);
    let endpoint = endpoint_const(operation);
    let streams = streams_fn(operation);
    let request = request_fn(service, operation);
    let finish = finish_fn(operation);
    let is_success = is_success_fn(operation);
    let output_fn = output_fn(service, operation);
    let secrets = secrets_fn(operation);
    let streams_output = operation.streams_output().then(|| {
        quote!(
            const STREAMS_OUTPUT: bool = true;
        )
    });
    let keeps_content_coding = operation.keeps_content_coding().then(|| {
        quote!(
            const KEEPS_CONTENT_CODING: bool = true;
        )
    });
    let takes_any_body = operation.takes_any_body() && service.protocol.body.may_be_error;
    let takes_any_body = takes_any_body.then(|| {
        quote!(
            const TAKES_ANY_BODY: bool = true;
        )
    });
    quote! {
        impl runtime::Operation for #input {
            type Output = #output;
            type Error = #error;

            const NAME: &'static str = #name;
            #is_idempotent
            #auth
            #endpoint
            #streams_output
            #keeps_content_coding
            #takes_any_body

            #prepare

            #streams

            #request

            #finish

            #is_success

            #output_fn

            #secrets
        }
    }
}

fn endpoint_const(operation: &Operation) -> Option<TokenStream> {
    let Some(OwnEndpoint::Aws(name)) = &operation.own_endpoint else {
        return None;
    };
    Some(quote!(
        const ENDPOINT: ::core::option::Option<&'static str> = Some(#name);
    ))
}

/// Returns how calls are authenticated. An operation without authentication keeps the trait's own.
fn auth_const(auth: &Auth) -> Option<TokenStream> {
    let auth = match auth {
        Auth::None => return None,
        Auth::Bearer => quote!(runtime::Auth::Bearer),
        Auth::AnyOf(alternatives) => {
            let alternatives = alternatives.iter().map(|settings| {
                let settings = settings.iter().map(auth_settings::name);
                quote!(&[#(#settings),*])
            });
            quote!(runtime::Auth::AnyOf(&[#(#alternatives),*]))
        }
        Auth::Sigv4 {
            signing_name,
            signature_version,
            signs_payload,
        } => {
            let constructor = match (signature_version, signs_payload) {
                (SignatureVersion::V4, true) => quote!(sigv4),
                (SignatureVersion::V4, false) => quote!(sigv4_without_payload),
                (SignatureVersion::S3v4, true) => quote!(s3v4),
                (SignatureVersion::S3v4, false) => quote!(s3v4_without_payload),
            };
            quote!(runtime::Auth::#constructor(#signing_name))
        }
    };
    Some(quote!(const AUTH: runtime::Auth = #auth;))
}

/// Returns the function that lends the streams. An operation without streams keeps the trait's own.
fn streams_fn(operation: &Operation) -> Option<TokenStream> {
    let fields = operation.input.iter().map(|member| &member.field);
    let visits: Vec<_> = fields.filter_map(visit_streams).collect();
    (!visits.is_empty()).then(|| {
        quote! {
            fn streams(&mut self, visit: &mut dyn ::core::ops::FnMut(&mut runtime::Body)) {
                #(#visits)*
            }
        }
    })
}

/// Returns the statement that visits the streams of a field, if it may have one.
fn visit_streams(field: &Field) -> Option<TokenStream> {
    let ident = &field.ident;
    Some(match (&field.type_, field.required) {
        (Type::Stream, true) => quote!(visit(&mut self.#ident);),
        (Type::Stream, false) => quote! {
            if let Some(value) = &mut self.#ident {
                visit(value);
            }
        },
        (Type::Part, true) => quote!(visit(self.#ident.body());),
        (Type::Part, false) => quote! {
            if let Some(value) = &mut self.#ident {
                visit(value.body());
            }
        },
        (type_, _) if type_.has_stream() => {
            let list = files(field);
            quote! {
                for part in #list {
                    visit(part.body());
                }
            }
        }
        _ => return None,
    })
}

/// Returns the function that visits the secrets. An operation without secrets keeps the trait's own.
fn secrets_fn(operation: &Operation) -> Option<TokenStream> {
    let holders = operation.input.iter().filter(|member| member.holds_secret);
    let holders: Vec<_> = holders.map(|member| &member.field.ident).collect();
    (!holders.is_empty()).then(|| {
        quote! {
            fn secrets(&self, visit: &mut dyn ::core::ops::FnMut(&str)) {
                runtime::visit_secrets(&[#(&self.#holders),*], visit);
            }
        }
    })
}
