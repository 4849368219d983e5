//! Values at the end of paths in an output.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{FieldStep, Step};

/// What is done with the value at the end of a path.
#[derive(Clone, Copy)]
pub(super) enum Use {
    /// It is borrowed.
    Borrow,
    /// It is copied.
    Copy,
    /// It is cloned.
    Clone,
    /// Its items are counted: those of a list, or of a map.
    CountList,
    CountMap,
}

impl Use {
    /// Returns the expression for a value at a place.
    fn of_place(self, place: &TokenStream) -> TokenStream {
        match self {
            Self::Borrow => quote!(&#place),
            Self::Copy => place.clone(),
            Self::Clone => quote!(#place.clone()),
            Self::CountList | Self::CountMap => quote!(#place.len()),
        }
    }

    /// Returns the expression for an optional value at a place.
    fn of_optional(self, place: &TokenStream) -> TokenStream {
        match self {
            Self::Borrow => quote!(#place.as_ref()),
            Self::Copy => place.clone(),
            Self::Clone => quote!(#place.clone()),
            Self::CountList => quote!(#place.as_ref().map(::std::vec::Vec::len)),
            Self::CountMap => quote!(#place.as_ref().map(::std::collections::BTreeMap::len)),
        }
    }

    /// Returns the expression for an optional reference to a value.
    fn of_reference(self, reference: &TokenStream) -> TokenStream {
        match self {
            Self::Borrow => reference.clone(),
            Self::Copy => quote!(#reference.copied()),
            Self::Clone => quote!(#reference.cloned()),
            Self::CountList => quote!(#reference.map(::std::vec::Vec::len)),
            Self::CountMap => quote!(#reference.map(::std::collections::BTreeMap::len)),
        }
    }
}

/// Returns the value at the end of a path through borrowed values, and whether it is optional.
pub(super) fn value(from: &TokenStream, path: &[Step], used: Use) -> (TokenStream, bool) {
    let Some((step, rest)) = path.split_first() else {
        return (used.of_place(from), false);
    };
    let optional = match step {
        Step::Field(FieldStep {
            field,
            required: true,
        }) => return value(&quote!(#from.#field), rest, used),
        Step::Field(FieldStep { field, .. }) if rest.is_empty() => {
            return (used.of_optional(&quote!(#from.#field)), true);
        }
        Step::Field(FieldStep { field, .. }) => quote!(#from.#field.as_ref()),
        Step::Last { is_sparse: false } => quote!(#from.last()),
        Step::Last { is_sparse: true } => {
            quote!(#from.last().and_then(::core::option::Option::as_ref))
        }
    };
    if rest.is_empty() {
        return (used.of_reference(&optional), true);
    }
    let (rest, is_optional) = value(&quote!(part), rest, used);
    let method = if is_optional {
        quote!(and_then)
    } else {
        quote!(map)
    };
    (quote!(#optional.#method(|part| #rest)), true)
}

/// Returns the list or map at the end of a path through owned values, which is empty if it is absent.
pub(super) fn owned(from: &TokenStream, path: &[FieldStep]) -> TokenStream {
    let Some((FieldStep { field, required }, rest)) = path.split_first() else {
        return from.clone();
    };
    match (required, rest) {
        (true, rest) => owned(&quote!(#from.#field), rest),
        (false, []) => quote!(#from.#field.unwrap_or_default()),
        (false, rest) => {
            let rest = owned(&quote!(part), rest);
            quote!(#from.#field.map(|part| #rest).unwrap_or_default())
        }
    }
}
