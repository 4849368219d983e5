//! Answers that come in pages. Nothing here makes a call.

use std::{collections::BTreeSet, hash::RandomState, mem};

use super::super::{Error, ErrorKind, Operation};
use super::page_token::PageToken;

/// The input of an operation whose answer comes in pages.
pub trait Paginated:
    Operation<Output: Send, Error: Send> + Clone + Send + Sync + Unpin + 'static
{
    /// What names a page.
    type Token: PageToken;

    /// The page that is asked for; without one, it is the first.
    fn token(&self) -> Option<&Self::Token>;

    /// Asks for this page.
    fn set_token(&mut self, token: Self::Token);

    /// The page after this one.
    fn next_token(output: &Self::Output) -> Option<Self::Token>;
}

/// The input of an operation whose pages can be of any size.
pub trait PageSize: Paginated {
    /// A number of items.
    type Size;

    /// Asks for pages of this size.
    fn set_page_size(&mut self, size: Self::Size);
}

/// The input of an operation whose pages hold items.
pub trait PaginatedItems: Paginated {
    /// What a page consists of.
    type Item: Send + Unpin;

    /// The items of a page.
    fn items(output: Self::Output) -> Vec<Self::Item>;
}

/// How far the pages of an answer are read.
#[derive(Debug)]
pub(super) struct Cursor<O> {
    /// Asks for the next page, if there is one.
    input: Option<O>,
    /// Whether the next page is one that was there already, which is yet to be told.
    is_repeated: bool,
    /// The tokens so far, as numbers: they may be secret.
    seen: BTreeSet<u64>,
    hasher: RandomState,
}

impl<O: Paginated> Cursor<O> {
    /// From the page that an input asks for on.
    pub(super) fn new(input: O) -> Self {
        let mut cursor = Self {
            input: None,
            is_repeated: false,
            seen: BTreeSet::new(),
            hasher: RandomState::new(),
        };
        if let Some(token) = input.token() {
            let _ = cursor.is_new(token);
        }
        cursor.input = Some(input);
        cursor
    }

    /// The input of the next call, unless there is none to be made.
    pub(super) fn input(&mut self) -> Option<Result<O, Error<O::Error>>> {
        if mem::take(&mut self.is_repeated) {
            return Some(Err(Error::new(O::NAME, ErrorKind::RepeatedPage)));
        }
        self.input.clone().map(Ok)
    }

    /// Goes on to what follows a page. An empty token names none, and nothing follows an error.
    pub(super) fn advance(&mut self, page: &Result<O::Output, Error<O::Error>>) {
        let token = page
            .as_ref()
            .ok()
            .and_then(O::next_token)
            .filter(|token| !token.is_empty());
        match (token, self.input.take()) {
            (Some(token), Some(mut input)) if self.is_new(&token) => {
                input.set_token(token);
                self.input = Some(input);
            }
            (token, _) => self.is_repeated = token.is_some(),
        }
    }

    /// Asks for pages of this size from the next call on.
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
