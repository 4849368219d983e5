//! Streams that are sent, over each bundled transport.

#![cfg(test)]

use std::{
    io, iter,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering},
        mpsc,
    },
    task::Poll,
    time::Duration,
};

use bytes::Bytes;
use restsmith_transfer::{
    Clients, Connection, Pieces, TRANSPORTS, Transport, listen,
    runtime::{Body, Endpoint, ErrorKind, InputError, Operation, TransportErrorKind},
    transfer::{Client, DownloadInput, UploadIfAnyInput, UploadInput, UploadVideoInput},
};

/// What an asynchronous stream gives.
type Next = Poll<Option<io::Result<Bytes>>>;

const SHORT: Duration = Duration::from_millis(200);
const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

fn pieces(texts: &'static [&'static str]) -> impl Pieces {
    texts
        .iter()
        .map(|text| Ok(Bytes::from_static(text.as_bytes())))
}

/// The head's lines but those that every request has, and the name of its body's framing.
fn framing(head: &str) -> Vec<&str> {
    let lines = head.lines().skip(1).filter(|line| !line.is_empty());
    let is_everywhere = |line: &str| {
        ["host:", "user-agent:", "content-type:"]
            .iter()
            .any(|name| line.starts_with(name))
    };
    lines.filter(|line| !is_everywhere(line)).collect()
}

/// What a server got: the head and the body.
fn sent(transport: Transport, body: Body) -> (String, Vec<u8>) {
    let got = Arc::new(Mutex::new((String::new(), Vec::new())));
    let shared = Arc::clone(&got);
    let server = listen(move |connection| {
        let head = connection.head()?;
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let mut body = Vec::new();
        match length {
            Some(length) => {
                connection.body(length.parse().unwrap(), |piece| body.extend(piece))?;
            }
            None => body = connection.chunks()?,
        }
        *shared.lock().unwrap() = (head, body);
        connection.send(OK)
    });
    Clients::new(transport, &server.url(), |builder| builder)
        .call(UploadInput::new(body))
        .unwrap();
    let got = got.lock().unwrap();
    got.clone()
}

#[test]
fn a_stream_of_unknown_length_is_sent_in_chunks() {
    for transport in TRANSPORTS {
        let (head, body) = sent(transport, transport.body(pieces(&["hello ", "", "world"])));
        assert_eq!(
            head.lines().next(),
            Some("PUT /upload HTTP/1.1"),
            "{transport:?}"
        );
        let accept = (transport == Transport::Reqwest).then_some("accept: */*");
        let expected: Vec<_> = accept
            .into_iter()
            .chain(["transfer-encoding: chunked"])
            .collect();
        assert_eq!(framing(&head), expected, "{transport:?}");
        // A reader that gives nothing has ended.
        let chunks = match transport {
            Transport::Ureq => "6\r\nhello \r\n0\r\n\r\n",
            _ => "6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n",
        };
        assert_eq!(String::from_utf8(body).unwrap(), chunks, "{transport:?}");
    }
}

#[test]
fn a_stream_of_known_length_is_sent_with_it() {
    for transport in TRANSPORTS {
        let (head, body) = sent(
            transport,
            transport.body(pieces(&["hello ", "world"])).with_length(11),
        );
        assert!(
            framing(&head).contains(&"content-length: 11"),
            "{transport:?}: {head}"
        );
        assert!(!head.contains("transfer-encoding"), "{transport:?}: {head}");
        assert_eq!(body, b"hello world", "{transport:?}");
    }
}

#[test]
fn of_a_stream_that_is_longer_than_its_length_the_rest_is_left() {
    for transport in TRANSPORTS {
        for length in [0_u8, 3, 6, 8] {
            let body = transport
                .body(pieces(&["hello ", "world"]))
                .with_length(length.into());
            let (head, body) = sent(transport, body);
            assert!(
                head.contains(&format!("content-length: {length}\r\n")),
                "{transport:?}: {head}"
            );
            assert_eq!(body, b"hello world"[..length.into()], "{transport:?}");
        }
    }
}

#[test]
fn bytes_that_are_there_at_once_suit_every_client() {
    for transport in TRANSPORTS {
        let (head, body) = sent(transport, Body::from("hello"));
        assert!(
            framing(&head).contains(&"content-length: 5"),
            "{transport:?}: {head}"
        );
        assert_eq!(body, b"hello", "{transport:?}");
    }
}

#[test]
fn a_large_stream_is_sent_as_it_is_read() {
    const PIECE: usize = 64 * 1024;
    const PIECES: usize = 1_024;
    // What sockets and clients hold back, on any system.
    const HELD_BACK: u64 = 56 * 1024 * 1024;
    for transport in TRANSPORTS {
        let received = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&received);
        let server = listen(move |connection| {
            connection.head()?;
            connection.body((PIECE * PIECES) as u64, |piece| {
                assert!(piece.iter().all(|byte| *byte == b'x'));
                count.fetch_add(piece.len() as u64, Ordering::Relaxed);
            })?;
            connection.send(OK)
        });
        let lead = Arc::new(AtomicU64::new(0));
        let (count, longest) = (Arc::clone(&received), Arc::clone(&lead));
        let mut given = 0;
        let pieces = iter::repeat_with(move || {
            given += PIECE as u64;
            longest.fetch_max(given - count.load(Ordering::Relaxed), Ordering::Relaxed);
            Ok(Bytes::from(vec![b'x'; PIECE]))
        });
        let body = transport
            .body(pieces.take(PIECES))
            .with_length((PIECE * PIECES) as u64);
        Clients::new(transport, &server.url(), |builder| builder)
            .call(UploadInput::new(body))
            .unwrap();
        assert_eq!(
            received.load(Ordering::Relaxed),
            (PIECE * PIECES) as u64,
            "{transport:?}"
        );
        assert!(
            lead.load(Ordering::Relaxed) < HELD_BACK,
            "{transport:?}: {lead:?}"
        );
    }
}

/// Counts the requests, and gives each this answer once its body is there.
fn answering(answer: &'static str) -> (restsmith_transfer::Listening, Arc<AtomicUsize>) {
    let requests = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&requests);
    let serve = move |connection: &mut Connection| -> io::Result<()> {
        while connection.head()?.contains("PUT") {
            connection.body(11, |_| {})?;
            count.fetch_add(1, Ordering::Relaxed);
            connection.send(answer)?;
        }
        Ok(())
    };
    (listen(serve), requests)
}

const BUSY: &str = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n";

#[test]
fn a_stream_of_which_something_was_sent_is_not_sent_again() {
    for transport in TRANSPORTS {
        let (server, requests) = answering(BUSY);
        let client = Clients::new(transport, &server.url(), |builder| builder);
        let body = transport.body(pieces(&["hello ", "world"])).with_length(11);
        let error = client.call(UploadInput::new(body)).unwrap_err();
        assert_eq!(error.status().unwrap(), 503, "{transport:?}: {error}");
        assert!(error.is_retryable());
        assert_eq!(
            (client.attempts(), requests.load(Ordering::Relaxed)),
            (1, 1),
            "{transport:?}"
        );

        let error = client
            .call(UploadInput::new(Body::from("hello world")))
            .unwrap_err();
        assert_eq!(error.status().unwrap(), 503, "{transport:?}: {error}");
        assert_eq!(
            (client.attempts(), requests.load(Ordering::Relaxed)),
            (4, 4),
            "{transport:?}"
        );
    }
}

#[test]
fn a_stream_of_which_nothing_was_sent_is_tried_again() {
    for transport in TRANSPORTS {
        let (server, requests) = answering(OK);
        let client = Clients::failing(2, transport, &server.url(), |builder| builder);
        let body = transport.body(pieces(&["hello ", "world"])).with_length(11);
        client.call(UploadInput::new(body)).unwrap();
        assert_eq!(
            (client.attempts(), requests.load(Ordering::Relaxed)),
            (3, 1),
            "{transport:?}"
        );

        let refused = Clients::new(transport, "http://127.0.0.1:1", |builder| builder);
        let error = refused
            .call(UploadInput::new(transport.body(pieces(&["hello"]))))
            .unwrap_err();
        let ErrorKind::Transport(error) = error.kind() else {
            panic!("{transport:?}: {error:?}")
        };
        assert_eq!(
            error.kind(),
            TransportErrorKind::Connect,
            "{transport:?}: {error:?}"
        );
        assert_eq!(refused.attempts(), 3, "{transport:?}");
    }
}

/// What a call fails with whose body is this one, and how much of the body arrived.
fn failing(transport: Transport, body: Body) -> (String, bool, usize) {
    let server = listen(|connection| {
        connection.head()?;
        connection.wait_for_end();
        Ok(())
    });
    let client = Clients::new(transport, &server.url(), |builder| builder);
    let error = client.call(UploadInput::new(body)).unwrap_err();
    let ErrorKind::Transport(transport_error) = error.kind() else {
        panic!("{transport:?}: {error:?}")
    };
    assert_eq!(
        transport_error.kind(),
        TransportErrorKind::RequestBody,
        "{transport:?}: {error:?}"
    );
    (error.to_string(), error.is_retryable(), client.attempts())
}

#[test]
fn a_stream_that_fails_ends_the_call() {
    let broken = || {
        pieces(&["hello "]).chain(iter::once_with(|| {
            Err(io::Error::other("the disk is on fire"))
        }))
    };
    for transport in TRANSPORTS {
        for body in [
            transport.body(broken()),
            transport.body(broken()).with_length(11),
        ] {
            let (text, is_retryable, attempts) = failing(transport, body);
            let expected =
                "Upload failed: the body of the request can't be read: the disk is on fire";
            assert_eq!(text, expected, "{transport:?}");
            assert!(!is_retryable);
            assert_eq!(attempts, 1, "{transport:?}");
        }
    }
}

#[test]
fn a_stream_that_ends_before_its_length_ends_the_call() {
    for transport in TRANSPORTS {
        let body = transport.body(pieces(&["hello "])).with_length(11);
        let (text, _, attempts) = failing(transport, body);
        let expected = "Upload failed: the body of the request can't be read: the stream ended 5 bytes before its \
                        length";
        assert_eq!(text, expected, "{transport:?}");
        assert_eq!(attempts, 1, "{transport:?}");
    }
}

#[test]
fn a_stream_that_the_client_cannot_read_is_refused_before_anything_is_sent() {
    for transport in TRANSPORTS {
        let server = listen(|_| Ok(()));
        let client = Clients::new(transport, &server.url(), |builder| builder);
        let error = client
            .call(UploadInput::new(transport.wrong_body(pieces(&["hello"]))))
            .unwrap_err();
        let (problem, text) = match transport {
            Transport::Ureq => (
                InputError::AsyncBody,
                "Upload failed: a blocking client can't send an asynchronous stream: use bytes, or `Body::from_reader`",
            ),
            _ => (
                InputError::BlockingBody,
                "Upload failed: an asynchronous client can't send a blocking reader: use bytes, or \
                 `Body::from_poll_fn`",
            ),
        };
        assert!(
            matches!(error.kind(), ErrorKind::Input(error) if *error == problem),
            "{error:?}"
        );
        assert_eq!(error.to_string(), text);
        assert_eq!(
            (client.attempts(), server.connections()),
            (0, 0),
            "{transport:?}"
        );
    }
}

#[test]
fn a_body_does_not_show_what_it_says() {
    let shown = |body: Body| format!("{body:?}");
    assert_eq!(
        shown(Body::from("secret")),
        "Body { len: 6, is_truncated: false }"
    );
    for transport in TRANSPORTS {
        let body = transport.body(pieces(&["secret"]));
        assert_eq!(shown(body), "Body { stream: true, len: None }");
        let body = transport.body(pieces(&["secret"])).with_length(6);
        assert_eq!(shown(body), "Body { stream: true, len: Some(6) }");
    }
}

#[test]
fn a_stream_says_what_it_is_unless_a_member_does() {
    let request = |mut input: UploadIfAnyInput| {
        let request = input
            .request(&Endpoint::parse("https://h").unwrap())
            .unwrap();
        let header = |name| {
            request
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        (
            header("content-type"),
            header("content-length"),
            request.body().is_stream(),
        )
    };
    let text = |text: &str| Some(text.to_owned());
    let input = || UploadIfAnyInput::new("name");
    assert_eq!(request(input()), (None, text("0"), false));
    assert_eq!(
        request(input().content("hello")),
        (text("application/octet-stream"), text("5"), false)
    );
    assert_eq!(
        request(input().content("hello").r#type("a/b")),
        (text("a/b"), text("5"), false)
    );
    let stream = || Body::from_reader(io::empty());
    assert_eq!(
        request(input().content(stream())),
        (text("application/octet-stream"), None, true)
    );
    let known = stream().with_length(7);
    assert_eq!(
        request(input().content(known)),
        (text("application/octet-stream"), text("7"), true)
    );
    let mut input = UploadVideoInput::new("hello");
    let request = input
        .request(&Endpoint::parse("https://h").unwrap())
        .unwrap();
    assert_eq!(request.headers()["content-type"], "video/mp4");
    assert!(input.content.bytes().is_empty());
}

#[test]
fn what_is_not_sent_in_time_is_given_up() {
    for transport in TRANSPORTS {
        // Nobody reads what is sent until the test is over.
        let (over, is_over) = mpsc::channel::<()>();
        let is_over = Mutex::new(is_over);
        let server = listen(move |connection| {
            connection.head()?;
            let _ = is_over.lock().unwrap().recv();
            Ok(())
        });
        let client = Clients::new(transport, &server.url(), |builder| {
            builder.attempt_timeout(SHORT)
        });
        let endless = iter::repeat_with(|| Ok(Bytes::from(vec![b'x'; 64 * 1024])));
        let error = client
            .call(UploadInput::new(transport.body(endless)))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "Upload failed: no complete response within 200ms",
            "{transport:?}"
        );
        assert_eq!(client.attempts(), 1, "{transport:?}");
        drop(over);
    }
}

#[test]
fn a_call_with_a_stream_can_be_moved_between_threads() {
    fn is_movable<T: Send>(_: &T) {}
    let client = Client::builder()
        .endpoint_url("http://127.0.0.1:1")
        .build()
        .unwrap();
    is_movable(
        &client.upload(UploadInput::new(Body::from_poll_fn(|_| -> Next {
            Poll::Pending
        }))),
    );
    is_movable(&client.download(DownloadInput::new()));
}
