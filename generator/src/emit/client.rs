//! The clients of a service.

use std::iter;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Module,
    client_builder::{async_source_impls, builder_impls},
    paginator,
};
use crate::{
    model::{Operation, Service},
    needs::Transport,
};

/// The client that doesn't block the thread.
pub(super) fn async_module(service: &Service, transport: Option<&Transport>) -> Module<'static> {
    let docs = vec!["The asynchronous client.".to_owned()];
    let definition = definition(
        service,
        &quote!(runtime::client::Caller),
        "doesn't block the thread",
    );
    let methods = service.operations.iter().flat_map(|operation| {
        let pages = paginator::method(operation, &quote!(runtime::pages));
        iter::once(method(operation, &quote!(pub async), &quote!(.await))).chain(pages)
    });
    let mut groups = vec![
        quote! { use super::{endpoint, runtime}; },
        definition,
        client_impl(methods),
    ];
    groups.extend(async_source_impls(service));
    groups.extend(builder_impls(service, &quote!(runtime::client), transport));
    Module::leaf(TokenStream::new(), format_ident!("client"), docs, groups)
}

/// The client that blocks the thread.
pub(super) fn blocking_module(service: &Service, transport: Option<&Transport>) -> Module<'static> {
    let docs = vec!["The blocking client.".to_owned()];
    let definition = definition(
        service,
        &quote!(runtime::blocking::Caller),
        "blocks the thread until the response is there",
    );
    // Compiled with the programs that call it, as an asynchronous one is by itself.
    let signature = quote!(#[inline] pub);
    let methods = service.operations.iter().flat_map(|operation| {
        let pages = paginator::method(operation, &quote!(runtime::blocking_pages));
        iter::once(method(operation, &signature, &TokenStream::new())).chain(pages)
    });
    let mut groups = vec![
        quote! { use super::{endpoint, runtime}; },
        definition,
        client_impl(methods),
    ];
    groups.extend(builder_impls(
        service,
        &quote!(runtime::blocking),
        transport,
    ));
    Module::leaf(quote!(pub), format_ident!("blocking"), docs, groups)
}

fn definition(service: &Service, caller: &TokenStream, how: &str) -> TokenStream {
    let docs = super::docs::plain(&format!(
        "{}: a client that {how}.",
        service.title.replace('\n', " ")
    ));
    quote! {
        #docs
        ///
        /// A clone shares the connections.
        #[derive(Clone, Debug)]
        pub struct Client {
            caller: #caller,
        }
    }
}

fn client_impl(methods: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote! {
        impl Client {
            /// The settings of a client that is to be built.
            #[must_use]
            pub fn builder() -> runtime::Builder<Self> {
                runtime::Builder::new()
            }

            #(#methods)*
        }
    }
}

fn method(operation: &Operation, signature: &TokenStream, wait: &TokenStream) -> TokenStream {
    let docs = super::docs::doc(
        operation.docs.as_deref(),
        &format!("Calls `{}`.", operation.name),
    );
    let name = &operation.method_name;
    let convention = super::docs::convention(name);
    let (input, output, error) = (
        &operation.input_name,
        &operation.output_name,
        &operation.error_name,
    );
    quote! {
        #docs
        ///
        /// # Errors
        ///
        /// When the input can't be right, no response arrives, or it is not a success.
        #convention
        #signature fn #name(
            &self,
            input: super::#input,
        ) -> ::core::result::Result<super::#output, runtime::Error<super::#error>> {
            self.caller.call(input)#wait
        }
    }
}
