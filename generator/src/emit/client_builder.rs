//! From settings to a client.

use proc_macro2::TokenStream;
use quote::quote;

use crate::support::Transport;

/// How `Client` is built over the bundled transport, if there is one, and over the caller's own.
pub(super) fn builder_impls(side: &TokenStream, transport: Option<&Transport>) -> Vec<TokenStream> {
    let service_client = quote! {
        impl runtime::ServiceClient for Client {
            type EndpointParams = endpoint::EndpointParams;

            fn resolve_endpoint(
                params: &Self::EndpointParams,
            ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
                endpoint::resolve(params)
            }
        }
    };
    let bundled = transport.map(|Transport { gate, path }| {
        quote! {
            /// Builds the client over the transport that comes with it.
            ///
            /// # Errors
            ///
            /// When a setting can't be used, or TLS can't be set up.
            #gate
            pub fn build(self) -> ::core::result::Result<Client, runtime::BuildError> {
                let config = self.config()?;
                let http = #path::new(&config)?;
                ::core::result::Result::Ok(Client { caller: #side::Caller::new(config, http) })
            }
        }
    });
    let builder = quote! {
        impl runtime::Builder<Client> {
            #bundled

            /// Builds the client over a transport of the caller's.
            ///
            /// # Errors
            ///
            /// When a setting can't be used.
            pub fn build_with(
                self,
                http: impl #side::HttpClient,
            ) -> ::core::result::Result<Client, runtime::BuildError> {
                ::core::result::Result::Ok(Client { caller: #side::Caller::new(self.config()?, http) })
            }
        }
    };
    vec![service_client, builder]
}
