//! Where a request goes, if that is not the client's own endpoint.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{HostPart, Operation, OwnEndpoint};

/// Returns the statements that choose the endpoint: the operation's own or the one that a member names, with the operation's
/// host prefix.
pub(super) fn request_endpoint(operation: &Operation) -> TokenStream {
    let own = operation.own_endpoint.as_ref().map(|own| match own {
        OwnEndpoint::Url { url, of_service } => {
            quote!(let endpoint = &runtime::own_endpoint::chosen(#url, #of_service, endpoint);)
        }
        OwnEndpoint::Aws(_) => quote!(let endpoint = endpoint.of(Self::ENDPOINT);),
    });
    let chosen = operation.endpoint.as_ref().map(|field| {
        let (name, ident) = (&field.name, &field.ident);
        let url = if field.required {
            quote!(Some(&self.#ident))
        } else {
            quote!(self.#ident.as_ref())
        };
        quote!(let endpoint = &runtime::endpoint_member::chosen(#name, #url, endpoint)?;)
    });
    let parts = operation.host.iter().map(|part| match part {
        HostPart::Literal(text) => quote!(#text),
        HostPart::Label { member, field } => {
            quote!(&runtime::host_prefix::label(#member, &self.#field)?)
        }
    });
    let prefixed = (!operation.host.is_empty())
        .then(|| quote!(let endpoint = &runtime::host_prefix::before(&[#(#parts),*], endpoint)?;));
    quote!(#own #chosen #prefixed)
}
