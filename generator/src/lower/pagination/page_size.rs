//! The size of a page.

use super::{super::place::Place, Members};
use crate::{diagnostic::Checked, model::PageSize};

/// Lowers the page size in the input. A required one is set by `new`, and can be changed.
pub(super) fn page_size(name: &str, members: &Members<'_>, place: &Place<'_>) -> Checked<PageSize> {
    let field = members.number_of_input(name, "the size of a page", place)?;
    Ok(PageSize {
        field: field.ident.clone(),
        required: field.required,
        type_: field.type_.clone(),
    })
}
