//! What is done to a finished request before it is sent.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Operation;

/// Returns the function that compresses a request and adds checksums. An operation without them keeps the trait's own.
pub(super) fn finish_fn(operation: &Operation) -> Option<TokenStream> {
    let (mut min_size, mut finished) = (quote!(_), quote!(request));
    if operation.is_compressed {
        min_size = quote!(min_size);
        finished = quote!(runtime::request_compression::gzip(#finished, min_size));
    }
    if operation.has_checksum {
        finished = quote!(runtime::checksum::add(#finished));
    }
    if operation.has_tree_hash {
        finished = quote!(runtime::tree_hash::add(#finished));
    }
    let is_changed = operation.is_compressed || operation.has_checksum || operation.has_tree_hash;
    is_changed.then(|| {
        quote! {
            fn finish(
                request: ::http::Request<runtime::Body>,
                #min_size: ::core::option::Option<usize>,
            ) -> ::http::Request<runtime::Body> {
                #finished
            }
        }
    })
}
