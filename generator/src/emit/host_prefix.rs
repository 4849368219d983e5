//! What an operation puts before the endpoint's host.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{HostPart, Operation};

/// The endpoint that the request goes to, if it is not the client's own.
pub(super) fn host_prefix(operation: &Operation) -> Option<TokenStream> {
    let parts = operation.host.iter().map(|part| match part {
        HostPart::Literal(text) => quote!(#text),
        HostPart::Label { member, field } => quote!(&runtime::host_prefix::label(#member, &self.#field)?),
    });
    (!operation.host.is_empty())
        .then(|| quote!(let endpoint = &runtime::host_prefix::before(&[#(#parts),*], endpoint)?;))
}
