//! The format of the bodies of errors, with the places of the code and the message.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::model::{BodyPath, BodyStep, ErrorPlaces, Service};

/// Returns the path of the constant with the format.
pub(super) fn path(service: &Service) -> TokenStream {
    if service.error_places.are_usual() {
        usual(service)
    } else {
        quote!(error::FORMAT)
    }
}

/// Returns the constant with the format, if the service has places of its own.
pub(super) fn constant(service: &Service) -> Option<TokenStream> {
    let ErrorPlaces { code, message } = &service.error_places;
    let usual = usual(service);
    let code = code.as_ref().map(|path| {
        let path = steps(path);
        quote!(.with_code(#path))
    });
    let message = message.as_ref().map(|path| {
        let path = steps(path);
        quote!(.with_message(#path))
    });
    (!service.error_places.are_usual()).then(|| {
        quote! {
            pub(super) const FORMAT: runtime::ErrorFormat = #usual #code #message;
        }
    })
}

fn usual(service: &Service) -> TokenStream {
    let format = format_ident!("{}", service.protocol.runtime.error);
    quote!(runtime::#format::FORMAT)
}

fn steps(path: &BodyPath) -> TokenStream {
    let steps = path.iter().map(|step| match step {
        BodyStep::Member(name) => quote!(runtime::Step::Member(#name)),
        BodyStep::First => quote!(runtime::Step::First),
    });
    quote!(&[#(#steps),*])
}
