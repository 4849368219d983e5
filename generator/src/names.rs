//! From names on the wire to Rust identifiers. No other module makes an identifier out of a spec's text.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// The words that cannot be an identifier, not even with `r#` in front.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self", "_"];

/// The name of a type or a variant: `accessToken` becomes `AccessToken`.
///
/// There is none if the wire name holds a character other than ASCII letters, digits and separators, or
/// begins with something other than a letter.
#[must_use]
pub fn type_name(wire: &str) -> Option<Ident> {
    is_nameable(wire).then(|| ident(&wire.to_upper_camel_case()))
}

/// The name of a field, a function or a module: `accessToken` becomes `access_token`, `type` becomes
/// `r#type`.
///
/// There is none in the same cases as for [`type_name`].
#[must_use]
pub fn value_name(wire: &str) -> Option<Ident> {
    is_nameable(wire).then(|| ident(&wire.to_snake_case()))
}

/// The lints of clippy that a function of this name breaks, because it reads something else into the name than
/// the API does. Public functions of a crate are spared; those of a private module are not.
#[must_use]
pub fn broken_conventions(function: &Ident) -> &'static [&'static str] {
    let name = function.to_string();
    let has_prefix = ["as_", "from_", "into_", "is_", "to_"]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    match name.as_str() {
        "new" => &["new_ret_no_self", "wrong_self_convention"],
        "iter" | "iter_mut" => &["iter_not_returning_iterator"],
        _ if has_prefix => &["wrong_self_convention"],
        _ => &[],
    }
}

/// Whether a service may have this name: it becomes a module and a file, so it is kept to
/// `[a-z][a-z0-9_]*`, no keyword, and not `runtime`, which holds the support code.
#[must_use]
pub fn is_service_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase())
        && letters
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        && !["gen", "runtime"].contains(&name)
        && syn::parse_str::<Ident>(name).is_ok()
}

/// An identifier of a text that is known to have the characters of one. syn doesn't know `gen`, which is a
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
    let letters = wire.trim_start_matches(['_', '-', '.', '$', '@']);
    letters.starts_with(|first: char| first.is_ascii_alphabetic())
        && letters
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
