//! What is done to a finished request before it is sent.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Operation;

/// Returns the function that compresses a request and adds checksums. An operation without them keeps the trait's own.
pub(super) fn seal_fn(operation: &Operation) -> Option<TokenStream> {
    let (mut min_size, mut sealed) = (quote!(_), quote!(request));
    if operation.is_compressed {
        min_size = quote!(min_size);
        sealed = quote!(runtime::request_compression::gzip(#sealed, min_size));
    }
    if operation.has_checksum {
        sealed = quote!(runtime::checksum::add(#sealed));
    }
    if operation.has_tree_hash {
        sealed = quote!(runtime::tree_hash::add(#sealed));
    }
    let is_changed = operation.is_compressed || operation.has_checksum || operation.has_tree_hash;
    is_changed.then(|| {
        quote! {
            fn seal(
                request: ::http::Request<runtime::Body>,
                #min_size: ::core::option::Option<usize>,
            ) -> ::http::Request<runtime::Body> {
                #sealed
            }
        }
    })
}
