//! Signs out of AWS IAM Identity Center for real: every cached session ends on the server, and then its token
//! and the role credentials that came from it leave this machine.
//!
//! [`Found::in_aws_dir`] looks through an `.aws` folder, [`Sweep::run`] signs out, [`report`] says what
//! happened. The command `sso-logout` is these three, and arguments around them.

pub mod arguments;
mod aws_path;
pub mod cache;
pub mod command;
pub mod config;
pub mod file;
mod remove;
pub mod report;
pub mod selection;
pub mod session;
mod sign_out;
pub mod start_url;
mod steps;
pub mod sweep;
pub mod token;

pub use cache::Found;
pub use config::Config;
pub use remove::Removal;
pub use selection::{Selection, Wish};
pub use session::{Listing, Session};
pub use sign_out::ServerSession;
pub use start_url::StartUrl;
pub use steps::{Observer, Step};
pub use sweep::{Outcome, Sweep};
