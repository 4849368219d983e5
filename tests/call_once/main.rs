//! Makes one call in a process of its own: `call-once async|blocking URL proxy|no-proxy TOKEN`.
//!
//! The outcome is printed as text and as `Debug` shows it. What the crates below the client log goes to standard
//! error, a line for each record.

use std::{env, fmt, time::Duration};

use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{Builder, ServiceClient},
};
use log::{LevelFilter, Log, Metadata, Record};
use restsmith_tests::block_on;

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [kind, url, proxy, token] = arguments.as_slice() else {
        println!("usage: call-once async|blocking URL proxy|no-proxy TOKEN");
        return;
    };
    if log::set_logger(&StandardError).is_ok() {
        log::set_max_level(LevelFilter::Trace);
    }
    let input = LogoutInput::new(token.as_str());
    let uses_proxy = proxy == "proxy";
    if kind == "async" {
        match settings(Client::builder(), url, uses_proxy).build() {
            Ok(client) => show(block_on(client.logout(input))),
            Err(error) => show::<()>(Err(error)),
        }
    } else {
        match settings(blocking::Client::builder(), url, uses_proxy).build() {
            Ok(client) => show(client.logout(input)),
            Err(error) => show::<()>(Err(error)),
        }
    }
}

fn settings<C: ServiceClient>(builder: Builder<C>, url: &str, uses_proxy: bool) -> Builder<C> {
    builder
        .endpoint_url(url)
        .proxy_from_env(uses_proxy)
        .max_attempts(1)
        .connect_timeout(Duration::from_secs(1))
        .call_timeout(Duration::from_secs(10))
}

fn show<T>(result: Result<T, impl fmt::Debug + fmt::Display>) {
    match result {
        Ok(_) => println!("ok"),
        Err(error) => println!("{error}\n{error:?}"),
    }
}

/// A logger that writes every record to standard error.
struct StandardError;

impl Log for StandardError {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let text = record.args().to_string();
        eprintln!(
            "{} {}: {}",
            record.level(),
            record.target(),
            text.escape_debug()
        );
    }

    fn flush(&self) {}
}
