//! The support code that all services share.

use proc_macro2::Ident;
use quote::{format_ident, quote};

use super::{Content, Module};
use crate::support::{Support, SupportFile};

/// The module with the files that the services need.
pub(super) fn module(support: &Support) -> Module<'static> {
    let exports = support.files().filter(|file| !file.exports.is_empty()).map(|file| {
        let (gate, module, names) =
            (support.gate(file), ident(file.name), file.exports.iter().map(|name| ident(name)));
        quote!(#gate pub use self::#module::{#(#names),*};)
    });
    let internals = support.files().filter(|file| !file.internals.is_empty()).map(|file| {
        let (gate, module, names) =
            (support.gate(file), ident(file.name), file.internals.iter().map(|name| ident(name)));
        quote!(#gate use self::#module::{#(#names),*};)
    });
    let macros = support.files().filter(|file| !file.macros.is_empty()).map(|file| {
        let (gate, module, names) =
            (support.gate(file), ident(file.name), file.macros.iter().map(|name| ident(name)));
        quote!(#gate pub(crate) use self::#module::{#(#names),*};)
    });
    let docs = vec!["What all clients share: settings, requests, errors, and the transports.".to_owned()];
    Module {
        declaration: quote!(pub),
        name: format_ident!("runtime"),
        content: Content::items(docs, [quote!(#(#exports)* #(#macros)* #(#internals)*)]),
        children: support.files().map(|file| file_module(file, support)).collect(),
    }
}

fn file_module(file: &SupportFile, support: &Support) -> Module<'static> {
    let gate = support.gate(file);
    let visibility = file.is_public.then(|| quote!(pub));
    Module {
        declaration: quote!(#gate #visibility),
        name: ident(file.name),
        content: Content::Verbatim(file.source),
        children: Vec::new(),
    }
}

fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}
