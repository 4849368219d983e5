//! Hosts of AWS's that are not named as most are.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs::plain;
use crate::model::{AwsEndpoint, Hosts, OtherEndpoint};

/// Returns the table of unusual hosts, if there are any.
pub(super) fn table(name: &Ident, hosts: &[Hosts]) -> Option<TokenStream> {
    let rows = hosts.iter().map(row);
    (!hosts.is_empty()).then(|| {
        quote! {
            /// The hosts that don't follow the pattern of AWS's hosts.
            pub(super) const #name: &[runtime::aws_hosts::Hosts] = &[#(#rows),*];
        }
    })
}

/// Returns the table of the unusual hosts of another endpoint, if there are any.
pub(super) fn other_table(other: &OtherEndpoint) -> Option<TokenStream> {
    let OtherEndpoint { name, table, .. } = other;
    let rows = other.hosts.unusual.iter().map(row);
    let docs = plain(&format!(
        "The hosts of the endpoint `{name}` that don't follow the pattern of AWS's hosts."
    ));
    (!other.hosts.unusual.is_empty()).then(|| {
        quote! {
            #docs
            const #table: &[runtime::aws_hosts::Hosts] = &[#(#rows),*];
        }
    })
}

/// Returns the table of accelerated hosts.
pub(super) fn accelerated(hosts: &[Hosts]) -> TokenStream {
    let rows = hosts.iter().map(row);
    quote! {
        /// The hosts of requests that are accelerated.
        const ACCELERATED: &[runtime::aws_hosts::Hosts] = &[#(#rows),*];
    }
}

/// Returns the statement that looks the endpoint up in the table.
pub(super) fn lookup(name: &Ident, hosts: &[Hosts]) -> Option<TokenStream> {
    (!hosts.is_empty()).then(|| {
        quote! {
            if let Some(endpoint) = runtime::aws_hosts::endpoint(#name, params)? {
                return Ok(endpoint);
            }
        }
    })
}

/// Returns the body of `signing_region`: the region of a host, or else the caller's.
pub(super) fn signing_region(endpoint: &AwsEndpoint) -> TokenStream {
    let params = if endpoint.virtual_hosts.is_some() {
        quote!(params.as_ref())
    } else {
        quote!(params)
    };
    if !endpoint.hosts.have_signing_regions() {
        return quote!(#params.signing_region());
    }
    quote! {
        let region = #params.signing_region()?;
        let own = region.and_then(|region| runtime::aws_hosts::signing_region(endpoint::HOSTS, region));
        Ok(own.or(region))
    }
}

fn row(hosts: &Hosts) -> TokenStream {
    let whose = &hosts.whose;
    let fields = [
        ("plain", &hosts.plain),
        ("fips", &hosts.fips),
        ("dual_stack", &hosts.dual_stack),
        ("fips_dual_stack", &hosts.fips_dual_stack),
        ("signing_region", &hosts.signing_region),
    ];
    let fields = fields
        .into_iter()
        .map(|(name, value)| field(&format_ident!("{name}"), value.as_deref()));
    quote!(runtime::aws_hosts::Hosts { whose: #whose, #(#fields),* })
}

fn field(name: &Ident, value: Option<&str>) -> TokenStream {
    let none = || quote!(None);
    let value = value.map_or_else(none, |value| quote!(Some(#value)));
    quote!(#name: #value)
}
