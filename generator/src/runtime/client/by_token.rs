//! Pages that a token in the output names.

use super::super::PageError;
use super::{page_token::PageToken, pagination::PageHistory};

/// Sets the token of an input to that of the next page. An absent or empty one means that there is no next page.
#[doc(hidden)]
pub fn by_token<T: PageToken>(
    token: &mut Option<T>,
    next: Option<T>,
    pages: &mut PageHistory,
) -> Result<bool, PageError> {
    let next = match next {
        Some(next) if !next.is_empty() => next,
        _ => return Ok(false),
    };
    if let Some(token) = token {
        let _ = pages.add(token);
    }
    if !pages.add(&next) {
        return Err(PageError::Repeated);
    }
    *token = Some(next);
    Ok(true)
}
