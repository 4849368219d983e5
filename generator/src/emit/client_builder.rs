//! From settings to a client.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::aws_hosts;
use crate::{
    model::{AwsEndpoint, Endpoint, Service},
    needs::Transport,
};

/// Returns the impls that `Client` is built with: on the bundled transport, if there is one, and on one of the caller's.
pub(super) fn builder_impls(
    service: &Service,
    module: &str,
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
    impls.extend(builder_macros(module, transport));
    impls
}

/// Returns the impls that let an asynchronous client take sources that are awaited.
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
        Endpoint::Url(ref server) if server.is_fixed() => {
            (quote!(_), quote!(endpoint::resolve(url)))
        }
        Endpoint::Aws(_) | Endpoint::Url(_) => {
            (quote!(params), quote!(endpoint::resolve(url, params)))
        }
    };
    let signed = service.endpoint.aws().filter(|_| service.has_sigv4());
    let signing_region = signed.map(|endpoint| {
        let region = aws_hosts::signing_region(endpoint);
        quote! {
            fn signing_region(
                params: &endpoint::EndpointParams,
            ) -> ::core::result::Result<::core::option::Option<&str>, runtime::BuildError> {
                #region
            }
        }
    });
    quote! {
        impl runtime::ServiceClient for Client {
            type EndpointParams = endpoint::EndpointParams;

            const SENDS_AWS_HEADERS: bool = #sends_aws_headers;

            fn endpoint(
                url: ::core::option::Option<&str>,
                #params: &endpoint::EndpointParams,
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

/// Returns how the client is built: with the transport that comes with it, if there is one, and with another one.
fn builder_macros(module: &str, transport: Option<&Transport>) -> Vec<TokenStream> {
    let module = format_ident!("{module}");
    let bundled = transport.map(|Transport { gate, path }| {
        quote! {
            #gate
            runtime::build!(Client, #module, #path);
        }
    });
    let own = quote!(runtime::build_with!(Client, #module););
    bundled.into_iter().chain([own]).collect()
}
