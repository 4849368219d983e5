//! Schemes of authentication.

use std::collections::{HashMap, HashSet};

use heck::ToSnakeCase;

use super::{
    docs::docs,
    document::At,
    names::Taken,
    notes::{Notes, Owner},
};
use crate::{
    format::{Alternative, Auth, AuthScheme, AuthSchemeType, BUILT_IN_AUTH, Named},
    import::words::words,
    lower::{SETTINGS, is_cookie_name, is_key_header},
};

/// The schemes of a document that a spec can have.
pub(super) struct Schemes {
    /// By the document's name for it, the name of a scheme in the spec.
    names: HashMap<String, String>,
    supported: Named<AuthScheme>,
    /// What the client can't do, by the document's name.
    unsupported: HashMap<String, String>,
}

impl Schemes {
    pub(super) fn new(root: &At<'_>) -> Self {
        let mut schemes = Self {
            names: HashMap::new(),
            supported: Named::new(),
            unsupported: HashMap::new(),
        };
        let components = root.get("components");
        let declared = components.map(|components| components.entries("securitySchemes"));
        let mut taken = Taken::default();
        for name in SETTINGS.iter().chain(BUILT_IN_AUTH) {
            taken.member_among([*name]);
        }
        for (key, at) in declared.unwrap_or_default() {
            let scheme = at
                .resolved()
                .map_err(|broken| broken.to_string())
                .and_then(|at| scheme(&at));
            match scheme {
                Ok(scheme) => {
                    let wish = words(key).to_snake_case();
                    let second = format!("{wish}_auth");
                    let name = taken.member_among([wish.as_str(), second.as_str(), "auth"]);
                    schemes.names.insert(key.to_owned(), name.clone());
                    schemes.supported.insert(name, scheme);
                }
                Err(why) => {
                    schemes.unsupported.insert(key.to_owned(), why);
                }
            }
        }
        schemes
    }

    /// Returns what a document or an operation requires, if it says so.
    pub(super) fn auth(&self, at: &At<'_>, owner: &Owner, notes: &mut Notes) -> Option<Auth> {
        // What isn't a list says nothing.
        let security = at.get("security").filter(|list| list.value.is_array())?;
        let mut alternatives: Vec<Vec<String>> = Vec::new();
        let mut refused = Vec::new();
        let mut is_optional = false;
        for requirement in at.items("security") {
            let names = requirement
                .map()
                .into_iter()
                .flatten()
                .map(|(name, _)| name);
            let names: Vec<_> = names.collect();
            is_optional |= names.is_empty();
            let known: Option<Vec<_>> = names
                .iter()
                .map(|name| self.names.get(*name).cloned())
                .collect();
            match known {
                Some(known) if known.is_empty() => {}
                Some(known) => {
                    let kept = self.without_collisions(&known);
                    for name in known.iter().filter(|name| !kept.contains(name)) {
                        let sentence = format!(
                            "the security scheme `{name}` is left out: a request can't have it and `{}` at once",
                            kept.join("`, `")
                        );
                        notes.add(owner.clone(), &security, sentence);
                    }
                    alternatives.push(kept);
                }
                None => refused.extend(
                    names
                        .into_iter()
                        .filter(|name| !self.names.contains_key(*name))
                        .cloned(),
                ),
            }
        }
        for name in &refused {
            let why = self
                .unsupported
                .get(name)
                .map_or("the document doesn't declare it", String::as_str);
            let what = if alternatives.is_empty() {
                "the caller has to authenticate by other means"
            } else {
                "it is left out"
            };
            notes.add(
                owner.clone(),
                &security,
                format!("the security scheme `{name}` can't be used, {what}: {why}"),
            );
        }
        Some(any_of(alternatives, is_optional))
    }

    /// Returns schemes without those that would set what one before them sets.
    fn without_collisions(&self, names: &[String]) -> Vec<String> {
        let mut places = HashSet::new();
        let place = |name: &String| {
            let scheme = self.supported.get(name)?;
            Some(match &scheme.kind {
                AuthSchemeType::Bearer | AuthSchemeType::Basic => "header authorization".to_owned(),
                AuthSchemeType::ApiKey if is_authorization(scheme) => {
                    "header authorization".to_owned()
                }
                AuthSchemeType::ApiKey => format!(
                    "{:?} {:?} {:?}",
                    scheme.header.as_ref().map(|name| name.to_ascii_lowercase()),
                    scheme.query,
                    scheme.cookie
                ),
            })
        };
        let kept = names.iter().filter(|name| places.insert(place(name)));
        kept.cloned().collect()
    }

    /// Returns whether the client sends a key of one of these alternatives in this header, query parameter or cookie.
    pub(super) fn sends(&self, auth: &Auth, place: &str, name: &str) -> bool {
        let Auth::AnyOf(alternatives) = auth else {
            return false;
        };
        let names = alternatives.iter().flat_map(|Alternative(names)| names);
        let mut schemes = names.filter_map(|name| self.supported.get(name));
        schemes.any(|scheme| match place {
            "header" => scheme
                .header
                .as_ref()
                .is_some_and(|header| header.eq_ignore_ascii_case(name)),
            "query" => scheme.query.as_deref() == Some(name),
            "cookie" => scheme.cookie.as_deref() == Some(name),
            _ => false,
        })
    }

    /// Notes the schemes that nothing requires.
    pub(super) fn note_unused(
        &self,
        root: &At<'_>,
        is_used: impl Fn(&str) -> bool,
        notes: &mut Notes,
    ) {
        let components = root.get("components");
        let declared = components.map(|components| components.entries("securitySchemes"));
        for (key, at) in declared.unwrap_or_default() {
            let name = self.names.get(key).filter(|name| !is_used(name));
            if let Some(name) = name {
                let sentence = format!(
                    "nothing requires the security scheme `{key}`: if the API does, write it in an overlay, as \
                     `auth_schemes` and `auth: {name}`"
                );
                notes.add(Owner::Document, &at, sentence);
            }
        }
    }

    /// Returns the schemes that are used.
    pub(super) fn used(self, is_used: impl Fn(&str) -> bool) -> Named<AuthScheme> {
        let schemes = self.supported.into_iter();
        schemes.filter(|(name, _)| is_used(name)).collect()
    }
}

/// Returns the authentication by one of several alternatives, or by none if that is enough.
fn any_of(alternatives: Vec<Vec<String>>, is_optional: bool) -> Auth {
    let mut used: Vec<HashSet<String>> = Vec::new();
    let mut kept = Vec::new();
    for names in alternatives {
        let set: HashSet<_> = names.iter().cloned().collect();
        // The client takes the first that it has, so one that requires more is never used after it.
        if used.iter().all(|before| !before.is_subset(&set)) {
            used.push(set);
            kept.push(Alternative(names));
        }
    }
    if kept.is_empty() {
        return Auth::None;
    }
    if is_optional {
        kept.push(Alternative(Vec::new()));
    }
    Auth::AnyOf(kept)
}

fn is_authorization(scheme: &AuthScheme) -> bool {
    let header = scheme.header.as_ref();
    header.is_some_and(|name| name.eq_ignore_ascii_case("authorization"))
}

/// Returns a scheme, or why the client can't use it.
fn scheme(at: &At<'_>) -> Result<AuthScheme, String> {
    let description = docs([at.text("description")]);
    let of = |kind| AuthScheme {
        kind,
        header: None,
        query: None,
        cookie: None,
        prefix: None,
        docs: description.clone(),
    };
    let type_ = at.text("type").unwrap_or_default();
    match type_ {
        "oauth2" | "openIdConnect" => Ok(of(AuthSchemeType::Bearer)),
        "http" => {
            let scheme = at.text("scheme").unwrap_or_default();
            if scheme.eq_ignore_ascii_case("bearer") {
                Ok(of(AuthSchemeType::Bearer))
            } else if scheme.eq_ignore_ascii_case("basic") {
                Ok(of(AuthSchemeType::Basic))
            } else {
                Err(format!("the HTTP scheme `{scheme}` isn't supported"))
            }
        }
        "apiKey" => {
            let name = at.text("name").filter(|name| !name.is_empty());
            let name = name.ok_or_else(|| "it doesn't say what the key is called".to_owned())?;
            let can_be_sent = match at.text("in") {
                Some("header") => name.parse().is_ok_and(|name| is_key_header(&name)),
                Some("query") => true,
                _ => is_cookie_name(name),
            };
            let name = Some(name.to_owned());
            let key = of(AuthSchemeType::ApiKey);
            match at.text("in") {
                _ if !can_be_sent => Err("a key can't be sent under its name".to_owned()),
                Some("header") => Ok(AuthScheme {
                    header: name,
                    ..key
                }),
                Some("query") => Ok(AuthScheme { query: name, ..key }),
                Some("cookie") => Ok(AuthScheme {
                    cookie: name,
                    ..key
                }),
                _ => Err("it doesn't say where the key is sent".to_owned()),
            }
        }
        _ => Err(format!("the type `{type_}` isn't supported")),
    }
}
