//! Where a service is reached.

use quote::{format_ident, quote};

use super::Module;
use crate::model::Endpoint;

/// The module with the parameters of a service's endpoint, and the function that resolves them.
pub(super) fn module(endpoint: &Endpoint) -> Module {
    let groups = match endpoint {
        Endpoint::Aws { prefix } => vec![
            quote!(
                use super::runtime;
            ),
            quote!(
                pub use super::runtime::aws::EndpointParams;
            ),
            quote! {
                /// The endpoint of the service in a region.
                ///
                /// # Errors
                ///
                /// When there is no region, or it can't be part of a host name.
                pub fn resolve(
                    params: &EndpointParams,
                ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
                    runtime::aws::regional_endpoint(#prefix, params)
                }
            },
        ],
        Endpoint::Url(url) => vec![
            quote!(
                use super::runtime;
            ),
            quote! {
                /// The endpoint is always the same, so nothing decides about it.
                #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default)]
                #[non_exhaustive]
                pub struct EndpointParams {}
            },
            quote! {
                /// The endpoint of the service.
                ///
                /// # Errors
                ///
                /// Never, but another service's may fail.
                pub fn resolve(
                    _: &EndpointParams,
                ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
                    ::core::result::Result::Ok(runtime::Endpoint::parse(#url)?)
                }
            },
        ],
    };
    Module::leaf(
        quote!(pub),
        format_ident!("endpoint"),
        vec!["Where the service is reached.".to_owned()],
        groups,
    )
}
