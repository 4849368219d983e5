//! Clients of APIs that differ in how requests are written, and what the clients send.

include!(concat!(env!("OUT_DIR"), "/requests.rs"));

use restsmith_tests::{Answer, Server};

use runtime::{
    Error, ErrorKind, InputError, Operation, blocking, client, hyper::Hyper, ureq::Ureq,
};

/// Returns what both clients send: the request line without the version, the content type, and the body.
///
/// # Panics
///
/// Panics if a call fails, or the clients send different requests.
pub fn sent<O: Operation + Clone>(input: &O) -> String {
    sent_with(input, &["content-"])
}

/// Returns what both clients send: the request line without the version, the headers that begin with one of these texts,
/// and the body.
///
/// # Panics
///
/// Panics if a call fails, or the clients send different requests.
#[expect(clippy::expect_used, reason = "a test without its request has failed")]
pub fn sent_with<O: Operation + Clone>(input: &O, headers: &[&str]) -> String {
    let server = Server::start([Answer::ok()]);
    let results = calls(&server.url(), input);
    assert!(results.iter().all(Result::is_ok), "a call failed");
    let requests = server.requests();
    let mut requests = requests.iter().map(|request| shown(request, headers));
    let first = requests
        .next()
        .expect("the asynchronous client sent a request");
    assert_eq!(requests.next().as_ref(), Some(&first));
    first
}

/// Returns the error of both clients, which don't send the input.
///
/// # Panics
///
/// Panics if a client sends the input, or fails for another reason.
#[expect(clippy::expect_used, reason = "a test without its error has failed")]
pub fn refused<O: Operation + Clone>(input: &O) -> InputError {
    let errors = calls("http://127.0.0.1:9", input).map(|result| {
        let error = result.err()?;
        match error.kind() {
            ErrorKind::Input(error) => Some(error.clone()),
            _ => None,
        }
    });
    let [first, second] = errors.map(|error| error.expect("the input is invalid"));
    assert_eq!(first, second);
    first
}

fn shown(request: &str, headers: &[&str]) -> String {
    let (head, body) = request.split_once("\r\n\r\n").unwrap_or((request, ""));
    let mut lines = head.lines();
    let line = lines.next().unwrap_or_default();
    let mut shown = line.trim_end_matches(" HTTP/1.1").to_owned();
    let is_shown = |line: &&str| headers.iter().any(|header| line.starts_with(header));
    for line in lines.filter(is_shown) {
        shown = shown + "\n" + line;
    }
    if body.is_empty() {
        shown
    } else {
        shown + "\n\n" + body
    }
}

/// Makes a call of the asynchronous client and one of the blocking client.
#[expect(clippy::expect_used, reason = "a test without its client has failed")]
fn calls<O: Operation + Clone>(
    endpoint: &str,
    input: &O,
) -> [Result<O::Output, Error<O::Error>>; 2] {
    let config = || {
        let builder = paths::Client::builder().endpoint_url(endpoint);
        builder.config().expect("the settings are valid")
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts");
    let http = Hyper::new(&config()).expect("TLS is available");
    let caller = client::Caller::new(config(), http);
    let asynchronous = runtime.block_on(caller.call(input.clone()));
    let http = Ureq::new(&config()).expect("TLS is available");
    let blocking = blocking::Caller::new(config(), http).call(input.clone());
    [asynchronous, blocking]
}
