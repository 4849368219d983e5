//! Rust identifiers for names on the wire. No other module creates identifiers from a spec.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// The words that can't be an identifier, not even with `r#` in front.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// Returns the name of a type or a variant: `accessToken` becomes `AccessToken`.
///
/// Returns `None` if the name on the wire contains a character other than ASCII letters, digits and separators, or
/// doesn't begin with a letter.
#[must_use]
pub fn type_name(wire: &str) -> Option<Ident> {
    is_nameable(wire).then(|| ident(&wire.to_upper_camel_case()))
}

/// Returns the name of a field, a function or a module: `accessToken` becomes `access_token`, `type` becomes
/// `r#type`.
///
/// Returns `None` in the same cases as [`type_name`].
#[must_use]
pub fn value_name(wire: &str) -> Option<Ident> {
    is_nameable(wire).then(|| ident(&wire.to_snake_case()))
}

/// Returns the lints of clippy that a function of this name violates, since its name means something else in Rust.
/// Most don't apply to public functions of a crate, but to those of a private module.
#[must_use]
pub fn broken_conventions(function: &Ident) -> &'static [&'static str] {
    let name = function.to_string();
    let has_prefix = ["as_", "from_", "into_", "is_", "to_"]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    match name.as_str() {
        "new" => &["new_ret_no_self", "wrong_self_convention"],
        "iter" | "iter_mut" => &["iter_not_returning_iterator"],
        "add" | "bitand" | "bitor" | "bitxor" | "div" | "mul" | "rem" | "shl" | "shr" | "sub" => {
            &["should_implement_trait"]
        }
        _ if has_prefix => &["wrong_self_convention"],
        _ => &[],
    }
}

/// Returns whether a name is one of XML: letters, digits, `_`, `-` and `.`, of which a letter or `_` is the first one. A
/// prefix may stand before it.
#[must_use]
pub fn is_xml_name(name: &str) -> bool {
    let (prefix, local) = name
        .split_once(':')
        .map_or((None, name), |(prefix, local)| (Some(prefix), local));
    let is_part = |part: &str| {
        let rest = |character: char| character.is_alphanumeric() || "_-.".contains(character);
        part.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && part.chars().all(rest)
    };
    prefix.is_none_or(is_part) && is_part(local)
}

/// Returns whether a service may have this name, which becomes a module and a file: `[a-z][a-z0-9_]*`, but not a
/// keyword, and not `runtime`, the support code.
#[must_use]
pub fn is_service_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase())
        && characters.all(|character| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_'
        })
        && !["gen", "runtime"].contains(&name)
        && syn::parse_str::<Ident>(name).is_ok()
}

/// Creates an identifier from a string with valid characters. syn doesn't know `gen`, which is a
/// keyword since edition 2024.
fn ident(word: &str) -> Ident {
    if NEVER_RAW.contains(&word) {
        Ident::new(&format!("{word}_"), Span::call_site())
    } else if word != "gen" && syn::parse_str::<Ident>(word).is_ok() {
        Ident::new(word, Span::call_site())
    } else {
        Ident::new_raw(word, Span::call_site())
    }
}

fn is_nameable(wire: &str) -> bool {
    let characters = wire.trim_start_matches(['_', '-', '.', '$', '@']);
    characters.starts_with(|first: char| first.is_ascii_alphabetic())
        && characters
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_-.$@".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::{is_service_name, type_name, value_name};

    #[test]
    fn wire_names_become_idiomatic_identifiers() {
        let cases = [
            ("Logout", "Logout", "logout"),
            ("accessToken", "AccessToken", "access_token"),
            ("SSOToken", "SsoToken", "sso_token"),
            ("x-amz-meta", "XAmzMeta", "x_amz_meta"),
            ("type", "Type", "r#type"),
            ("gen", "Gen", "r#gen"),
            ("self", "Self_", "self_"),
            ("Self", "Self_", "self_"),
            ("$ref", "Ref", "r#ref"),
            ("Ipv4Address2", "Ipv4Address2", "ipv4_address2"),
        ];
        for (wire, type_, value) in cases {
            assert_eq!(type_name(wire).unwrap(), type_, "{wire}");
            assert_eq!(value_name(wire).unwrap(), value, "{wire}");
        }
    }

    #[test]
    fn names_that_cannot_be_identifiers_have_none() {
        for wire in [
            "", "_", "9lives", "größe", "a/b", "a\nb", "a\"b", "*/", "a b", "a:b",
        ] {
            assert_eq!(type_name(wire), None, "{wire}");
            assert_eq!(value_name(wire), None, "{wire}");
        }
    }

    #[test]
    fn service_names_stay_within_their_folder() {
        for name in ["portal", "s3", "my_api"] {
            assert!(is_service_name(name), "{name}");
        }
        for name in [
            "",
            "Portal",
            "9s",
            "_a",
            "../portal",
            "a/b",
            "a-b",
            "runtime",
            "mod",
            "gen",
            "self",
            "a.b",
        ] {
            assert!(!is_service_name(name), "{name}");
        }
    }
}
