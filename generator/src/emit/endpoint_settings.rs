//! The settings of a service's endpoint.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::paragraphs;
use crate::model::{Endpoint, Service, UrlVariable};

/// Returns the methods of the builder that choose the endpoint, if there is a choice.
pub(super) fn endpoint_settings(service: &Service) -> Option<TokenStream> {
    let Endpoint::Url(server) = &service.endpoint else {
        return None;
    };
    if server.is_fixed() {
        return None;
    }
    let environment = (!server.environments.is_empty()).then(|| {
        let text = format!(
            "Sets the environment of the service.\n\nThe default is `{}`.",
            server.url
        );
        let docs = paragraphs(&text, None);
        quote! {
            #docs
            #[must_use]
            pub fn environment(self, environment: endpoint::Environment) -> Self {
                self.set_endpoint_params(|params| params.environment = Some(environment))
            }
        }
    });
    let variables = server.variables.iter().map(variable);
    Some(quote! {
        impl runtime::Builder<Client> {
            #environment
            #(#variables)*
        }
    })
}

fn variable(variable: &UrlVariable) -> TokenStream {
    let UrlVariable {
        setting,
        label,
        docs,
        default,
        values,
    } = variable;
    let default = match default {
        Some(default) => format!("The default is `{default}`."),
        None => "It is required if the URL that is used contains it.".to_owned(),
    };
    let text = format!("Sets `{label}` in the URL of the service.\n\n{default}");
    let docs = paragraphs(&text, docs.as_deref());
    let (argument, value) = if let Some((type_, _)) = values {
        (quote!(endpoint::#type_), quote!(value))
    } else {
        (
            quote!(impl Into<::std::string::String>),
            quote!(value.into()),
        )
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setting(self, value: #argument) -> Self {
            self.set_endpoint_params(|params| params.#setting = Some(#value))
        }
    }
}
