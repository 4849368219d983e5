//! Only an operation whose spec names the member for it has pages of a chosen size.

use identity_center::runtime::{Paginated, blocking_pages::Pages};

fn with_size<O: Paginated>(pages: Pages<O>) -> Pages<O> {
    pages.page_size(10)
}

fn main() {}
