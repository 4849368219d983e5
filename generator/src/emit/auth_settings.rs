//! The settings of a service's authentication schemes.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::docs::{paragraphs, plain};
use crate::model::{AuthScheme, AuthSchemeKind, KeyPlace, Service};

/// Returns the methods of the builder that set what the schemes send.
pub(super) fn auth_settings(service: &Service) -> Option<TokenStream> {
    impl_of(service.auth_schemes.iter().map(method))
}

/// Returns the methods of an asynchronous client's builder that set sources which are awaited.
pub(super) fn async_auth_settings(service: &Service) -> Option<TokenStream> {
    impl_of(service.auth_schemes.iter().filter_map(async_source))
}

fn impl_of(methods: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let mut methods = methods.peekable();
    let _ = methods.peek()?;
    Some(quote! {
        impl runtime::Builder<Client> {
            #(#methods)*
        }
    })
}

/// Returns the name by which an operation finds a scheme.
pub(super) fn name(setting: &Ident) -> String {
    setting.unraw().to_string()
}

fn method(scheme: &AuthScheme) -> TokenStream {
    let AuthScheme {
        setting,
        docs,
        kind,
    } = scheme;
    let name = name(setting);
    let documented = |text: &str| paragraphs(text, docs.as_deref());
    match kind {
        AuthSchemeKind::Bearer { source, .. } => {
            let docs =
                documented("Sets the bearer token, which is sent in the header `authorization`.");
            let of_source = plain(&format!(
                "Sets a source of the bearer tokens of [`{name}`](Self::{setting}), which is called before each attempt.",
            ));
            quote! {
                #docs
                #[must_use]
                pub fn #setting(self, token: impl Into<::secrecy::SecretString>) -> Self {
                    self.set_bearer_token(#name, token.into())
                }

                #of_source
                #[must_use]
                pub fn #source(self, source: impl runtime::BearerTokenSource) -> Self {
                    self.set_bearer_token_source(#name, source)
                }
            }
        }
        AuthSchemeKind::Basic => {
            let docs = documented(
                "Sets the user name and the password, which are sent in the header `authorization`.",
            );
            quote! {
                #docs
                #[must_use]
                pub fn #setting(
                    self,
                    user: impl Into<::secrecy::SecretString>,
                    password: impl Into<::secrecy::SecretString>,
                ) -> Self {
                    self.set_basic(#name, user.into(), password.into())
                }
            }
        }
        AuthSchemeKind::ApiKey(place) => {
            let (whose, place) = key_place(place);
            let docs = documented(&format!("Sets the API key, which is sent in the {whose}."));
            quote! {
                #docs
                #[must_use]
                pub fn #setting(self, key: impl Into<::secrecy::SecretString>) -> Self {
                    self.set_api_key(#name, #place, key.into())
                }
            }
        }
    }
}

fn async_source(scheme: &AuthScheme) -> Option<TokenStream> {
    let AuthSchemeKind::Bearer { async_source, .. } = &scheme.kind else {
        return None;
    };
    let setting = &scheme.setting;
    let name = name(setting);
    let docs = plain(&format!(
        "Sets a source of the bearer tokens of [`{name}`](Self::{setting}), which is awaited before each attempt.",
    ));
    Some(quote! {
        #docs
        #[must_use]
        pub fn #async_source(self, source: impl runtime::AsyncBearerTokenSource) -> Self {
            self.set_async_bearer_token_source(#name, source)
        }
    })
}

/// Returns where an API key is sent, in words and in Rust.
fn key_place(place: &KeyPlace) -> (String, TokenStream) {
    match place {
        KeyPlace::Header { name, prefix } => {
            let name = name.as_str();
            let place = quote!(runtime::KeyPlace::Header(#name, #prefix));
            (format!("header `{name}`"), place)
        }
        KeyPlace::Query(name) => (
            format!("query parameter `{name}`"),
            quote!(runtime::KeyPlace::Query(#name)),
        ),
        KeyPlace::Cookie(name) => (
            format!("cookie `{name}`"),
            quote!(runtime::KeyPlace::Cookie(#name)),
        ),
    }
}
