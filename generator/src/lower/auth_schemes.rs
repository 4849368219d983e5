//! The authentication schemes of a service.

use indexmap::IndexMap;
use quote::format_ident;
use syn::ext::IdentExt;

use super::{key_place::key_place, place::Place, shapes::Shapes, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, Alternative, AuthSchemeType, BUILT_IN_AUTH, Named},
    model::{AuthScheme, AuthSchemeKind},
    names::value_name,
    similar::similar,
};

/// The methods that the builders of clients have anyway.
pub(crate) const SETTINGS: &[&str] = &[
    "accelerate",
    "allow_clear_text",
    "async_bearer_token_source",
    "attempt_timeout",
    "bearer_token",
    "bearer_token_source",
    "build",
    "build_with",
    "ca_bundle",
    "call_timeout",
    "clone",
    "config",
    "connect_timeout",
    "default",
    "endpoint_url",
    "environment",
    "fmt",
    "force_path_style",
    "from_env",
    "idempotency_tokens",
    "max_attempts",
    "max_retry_delay",
    "min_compression_size",
    "new",
    "proxy_from_env",
    "region",
    "response_limit",
    "retry_delay",
    "retry_policy",
    "send_attempt",
    "send_invocation_id",
    "set_api_key",
    "set_async_bearer_token_source",
    "set_basic",
    "set_bearer_token",
    "set_bearer_token_source",
    "set_endpoint_params",
    "signer",
    "signer_with_async_credentials",
    "signer_with_credentials",
    "signing_region",
    "throttling_delay",
    "use_dual_stack",
    "use_fips",
    "user_agent_suffix",
    "without_compression",
    "without_user_agent",
];

/// What other formats call types of schemes, and how each is defined here.
const ELSEWHERE: &[(&[&str], &str)] = &[
    (&["basic", "http", "password"], "type: basic"),
    (
        &["api_key", "apikey", "key"],
        "type: api_key, header: x-api-key",
    ),
    (
        &["jwt", "oauth", "oauth2", "oidc", "openid", "token"],
        "type: bearer",
    ),
];

/// The authentication schemes of a service, by their names.
pub(super) struct AuthSchemes<'a> {
    place: Place<'a>,
    by_name: IndexMap<String, AuthScheme>,
}

impl<'a> AuthSchemes<'a> {
    pub(super) fn lower(
        schemes: &Named<format::AuthScheme>,
        shapes: &Shapes<'_>,
        place: Place<'a>,
    ) -> Checked<Self> {
        let mut settings = Unique::identifiers("setting", SETTINGS);
        let schemes = all(schemes.iter().map(|(name, scheme)| {
            let place = place.at(name);
            let scheme = auth_scheme(name, scheme, &mut settings, shapes, &place)?;
            Ok((name.clone(), scheme))
        }));
        Ok(Self {
            place,
            by_name: schemes?.into_iter().collect(),
        })
    }

    pub(super) fn into_model(self) -> Vec<AuthScheme> {
        self.by_name.into_values().collect()
    }

    /// Returns the schemes of each alternative.
    pub(super) fn alternatives(
        &self,
        alternatives: &[Alternative],
        place: &Place<'_>,
    ) -> Checked<Vec<Vec<&AuthScheme>>> {
        if alternatives.is_empty() {
            return Err(place.report(
                Diagnostic::new(Code::Auth, place.value(), "`auth` lists no alternative")
                    .help("list the names of schemes, or write `auth: none`"),
            ));
        }
        all(alternatives.iter().enumerate().map(|(index, alternative)| {
            let place = place.item_or_value(index);
            let mut before = alternatives.iter().take(index);
            if before.any(|before| before.0.iter().all(|name| alternative.0.contains(name))) {
                let message =
                    "this alternative is never used: one before it requires no other schemes";
                return Err(place.report(
                    Diagnostic::new(Code::Auth, place.value(), message)
                        .help("put it before that one, and `none` last"),
                ));
            }
            let names = alternative.0.iter().enumerate();
            all(names.map(|(index, name)| self.scheme(name, &place.item_or_value(index))))
        }))
    }

    fn scheme(&self, name: &str, place: &Place<'_>) -> Checked<&AuthScheme> {
        let diagnostic = |message| Diagnostic::new(Code::Auth, place.value(), message);
        if let Some(scheme) = self.by_name.get(name) {
            return Ok(scheme);
        }
        // A scheme with a mistake was reported there.
        if self.place.may_have(name) {
            return Err(place.already_reported());
        }
        if BUILT_IN_AUTH.contains(&name) {
            let message = format!("`{name}` can't be combined with other schemes");
            let help = match name {
                "bearer" => {
                    "define a scheme, such as `token: { type: bearer }` below the service's `auth_schemes:`, and write its name here"
                }
                _ => "remove it from the list",
            };
            return Err(place.report(diagnostic(message).help(help)));
        }
        let message = format!("there is no authentication scheme `{name}`");
        let known = self.by_name.keys().map(String::as_str);
        let known = known.chain(BUILT_IN_AUTH.iter().copied());
        let help = match (similar(name, known).first(), defined(name)) {
            (Some(similar), _) => format!("did you mean `{similar}`?"),
            (None, Some(defined)) => defined,
            (None, None) if value_name(name).is_none() || name.contains(' ') => {
                "write the names of schemes: `[key, token]` is either of two, `[[key, token]]` both, and `[key, none]` optional".to_owned()
            }
            (None, None) => format!(
                "define it below the service's `auth_schemes:`, such as `{name}: {{ type: bearer }}`"
            ),
        };
        Err(place.report(diagnostic(message).help(help)))
    }
}

/// Returns how to define the scheme that a word of another format stands for.
fn defined(word: &str) -> Option<String> {
    let written = word;
    let word = word.to_ascii_lowercase().replace('-', "_");
    match word.as_str() {
        "aws" | "v4" | "aws_sigv4" | "iam" => return Some("did you mean `sigv4`?".to_owned()),
        "s3" | "s3_v4" | "s3sigv4" => return Some("did you mean `s3v4`?".to_owned()),
        _ => {}
    }
    let (_, keys) = ELSEWHERE
        .iter()
        .find(|(words, _)| words.contains(&word.as_str()))?;
    let short = if *keys == "type: bearer" {
        "write `auth: bearer`, or "
    } else {
        ""
    };
    Some(format!(
        "{short}define it below the service's `auth_schemes:`, as `{written}: {{ {keys} }}`"
    ))
}

fn auth_scheme(
    name: &str,
    scheme: &format::AuthScheme,
    settings: &mut Unique,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<AuthScheme> {
    if BUILT_IN_AUTH.contains(&name) {
        let message = format!("`{name}` can't be the name of an authentication scheme");
        return Err(place
            .report(Diagnostic::new(Code::Auth, place.key(), message).help(
                "`none`, `bearer`, `sigv4` and `s3v4` need no scheme: give it another name",
            )));
    }
    let ident =
        value_name(name).ok_or_else(|| place.report(super::invalid_name(name, place.key())));
    let place_of_key = key_place(scheme, place);
    let (ident, place_of_key) = (ident?, place_of_key?);
    let setting = settings.identifier(ident, place);
    let kind = match (scheme.kind, place_of_key) {
        (AuthSchemeType::Bearer, _) => {
            let of = setting.unraw();
            AuthSchemeKind::Bearer {
                source: settings.identifier(format_ident!("{of}_source"), place),
                async_source: settings.identifier(format_ident!("async_{of}_source"), place),
            }
        }
        (AuthSchemeType::Basic, _) => AuthSchemeKind::Basic,
        (AuthSchemeType::ApiKey, Some(key)) => AuthSchemeKind::ApiKey(key),
        (AuthSchemeType::ApiKey, None) => {
            let message = format!("the scheme `{name}` lacks the place of its key");
            return Err(place.report(
                Diagnostic::new(Code::Auth, place.key(), message)
                    .help("add `header:`, `query:` or `cookie:` with the name that is sent"),
            ));
        }
    };
    Ok(AuthScheme {
        setting,
        docs: shapes.rustdoc(scheme.docs.as_deref()),
        kind,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::SETTINGS;
    use crate::needs::runtime_texts;

    #[test]
    fn the_methods_of_the_builder_are_settings_that_no_scheme_can_have() {
        let methods: BTreeSet<String> = runtime_texts()
            .flat_map(|text| syn::parse_file(text).unwrap().items)
            .filter_map(|item| match item {
                syn::Item::Impl(item) => Some(item),
                _ => None,
            })
            .filter(|item| {
                let of = &item.self_ty;
                quote::quote!(#of).to_string().starts_with("Builder <")
            })
            .flat_map(|item| item.items)
            .filter_map(|item| match item {
                syn::ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
                _ => None,
            })
            .collect();
        let is_missing = |method: &&String| !SETTINGS.contains(&method.as_str());
        let missing: Vec<_> = methods.iter().filter(is_missing).collect();
        assert_eq!(missing, Vec::<&String>::new());
        assert!(methods.len() > 30, "{methods:?}");
    }
}
