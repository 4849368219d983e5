//! The input of an operation, and how it becomes a request.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    docs::plain,
    output::{output_fn, types_path},
    seal::seal_fn,
    structure::{constructor_and_setters, definition, structure_impl},
    token::fill_in_fn,
};
use crate::model::{Auth, Field, InputMember, Operation, PathPart, RequestBinding, Type};

/// How many members in one function clippy takes before it complains.
const MANY_MEMBERS: usize = 12;

/// The structure, its constructor and setters, and its place in the sans-IO core.
pub(super) fn input_struct(operation: &Operation) -> Vec<TokenStream> {
    let name = &operation.input_name;
    let docs = plain(&format!("The input of `{}`.", operation.name));
    let fields: Vec<_> = operation.input.iter().map(|member| &member.field).collect();
    let body = body_fields(operation);
    let types = types_path();
    let mut items = vec![
        definition(name, &docs, &fields, &types),
        constructor_and_setters(name, "An input", &fields, &types),
        operation_impl(operation),
    ];
    items.extend((!body.is_empty()).then(|| structure_impl(name, &body)));
    items
}

fn body_fields(operation: &Operation) -> Vec<&Field> {
    let is_body = |member: &&InputMember| matches!(member.binding, RequestBinding::Body);
    operation.input.iter().filter(is_body).map(|member| &member.field).collect()
}

fn operation_impl(operation: &Operation) -> TokenStream {
    let (input, output, error) = (&operation.input_name, &operation.output_name, &operation.error_name);
    let (name, is_idempotent) = (&operation.name, operation.is_idempotent);
    let fill_in = fill_in_fn(operation);
    let auth = auth_const(&operation.auth);
    let request = request_fn(operation);
    let seal = seal_fn(operation);
    let output_fn = output_fn(operation);
    let secrets = secrets_fn(operation);
    quote! {
        impl runtime::Operation for #input {
            type Output = #output;
            type Error = #error;

            const NAME: &'static str = #name;
            const IS_IDEMPOTENT: bool = #is_idempotent;
            #auth

            #fill_in

            #request

            #seal

            #output_fn

            #secrets
        }
    }
}

/// The trait asks nothing of the caller by itself.
fn auth_const(auth: &Auth) -> Option<TokenStream> {
    let auth = match auth {
        Auth::None => return None,
        Auth::Bearer => quote!(runtime::Auth::Bearer),
        Auth::Sigv4 { signing_name, signs_payload } => {
            quote!(runtime::Auth::Sigv4 { signing_name: #signing_name, signs_payload: #signs_payload })
        }
    };
    Some(quote!(const AUTH: runtime::Auth = #auth;))
}

fn request_fn(operation: &Operation) -> TokenStream {
    let method = format_ident!("{}", operation.method.as_str());
    let (first, rest) = match operation.path.split_first() {
        Some((PathPart::Literal(first), rest)) => (first.as_str(), rest),
        _ => ("", operation.path.as_slice()),
    };
    let path = rest.iter().map(path_part);
    let query = operation.query.as_ref().map(|query| quote!(request.constant_query(#query);));
    let members: Vec<_> = operation.input.iter().filter_map(member).collect();
    let is_changed = !rest.is_empty() || query.is_some() || !members.is_empty();
    let mutable = is_changed.then(|| quote!(mut));
    let many_lines = (members.len() > MANY_MEMBERS)
        .then(|| quote!(#[allow(clippy::too_many_lines, reason = "the API has so many members")]));
    let finish = if body_fields(operation).is_empty() {
        quote!(request.without_body(endpoint))
    } else {
        quote!(request.with_json(endpoint, self))
    };
    quote! {
        #many_lines
        fn request(
            &mut self,
            endpoint: &runtime::Endpoint,
        ) -> ::core::result::Result<::http::Request<runtime::Body>, runtime::InputError> {
            let #mutable request = runtime::RequestBuilder::new(::http::Method::#method, #first);
            #(#path)*
            #query
            #(#members)*
            #finish
        }
    }
}

fn path_part(part: &PathPart) -> TokenStream {
    match part {
        PathPart::Literal(path) => quote!(request.literal(#path);),
        PathPart::Label { member, field, is_greedy: false } => quote!(request.label(#member, &self.#field)?;),
        PathPart::Label { member, field, is_greedy: true } => {
            quote!(request.greedy_label(#member, &self.#field)?;)
        }
    }
}

fn member(member: &InputMember) -> Option<TokenStream> {
    let Field { name, ident, required, type_, .. } = &member.field;
    match &member.binding {
        RequestBinding::Header(header) => {
            let header = header.as_str();
            let header = quote!(::http::HeaderName::from_static(#header));
            Some(if *required {
                quote!(request.required_header(#name, #header, &self.#ident)?;)
            } else {
                quote!(request.optional_header(#name, #header, self.#ident.as_ref())?;)
            })
        }
        RequestBinding::Query(key) => Some(match (required, type_) {
            (true, Type::List(_)) => quote! {
                for item in &self.#ident {
                    request.query(#key, item);
                }
            },
            (false, Type::List(_)) => quote! {
                for item in self.#ident.iter().flatten() {
                    request.query(#key, item);
                }
            },
            (true, _) => quote!(request.query(#key, &self.#ident);),
            (false, _) => quote! {
                if let ::core::option::Option::Some(value) = &self.#ident {
                    request.query(#key, value);
                }
            },
        }),
        RequestBinding::Label | RequestBinding::Body => None,
    }
}

/// The trait gives an operation without secrets none.
fn secrets_fn(operation: &Operation) -> Option<TokenStream> {
    let fields = operation.input.iter().map(|member| &member.field);
    let mut secrets = fields.filter(|field| field.type_ == Type::Secret).peekable();
    secrets.peek()?;
    let (required, optional): (Vec<_>, Vec<_>) = secrets.partition(|field| field.required);
    let required: Vec<_> = required.iter().map(|field| &field.ident).collect();
    let optional: Vec<_> = optional.iter().map(|field| &field.ident).collect();
    let secrets = if required.is_empty() {
        quote!(::std::vec::Vec::new())
    } else {
        quote!(::std::vec::Vec::from([#(::secrecy::ExposeSecret::expose_secret(&self.#required)),*]))
    };
    let body = if optional.is_empty() {
        secrets
    } else {
        quote! {
            let mut secrets = #secrets;
            #(secrets.extend(self.#optional.as_ref().map(::secrecy::ExposeSecret::expose_secret));)*
            secrets
        }
    };
    Some(quote! {
        fn secrets(&self) -> ::std::vec::Vec<&str> {
            #body
        }
    })
}
