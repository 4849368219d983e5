//! Pages that a URI in the response names.

use std::fmt;

use http::{Request, Uri};

use super::super::{Body, Operation, PageError, Text, http::uri_reference};
use super::pagination::PageHistory;

/// The URI of a page, which a response named.
#[doc(hidden)]
#[derive(Clone)]
pub struct NextUri(Uri);

/// Omits the URI, which may contain sensitive members.
impl fmt::Debug for NextUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NextUri").finish_non_exhaustive()
    }
}

/// Returns the URI that a link to the next page leads to, from the URI of this page, which the input requests. An absent
/// or empty link means that there is no next page.
#[doc(hidden)]
pub fn by_link<O: Operation>(
    input: &mut O,
    link: Option<&impl Text>,
    pages: &mut PageHistory,
) -> Result<Option<NextUri>, PageError> {
    let link = link.map(Text::text);
    let link = match link {
        Some(link) if !link.trim().is_empty() => link,
        _ => return Ok(None),
    };
    let request = input.request(pages.endpoint());
    let this = request.map_err(|_| PageError::Uri)?.into_parts().0.uri;
    let next = uri_reference::resolve(&this, link.trim())?;
    let _ = pages.add(&this.to_string());
    if !pages.add(&next.to_string()) {
        return Err(PageError::Repeated);
    }
    Ok(Some(NextUri(next)))
}

/// Replaces the URI of a request by that of a page.
#[doc(hidden)]
#[must_use]
pub fn redirect(mut request: Request<Body>, next: Option<&NextUri>) -> Request<Body> {
    if let Some(NextUri(uri)) = next {
        *request.uri_mut() = uri.clone();
    }
    request
}
