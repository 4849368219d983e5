//! The trait of asynchronous transports.

mod asynchronous;
pub mod blocking;
pub mod blocking_pages;
pub mod blocking_waits;
pub(super) mod build;
pub(super) mod build_error;
pub(super) mod build_with;
pub(super) mod builder;
pub(super) mod by_link;
pub mod by_offset;
pub mod by_page;
pub(super) mod by_token;
pub(super) mod config;
pub(super) mod endpoint;
mod map_token;
mod page_number;
mod page_token;
pub mod pages;
pub(super) mod pagination;
mod read_timeout;
pub(super) mod server_url;
mod url_variable;
pub(super) mod waiter;
pub mod waits;

pub use self::asynchronous::{BoxFuture, Caller, HttpClient};
pub use self::page_number::PageNumber;
pub use self::page_token::PageToken;
