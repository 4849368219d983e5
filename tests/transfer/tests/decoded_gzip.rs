//! Clients that ask for responses in gzip, and decode them.

#![cfg(test)]

use std::{
    io::{self, Read, Write},
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, Response};
use restsmith_tests::block_on;
use restsmith_transfer::{
    Listening,
    decoding::{
        coded::{
            Client, DownloadAsSentInput, DownloadError, DownloadInput, LookInput,
            PictureAsSentInput, PictureInput, ReadError, ReadInput, ReadSignedInput, blocking,
        },
        runtime::{
            self, Body, BoxError, Builder, ContentCodingError, Error, ErrorKind, HttpRequest,
            Operation, ResponseProblem, ServiceClient, Sign, SignRequest, TransportError,
            TransportErrorKind, client::BoxFuture,
        },
    },
    listen,
};

const LIMIT: usize = 1_000;
const DAMAGED: &str = "the compressed body is damaged or truncated (content-encoding: gzip)";

fn gzip(content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn json(text: &str) -> Vec<u8> {
    gzip(format!(r#"{{"text":"{text}"}}"#))
}

/// A server that gives each request this answer, with the length of its body.
fn answering(status: u16, headers: &[&str], body: &[u8]) -> Listening {
    let length = format!("content-length: {}", body.len());
    let lines = [headers, &[&length]].concat().join("\r\n");
    let head = format!("HTTP/1.1 {status} Some Reason\r\n{lines}\r\n\r\n");
    let answer = [head.as_bytes(), body].concat();
    listen(move |connection| {
        while !connection.head()?.is_empty() {
            connection.send(&answer)?;
        }
        Ok(())
    })
}

fn set<C: ServiceClient>(builder: Builder<C>, server: &Listening) -> Builder<C> {
    builder
        .endpoint_url(server.url())
        .response_limit(LIMIT)
        .max_attempts(1)
}

type Outcome<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// The outcome of each client.
fn call<O: Operation>(
    server: &Listening,
    input: impl Fn() -> O,
) -> [(&'static str, Outcome<O>); 2] {
    let config = set(Client::builder(), server).config().unwrap();
    let http = runtime::hyper::Hyper::new(&config).unwrap();
    let hyper = block_on(runtime::client::Caller::new(config, http).call(input()));
    let config = set(blocking::Client::builder(), server).config().unwrap();
    let http = runtime::ureq::Ureq::new(&config).unwrap();
    [
        ("hyper", hyper),
        (
            "ureq",
            runtime::blocking::Caller::new(config, http).call(input()),
        ),
    ]
}

/// The outcome of each client, and of the operation without a client.
fn respond<O: Operation>(
    status: u16,
    headers: &[&str],
    body: &[u8],
    input: impl Fn() -> O,
) -> Vec<(&'static str, Outcome<O>)> {
    let mut response = Response::builder().status(status);
    for header in headers {
        let (name, value) = header.split_once(": ").unwrap();
        response = response.header(name, value);
    }
    let response = response
        .header("content-length", body.len())
        .body(Body::from(body.to_vec()))
        .unwrap();
    let mut outcomes = vec![("no client", input().response(response))];
    outcomes.extend(call(&answering(status, headers, body), input));
    outcomes
}

fn damaged() -> ResponseProblem {
    ResponseProblem::ContentCoding(ContentCodingError::Damaged {
        coding: "gzip".to_owned(),
    })
}

fn problem<E>(error: &Error<E>) -> &ResponseProblem {
    match error.kind() {
        ErrorKind::Response(error) => error.problem(),
        _ => panic!("another kind of error"),
    }
}

const HEADERS: [&str; 3] = [
    "x-amzn-requestid: id",
    "content-type: application/json",
    "content-encoding: gzip",
];

#[test]
fn a_success_is_decoded_and_its_headers_are_those_of_the_content() {
    for coding in ["gzip", "x-gzip", "GZIP", "identity, gzip", " gzip ,"] {
        let coding = format!("content-encoding: {coding}");
        for (client, outcome) in
            respond(200, &[HEADERS[0], &coding], &json("hello"), ReadInput::new)
        {
            let output = outcome.unwrap();
            assert_eq!(output.text.as_deref(), Some("hello"), "{client}, {coding}");
            assert_eq!(
                (output.coding, output.length),
                (None, None),
                "{client}, {coding}"
            );
        }
    }
}

#[test]
fn what_is_not_compressed_is_read_as_it_is() {
    for headers in [
        &HEADERS[..2],
        &["x-amzn-requestid: id", "content-encoding: identity"],
    ] {
        for (client, outcome) in respond(200, headers, br#"{"text":"hello"}"#, ReadInput::new) {
            let output = outcome.unwrap();
            assert_eq!(
                (output.text.as_deref(), output.length),
                (Some("hello"), Some(16)),
                "{client}"
            );
        }
    }
}

#[test]
fn several_members_are_one_body() {
    let body = [gzip(r#"{"te"#), gzip(""), gzip(r#"xt":"hello"}"#)].concat();
    for (client, outcome) in respond(200, &HEADERS, &body, ReadInput::new) {
        assert_eq!(outcome.unwrap().text.as_deref(), Some("hello"), "{client}");
    }
    for (client, outcome) in respond(200, &HEADERS, &body, PictureInput::new) {
        assert_eq!(
            outcome.unwrap().picture.unwrap(),
            r#"{"text":"hello"}"#,
            "{client}"
        );
    }
}

#[test]
fn other_codings_are_refused() {
    for coding in ["br", "deflate", "zstd", "gzip, gzip", "gzip, br", "unknown"] {
        let header = format!("content-encoding: {coding}");
        let text = format!("this client doesn't support the body's content-encoding: {coding}");
        for (client, outcome) in
            respond(200, &[HEADERS[0], &header], &json("hello"), ReadInput::new)
        {
            let error = outcome.unwrap_err();
            let unsupported = ContentCodingError::Unsupported {
                coding: coding.to_owned(),
            };
            assert_eq!(
                problem(&error),
                &ResponseProblem::ContentCoding(unsupported),
                "{client}"
            );
        }
        for (client, outcome) in
            respond(410, &[HEADERS[0], &header], &json("hello"), ReadInput::new)
        {
            assert_eq!(
                outcome.unwrap_err().message(),
                Some(text.as_str()),
                "{client}"
            );
        }
    }
}

#[test]
fn an_error_is_decoded_before_it_is_read() {
    let body = gzip(r#"{"__type":"Gone","message":"no more","reason":"over"}"#);
    for (client, outcome) in respond(410, &HEADERS, &body, ReadInput::new) {
        let error = outcome.unwrap_err();
        assert_eq!(
            error.to_string(),
            "Read failed: Gone (HTTP 410): no more (request id id)",
            "{client}"
        );
        let Some(ReadError::Gone(gone)) = error.service() else {
            panic!("{client}: {error:?}")
        };
        assert_eq!(gone.reason.as_deref(), Some("over"), "{client}");
    }
    for (client, outcome) in call(&answering(410, &HEADERS, &body), DownloadAsSentInput::new) {
        assert_eq!(outcome.unwrap_err().message(), Some("no more"), "{client}");
    }
}

#[test]
fn a_secret_that_a_compressed_body_repeats_is_redacted() {
    let input = || ReadInput::new().token("secret-token");
    for body in [
        r#"{"message":"bad secret-token","reason":"secret-token"}"#,
        "bad secret-token",
    ] {
        for (client, outcome) in respond(410, &HEADERS, &gzip(body), input) {
            let error = outcome.unwrap_err();
            assert!(
                error.to_string().contains("bad [redacted]"),
                "{client}: {error}"
            );
            assert!(!format!("{error:?}").contains("secret-token"), "{client}");
        }
    }
}

#[test]
fn a_body_of_exactly_the_limit_passes_and_no_longer_one() {
    // `{"text":""}` has 11 bytes.
    let server = answering(200, &HEADERS, &json(&"x".repeat(LIMIT - 11)));
    for (client, outcome) in call(&server, ReadInput::new) {
        assert_eq!(
            outcome.unwrap().text.map(|text| text.len()),
            Some(LIMIT - 11),
            "{client}"
        );
    }
    let bomb = gzip(vec![b' '; 500_000]);
    for body in [json(&"x".repeat(LIMIT - 10)), bomb] {
        assert!(body.len() < LIMIT);
        for (client, outcome) in call(&answering(200, &HEADERS, &body), ReadInput::new) {
            let error = outcome.unwrap_err();
            assert_eq!(
                problem(&error),
                &ResponseProblem::TooLarge { limit: LIMIT },
                "{client}"
            );
        }
    }
}

#[test]
fn without_a_client_the_limit_is_that_of_the_clients_by_default() {
    let content = vec![b'x'; 16 * 1024 * 1024];
    let response = |content: &[u8]| {
        Response::builder()
            .header("content-encoding", "gzip")
            .body(Body::from(gzip(content)))
            .unwrap()
    };
    let output = PictureInput::new().response(response(&content)).unwrap();
    assert!(output.picture.is_some_and(|picture| picture == content));
    let error = PictureInput::new()
        .response(response(&[content.as_slice(), b"x"].concat()))
        .unwrap_err();
    assert_eq!(
        problem(&error),
        &ResponseProblem::TooLarge {
            limit: content.len()
        }
    );
}

#[test]
fn of_an_error_that_is_too_large_the_beginning_is_read() {
    let content = format!("beginning{}", " ".repeat(500_000));
    for (client, outcome) in call(&answering(410, &HEADERS, &gzip(&content)), ReadInput::new) {
        assert_eq!(
            outcome.unwrap_err().message(),
            Some(&content[..LIMIT]),
            "{client}"
        );
    }
    // More bytes than the limit are there before they are decoded.
    let stored = {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(content.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    for (client, outcome) in call(&answering(410, &HEADERS, &stored), ReadInput::new) {
        let message = outcome.unwrap_err().message().map(str::to_owned).unwrap();
        assert!(
            message.starts_with("beginning") && message.trim_end() == "beginning",
            "{client}: {message}"
        );
    }
    for (client, outcome) in call(&answering(200, &HEADERS, &stored), ReadInput::new) {
        let error = outcome.unwrap_err();
        assert_eq!(
            problem(&error),
            &ResponseProblem::TooLarge { limit: LIMIT },
            "{client}"
        );
    }
}

/// Bodies that are no gzip.
fn bad() -> Vec<Vec<u8>> {
    let good = json("hello");
    let mut wrong_checksum = good.clone();
    let index = good.len() - 8;
    wrong_checksum[index] ^= 1;
    let mut wrong_length = good.clone();
    let index = good.len() - 1;
    wrong_length[index] ^= 1;
    vec![
        br#"{"text":"plain"}"#.to_vec(),
        good[..good.len() - 1].to_vec(),
        good[..5].to_vec(),
        good[..12].to_vec(),
        [good.as_slice(), b"garbage"].concat(),
        [good.as_slice(), b"\0\0"].concat(),
        wrong_checksum,
        wrong_length,
    ]
}

#[test]
fn a_damaged_success_is_refused() {
    for body in bad() {
        for (client, outcome) in respond(200, &HEADERS, &body, ReadInput::new) {
            let error = outcome.unwrap_err();
            assert_eq!(problem(&error), &damaged(), "{client}");
            let text = format!(
                "Read failed: the response (HTTP 200) can't be read: {DAMAGED} (request id id)"
            );
            assert_eq!(error.to_string(), text, "{client}");
            assert!(!error.is_retryable(), "{client}");
        }
    }
}

#[test]
fn a_damaged_error_keeps_what_its_head_says() {
    let headers = [&HEADERS[..], &["x-amzn-errortype: Gone"]].concat();
    for body in bad() {
        for (client, outcome) in respond(410, &headers, &body, ReadInput::new) {
            let error = outcome.unwrap_err();
            let text = format!("Read failed: Gone (HTTP 410): {DAMAGED} (request id id)");
            assert_eq!(error.to_string(), text, "{client}");
            let Some(ReadError::Gone(gone)) = error.service() else {
                panic!("{client}: {error:?}")
            };
            assert_eq!(gone.reason, None, "{client}");
        }
    }
}

#[test]
fn without_a_body_there_is_nothing_to_decode() {
    for status in [200, 204] {
        for (client, outcome) in respond(status, &HEADERS[2..], b"", ReadInput::new) {
            assert_eq!(outcome.unwrap().coding.as_deref(), Some("gzip"), "{client}");
        }
    }
    let server = listen(|connection| {
        connection.head()?;
        connection.send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 47\r\n\r\n")
    });
    for (client, outcome) in call(&server, LookInput::new) {
        assert_eq!(outcome.unwrap().length, Some(47), "{client}");
    }
}

#[test]
fn an_output_that_says_the_coding_has_the_bytes_as_they_were_sent() {
    let sent = gzip("hello");
    for (client, outcome) in respond(200, &HEADERS, &sent, PictureAsSentInput::new) {
        let output = outcome.unwrap();
        assert_eq!(output.coding.as_deref(), Some("gzip"), "{client}");
        assert_eq!(output.picture.unwrap(), sent, "{client}");
    }
}

/// The content of a stream that each client gives, and the error at its end.
fn downloaded(headers: &[&str], body: &[u8]) -> [(Vec<u8>, Option<TransportError>); 2] {
    let server = answering(200, headers, body);
    let client = set(Client::builder(), &server).build().unwrap();
    let awaited = block_on(async {
        let (mut body, mut content) = (
            client.download(DownloadInput::new()).await.unwrap().content,
            Vec::new(),
        );
        assert!(body.is_stream() && body.length().is_none());
        loop {
            match body.next().await {
                None => break (content, None),
                Some(Ok(piece)) => {
                    assert!(piece.len() <= 20_000);
                    content.extend_from_slice(&piece);
                }
                Some(Err(error)) => break (content, Some(error)),
            }
        }
    });
    let client = set(blocking::Client::builder(), &server).build().unwrap();
    let body = client.download(DownloadInput::new()).unwrap().content;
    let mut content = Vec::new();
    let end = body.into_reader().read_to_end(&mut content);
    [awaited, (content, end.err().map(TransportError::from))]
}

#[test]
fn a_stream_is_decoded_while_it_is_read_and_has_no_limit() {
    let text = vec![b'x'; 300_000];
    for body in [
        gzip(&text),
        [gzip(&text[..100]), gzip(&text[100..])].concat(),
    ] {
        for (content, end) in downloaded(&HEADERS[2..], &body) {
            assert!(end.is_none(), "{end:?}");
            assert!(content == text);
        }
    }
}

#[test]
fn a_damaged_stream_ends_with_an_error() {
    for body in bad() {
        for (_, end) in downloaded(&HEADERS[2..], &body) {
            let error = end.unwrap();
            assert_eq!(error.kind(), TransportErrorKind::ContentCoding);
            assert_eq!(
                error.to_string(),
                format!("the response can't be decoded: {DAMAGED}")
            );
            assert!(!error.is_retryable());
        }
    }
}

#[test]
fn a_stream_in_another_coding_is_refused() {
    for (client, outcome) in call(
        &answering(200, &["content-encoding: br"], b"hello"),
        DownloadInput::new,
    ) {
        let text = "this client doesn't support the body's content-encoding: br";
        assert!(outcome.unwrap_err().to_string().ends_with(text), "{client}");
    }
}

#[test]
fn a_stream_of_which_an_error_comes_is_decoded_as_a_body() {
    let body = gzip(r#"{"__type":"Gone","reason":"over"}"#);
    for (client, outcome) in call(&answering(410, &HEADERS, &body), DownloadInput::new) {
        let error = outcome.unwrap_err();
        let Some(DownloadError::Gone(gone)) = error.service() else {
            panic!("{client}: {error:?}")
        };
        assert_eq!(gone.reason.as_deref(), Some("over"), "{client}");
    }
}

/// A transport of the caller's: it keeps the headers that it is to send, and answers in gzip.
#[derive(Clone, Debug, Default)]
struct Own(Arc<Mutex<Vec<HeaderMap>>>);

impl Own {
    fn answer(&self, request: &HttpRequest, body: Body) -> Response<Body> {
        self.0
            .lock()
            .unwrap()
            .push(request.message.headers().clone());
        Response::builder()
            .header("content-encoding", "gzip")
            .body(body)
            .unwrap()
    }

    fn accepted(&self) -> Option<String> {
        let headers = self.0.lock().unwrap().pop().unwrap();
        headers
            .get("accept-encoding")
            .map(|value| value.to_str().unwrap().to_owned())
    }
}

impl runtime::blocking::HttpClient for Own {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let body = json("own");
        let is_stream = request.streams_response;
        let body = if is_stream {
            Body::from_reader(io::Cursor::new(body))
        } else {
            Body::from(body)
        };
        Ok(self.answer(&request, body))
    }
}

impl runtime::client::HttpClient for Own {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let mut pieces = json("own").into_iter();
        let next = move |_: &mut Context<'_>| {
            Poll::Ready(
                pieces
                    .next()
                    .map(|byte| Ok::<_, io::Error>(Bytes::from(vec![byte]))),
            )
        };
        let body = if request.streams_response {
            Body::from_poll_fn(next)
        } else {
            Body::from(json("own"))
        };
        let answer = self.answer(&request, body);
        Box::pin(async { Ok(answer) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn a_transport_of_the_callers_decodes_nothing_by_itself() {
    let client = blocking::Client::builder()
        .endpoint_url("http://localhost:1")
        .build_with(Own::default())
        .unwrap();
    assert_eq!(
        client.read(ReadInput::new()).unwrap().text.as_deref(),
        Some("own")
    );
    let body = client.download(DownloadInput::new()).unwrap().content;
    assert_eq!(
        io::read_to_string(body.into_reader()).unwrap(),
        r#"{"text":"own"}"#
    );
    let client = Client::builder()
        .endpoint_url("http://localhost:1")
        .build_with(Own::default())
        .unwrap();
    block_on(async {
        assert_eq!(
            client.read(ReadInput::new()).await.unwrap().text.as_deref(),
            Some("own")
        );
        let body = client.download(DownloadInput::new()).await.unwrap().content;
        assert_eq!(body.collect(100).await.unwrap(), r#"{"text":"own"}"#);
    });
}

#[test]
fn gzip_is_asked_for_where_it_is_decoded_unless_a_member_says_something_else() {
    let own = Own::default();
    let client = blocking::Client::builder()
        .endpoint_url("http://localhost:1")
        .build_with(own.clone())
        .unwrap();
    client.read(ReadInput::new()).unwrap();
    assert_eq!(own.accepted().as_deref(), Some("gzip"));
    client.download(DownloadInput::new()).unwrap();
    assert_eq!(own.accepted().as_deref(), Some("gzip"));
    client.read(ReadInput::new().codings("identity")).unwrap();
    assert_eq!(own.accepted().as_deref(), Some("identity"));
    client.read(ReadInput::new().range("bytes=0-9")).unwrap();
    assert_eq!(own.accepted(), None);
    client.picture_as_sent(PictureAsSentInput::new()).unwrap();
    assert_eq!(own.accepted(), None);
    client.look(LookInput::new()).unwrap();
    assert_eq!(own.accepted(), None);
}

/// Signs with the header that asks for gzip.
struct Witness;

impl Sign for Witness {
    fn sign(&self, request: &mut SignRequest<'_>) -> Result<(), BoxError> {
        let value = request
            .headers
            .get("accept-encoding")
            .ok_or("it is not there yet")?
            .clone();
        request.headers.insert("authorization", value);
        Ok(())
    }
}

#[test]
fn a_signature_covers_what_is_asked_for() {
    let own = Own::default();
    let builder = blocking::Client::builder()
        .endpoint_url("http://localhost:1")
        .signing_region("eu-west-1");
    let client = builder.signer(Witness).build_with(own.clone()).unwrap();
    client.read_signed(ReadSignedInput::new()).unwrap();
    assert_eq!(own.0.lock().unwrap()[0]["authorization"], "gzip");
}
