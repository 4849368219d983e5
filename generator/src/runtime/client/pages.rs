//! Pages and items of asynchronous clients, as streams.

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

/// The pages of an answer, by [`Pages::next`] or as a [`Stream`]. Each is one call, which is made when it is asked for.
///
/// The last page, and the first error, end it. So does a page that names one that was there already as the next:
/// after it there is [`ErrorKind::RepeatedPage`](super::super::ErrorKind::RepeatedPage).
#[must_use = "no page is asked for until the stream is used"]
pub struct Pages<O: Paginated> {
    caller: Caller,
    cursor: Cursor<O>,
    call: Option<BoxFuture<'static, Page<O>>>,
}

impl<O: Paginated> Pages<O> {
    /// The pages from the one that an input asks for on.
    pub fn new(caller: &Caller, input: O) -> Self {
        Self {
            caller: caller.clone(),
            cursor: Cursor::new(input),
            call: None,
        }
    }

    /// The next page. Giving up waiting for it loses nothing: the call goes on with the next one.
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

/// The items of all pages of an answer, by [`Items::next`] or as a [`Stream`]. A page is asked for when those before
/// it are used up.
#[must_use = "no page is asked for until the stream is used"]
pub struct Items<O: PaginatedItems> {
    pages: Pages<O>,
    items: vec::IntoIter<O::Item>,
}

impl<O: PaginatedItems> Items<O> {
    /// The next item. Giving up waiting for it loses nothing.
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
    /// Asks for pages of this size, whatever the input says.
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
