//! Pages and items of blocking clients, as iterators.

use std::{fmt, iter::FusedIterator, vec};

use super::super::Error;
use super::{
    blocking::Caller,
    pagination::{Cursor, PageSize, Paginated, PaginatedItems},
};

/// The pages of an answer. Each is one call, which is made when it is asked for.
///
/// The last page, and the first error, end it. So does a page that names one that was there already as the next:
/// after it there is [`ErrorKind::RepeatedPage`](super::super::ErrorKind::RepeatedPage).
#[derive(Debug)]
#[must_use = "no page is asked for until the iterator is used"]
pub struct Pages<O> {
    caller: Caller,
    cursor: Cursor<O>,
}

impl<O: Paginated> Pages<O> {
    /// The pages from the one that an input asks for on.
    pub fn new(caller: &Caller, input: O) -> Self {
        Self {
            caller: caller.clone(),
            cursor: Cursor::new(input),
        }
    }
}

impl<O: PageSize> Pages<O> {
    /// Asks for pages of this size, whatever the input says.
    pub fn page_size(mut self, size: O::Size) -> Self {
        self.cursor.set_page_size(size);
        self
    }
}

impl<O: PaginatedItems> Pages<O> {
    /// The items of all pages.
    pub fn items(self) -> Items<O> {
        Items {
            pages: self,
            items: Vec::new().into_iter(),
        }
    }
}

impl<O: Paginated> Iterator for Pages<O> {
    type Item = Result<O::Output, Error<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let page = self
            .cursor
            .input()?
            .and_then(|input| self.caller.call(input));
        self.cursor.advance(&page);
        Some(page)
    }
}

impl<O: Paginated> FusedIterator for Pages<O> {}

/// The items of all pages of an answer. A page is asked for when those before it are used up.
#[must_use = "no page is asked for until the iterator is used"]
pub struct Items<O: PaginatedItems> {
    pages: Pages<O>,
    items: vec::IntoIter<O::Item>,
}

impl<O: PaginatedItems + PageSize> Items<O> {
    /// Asks for pages of this size, whatever the input says.
    pub fn page_size(mut self, size: O::Size) -> Self {
        self.pages = self.pages.page_size(size);
        self
    }
}

impl<O: PaginatedItems> Iterator for Items<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.items = O::items(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<O: PaginatedItems> FusedIterator for Items<O> {}

impl<O: PaginatedItems> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("left_of_page", &self.items.len())
            .finish_non_exhaustive()
    }
}
