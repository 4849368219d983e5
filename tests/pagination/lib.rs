//! The clients of an API whose pages are named in different ways, and what the clients request.

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

use std::fmt;

use restsmith_tests::{Answer, Server};

use pages::types::Item;
use runtime::{
    Config, Error, PaginatedItems, blocking, blocking_pages::Pages as BlockingPages, client,
    hyper::Hyper, pages::Pages, ureq::Ureq,
};

/// What both clients got, and what they requested.
#[derive(Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The ids of all items, and the message of an error.
    pub items: Vec<String>,
    /// The methods and targets of the requests.
    pub requests: Vec<String>,
    /// The bodies of the requests.
    pub bodies: Vec<String>,
}

/// An item with an id.
pub trait Id {
    /// Returns the id.
    fn id(self) -> String;
}

impl Id for Item {
    fn id(self) -> String {
        self.id
    }
}

impl Id for String {
    fn id(self) -> String {
        self
    }
}

/// Returns the response with these items, with more JSON members.
#[must_use]
pub fn page(items: &[&str], members: &str) -> Answer {
    let items = list(items);
    answer(
        &[],
        &format!(r#"{{"data":{items},{members}}}"#).replace(",}", "}"),
    )
}

/// Returns these items as a JSON list.
#[must_use]
pub fn list(items: &[&str]) -> String {
    let items = items.iter().map(|id| format!(r#"{{"id":"{id}"}}"#));
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

/// Returns a response, in which `HOST` stands for the host that the request is sent to.
#[must_use]
pub fn answer(headers: &[&str], body: &str) -> Answer {
    let headers: Vec<_> = headers.iter().map(|&header| header.to_owned()).collect();
    let body = body.to_owned();
    Answer::decide(move |request| {
        let host = request.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.unwrap_or_default();
        let mut lines = vec!["content-type: application/json".to_owned()];
        lines.extend(headers.iter().map(|header| header.replace("HOST", host)));
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        Answer::response("200 OK", &lines, body.replace("HOST", host))
    })
}

/// Goes through all pages with each client.
///
/// # Panics
///
/// Panics if the clients differ.
pub fn exchange<O>(input: &O, answers: &[Answer]) -> Exchange
where
    O: PaginatedItems<Item: Id, Error: fmt::Debug + fmt::Display>,
{
    let server = Server::start(answers.to_vec());
    let caller = blocking_caller(&server.url());
    let items = BlockingPages::new(&caller, input.clone()).items();
    let blocking = Exchange {
        items: items.map(shown).collect(),
        requests: requests(&server),
        bodies: bodies(&server),
    };
    let server = Server::start(answers.to_vec());
    let caller = async_caller(&server.url());
    let mut items = Vec::new();
    runtime().block_on(async {
        let mut stream = Pages::new(&caller, input.clone()).items();
        while let Some(item) = stream.next().await {
            items.push(shown(item));
        }
        assert!(stream.next().await.is_none(), "nothing follows the end");
    });
    let asynchronous = Exchange {
        items,
        requests: requests(&server),
        bodies: bodies(&server),
    };
    assert_eq!(blocking, asynchronous);
    blocking
}

/// Returns a runtime for the asynchronous client.
///
/// # Panics
///
/// Panics if it can't be started.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without its runtime has failed")]
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
}

fn shown<E: fmt::Display>(item: Result<impl Id, Error<E>>) -> String {
    item.map_or_else(|error| error.to_string(), Id::id)
}

/// Returns the bodies of the requests so far.
#[must_use]
pub fn bodies(server: &Server) -> Vec<String> {
    let requests = server.requests().into_iter();
    let bodies = requests.map(|request| {
        let body = request.split_once("\r\n\r\n");
        body.unwrap_or_default().1.to_owned()
    });
    bodies.collect()
}

/// Returns the methods and targets of the requests so far.
#[must_use]
pub fn requests(server: &Server) -> Vec<String> {
    let requests = server.requests().into_iter();
    requests
        .map(|request| {
            let line = request.lines().next().unwrap_or_default();
            line.trim_end_matches(" HTTP/1.1").to_owned()
        })
        .collect()
}

#[expect(clippy::expect_used, reason = "a test without its client has failed")]
fn config(endpoint: &str) -> Config {
    let builder = pages::Client::builder().endpoint_url(format!("{endpoint}/v1"));
    builder.config().expect("the settings are valid")
}

#[expect(clippy::expect_used, reason = "a test without its client has failed")]
fn async_caller(endpoint: &str) -> client::Caller {
    let http = Hyper::new(&config(endpoint)).expect("TLS is available");
    client::Caller::new(config(endpoint), http)
}

#[expect(clippy::expect_used, reason = "a test without its client has failed")]
fn blocking_caller(endpoint: &str) -> blocking::Caller {
    let http = Ureq::new(&config(endpoint)).expect("TLS is available");
    blocking::Caller::new(config(endpoint), http)
}
