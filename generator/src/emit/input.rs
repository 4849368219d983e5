//! The input of an operation, and how it becomes a request.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{convention, doc, plain};
use crate::model::{HeaderMember, Operation};

/// How many arguments, and how many headers in one function, clippy takes before it complains.
const MANY_ARGUMENTS: usize = 7;
const MANY_HEADERS: usize = 12;

/// The structure, its constructor and setters, and its place in the sans-IO core.
pub(super) fn input_struct(operation: &Operation) -> Vec<TokenStream> {
    vec![definition(operation), constructor_and_setters(operation), operation_impl(operation)]
}

fn definition(operation: &Operation) -> TokenStream {
    let name = &operation.input_name;
    let docs = plain(&format!("The input of `{}`.", operation.name));
    // Nothing is required, so nothing is what `Default` gives.
    let default =
        operation.headers.iter().all(|member| !member.required).then(|| quote!(, ::core::default::Default));
    let fields = operation.headers.iter().map(|member| {
        let docs = doc(member.docs.as_deref(), &format!("`{}`.", member.name));
        let (field, type_) = (&member.field, value_type(member));
        let type_ = if member.required { type_ } else { quote!(::core::option::Option<#type_>) };
        quote!(#docs pub #field: #type_)
    });
    quote! {
        #docs
        #[derive(::core::clone::Clone, ::core::fmt::Debug #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn constructor_and_setters(operation: &Operation) -> TokenStream {
    let name = &operation.input_name;
    let (required, optional): (Vec<_>, Vec<_>) = operation.headers.iter().partition(|member| member.required);
    let new_docs = plain(if required.is_empty() {
        "An input without any member."
    } else {
        "An input with the members that are required."
    });
    let many_arguments = (required.len() > MANY_ARGUMENTS)
        .then(|| quote!(#[allow(clippy::too_many_arguments, reason = "the API requires so many members")]));
    let arguments = required.iter().map(|member| {
        let (field, type_) = (&member.field, value_type(member));
        quote!(#field: impl ::core::convert::Into<#type_>)
    });
    let required_fields = required.iter().map(|member| &member.field);
    let optional_fields = optional.iter().map(|member| &member.field);
    let setters = optional.iter().map(|member| {
        let docs = doc(member.docs.as_deref(), &format!("Sets `{}`.", member.name));
        let convention = convention(&member.field);
        let (field, type_) = (&member.field, value_type(member));
        quote! {
            #docs
            #[must_use]
            #convention
            pub fn #field(mut self, #field: impl ::core::convert::Into<#type_>) -> Self {
                self.#field = ::core::option::Option::Some(#field.into());
                self
            }
        }
    });
    quote! {
        impl #name {
            #new_docs
            #[must_use]
            #many_arguments
            pub fn new(#(#arguments),*) -> Self {
                Self {
                    #(#required_fields: #required_fields.into(),)*
                    #(#optional_fields: ::core::option::Option::None,)*
                }
            }

            #(#setters)*
        }
    }
}

fn operation_impl(operation: &Operation) -> TokenStream {
    let (input, output, error) = (&operation.input_name, &operation.output_name, &operation.error_name);
    let (name, path, is_idempotent) = (&operation.name, &operation.path, operation.is_idempotent);
    let method = format_ident!("{}", operation.method.as_str());
    let mutable = (!operation.headers.is_empty()).then(|| quote!(mut));
    let headers = operation.headers.iter().map(header);
    let secrets = secrets(operation);
    let many_lines = (operation.headers.len() > MANY_HEADERS)
        .then(|| quote!(#[allow(clippy::too_many_lines, reason = "the API has so many members")]));
    quote! {
        impl runtime::Operation for #input {
            type Output = #output;
            type Error = #error;

            const NAME: &'static str = #name;
            const IS_IDEMPOTENT: bool = #is_idempotent;

            #many_lines
            fn request(
                &self,
                endpoint: &runtime::Endpoint,
            ) -> ::core::result::Result<::http::Request<::bytes::Bytes>, runtime::InputError> {
                let #mutable request = runtime::RequestBuilder::new(::http::Method::#method);
                #(#headers)*
                request.without_body(endpoint, #path)
            }

            fn output(
                response: ::http::Response<::bytes::Bytes>,
            ) -> ::core::result::Result<Self::Output, runtime::ResponseError> {
                runtime::response::expect_from_service(&response)?;
                ::core::result::Result::Ok(#output {
                    request_id: runtime::response::request_id(response.headers()),
                })
            }

            #secrets
        }
    }
}

fn header(member: &HeaderMember) -> TokenStream {
    let (name, field) = (&member.name, &member.field);
    let header = member.header.as_str();
    let header = quote!(::http::HeaderName::from_static(#header));
    match (member.required, member.sensitive) {
        (true, true) => quote!(request.required_secret_header(#name, #header, &self.#field)?;),
        (true, false) => quote!(request.required_header(#name, #header, &self.#field)?;),
        (false, true) => quote!(request.optional_secret_header(#name, #header, self.#field.as_ref())?;),
        (false, false) => quote!(request.optional_header(#name, #header, self.#field.as_deref())?;),
    }
}

/// The trait gives an operation without secrets none.
fn secrets(operation: &Operation) -> Option<TokenStream> {
    let mut sensitive = operation.headers.iter().filter(|member| member.sensitive).peekable();
    sensitive.peek()?;
    let values = sensitive.map(|member| {
        let field = &member.field;
        if member.required {
            quote!(::core::option::Option::Some(&self.#field))
        } else {
            quote!(self.#field.as_ref())
        }
    });
    Some(quote! {
        fn secrets(&self) -> ::std::vec::Vec<&str> {
            let secrets = [#(#values),*];
            secrets.into_iter().flatten().map(::secrecy::ExposeSecret::expose_secret).collect()
        }
    })
}

fn value_type(member: &HeaderMember) -> TokenStream {
    if member.sensitive { quote!(::secrecy::SecretString) } else { quote!(::std::string::String) }
}
