//! Private fields beside those of members.

use proc_macro2::Ident;
use quote::format_ident;

use crate::model::Field;

/// Returns this name for a private field, or, if a member has it, one that no member can have: it ends with `_`.
pub(super) fn private_field(name: &str, members: &[&Field]) -> Ident {
    let is_taken = members.iter().any(|field| field.ident == name);
    if is_taken {
        format_ident!("{name}_")
    } else {
        format_ident!("{name}")
    }
}
