//! From settings to a client.

use proc_macro2::TokenStream;
use quote::quote;

use super::aws_hosts;
use crate::{
    model::{AwsEndpoint, Endpoint, Service},
    needs::Transport,
};

/// How `Client` is built over the bundled transport, if there is one, and over the caller's own.
pub(super) fn builder_impls(
    service: &Service,
    side: &TokenStream,
    transport: Option<&Transport>,
) -> Vec<TokenStream> {
    let mut impls = vec![service_client_impl(service)];
    if let Endpoint::Aws(endpoint) = &service.endpoint {
        impls.push(aws_client_impl(endpoint));
    }
    if service.has_bearer() {
        impls.push(quote! { impl runtime::BearerClient for Client {} });
    }
    if service.has_sigv4() {
        impls.push(quote! { impl runtime::SigningClient for Client {} });
    }
    impls.push(builder_impl(side, transport));
    impls
}

/// What an asynchronous client can take besides: sources that are awaited.
pub(super) fn async_source_impls(service: &Service) -> Vec<TokenStream> {
    let mut impls = Vec::new();
    if service.has_bearer() {
        impls.push(quote! { impl runtime::AsyncBearerClient for Client {} });
    }
    if service.has_sigv4() {
        impls.push(quote! { impl runtime::AsyncSigningClient for Client {} });
    }
    impls
}

fn service_client_impl(service: &Service) -> TokenStream {
    let sends_aws_headers = matches!(service.endpoint, Endpoint::Aws(_));
    let (params, call) = match service.endpoint {
        Endpoint::Aws(_) => (quote!(params), quote!(endpoint::resolve(url, params))),
        Endpoint::Url(_) => (quote!(_), quote!(endpoint::resolve(url))),
    };
    let signing_region = (sends_aws_headers && service.has_sigv4()).then(|| {
        let region = aws_hosts::signing_region(service.endpoint.aws_hosts());
        quote! {
            fn signing_region(
                params: &Self::EndpointParams,
            ) -> ::core::result::Result<::core::option::Option<&str>, runtime::BuildError> {
                #region
            }
        }
    });
    quote! {
        impl runtime::ServiceClient for Client {
            type EndpointParams = endpoint::EndpointParams;

            const SENDS_AWS_HEADERS: bool = #sends_aws_headers;

            fn resolve_endpoint(
                url: ::core::option::Option<&str>,
                #params: &Self::EndpointParams,
            ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
                #call
            }

            #signing_region
        }
    }
}

fn aws_client_impl(endpoint: &AwsEndpoint) -> TokenStream {
    let none = || quote!(None);
    let variable = endpoint.variable.as_ref();
    let variable = variable.map_or_else(none, |variable| quote!(Some(#variable)));
    quote! {
        impl runtime::aws::AwsClient for Client {
            const ENDPOINT_URL_VARIABLE: ::core::option::Option<&'static str> = #variable;
        }
    }
}

fn builder_impl(side: &TokenStream, transport: Option<&Transport>) -> TokenStream {
    let bundled = transport.map(|Transport { gate, path }| {
        quote! {
            /// Builds the client with the transport that comes with it.
            ///
            /// # Errors
            ///
            /// Returns an error if a setting is invalid, or if TLS can't be set up.
            #gate
            pub fn build(self) -> ::core::result::Result<Client, runtime::BuildError> {
                let config = self.config()?;
                let http = #path::new(&config)?;
                Ok(Client { caller: #side::Caller::new(config, http) })
            }
        }
    });
    quote! {
        impl runtime::Builder<Client> {
            #bundled

            /// Builds the client with a transport of your own.
            ///
            /// # Errors
            ///
            /// Returns an error if a setting is invalid.
            pub fn build_with(
                self,
                http: impl #side::HttpClient,
            ) -> ::core::result::Result<Client, runtime::BuildError> {
                Ok(Client { caller: #side::Caller::new(self.config()?, http) })
            }
        }
    }
}
