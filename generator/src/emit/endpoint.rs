//! Where a service is reached.

use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    Module, aws_hosts,
    docs::{paragraphs, plain},
    scope::Scope,
};
use crate::{
    model::{AwsEndpoint, AwsHosts, Endpoint, OtherEndpoint, Server, UrlVariable},
    rustdoc::sentence_of_code,
};

/// Returns the module with the parameters of a service's endpoint, and the function that resolves them.
pub(super) fn module(endpoint: &Endpoint) -> Module<'static> {
    let docs = vec!["The endpoint of the service.".to_owned()];
    let groups = match endpoint {
        Endpoint::Aws(endpoint) => aws(endpoint),
        Endpoint::Url(server) if server.is_fixed() => fixed(&server.url),
        Endpoint::Url(server) => chosen(server),
    };
    let mut defined = vec![format_ident!("EndpointParams")];
    if let Endpoint::Url(server) = endpoint {
        let environment = (!server.environments.is_empty()).then(|| format_ident!("Environment"));
        let types = server.variables.iter();
        let types = types.filter_map(|variable| Some(variable.values.as_ref()?.0.clone()));
        defined.extend(environment.into_iter().chain(types));
    }
    let scope = Scope::new(1, &defined);
    Module::leaf("pub", format_ident!("endpoint"), docs, scope, groups)
}

/// The table of the hosts of a service.
const HOSTS: &str = "HOSTS";

fn aws(endpoint: &AwsEndpoint) -> Vec<TokenStream> {
    let is_alone = endpoint.others.is_empty() && endpoint.virtual_hosts.is_none();
    let params = if endpoint.virtual_hosts.is_some() {
        quote!(
            pub use super::runtime::aws::VirtualHostParams as EndpointParams;
        )
    } else {
        quote!(
            pub use super::runtime::aws::EndpointParams;
        )
    };
    let hosts = format_ident!("{HOSTS}");
    let table = aws_hosts::table(&hosts, &endpoint.hosts.unusual);
    let mut items: Vec<_> = iter::once(params).chain(table).collect();
    let others = endpoint.others.iter();
    items.extend(others.filter_map(aws_hosts::other_table));
    let resolved = if let Some(accelerated) = &endpoint.virtual_hosts {
        items.push(aws_hosts::accelerated(accelerated));
        let endpoint = with_others(&quote!(params.as_ref()), endpoint);
        quote! {
            let endpoint = match url {
                Some(url) => params.as_ref().custom_endpoint(url)?,
                None => #endpoint,
            };
            params.with_virtual_hosts(endpoint, url, ACCELERATED)
        }
    } else {
        let regional = if is_alone {
            regional(&hosts, &endpoint.hosts)
        } else {
            let endpoint = with_others(&quote!(params), endpoint);
            quote!(Ok(#endpoint))
        };
        quote! {
            if let Some(url) = url {
                return params.custom_endpoint(url);
            }
            #regional
        }
    };
    items.push(quote! {
        /// Returns the endpoint at a URL, or else that of the service in a region.
        ///
        /// # Errors
        ///
        /// Returns an error if the URL is no endpoint, or if there is neither a URL nor a valid region.
        pub fn resolve(
            url: ::core::option::Option<&str>,
            params: &EndpointParams,
        ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
            #resolved
        }
    });
    if !is_alone {
        let docs = "Returns the endpoint of the service in a region.";
        let function = format_ident!("{OF_SERVICE}");
        items.push(regional_fn(docs, &function, &hosts, &endpoint.hosts));
    }
    items.extend(endpoint.others.iter().map(|other| {
        let docs = format!("Returns the endpoint `{}` in a region.", other.name);
        regional_fn(&docs, &other.function, &other.table, &other.hosts)
    }));
    items
}

/// The function that resolves the endpoint of a service which has others too.
const OF_SERVICE: &str = "regional";

/// Returns the endpoint of a service in a region, with the others.
fn with_others(params: &TokenStream, endpoint: &AwsEndpoint) -> TokenStream {
    let of_service = format_ident!("{OF_SERVICE}");
    let others = endpoint.others.iter().map(|other| {
        let OtherEndpoint {
            name,
            function,
            table,
            hosts,
        } = other;
        // Without a region of its own, it would be signed for that of the service.
        let signing_region = if hosts.have_signing_regions() {
            let own = quote!(runtime::aws_hosts::signing_region(#table, #params.region()?));
            Some(quote!(.with_signing_region(#own.unwrap_or(#params.region()?))))
        } else if endpoint.hosts.have_signing_regions() {
            Some(quote!(.with_signing_region(#params.region()?)))
        } else {
            None
        };
        quote!(.with_other(#name, #function(#params)? #signing_region))
    });
    quote!(#of_service(#params)? #(#others)*)
}

/// Returns the function that resolves an endpoint in a region.
fn regional_fn(docs: &str, function: &Ident, table: &Ident, hosts: &AwsHosts) -> TokenStream {
    let docs = plain(docs);
    let regional = regional(table, hosts);
    quote! {
        #docs
        fn #function(
            params: &runtime::aws::EndpointParams,
        ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
            #regional
        }
    }
}

/// Returns the statements that look an endpoint up in the table, or else put it together.
fn regional(table: &Ident, hosts: &AwsHosts) -> TokenStream {
    let AwsHosts {
        prefix,
        plain_fips,
        other_fips,
        unusual,
    } = hosts;
    let lookup = aws_hosts::lookup(table, unusual);
    let plain_fips = (!plain_fips.is_empty()).then(|| quote!(| (true, false, #(#plain_fips)|*)));
    let fips_prefix = format!("{prefix}-fips");
    let other_fips = other_fips.iter().map(
        |(prefix, partitions)| quote!((true, false, #(#partitions)|*) => (#prefix, partition.dns_suffix),),
    );
    quote! {
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

/// Returns the items of an endpoint that the caller chooses.
fn chosen(server: &Server) -> Vec<TokenStream> {
    let url = &server.url;
    let has_environments = !server.environments.is_empty();
    let environment = has_environments
        .then(|| quote!(pub(super) environment: ::core::option::Option<Environment>,));
    let fields = server.variables.iter().map(|variable| {
        let (setting, type_) = (&variable.setting, type_of(variable));
        quote!(pub(super) #setting: ::core::option::Option<#type_>,)
    });
    let params = quote! {
        /// The parameters of the endpoint, which the client's builder sets.
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct EndpointParams {
            #environment
            #(#fields)*
        }
    };
    let url = if has_environments {
        let urls = server.environments.iter().map(|environment| {
            let (variant, url) = (&environment.variant, &environment.url);
            quote!(Some(Environment::#variant) => #url,)
        });
        quote! {
            match params.environment {
                None => #url,
                #(#urls)*
            }
        }
    } else {
        quote!(#url)
    };
    let variables = server.variables.iter().map(|variable| {
        let UrlVariable { setting, label, .. } = variable;
        let name = super::auth_settings::name(setting);
        let value = match (&variable.values, &variable.default) {
            (Some((type_, _)), Some(default)) => {
                quote!(Some(params.#setting.map_or(#default, #type_::as_str)))
            }
            (Some((type_, _)), None) => quote!(params.#setting.map(#type_::as_str)),
            (None, Some(default)) => quote!(Some(params.#setting.as_deref().unwrap_or(#default))),
            (None, None) => quote!(params.#setting.as_deref()),
        };
        quote!((#label, #name, #value))
    });
    let resolve = quote! {
        /// Returns the endpoint at a URL, or else the one that the parameters determine.
        ///
        /// # Errors
        ///
        /// Returns an error if the URL is invalid, or a parameter is missing or invalid.
        pub fn resolve(
            url: ::core::option::Option<&str>,
            params: &EndpointParams,
        ) -> ::core::result::Result<runtime::Endpoint, runtime::BuildError> {
            if let Some(url) = url {
                return Ok(runtime::Endpoint::parse(url)?);
            }
            let url = #url;
            runtime::server_url(url, &[#(#variables),*])
        }
    };
    let mut items = vec![params, resolve];
    items.extend(has_environments.then(|| environments(server)));
    items.extend(server.variables.iter().flat_map(values));
    items
}

/// Returns the type of a variable.
fn type_of(variable: &UrlVariable) -> TokenStream {
    if let Some((type_, _)) = &variable.values {
        quote!(#type_)
    } else {
        quote!(::std::string::String)
    }
}

fn environments(server: &Server) -> TokenStream {
    let variants = server.environments.iter().map(|environment| {
        let docs = plain(&sentence_of_code(&environment.url));
        let variant = &environment.variant;
        quote!(#docs #variant,)
    });
    quote! {
        /// An environment of the service.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Environment {
            #(#variants)*
        }
    }
}

/// Returns the enum of a variable's values and its `as_str`, or nothing if any text is valid.
fn values(variable: &UrlVariable) -> Vec<TokenStream> {
    let Some((type_, values)) = &variable.values else {
        return Vec::new();
    };
    let text = format!("A value of `{}` in the URL of the service.", variable.label);
    let docs = paragraphs(&text, variable.docs.as_deref());
    let variants = values.iter().map(|(variant, value)| {
        let docs = plain(&sentence_of_code(value));
        quote!(#docs #variant,)
    });
    let texts = values
        .iter()
        .map(|(variant, value)| quote!(Self::#variant => #value,));
    let definition = quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #type_ {
            #(#variants)*
        }
    };
    let text = quote! {
        impl #type_ {
            /// Returns the value as it is in the URL.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(#texts)*
                }
            }
        }
    };
    vec![definition, text]
}
