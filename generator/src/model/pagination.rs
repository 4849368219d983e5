//! Answers that come in pages.

use proc_macro2::Ident;

use super::Type;

/// How an answer is cut into pages.
#[derive(Clone, Debug)]
pub(crate) struct Pagination {
    /// The name of the method that gives the pages.
    pub(crate) method_name: Ident,
    /// The optional field of the input that says which page is asked for.
    pub(crate) token: Ident,
    /// Its type: a string, a whole number or a map.
    pub(crate) token_type: Type,
    /// Whether what says which page is next is a plain string, and the token a sensitive one.
    pub(crate) is_hidden: bool,
    /// The way from the output to what says which page is next.
    pub(crate) next_token: Vec<Step>,
    pub(crate) items: Option<PageItems>,
    /// The field of the input that says how large a page is.
    pub(crate) page_size: Option<PageSize>,
}

/// What says how large a page is.
#[derive(Clone, Debug)]
pub(crate) struct PageSize {
    pub(crate) field: Ident,
    /// Whether the input has one from the start.
    pub(crate) required: bool,
    /// A whole number.
    pub(crate) type_: Type,
}

/// What a page consists of.
#[derive(Clone, Debug)]
pub(crate) struct PageItems {
    /// The way from the output to the list or map of them.
    pub(crate) path: Vec<Step>,
    /// The type of one.
    pub(crate) type_: Type,
    /// Whether there may be nulls.
    pub(crate) is_sparse: bool,
    /// Whether each has a key.
    pub(crate) is_map: bool,
}

/// A field on the way to another.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) field: Ident,
    pub(crate) required: bool,
}
