//! The rules of pagination. Nothing here makes a call.

use std::{collections::BTreeSet, hash::RandomState};

use super::super::{Endpoint, Error, ErrorKind, Operation, PageError};
use super::page_token::PageToken;

/// The input of a paginated operation.
pub trait Paginated:
    Operation<Output: Send, Error: Send> + Clone + Send + Sync + Unpin + 'static
{
    /// Changes the input so that it requests the page after this one. Returns `false` if this page is the last one.
    ///
    /// # Errors
    ///
    /// Fails if the page after this one can't be requested.
    fn next_page(
        &mut self,
        output: &Self::Output,
        pages: &mut PageHistory,
    ) -> Result<bool, PageError>;
}

/// The input of a paginated operation with a page size.
pub trait PageSize: Paginated {
    /// The type of the page size.
    type Size;

    /// Sets the maximum number of items on a page.
    fn set_page_size(&mut self, size: Self::Size);
}

/// The input of a paginated operation whose pages consist of items.
pub trait PaginatedItems: Paginated {
    /// The type of items.
    type Item: Send + Unpin;

    /// Returns the items of a page.
    fn items(output: Self::Output) -> Vec<Self::Item>;
}

/// The pages so far, by which one that comes a second time is recognized.
#[derive(Debug)]
pub struct PageHistory {
    endpoint: Endpoint,
    /// The fingerprints of page tokens and URIs. They themselves may be secret.
    seen: BTreeSet<u64>,
    hasher: RandomState,
}

impl PageHistory {
    /// Creates a history without pages, which are requested at this endpoint.
    #[must_use]
    pub fn new(endpoint: &Endpoint) -> Self {
        Self {
            endpoint: endpoint.clone(),
            seen: BTreeSet::new(),
            hasher: RandomState::new(),
        }
    }

    /// Returns the endpoint at which the pages are requested.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Adds the token or the URI of a page, and returns whether it is a new one.
    #[doc(hidden)]
    pub fn add(&mut self, page: &impl PageToken) -> bool {
        self.seen.insert(page.fingerprint(&self.hasher))
    }
}

/// The position among the pages of an operation.
#[derive(Debug)]
pub(super) struct Cursor<O> {
    /// The input of the call for the next page, if there is one.
    input: Option<O>,
    /// The reason why the next page can't be requested, which has yet to be returned.
    error: Option<PageError>,
    history: PageHistory,
}

impl<O: Paginated> Cursor<O> {
    /// Creates a cursor that begins with the page that an input requests.
    pub(super) fn new(input: O, endpoint: &Endpoint) -> Self {
        Self {
            input: Some(input),
            error: None,
            history: PageHistory::new(endpoint),
        }
    }

    /// Returns the input of the next call, or `None` at the end.
    pub(super) fn input(&mut self) -> Option<Result<O, Error<O::Error>>> {
        if let Some(error) = self.error.take() {
            return Some(Err(Error::new(O::NAME, ErrorKind::Page(error))));
        }
        self.input.clone().map(Ok)
    }

    /// Moves on after a page. Nothing follows an error.
    pub(super) fn advance(&mut self, page: &Result<O::Output, Error<O::Error>>) {
        if let (Some(mut input), Ok(output)) = (self.input.take(), page) {
            match input.next_page(output, &mut self.history) {
                Ok(true) => self.input = Some(input),
                Ok(false) => {}
                Err(error) => self.error = Some(error),
            }
        }
    }

    /// Sets the maximum number of items on a page, from the next call on.
    pub(super) fn set_page_size(&mut self, size: O::Size)
    where
        O: PageSize,
    {
        if let Some(input) = &mut self.input {
            input.set_page_size(size);
        }
    }
}
