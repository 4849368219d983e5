//! A transport that records what is sent and received, and what calls come to.

use std::{
    error::Error as _,
    fmt::Write,
    io::Read,
    sync::{Arc, Mutex},
    time::Duration,
};

use http::{HeaderMap, Request, Response, Uri};
use serde_json::{Value, json};

use crate::api::runtime::{
    Body, Config, Error, ErrorKind, HttpRequest, TransportError, blocking::HttpClient, ureq::Ureq,
};

/// A transport that sends every request to one server, and records it.
#[derive(Clone, Debug)]
pub struct Recorder {
    inner: Arc<Ureq>,
    exchange: Arc<Mutex<Option<Value>>>,
    authority: String,
}

impl Recorder {
    pub fn new(url: &str, config: &Config) -> Self {
        Self {
            inner: Arc::new(Ureq::new(config).unwrap()),
            exchange: Arc::default(),
            authority: url.trim_start_matches("http://").to_owned(),
        }
    }

    /// Prints what became of a call.
    pub fn report<T, E: std::error::Error + 'static>(&self, call: usize, outcome: Result<T, Error<E>>) {
        let exchange = self.exchange.lock().unwrap().take();
        let error = outcome.err();
        let failed = error.as_ref().map(|error| match error.kind() {
            ErrorKind::Input(_) => "input",
            ErrorKind::Auth(_) => "auth",
            ErrorKind::Transport(_) => "transport",
            ErrorKind::Response(_) => "response",
            ErrorKind::Service(_) => "service",
            _ => "page",
        });
        let error = error.map(|error| {
            let mut text = error.to_string();
            let mut cause = error.source();
            while let Some(error) = cause {
                write!(text, ": {error}").unwrap();
                cause = error.source();
            }
            text
        });
        println!(
            "{}",
            json!({ "call": call, "exchange": exchange, "failed": failed, "error": error })
        );
    }
}

impl HttpClient for Recorder {
    fn send(&self, mut request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let (mut head, body) = request.message.into_parts();
        let body = read(body);
        let path = head.uri.path_and_query().unwrap().clone();
        let mut exchange = json!({
            "line": format!("{} {path}", head.method),
            "media_type": text(&head.headers, "content-type"),
            "sent": String::from_utf8_lossy(&body),
            "received": "",
        });
        let uri = Uri::builder().scheme("http").authority(self.authority.as_str());
        head.uri = uri.path_and_query(path).build().unwrap();
        request.message = Request::from_parts(head, Body::from(body));
        request.attempt_timeout = Duration::from_secs(60);
        *self.exchange.lock().unwrap() = Some(exchange.clone());
        let (head, body) = self.inner.send(request)?.into_parts();
        let body = read(body);
        exchange["status"] = json!(head.status.as_u16());
        exchange["response_type"] = json!(text(&head.headers, "content-type"));
        exchange["violations"] = json!(text(&head.headers, "sl-violations"));
        exchange["received"] = json!(String::from_utf8_lossy(&body));
        *self.exchange.lock().unwrap() = Some(exchange);
        Ok(Response::from_parts(head, Body::from(body)))
    }
}

/// Reads a body, which may be a stream.
fn read(body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    body.into_reader().read_to_end(&mut bytes).unwrap();
    bytes
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.as_bytes();
    Some(String::from_utf8_lossy(value).into_owned())
}
