//! Streams that are received, over each bundled transport.

#![cfg(test)]

use std::{
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use restsmith_transfer::{
    Clients, Connection, Listening, TRANSPORTS, Transport, listen,
    runtime::{
        ErrorKind, TransportError,
        TransportErrorKind::{AttemptTimeout, Io, Protocol, Stalled, TooLarge},
    },
    transfer::{DownloadInput, DownloadPartInput},
};

const SHORT: Duration = Duration::from_millis(50);
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n";

/// A server that gives each request these bytes, and closes the connection.
fn answering(answer: impl Into<Vec<u8>>) -> Listening {
    let answer = answer.into();
    listen(move |connection| {
        connection.head()?;
        connection.send(&answer)
    })
}

/// A server that gives each request these bytes and then nothing more.
fn hanging(answer: &'static str) -> Listening {
    listen(move |connection| {
        connection.head()?;
        connection.send(answer)?;
        connection.wait_for_end();
        Ok(())
    })
}

/// What is read of a stream, and how it ends.
fn read(client: &Clients) -> (String, Result<(), TransportError>) {
    let body = client.call(DownloadInput::new()).unwrap().content;
    assert!(body.is_stream());
    let mut text = Vec::new();
    let result = client.read(body, |piece| text.extend_from_slice(piece));
    (String::from_utf8(text).unwrap(), result)
}

fn client(transport: Transport, server: &Listening) -> Clients {
    Clients::new(transport, &server.url(), |builder| builder)
}

#[test]
fn a_stream_is_read_to_its_end_however_it_is_framed() {
    let answers = [
        ("a length", format!("{HEAD}hello world"), Some(11)),
        (
            "chunks",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n"
                .into(),
            None,
        ),
        ("the connection's end", "HTTP/1.1 200 OK\r\n\r\nhello world".into(), None),
        ("another success", format!("{}hello world", HEAD.replace("200 OK", "206 Part")), Some(11)),
    ];
    for (what, answer, length) in answers {
        for transport in TRANSPORTS {
            let server = answering(answer.clone());
            let client = client(transport, &server);
            assert_eq!(
                client.call(DownloadInput::new()).unwrap().content.length(),
                length,
                "{what}, {transport:?}"
            );
            let (text, result) = read(&client);
            assert!(result.is_ok(), "{what}, {transport:?}: {result:?}");
            assert_eq!(text, "hello world", "{what}, {transport:?}");
        }
    }
}

#[test]
fn an_empty_stream_ends_at_once() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
    ] {
        for transport in TRANSPORTS {
            let server = answering(answer);
            let (text, result) = read(&client(transport, &server));
            assert!(result.is_ok(), "{transport:?}: {result:?}");
            assert_eq!(text, "", "{transport:?}");
        }
    }
}

#[test]
fn a_large_stream_arrives_as_it_is_read() {
    const PIECE: usize = 64 * 1024;
    const PIECES: usize = 1_024;
    // What sockets and clients hold back, on any system.
    const HELD_BACK: u64 = 56 * 1024 * 1024;
    for transport in TRANSPORTS {
        let (received, lead) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (count, longest) = (Arc::clone(&received), Arc::clone(&lead));
        let server = listen(move |connection| {
            connection.head()?;
            connection.send(format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
                PIECE * PIECES
            ))?;
            for index in 1..=PIECES {
                connection.send(vec![b'x'; PIECE])?;
                let sent = (PIECE * index) as u64;
                longest.fetch_max(sent - count.load(Ordering::Relaxed), Ordering::Relaxed);
            }
            Ok(())
        });
        let client = Clients::new(transport, &server.url(), |builder| {
            builder.response_limit(1_000)
        });
        let body = client.call(DownloadInput::new()).unwrap().content;
        let result = client.read(body, |piece| {
            assert!(piece.iter().all(|byte| *byte == b'x'));
            received.fetch_add(piece.len() as u64, Ordering::Relaxed);
        });
        assert!(result.is_ok(), "{transport:?}: {result:?}");
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

#[test]
fn a_stream_of_which_nothing_more_comes_ends_with_an_error() {
    for transport in TRANSPORTS {
        let server = hanging("HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello ");
        let client = Clients::new(transport, &server.url(), |builder| {
            builder.attempt_timeout(SHORT)
        });
        let (text, result) = read(&client);
        assert_eq!(text, "hello ", "{transport:?}");
        let error = result.unwrap_err();
        assert_eq!(error.kind(), Stalled(SHORT), "{transport:?}: {error:?}");
        assert_eq!(
            error.to_string(),
            "no further data of the response within 50ms",
            "{transport:?}"
        );
        assert_eq!(client.attempts(), 1, "{transport:?}");
    }
}

#[test]
fn a_slow_stream_may_take_longer_than_an_attempt_and_a_call() {
    for transport in TRANSPORTS {
        let server = listen(|connection| {
            connection.head()?;
            connection.send(HEAD)?;
            for byte in b"hello world" {
                thread::sleep(SHORT / 2);
                connection.send([*byte])?;
            }
            Ok(())
        });
        let client = Clients::new(transport, &server.url(), |builder| {
            builder.attempt_timeout(4 * SHORT).call_timeout(4 * SHORT)
        });
        let (text, result) = read(&client);
        assert!(result.is_ok(), "{transport:?}: {result:?}");
        assert_eq!(text, "hello world", "{transport:?}");
    }
}

#[test]
fn the_head_of_a_stream_has_the_time_of_an_attempt() {
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-len"] {
        for transport in TRANSPORTS {
            let server = hanging(answer);
            let client = Clients::new(transport, &server.url(), |builder| {
                builder.attempt_timeout(SHORT)
            });
            let error = client.call(DownloadInput::new()).unwrap_err();
            assert_eq!(
                error.to_string(),
                "Download failed: no complete response within 50ms",
                "{transport:?}"
            );
            let is_timeout = matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == AttemptTimeout(SHORT));
            assert!(is_timeout, "{transport:?}: {error:?}");
            assert_eq!(client.attempts(), 3, "{transport:?}");
        }
    }
}

#[test]
fn a_stream_that_breaks_off_ends_with_an_error() {
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\nhello \r\n";
    let answers = [
        ("in the body", format!("{HEAD}hello "), Io),
        ("between chunks", chunked.to_owned(), Io),
        ("in a chunk", format!("{chunked}5\r\n"), Io),
        ("in no chunk", format!("{chunked}garbage\r\n"), Protocol),
    ];
    for (what, answer, kind) in answers {
        for transport in TRANSPORTS {
            let server = answering(answer.clone());
            let client = client(transport, &server);
            let (text, result) = read(&client);
            // ureq looks at all that came before it gives any of it.
            assert!("hello ".starts_with(&text), "{what}, {transport:?}: {text}");
            let error = result.unwrap_err();
            assert_eq!(error.kind(), kind, "{what}, {transport:?}: {error:?}");
            assert_eq!(client.attempts(), 1, "{what}, {transport:?}");
        }
    }
}

#[test]
fn the_body_of_an_error_is_no_stream() {
    let body = format!(r#"{{"__type":"Gone","message":"{}"}}"#, "x".repeat(100));
    let answer = format!(
        "HTTP/1.1 410 Gone\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    for transport in TRANSPORTS {
        let server = answering(answer.clone());
        let error = client(transport, &server)
            .call(DownloadInput::new())
            .unwrap_err();
        assert_eq!(error.code(), Some("Gone"), "{transport:?}");
        assert_eq!(
            error.message(),
            Some("x".repeat(100).as_str()),
            "{transport:?}"
        );

        let limited = Clients::new(transport, &server.url(), |builder| {
            builder.response_limit(20)
        });
        let error = limited.call(DownloadInput::new()).unwrap_err();
        assert_eq!(error.message(), Some(&body[..20]), "{transport:?}");
    }
}

#[test]
fn an_error_whose_body_does_not_end_is_given_up_in_time() {
    let slow = || {
        listen(|connection: &mut Connection| -> io::Result<()> {
            connection.head()?;
            connection.send("HTTP/1.1 400 Bad\r\ncontent-length: 1000\r\n\r\n")?;
            loop {
                thread::sleep(SHORT / 4);
                connection.send("x")?;
            }
        })
    };
    for transport in TRANSPORTS {
        for server in [
            hanging("HTTP/1.1 400 Bad\r\ncontent-length: 2\r\n\r\n{"),
            slow(),
        ] {
            let client = Clients::new(transport, &server.url(), |builder| {
                builder.attempt_timeout(SHORT).max_attempts(1)
            });
            let error = client.call(DownloadInput::new()).unwrap_err();
            assert_eq!(
                error.to_string(),
                "Download failed: no complete response within 50ms",
                "{transport:?}"
            );
        }
    }
}

#[test]
fn a_busy_service_is_called_again_before_the_stream_begins() {
    for transport in TRANSPORTS {
        let busy = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n".to_owned();
        let answers = Mutex::new(vec![format!("{HEAD}hello world"), busy]);
        let server = listen(move |connection| {
            while !connection.head()?.is_empty() {
                connection.send(answers.lock().unwrap().pop().unwrap())?;
            }
            Ok(())
        });
        let client = client(transport, &server);
        let (text, result) = read(&client);
        assert!(result.is_ok(), "{transport:?}: {result:?}");
        assert_eq!(
            (text.as_str(), client.attempts()),
            ("hello world", 2),
            "{transport:?}"
        );
    }
}

#[test]
fn dropping_a_stream_gives_up_the_connection() {
    for transport in TRANSPORTS {
        let (ended, end) = mpsc::channel();
        let ended = Mutex::new(ended);
        let server = listen(move |connection| {
            connection.head()?;
            connection.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nhello")?;
            connection.wait_for_end();
            ended.lock().unwrap().send(()).map_err(io::Error::other)
        });
        let client = client(transport, &server);
        drop(client.call(DownloadInput::new()).unwrap().content);
        client.rest();
        end.recv_timeout(Duration::from_secs(60)).unwrap();
    }
}

#[test]
fn a_stream_that_was_read_leaves_the_connection_to_the_next_call() {
    for transport in TRANSPORTS {
        let server = listen(|connection| {
            while !connection.head()?.is_empty() {
                connection.send(format!("{HEAD}hello world"))?;
            }
            Ok(())
        });
        let client = client(transport, &server);
        for _ in 0..3 {
            let (text, result) = read(&client);
            assert!(result.is_ok(), "{transport:?}: {result:?}");
            assert_eq!(text, "hello world", "{transport:?}");
            client.rest();
        }
        assert_eq!(server.connections(), 1, "{transport:?}");
    }
}

#[test]
fn collecting_a_stream_has_a_limit() {
    for transport in [Transport::Hyper, Transport::Reqwest] {
        let server = answering(format!("{HEAD}hello world"));
        let client = client(transport, &server);
        let collect = |limit| {
            let body = client.call(DownloadInput::new()).unwrap().content;
            client.block_on(body.collect(limit))
        };
        assert_eq!(collect(11).unwrap(), "hello world", "{transport:?}");
        let error = collect(10).unwrap_err();
        assert_eq!(error.kind(), TooLarge(10), "{transport:?}");
        assert_eq!(
            error.to_string(),
            "the response is larger than the limit of 10 bytes"
        );
    }
}

#[test]
fn what_the_head_says_is_there_before_the_stream() {
    let answer =
        "HTTP/1.1 206 Part\r\ncontent-range: bytes 0-4/11\r\ncontent-length: 5\r\n\r\nhello";
    for transport in TRANSPORTS {
        let server = answering(answer);
        let client = client(transport, &server);
        let output = client.call(DownloadPartInput::new().range("0-4")).unwrap();
        assert_eq!(
            output.range.as_deref(),
            Some("bytes 0-4/11"),
            "{transport:?}"
        );
        assert_eq!(output.status, Some(206), "{transport:?}");
        let mut text = Vec::new();
        client
            .read(output.content, |piece| text.extend_from_slice(piece))
            .unwrap();
        assert_eq!(text, b"hello", "{transport:?}");
    }
}
