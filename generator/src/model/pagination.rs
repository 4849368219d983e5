//! Pagination.

use proc_macro2::Ident;

use super::Type;

/// The pagination of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Pagination {
    /// The name of the method that returns the pages.
    pub(crate) method_name: Ident,
    /// The page token in the input, an optional field.
    pub(crate) token: Ident,
    /// Its type: a string, a whole number or a map.
    pub(crate) token_type: Type,
    /// Whether the page token is a plain string in the output and a sensitive one in the input.
    pub(crate) is_hidden: bool,
    /// The path from the output to the next page token.
    pub(crate) next_token: Vec<Step>,
    pub(crate) items: Option<PageItems>,
    /// The page size in the input.
    pub(crate) page_size: Option<PageSize>,
}

/// A page size.
#[derive(Clone, Debug)]
pub(crate) struct PageSize {
    pub(crate) field: Ident,
    /// Whether every input has one.
    pub(crate) required: bool,
    /// A whole number.
    pub(crate) type_: Type,
}

/// The items of a page.
#[derive(Clone, Debug)]
pub(crate) struct PageItems {
    /// The path from the output to the list or map of items.
    pub(crate) path: Vec<Step>,
    /// The type of an item.
    pub(crate) type_: Type,
    /// Whether items may be null.
    pub(crate) is_sparse: bool,
    /// Whether the items are those of a map, with keys.
    pub(crate) is_map: bool,
}

/// A field on the path to another.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) field: Ident,
    pub(crate) required: bool,
}
