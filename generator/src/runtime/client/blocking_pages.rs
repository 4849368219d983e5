//! The pages of blocking clients, and the items of all pages, as iterators.

use std::{fmt, iter::FusedIterator, vec};

use super::super::Error;
use super::{
    blocking::Caller,
    pagination::{Cursor, PageSize, Paginated, PaginatedItems},
};

/// An iterator over the pages of an operation. It makes a call for each page, when the page is requested.
///
/// It ends after the last page, or after the first error. If the next page can't be requested, such as one that the
/// service named before, the last item is the error [`ErrorKind::Page`](super::super::ErrorKind::Page).
///
/// ```text
/// for page in client.list_accounts_pages(input) {
///     println!("{} accounts", page?.account_list.unwrap_or_default().len());
/// }
/// ```
#[derive(Debug)]
#[must_use = "no page is requested until the iterator is used"]
pub struct Pages<O> {
    caller: Caller,
    cursor: Cursor<O>,
}

impl<O: Paginated> Pages<O> {
    /// Creates the iterator that begins with the page that an input requests.
    #[doc(hidden)]
    pub fn new(caller: &Caller, input: O) -> Self {
        Self {
            caller: caller.clone(),
            cursor: Cursor::new(input, caller.config.endpoint()),
        }
    }
}

impl<O: PageSize> Pages<O> {
    /// Sets the maximum number of items on a page, and overrides that of the input.
    pub fn page_size(mut self, size: O::Size) -> Self {
        self.cursor.set_page_size(size);
        self
    }
}

impl<O: PaginatedItems> Pages<O> {
    /// Returns an iterator over the items of all pages.
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

/// An iterator over the items of all pages. It requests a page after the last item of the page before.
#[must_use = "no page is requested until the iterator is used"]
pub struct Items<O: PaginatedItems> {
    pages: Pages<O>,
    items: vec::IntoIter<O::Item>,
}

impl<O: PaginatedItems + PageSize> Items<O> {
    /// Sets the maximum number of items on a page, and overrides that of the input.
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
