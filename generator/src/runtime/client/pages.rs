//! The pages of asynchronous clients, and the items of all pages, as streams.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use super::super::{Error, Operation};
use super::{
    asynchronous::{BoxFuture, Caller},
    pagination::{Cursor, PageSize, Paginated, PaginatedItems},
};

type Page<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;
type Item<O> = Result<<O as PaginatedItems>::Item, Error<<O as Operation>::Error>>;

/// A [`Stream`] of the pages of an operation. It makes a call for each page, when the page is requested.
///
/// It ends after the last page, or after the first error. If the next page can't be requested, such as one that the
/// service named before, the last item is the error [`ErrorKind::Page`](super::super::ErrorKind::Page).
///
/// ```text
/// let mut pages = client.list_accounts_pages(input);
/// while let Some(page) = pages.next().await {
///     println!("{} accounts", page?.account_list.unwrap_or_default().len());
/// }
/// ```
#[must_use = "no page is requested until the stream is used"]
pub struct Pages<O: Paginated> {
    caller: Caller,
    cursor: Cursor<O>,
    call: Option<BoxFuture<'static, Page<O>>>,
}

impl<O: Paginated> Pages<O> {
    /// Creates the stream that begins with the page that an input requests.
    #[doc(hidden)]
    pub fn new(caller: &Caller, input: O) -> Self {
        Self {
            caller: caller.clone(),
            cursor: Cursor::new(input, caller.config.endpoint()),
            call: None,
        }
    }

    /// Returns the next page, or `None` after the last one.
    ///
    /// It is cancel safe: if the future is dropped, the next one continues the call.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Page<O>>> {
        let call = match &mut self.call {
            Some(call) => call,
            None => match self.cursor.input() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(input)) => {
                    let caller = self.caller.clone();
                    self.call
                        .insert(Box::pin(async move { caller.call(input).await }))
                }
            },
        };
        let page = ready!(call.as_mut().poll(context));
        self.call = None;
        self.cursor.advance(&page);
        Poll::Ready(Some(page))
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
    /// Returns a stream of the items of all pages.
    pub fn items(self) -> Items<O> {
        Items {
            pages: self,
            items: Vec::new().into_iter(),
        }
    }
}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<O::Output, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("is_waiting", &self.call.is_some())
            .finish_non_exhaustive()
    }
}

/// A [`Stream`] of the items of all pages. It requests a page after the last item of the page before.
#[must_use = "no page is requested until the stream is used"]
pub struct Items<O: PaginatedItems> {
    pages: Pages<O>,
    items: vec::IntoIter<O::Item>,
}

impl<O: PaginatedItems> Items<O> {
    /// Returns the next item, or `None` after the last one.
    ///
    /// It is cancel safe: if the future is dropped, the next one continues the call.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Item<O>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                None => return Poll::Ready(None),
                Some(Ok(page)) => self.items = O::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

impl<O: PaginatedItems + PageSize> Items<O> {
    /// Sets the maximum number of items on a page, and overrides that of the input.
    pub fn page_size(mut self, size: O::Size) -> Self {
        self.pages = self.pages.page_size(size);
        self
    }
}

impl<O: PaginatedItems> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<O: PaginatedItems> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("left_of_page", &self.items.len())
            .finish_non_exhaustive()
    }
}
