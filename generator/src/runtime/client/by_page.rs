//! Pages that have numbers.
//!
//! Each function sets the number of an input to that of the next page. An input without a number requests the first page.

use super::super::PageError;
use super::page_number::PageNumber;

/// Moves on unless a page has no items.
#[doc(hidden)]
pub fn until_empty(
    page: &mut impl PageNumber,
    first: i128,
    items: Option<usize>,
) -> Result<bool, PageError> {
    while_more(page, first, items.map(|items| items > 0))
}

/// Moves on while the service says that there are more pages.
#[doc(hidden)]
pub fn while_more(
    page: &mut impl PageNumber,
    first: i128,
    has_more: Option<bool>,
) -> Result<bool, PageError> {
    if has_more != Some(true) {
        return Ok(false);
    }
    let current = page.number().unwrap_or(first);
    page.set_number(current.checked_add(1).ok_or(PageError::Number)?)?;
    Ok(true)
}

/// Moves on up to the last one of so many pages.
#[doc(hidden)]
pub fn up_to<N: Into<i128>>(
    page: &mut impl PageNumber,
    first: i128,
    pages: Option<N>,
) -> Result<bool, PageError> {
    let current = page.number().unwrap_or(first);
    let pages = pages.map_or(0, Into::into);
    let has_more = current.saturating_sub(first) < pages.saturating_sub(1);
    while_more(page, first, Some(has_more))
}
