//! The support code that all services share.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Content, Module};
use crate::support::{Support, SupportFile};

/// The module with the files that the services need.
pub(super) fn module(support: &Support, attributes: &TokenStream) -> Module {
    let files = support.files();
    let exports = files.iter().filter(|file| !file.exports.is_empty()).map(|file| {
        let module = format_ident!("{}", file.name);
        let exports = file.exports.iter().map(|export| format_ident!("{export}"));
        quote!(pub use self::#module::{#(#exports),*};)
    });
    let docs = vec!["What all clients share: settings, requests, errors, and the transports.".to_owned()];
    Module {
        declaration: quote!(#attributes pub),
        name: format_ident!("runtime"),
        content: Content::Items { docs, groups: vec![quote!(#(#exports)*)] },
        children: files.iter().map(|file| file_module(file, support)).collect(),
    }
}

fn file_module(file: &SupportFile, support: &Support) -> Module {
    let gate = support.gate(file);
    let visibility = file.is_public.then(|| quote!(pub));
    Module {
        declaration: quote!(#gate #visibility),
        name: format_ident!("{}", file.name),
        content: Content::Verbatim(file.source),
        children: Vec::new(),
    }
}
