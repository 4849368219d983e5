//! What the files of the runtime promise each other.

mod call;
mod partition;
mod quota;
mod retry;
mod retry_after;
mod retry_kind;
