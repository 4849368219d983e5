//! Pagination.

use proc_macro2::Ident;

use super::Type;

/// The pagination of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Pagination {
    /// The name of the method that returns the pages.
    pub(crate) method_name: Ident,
    pub(crate) next: NextPage,
    pub(crate) items: Option<PageItems>,
    /// The page size in the input.
    pub(crate) page_size: Option<PageSize>,
}

/// What names the next page.
#[derive(Clone, Debug)]
pub(crate) enum NextPage {
    Token(PageToken),
    Link(PageLink),
    Number(PageNumber),
    Offset(PageOffset),
}

/// A token in the output, which the next input sends.
#[derive(Clone, Debug)]
pub(crate) struct PageToken {
    /// The page token in the input, an optional field.
    pub(crate) field: Ident,
    /// Its type: a string, a whole number or a map.
    pub(crate) type_: Type,
    /// Whether the page token is a plain string in the output and a sensitive one in the input.
    pub(crate) is_hidden: bool,
    /// The path from the output to the next page token.
    pub(crate) path: Path,
    /// The path to a boolean that is true if there is another page.
    pub(crate) has_more: Option<Path>,
}

/// A URI in the response, which the next request goes to.
#[derive(Clone, Debug)]
pub(crate) struct PageLink {
    /// The path from the output to the URI. Without it, the URI is in the header `Link`.
    pub(crate) path: Option<Path>,
    /// The path to a boolean that is true if there is another page.
    pub(crate) has_more: Option<Path>,
}

/// A number in the input, which grows by one.
#[derive(Clone, Debug)]
pub(crate) struct PageNumber {
    /// A whole number.
    pub(crate) field: Ident,
    /// The number of the first page.
    pub(crate) first: i128,
    pub(crate) end: EndOfPages,
}

/// What tells the last page by number.
#[derive(Clone, Debug)]
pub(crate) enum EndOfPages {
    /// It has no items.
    Empty(Count),
    /// A boolean isn't true.
    NoMore(Path),
    /// A number says how many pages there are.
    UpTo(Path),
}

/// A number in the input, which grows by the number of items.
#[derive(Clone, Debug)]
pub(crate) struct PageOffset {
    /// A whole number.
    pub(crate) field: Ident,
    /// The offset of the first page.
    pub(crate) first: i128,
    pub(crate) items: Count,
    pub(crate) end: EndOfItems,
}

/// What tells the last page by offset. A page without items is always the last one.
#[derive(Clone, Debug)]
pub(crate) enum EndOfItems {
    /// It has no items.
    Empty,
    /// A boolean isn't true.
    NoMore(Path),
    /// A number says how many items there are.
    UpTo(Path),
}

/// The list or map whose items are counted.
#[derive(Clone, Debug)]
pub(crate) struct Count {
    pub(crate) path: Path,
    pub(crate) is_map: bool,
}

impl Count {
    /// Counts the items of a page.
    pub(crate) fn of(items: &PageItems) -> Self {
        Self {
            path: items.path.iter().cloned().map(Step::Field).collect(),
            is_map: items.is_map,
        }
    }
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
    pub(crate) path: Vec<FieldStep>,
    /// The type of an item.
    pub(crate) type_: Type,
    /// Whether items may be null.
    pub(crate) is_sparse: bool,
    /// Whether the items are those of a map, with keys.
    pub(crate) is_map: bool,
}

/// The way from the output to a value in it.
pub(crate) type Path = Vec<Step>;

/// The step to a field of a structure.
#[derive(Clone, Debug)]
pub(crate) struct FieldStep {
    pub(crate) field: Ident,
    pub(crate) required: bool,
}

/// A step on the way to a value.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Field(FieldStep),
    /// The last item of a list.
    Last {
        /// Whether it may be null.
        is_sparse: bool,
    },
}
