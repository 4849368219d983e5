//! The output of an operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    docs::{doc, plain},
    next_page::link_field,
    private::private_field,
    response::read_impl,
    structure::{constructor, derives, has_required, members as rows, public_fields},
};
use crate::model::{Field, Operation, OutputCase, OutputMember, ResponseBinding, Service};

/// Returns the output: a structure, or an enum with a structure for each success if there are several.
pub(super) fn output_items(
    service: &Service,
    operation: &Operation,
    call: &str,
) -> Vec<TokenStream> {
    let Operation {
        output_name,
        output,
        outputs,
        ..
    } = operation;
    if outputs.is_empty() {
        let docs = plain(&format!("The output of {call}."));
        return output_struct(output_name, &docs, output, link_field(operation).as_ref());
    }
    let mut items = output_enum(operation, call);
    for case in outputs {
        let docs = case_docs(operation, case);
        items.extend(output_struct(&case.name, &docs, &case.members, None));
        items.push(read_impl(service, operation, &case.name, &case.members));
    }
    items
}

fn case_docs(operation: &Operation, case: &OutputCase) -> TokenStream {
    let (name, status) = (&operation.name, case.status.as_u16());
    let otherwise = format!("The output of `{name}` with the status code {status}.");
    doc(case.docs.as_deref(), &otherwise)
}

/// Returns the enum, and what it says of each response.
fn output_enum(operation: &Operation, call: &str) -> Vec<TokenStream> {
    let name = &operation.output_name;
    let docs = plain(&format!("The output of {call}, by its status code."));
    let variants = operation.outputs.iter().map(|case| {
        let docs = case_docs(operation, case);
        let (variant, structure) = (&case.variant, &case.name);
        quote!(#docs #variant(#structure))
    });
    let names: Vec<_> = operation.outputs.iter().map(|case| &case.variant).collect();
    let definition = quote! {
        #docs
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "a call has one output")]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A success that this client doesn't know.
            Unknown(runtime::UnknownOutput),
        }
    };
    let request_id = quote! {
        impl #name {
            /// Returns the id that the service gave the request.
            #[must_use]
            pub fn request_id(&self) -> ::core::option::Option<&str> {
                match self {
                    #(Self::#names(output) => output.request_id(),)*
                    Self::Unknown(output) => output.request_id(),
                }
            }
        }
    };
    vec![definition, request_id]
}

/// Returns a structure, how it is made, and what it says of the response.
fn output_struct(
    name: &Ident,
    docs: &TokenStream,
    members: &[OutputMember],
    link: Option<&Ident>,
) -> Vec<TokenStream> {
    let fields = fields(members);
    let request_id = private_field("request_id", &fields);
    let mut items = vec![definition(name, docs, &fields, &request_id, link)];
    items.extend(has_required(&fields).then(|| new(name, &fields, &request_id, link)));
    items.push(table(name, members, &request_id, link));
    items
}

fn fields(members: &[OutputMember]) -> Vec<&Field> {
    members.iter().map(|member| &member.field).collect()
}

fn definition(
    name: &Ident,
    docs: &TokenStream,
    fields: &[&Field],
    request_id: &Ident,
    link: Option<&Ident>,
) -> TokenStream {
    let link = link.map(|link| quote!(#link: ::core::option::Option<::secrecy::SecretString>,));
    let derives = derives(fields, Some(&quote!(Debug)));
    let public = public_fields(fields);
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #public
            #link
            #request_id: ::core::option::Option<::std::string::String>,
        }
    }
}

fn new(name: &Ident, fields: &[&Field], request_id: &Ident, link: Option<&Ident>) -> TokenStream {
    let private: Vec<_> = link.into_iter().chain([request_id]).collect();
    let new = constructor(
        "Creates the output with its required members.",
        fields,
        &private,
    );
    quote! {
        impl #name {
            #new
        }
    }
}

/// Returns which members are in the body, and which are not.
fn table(
    name: &Ident,
    members: &[OutputMember],
    request_id: &Ident,
    link: Option<&Ident>,
) -> TokenStream {
    let (body, others) = by_body(members);
    let rows = rows(&body);
    let others: Vec<_> = others
        .iter()
        .map(|field| &field.ident)
        .chain(link)
        .collect();
    let others = (!others.is_empty()).then(|| quote!(, [#(#others),*]));
    quote!(runtime::output!(#name { #rows ..#request_id } #others);)
}

/// Returns the members of the body, and those that are bound to something else.
pub(super) fn by_body(members: &[OutputMember]) -> (Vec<&Field>, Vec<&Field>) {
    let (body, others): (Vec<_>, Vec<_>) = members
        .iter()
        .map(|member| {
            (
                matches!(member.binding, ResponseBinding::Body),
                &member.field,
            )
        })
        .partition(|(is_in_body, _)| *is_in_body);
    let fields = |members: Vec<(bool, _)>| members.into_iter().map(|(_, field)| field).collect();
    (fields(body), fields(others))
}
