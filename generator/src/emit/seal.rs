//! What is done to a finished request before it is sent.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Operation;

/// The trait leaves the request of an operation without compression and checksum as it is.
pub(super) fn seal_fn(operation: &Operation) -> Option<TokenStream> {
    let (min_size, request) = match (operation.is_compressed, operation.has_checksum) {
        (false, false) => return None,
        (false, true) => (quote!(_), quote!(request)),
        (true, _) => (quote!(min_size), quote!(runtime::request_compression::gzip(request, min_size))),
    };
    let request = if operation.has_checksum { quote!(runtime::checksum::add(#request)) } else { request };
    Some(quote! {
        fn seal(
            request: ::http::Request<runtime::Body>,
            #min_size: ::core::option::Option<usize>,
        ) -> ::http::Request<runtime::Body> {
            #request
        }
    })
}
