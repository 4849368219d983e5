//! Pages that begin after so many items.
//!
//! Each function adds the number of items of a page to the offset of an input. An input without an offset requests the
//! first page. A page without items is the last one: the next request would be the same one.

use std::convert::TryFrom;

use super::super::PageError;
use super::page_number::PageNumber;

/// Moves on unless a page has no items.
#[doc(hidden)]
pub fn until_empty(
    offset: &mut impl PageNumber,
    first: i128,
    items: Option<usize>,
) -> Result<bool, PageError> {
    up_to::<i64>(offset, first, items, None)
}

/// Moves on while the service says that there are more items.
#[doc(hidden)]
pub fn while_more(
    offset: &mut impl PageNumber,
    first: i128,
    items: Option<usize>,
    has_more: Option<bool>,
) -> Result<bool, PageError> {
    if has_more != Some(true) {
        return Ok(false);
    }
    until_empty(offset, first, items)
}

/// Moves on up to the last one of so many items, or to a page without items if their number is unknown.
#[doc(hidden)]
pub fn up_to<N: Into<i128>>(
    offset: &mut impl PageNumber,
    first: i128,
    items: Option<usize>,
    total: Option<N>,
) -> Result<bool, PageError> {
    let items = i128::try_from(items.unwrap_or(0)).map_err(|_| PageError::Number)?;
    let current = offset.number().unwrap_or(first);
    let next = current.checked_add(items).ok_or(PageError::Number)?;
    let is_last = total.is_some_and(|total| next >= total.into());
    if items == 0 || is_last {
        return Ok(false);
    }
    offset.set_number(next)?;
    Ok(true)
}
