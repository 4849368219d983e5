//! Private fields beside those of members.

use proc_macro2::Ident;
use quote::format_ident;

use crate::model::Field;

/// The field of this name, or of one that no member's field has: only a keyword's ends with `_`.
pub(super) fn private_field(name: &str, members: &[&Field]) -> Ident {
    let is_taken = members.iter().any(|field| field.ident == name);
    if is_taken {
        format_ident!("{name}_")
    } else {
        format_ident!("{name}")
    }
}
