//! The tests of `sso-logout`: in temporary `.aws` folders, against a server that keeps sessions and forgets them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that can't set up its world has failed"
)]

mod broken;
mod command;
mod config;
mod dry_run;
mod home;
mod interruption;
mod output;
mod portal;
mod removal;
mod selection;
mod server;
mod start_url;
