//! The rules of pagination. Nothing here makes a call.

use std::{collections::BTreeSet, hash::RandomState, mem};

use super::super::{Error, ErrorKind, Operation};
use super::page_token::PageToken;

/// The input of a paginated operation.
pub trait Paginated:
    Operation<Output: Send, Error: Send> + Clone + Send + Sync + Unpin + 'static
{
    /// The type of page tokens.
    type Token: PageToken;

    /// Returns the token of the requested page, or `None` for the first page.
    fn page_token(&self) -> Option<&Self::Token>;

    /// Sets the token of the requested page.
    fn set_page_token(&mut self, token: Self::Token);

    /// Returns the token of the page after this one.
    fn next_page_token(output: &Self::Output) -> Option<Self::Token>;
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

/// The position among the pages of an operation.
#[derive(Debug)]
pub(super) struct Cursor<O> {
    /// The input of the call for the next page, if there is one.
    input: Option<O>,
    /// Whether the last page token is a repeated one, which has yet to be returned as an error.
    is_repeated: bool,
    /// The fingerprints of the page tokens so far. The tokens themselves may be secret.
    seen: BTreeSet<u64>,
    hasher: RandomState,
}

impl<O: Paginated> Cursor<O> {
    /// Creates a cursor that begins with the page that an input requests.
    pub(super) fn new(input: O) -> Self {
        let mut cursor = Self {
            input: None,
            is_repeated: false,
            seen: BTreeSet::new(),
            hasher: RandomState::new(),
        };
        if let Some(token) = input.page_token() {
            let _ = cursor.is_new(token);
        }
        cursor.input = Some(input);
        cursor
    }

    /// Returns the input of the next call, or `None` at the end.
    pub(super) fn input(&mut self) -> Option<Result<O, Error<O::Error>>> {
        if mem::take(&mut self.is_repeated) {
            return Some(Err(Error::new(O::NAME, ErrorKind::RepeatedPage)));
        }
        self.input.clone().map(Ok)
    }

    /// Moves on after a page. An empty page token means that it was the last one; nothing follows an error.
    pub(super) fn advance(&mut self, page: &Result<O::Output, Error<O::Error>>) {
        let token = page
            .as_ref()
            .ok()
            .and_then(O::next_page_token)
            .filter(|token| !token.is_empty());
        match (token, self.input.take()) {
            (Some(token), Some(mut input)) if self.is_new(&token) => {
                input.set_page_token(token);
                self.input = Some(input);
            }
            (token, _) => self.is_repeated = token.is_some(),
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

    fn is_new(&mut self, token: &O::Token) -> bool {
        self.seen.insert(token.fingerprint(&self.hasher))
    }
}
