//! Where a service is reached.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Module, aws_hosts, scope::Scope};
use crate::model::{AwsEndpoint, Endpoint};

/// Returns the module with the parameters of a service's endpoint, and the function that resolves them.
pub(super) fn module(endpoint: &Endpoint) -> Module<'static> {
    let docs = vec!["The endpoint of the service.".to_owned()];
    let groups = match endpoint {
        Endpoint::Aws(endpoint) => aws(endpoint),
        Endpoint::Url(url) => fixed(url),
    };
    let scope = Scope::new(1, [&format_ident!("EndpointParams")]);
    Module::leaf("pub", format_ident!("endpoint"), docs, scope, groups)
}

fn aws(endpoint: &AwsEndpoint) -> Vec<TokenStream> {
    let AwsEndpoint {
        prefix, plain_fips, ..
    } = endpoint;
    let plain_fips = (!plain_fips.is_empty()).then(|| quote!(| (true, false, #(#plain_fips)|*)));
    let fips_prefix = format!("{prefix}-fips");
    let other_fips = endpoint.other_fips.iter().map(
        |(prefix, partitions)| quote!((true, false, #(#partitions)|*) => (#prefix, partition.dns_suffix),),
    );
    let imports = quote!(
        pub use super::runtime::aws::EndpointParams;
    );
    let (table, lookup) = (
        aws_hosts::table(&endpoint.hosts),
        aws_hosts::lookup(&endpoint.hosts),
    );
    let resolve = quote! {
        /// Returns the endpoint at a URL, or else that of the service in a region.
        ///
        /// # Errors
        ///
        /// Returns an error if the URL is no endpoint, or if there is neither a URL nor a valid region.
        pub fn resolve(
            url: ::core::option::Option<&str>,
            params: &EndpointParams,
        ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
            if let Some(url) = url {
                return params.custom_endpoint(url);
            }
            #lookup
            let region = params.region()?;
            let partition = runtime::partition::Partition::of(region);
            let (prefix, suffix) = match (params.use_fips(), params.use_dual_stack(), partition.name) {
                (false, false, _) #plain_fips => (#prefix, partition.dns_suffix),
                #(#other_fips)*
                (true, false, _) => (#fips_prefix, partition.dns_suffix),
                (false, true, _) => (#prefix, partition.dual_stack_suffix),
                (true, true, _) => (#fips_prefix, partition.dual_stack_suffix),
            };
            Ok(runtime::aws::regional_endpoint(prefix, region, suffix)?)
        }
    };
    [Some(imports), table, Some(resolve)]
        .into_iter()
        .flatten()
        .collect()
}

fn fixed(default: &str) -> Vec<TokenStream> {
    let params = quote! {
        /// The parameters of the endpoint: there are none, as it is always the same.
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct EndpointParams {}
    };
    let resolve = quote! {
        /// Returns the endpoint at a URL, or else that of the service.
        ///
        /// # Errors
        ///
        /// Returns an error if the URL is no endpoint.
        pub fn resolve(
            url: ::core::option::Option<&str>,
        ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
            Ok(runtime::Endpoint::parse(url.unwrap_or(#default))?)
        }
    };
    vec![params, resolve]
}
