//! The clients of a service.

use std::iter;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    Module,
    auth_settings::{async_auth_settings, auth_settings},
    client_builder::{async_source_impls, builder_impls},
    docs::{convention, doc, plain, wrapped},
    endpoint_settings::endpoint_settings,
    paginator,
    scope::Scope,
    waiter,
};
use crate::{
    model::{Auth, Operation, PathPart, Service},
    needs::Transport,
    rustdoc::rustdoc,
};

/// Returns the module of the asynchronous client.
pub(super) fn async_module(service: &Service, transport: Option<&Transport>) -> Module<'static> {
    let docs = vec!["The asynchronous client.".to_owned()];
    let definition = definition(
        service,
        &quote!(runtime::client::Caller),
        "An asynchronous client",
    );
    let methods = service.operations.iter().flat_map(|operation| {
        let pages = paginator::method(operation, &quote!(runtime::pages));
        let (signature, wait) = (quote!(pub async), quote!(.await));
        let waiters = waiter::methods(operation, &signature, &quote!(runtime::waits), &wait);
        iter::once(method(operation, &signature, &wait))
            .chain(pages)
            .chain(waiters)
    });
    let mut groups = vec![definition, client_impl(methods)];
    groups.extend(async_source_impls(service));
    groups.extend(endpoint_settings(service));
    groups.extend(auth_settings(service));
    groups.extend(async_auth_settings(service));
    groups.extend(builder_impls(service, "client", transport));
    Module::leaf("", format_ident!("client"), docs, scope(), groups)
}

/// Returns the module of the blocking client.
pub(super) fn blocking_module(service: &Service, transport: Option<&Transport>) -> Module<'static> {
    let docs = vec!["The blocking client.".to_owned()];
    let definition = definition(
        service,
        &quote!(runtime::blocking::Caller),
        "A blocking client",
    );
    // Compiled with the programs that call it, as an asynchronous one is by itself.
    let signature = quote!(#[inline] pub);
    let methods = service.operations.iter().flat_map(|operation| {
        let pages = paginator::method(operation, &quote!(runtime::blocking_pages));
        let (waits, no_wait) = (quote!(runtime::blocking_waits), TokenStream::new());
        let waiters = waiter::methods(operation, &signature, &waits, &no_wait);
        iter::once(method(operation, &signature, &no_wait))
            .chain(pages)
            .chain(waiters)
    });
    let mut groups = vec![definition, client_impl(methods)];
    groups.extend(endpoint_settings(service));
    groups.extend(auth_settings(service));
    groups.extend(builder_impls(service, "blocking", transport));
    Module::leaf("pub", format_ident!("blocking"), docs, scope(), groups)
}

fn scope() -> Scope {
    Scope::new(1, [&format_ident!("Client")])
}

fn definition(service: &Service, caller: &TokenStream, what: &str) -> TokenStream {
    let docs = plain(&format!(
        "{what} of {}.",
        service.title.replace('\n', " ").trim_end_matches('.')
    ));
    quote! {
        #docs
        ///
        /// Its clones share the connections. [`Error::kind`] tells where a call failed.
        #[derive(Clone, Debug)]
        pub struct Client {
            caller: #caller,
        }
    }
}

fn client_impl(methods: impl Iterator<Item = TokenStream>) -> TokenStream {
    quote! {
        impl Client {
            /// Creates a builder of a client.
            #[must_use]
            pub fn builder() -> runtime::Builder<Self> {
                runtime::Builder::new()
            }

            #(#methods)*
        }
    }
}

fn method(operation: &Operation, signature: &TokenStream, wait: &TokenStream) -> TokenStream {
    let docs = doc(
        operation.docs.as_deref(),
        &format!("Calls `{}`.", operation.name),
    );
    let sends = plain(&sends(operation));
    let errors = plain(&errors(operation));
    let name = &operation.method_name;
    let convention = convention(name);
    let (input, output, error) = (
        &operation.input_name,
        &operation.output_name,
        &operation.error_name,
    );
    quote! {
        #docs
        ///
        #sends
        ///
        /// # Errors
        ///
        #errors
        #convention
        #signature fn #name(
            &self,
            input: service::#input,
        ) -> ::core::result::Result<service::#output, runtime::Error<service::#error>> {
            self.caller.call(input)#wait
        }
    }
}

/// Returns the sentence about the request of an operation.
fn sends(operation: &Operation) -> String {
    let path = operation.path.iter().map(|part| match part {
        PathPart::Literal(path) => path.clone(),
        PathPart::Label { field, .. }
        | PathPart::VirtualHost(field)
        | PathPart::StyledLabel { field, .. } => {
            format!("{{{}}}", field.name)
        }
    });
    let path: String = path.collect();
    rustdoc(&format!("Sends `{} {path}`.", operation.method))
}

/// How many errors the documentation of a method names.
const MAX_NAMED: usize = 12;

/// Returns the sentences about the errors of an operation.
fn errors(operation: &Operation) -> String {
    let error = &operation.error_name;
    let names = operation
        .errors
        .iter()
        .map(|error| format!("`{}`", error.shape.name));
    let names: Vec<_> = names.collect();
    let names = match names.as_slice() {
        [] => String::new(),
        [only] => format!(": {only}"),
        [first @ .., last] if names.len() <= MAX_NAMED => {
            format!(": {} or {last}", first.join(", "))
        }
        many => format!(", which has {} variants", many.len()),
    };
    let auth = match operation.auth {
        Auth::None => "",
        Auth::Bearer | Auth::Sigv4 { .. } | Auth::AnyOf(_) => {
            "the request can't be authenticated, "
        }
    };
    wrapped(&format!(
        "Fails if the input is invalid, {auth}no valid response is received, or the service returns an error. In the \
         last case, [`Error::service`] returns the [`{error}`]{names}."
    ))
}
