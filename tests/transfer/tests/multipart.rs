//! Multipart bodies that are sent, over each bundled transport.

#![cfg(test)]

use std::{
    collections::BTreeMap,
    io, iter,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::Bytes;
use restsmith_transfer::{
    Clients, Pieces, TRANSPORTS, Transport, listen,
    parts::{
        UploadAllInput, UploadInput, ValuesInput,
        types::{Kind, Owner},
    },
    runtime::{
        Body, Document, Endpoint, Error, ErrorKind, InputError, Operation, Part, TransportErrorKind,
    },
};

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
const BUSY: &str = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n";

fn pieces(texts: &'static [&'static str]) -> impl Pieces {
    texts
        .iter()
        .map(|text| Ok(Bytes::from_static(text.as_bytes())))
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// A request that a server received.
#[derive(Clone, Debug, Default)]
struct Request {
    head: String,
    body: Vec<u8>,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// Returns the boundary that the content type names.
    fn boundary(&self) -> &str {
        let content_type = self.header("content-type").unwrap();
        content_type
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap()
    }

    /// Returns the body, with `B` in place of the boundary.
    fn shown(&self) -> String {
        let body = String::from_utf8(self.body.clone()).unwrap();
        body.replace(self.boundary(), "B")
    }
}

/// Returns the content of a chunked body.
fn unchunked(mut chunks: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = std::str::from_utf8(&chunks[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return content;
        }
        content.extend(&chunks[end + 2..][..length]);
        chunks = &chunks[end + 2 + length + 2..];
    }
}

type Outcome<O> = Result<<O as Operation>::Output, ErrorKind<<O as Operation>::Error>>;

/// Calls a server with these responses, and returns the outcome, the number of attempts, and the requests that the server
/// received.
fn calls<O: Operation>(
    transport: Transport,
    failures: usize,
    responses: &[&'static str],
    input: O,
) -> (Outcome<O>, usize, Vec<Request>) {
    let received = Arc::new(Mutex::new(Vec::new()));
    let (shared, responses) = (Arc::clone(&received), responses.to_vec());
    let server = listen(move |connection| {
        loop {
            let mut request = Request {
                head: connection.head()?,
                body: Vec::new(),
            };
            if request.head.is_empty() {
                return Ok(());
            }
            match request.header("content-length").map(str::to_owned) {
                Some(length) => {
                    let body = &mut request.body;
                    connection.body(length.parse().unwrap(), |piece| body.extend(piece))?;
                }
                None => request.body = unchunked(&connection.chunks()?),
            }
            let index = {
                let mut received = shared.lock().unwrap();
                received.push(request);
                received.len() - 1
            };
            connection.send(responses[index])?;
        }
    });
    let client = Clients::failing(failures, transport, &server.url(), |builder| builder);
    let result = client.call(input).map_err(Error::into_kind);
    let requests = received.lock().unwrap().clone();
    (result, client.attempts(), requests)
}

fn sent<O: Operation>(transport: Transport, input: O) -> Request {
    let (result, _, mut requests) = calls(transport, 0, &[OK], input);
    assert!(result.is_ok(), "{transport:?}");
    requests.pop().unwrap()
}

/// Asserts that every client sends this body, where `B` is the boundary, with its length.
#[track_caller]
fn assert_sent<O: Operation>(input: impl Fn() -> O, body: &str) {
    for transport in TRANSPORTS {
        let request = sent(transport, input());
        assert_eq!(request.shown(), body, "{transport:?}");
        let length = request.body.len().to_string();
        assert_eq!(
            request.header("content-length"),
            Some(&*length),
            "{transport:?}"
        );
    }
}

fn owner(name: &str, tags: &[&str]) -> Owner {
    Owner::new().name(name).tags(texts(tags))
}

#[test]
fn each_member_of_the_body_is_a_part_in_the_order_of_the_spec() {
    let input = || {
        ValuesInput::new("7")
            .trace("t")
            .dry(true)
            .count(-5)
            .purpose("two\nlines, \u{e9}")
            .at("1970-01-01T00:01:30.5Z".parse().unwrap())
            .due("2026-01-02T03:04:05Z".parse().unwrap())
            .day("2026-01-02".parse().unwrap())
            .kind(Kind::Food)
            .secret("hush")
            .hash(Bytes::from_static(&[0xfb, 0xff]))
    };
    let request = sent(Transport::Hyper, input());
    assert_eq!(
        request.head.lines().next(),
        Some("POST /values/7?dry=true HTTP/1.1")
    );
    assert_eq!(request.header("x-trace"), Some("t"));
    assert_sent(
        input,
        "--B\r\nContent-Disposition: form-data; name=\"the %22purpose%22\"\r\n\r\ntwo\nlines, \u{e9}\r\n\
         --B\r\nContent-Disposition: form-data; name=\"count\"\r\n\r\n-5\r\n\
         --B\r\nContent-Disposition: form-data; name=\"at\"\r\n\r\n90.5\r\n\
         --B\r\nContent-Disposition: form-data; name=\"due\"\r\n\r\n2026-01-02T03:04:05Z\r\n\
         --B\r\nContent-Disposition: form-data; name=\"day\"\r\n\r\n2026-01-02\r\n\
         --B\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nFOOD\r\n\
         --B\r\nContent-Disposition: form-data; name=\"secret\"\r\n\r\nhush\r\n\
         --B\r\nContent-Disposition: form-data; name=\"hash\"\r\n\r\n+/8=\r\n\
         --B--\r\n",
    );
}

#[test]
fn a_list_repeats_its_name_and_other_nested_values_are_json() {
    let json = "Content-Type: application/json\r\n\r\n";
    let owner_json = "{\"name\":\"a\",\"tags\":[\"x\",\"y\"]}";
    assert_sent(
        || {
            ValuesInput::new("7")
                .names(texts(&["a", ""]))
                .holes(vec![Some("b".to_owned()), None])
                .owner(owner("a", &["x", "y"]))
                .extra(Document::String("text".to_owned()))
                .labels(BTreeMap::new())
        },
        &format!(
            "--B\r\nContent-Disposition: form-data; name=\"names\"\r\n\r\na\r\n\
             --B\r\nContent-Disposition: form-data; name=\"names\"\r\n\r\n\r\n\
             --B\r\nContent-Disposition: form-data; name=\"holes\"\r\n\r\nb\r\n\
             --B\r\nContent-Disposition: form-data; name=\"holes\"\r\n\r\n\r\n\
             --B\r\nContent-Disposition: form-data; name=\"owner\"\r\n{json}{owner_json}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"extra\"\r\n{json}\"text\"\r\n\
             --B\r\nContent-Disposition: form-data; name=\"labels\"\r\n{json}{{}}\r\n\
             --B--\r\n"
        ),
    );
    assert_sent(
        || {
            ValuesInput::new("7")
                .owners(vec![owner("a", &["x", "y"]), Owner::new()])
                .each(Vec::new())
                .hidden(vec![owner("a", &["x", "y"])])
        },
        &format!(
            "--B\r\nContent-Disposition: form-data; name=\"owners\"\r\n{json}{owner_json}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"owners\"\r\n{json}{{}}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"hidden\"\r\n{json}{owner_json}\r\n\
             --B--\r\n"
        ),
    );
}

#[test]
fn a_style_says_otherwise() {
    assert_sent(
        || {
            ValuesInput::new("7")
                .each(vec![Owner::new()])
                .whole(texts(&["a", "b"]))
                .bracketed(owner("a", &["x", "y"]))
                .indexed(texts(&["a", "b"]))
        },
        "--B\r\nContent-Disposition: form-data; name=\"each\"\r\nContent-Type: application/json\r\n\r\n{}\r\n\
         --B\r\nContent-Disposition: form-data; name=\"whole\"\r\nContent-Type: application/json\r\n\r\n[\"a\",\"b\"]\r\n\
         --B\r\nContent-Disposition: form-data; name=\"bracketed[name]\"\r\n\r\na\r\n\
         --B\r\nContent-Disposition: form-data; name=\"bracketed[tags][]\"\r\n\r\nx\r\n\
         --B\r\nContent-Disposition: form-data; name=\"bracketed[tags][]\"\r\n\r\ny\r\n\
         --B\r\nContent-Disposition: form-data; name=\"indexed[0]\"\r\n\r\na\r\n\
         --B\r\nContent-Disposition: form-data; name=\"indexed[1]\"\r\n\r\nb\r\n\
         --B--\r\n",
    );
}

#[test]
fn a_body_without_parts_is_its_end() {
    assert_sent(|| ValuesInput::new("7"), "--B--\r\n");
}

#[test]
fn a_file_has_a_name_and_a_media_type() {
    assert_sent(
        || UploadInput::new("p", "contents"),
        "--B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\np\r\n\
         --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"blob\"\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\ncontents\r\n\
         --B--\r\n",
    );
    let photo = || Part::new("\r\n--B--").file_name("\u{e9}\"\r\n\\.png");
    assert_sent(
        || {
            UploadAllInput::new(vec![Part::new("s").media_type("text/csv")])
                .first("1")
                .photos(vec![photo(), Part::default()])
                .last("l")
        },
        "--B\r\nContent-Disposition: form-data; name=\"first\"; filename=\"blob\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n1\r\n\
         --B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"\u{e9}%22%0D%0A\\.png\"\r\n\
         Content-Type: image/png\r\n\r\n\r\n--B--\r\n\
         --B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"blob\"\r\n\
         Content-Type: image/png\r\n\r\n\r\n\
         --B\r\nContent-Disposition: form-data; name=\"required\"; filename=\"blob\"\r\n\
         Content-Type: text/csv\r\n\r\ns\r\n\
         --B\r\nContent-Disposition: form-data; name=\"last\"\r\n\r\nl\r\n\
         --B--\r\n",
    );
}

/// Creates an input with three files, of which the last two are streams.
fn streams(transport: Transport, length: Option<u64>) -> UploadAllInput {
    let stream = || {
        let body = transport.body(pieces(&["hello ", "world"]));
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    };
    let photos = vec![Part::new(stream()).file_name("a"), "bytes".into()];
    UploadAllInput::new(vec![stream().into()])
        .photos(photos)
        .last("l")
}

const STREAMS: &str = "--B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a\"\r\n\
     Content-Type: image/png\r\n\r\nhello world\r\n\
     --B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"blob\"\r\n\
     Content-Type: image/png\r\n\r\nbytes\r\n\
     --B\r\nContent-Disposition: form-data; name=\"required\"; filename=\"blob\"\r\n\
     Content-Type: application/octet-stream\r\n\r\nhello world\r\n\
     --B\r\nContent-Disposition: form-data; name=\"last\"\r\n\r\nl\r\n\
     --B--\r\n";

#[test]
fn streams_of_known_length_are_sent_with_the_length_of_the_whole() {
    for transport in TRANSPORTS {
        let request = sent(transport, streams(transport, Some(11)));
        assert_eq!(request.shown(), STREAMS, "{transport:?}");
        let length = request.body.len().to_string();
        assert_eq!(
            request.header("content-length"),
            Some(&*length),
            "{transport:?}"
        );
        assert_eq!(request.header("transfer-encoding"), None, "{transport:?}");
    }
}

#[test]
fn a_stream_of_unknown_length_makes_the_whole_chunked() {
    for transport in TRANSPORTS {
        let request = sent(transport, streams(transport, None));
        assert_eq!(request.shown(), STREAMS, "{transport:?}");
        assert_eq!(request.header("content-length"), None, "{transport:?}");
        assert_eq!(
            request.header("transfer-encoding"),
            Some("chunked"),
            "{transport:?}"
        );
    }
}

#[test]
fn a_large_file_is_sent_as_it_is_read() {
    const PIECE: usize = 64 * 1024;
    const PIECES: usize = 1_024;
    // What sockets and clients hold back, on any system.
    const HELD_BACK: u64 = 56 * 1024 * 1024;
    for transport in TRANSPORTS {
        let received = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&received);
        let server = listen(move |connection| {
            let head = connection.head()?;
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            connection.body(length.unwrap().parse().unwrap(), |piece| {
                count.fetch_add(piece.len() as u64, Ordering::Relaxed);
            })?;
            connection.send(OK)
        });
        let lead = Arc::new(AtomicU64::new(0));
        let (count, longest) = (Arc::clone(&received), Arc::clone(&lead));
        let mut given = 0;
        let pieces = iter::repeat_with(move || {
            given += PIECE as u64;
            let received = count.load(Ordering::Relaxed);
            longest.fetch_max(given.saturating_sub(received), Ordering::Relaxed);
            Ok(Bytes::from(vec![b'x'; PIECE]))
        });
        let length = (PIECE * PIECES) as u64;
        let file = transport.body(pieces.take(PIECES)).with_length(length);
        Clients::new(transport, &server.url(), |builder| builder)
            .call(UploadInput::new("p", file))
            .unwrap();
        let received = received.load(Ordering::Relaxed);
        assert!(received > length, "{transport:?}: {received}");
        let lead = lead.load(Ordering::Relaxed);
        assert!(lead < HELD_BACK, "{transport:?}: {lead}");
    }
}

#[test]
fn files_are_sent_again_unless_a_stream_was_read() {
    for transport in TRANSPORTS {
        let files = || UploadInput::new("p", Part::new("contents").file_name("a"));
        let (result, attempts, requests) = calls(transport, 0, &[BUSY, BUSY, OK], files());
        assert!(result.is_ok(), "{transport:?}");
        assert_eq!((attempts, requests.len()), (3, 3), "{transport:?}");
        for request in &requests {
            assert_eq!(request.shown(), requests[0].shown(), "{transport:?}");
            assert!(request.shown().contains("filename=\"a\""), "{transport:?}");
        }

        let (result, attempts, requests) =
            calls(transport, 0, &[BUSY], streams(transport, Some(11)));
        assert!(
            matches!(result, Err(ErrorKind::Service(_))),
            "{transport:?}"
        );
        assert_eq!((attempts, requests.len()), (1, 1), "{transport:?}");

        let (result, attempts, requests) = calls(transport, 2, &[OK], streams(transport, None));
        assert!(result.is_ok(), "{transport:?}");
        assert_eq!((attempts, requests.len()), (3, 1), "{transport:?}");
        assert_eq!(requests[0].shown(), STREAMS, "{transport:?}");
    }
}

#[test]
fn a_stream_that_ends_early_ends_the_call() {
    for transport in TRANSPORTS {
        let server = listen(|connection| {
            connection.head()?;
            connection.wait_for_end();
            Ok(())
        });
        let client = Clients::new(transport, &server.url(), |builder| builder);
        let error = client.call(streams(transport, Some(12))).unwrap_err();
        assert_eq!(
            error.to_string(),
            "UploadAll failed: the body of the request can't be read: the stream ended 1 bytes before its length",
            "{transport:?}"
        );
        assert_eq!(client.attempts(), 1, "{transport:?}");
    }
}

#[test]
fn a_stream_that_fails_ends_the_call() {
    for transport in TRANSPORTS {
        let server = listen(|connection| {
            connection.head()?;
            connection.wait_for_end();
            Ok(())
        });
        let broken = pieces(&["hello "]).chain(iter::once_with(|| Err(io::Error::other("gone"))));
        let client = Clients::new(transport, &server.url(), |builder| builder);
        let error = client
            .call(UploadInput::new("p", transport.body(broken)))
            .unwrap_err();
        let ErrorKind::Transport(error) = error.kind() else {
            panic!("{transport:?}: {error:?}")
        };
        assert_eq!(
            error.kind(),
            TransportErrorKind::RequestBody,
            "{transport:?}"
        );
    }
}

#[test]
fn a_file_that_the_client_cannot_read_is_refused_before_anything_is_sent() {
    for transport in TRANSPORTS {
        let files = vec![
            transport.body(pieces(&["a"])).into(),
            transport.wrong_body(pieces(&["b"])).into(),
        ];
        let (result, attempts, requests) = calls(transport, 0, &[], UploadAllInput::new(files));
        let expected = match transport {
            Transport::Ureq => InputError::AsyncBody,
            _ => InputError::BlockingBody,
        };
        assert!(
            matches!(result, Err(ErrorKind::Input(error)) if error == expected),
            "{transport:?}"
        );
        assert_eq!((attempts, requests.len()), (0, 0), "{transport:?}");
    }
}

#[test]
fn a_media_type_can_not_add_headers() {
    for media_type in ["", " ", "text/plain\r\nx-evil: 1", "text/\u{e9}"] {
        let part = Part::new("a").media_type(media_type);
        let mut input = UploadInput::new("p", part);
        let endpoint = Endpoint::parse("https://parts.example.com").unwrap();
        let error = input.request(&endpoint).unwrap_err();
        assert_eq!(error, InputError::HeaderValue { member: "file" });
    }
}

#[test]
fn the_boundary_is_random_and_that_of_a_seed_is_known() {
    let boundary = || {
        let endpoint = Endpoint::parse("https://parts.example.com").unwrap();
        let request = UploadInput::new("p", "a").request(&endpoint).unwrap();
        let content_type = request.headers()["content-type"].to_str().unwrap();
        let boundary = content_type.strip_prefix("multipart/form-data; boundary=");
        boundary.unwrap().to_owned()
    };
    let (first, second) = (boundary(), boundary());
    assert_ne!(first, second);
    for boundary in [first, second] {
        assert_eq!(boundary.len(), 32);
        assert!(boundary.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
    fastrand::seed(7);
    let expected = format!("{:032x}", fastrand::u128(..));
    fastrand::seed(7);
    assert_eq!(boundary(), expected);
}

#[test]
fn nothing_shows_what_is_in_a_file() {
    let part = Part::new("secret content")
        .file_name("secret name")
        .media_type("image/png");
    let shown = format!("{:?}", UploadInput::new("p", part));
    assert_eq!(
        shown,
        "UploadInput { purpose: \"p\", file: Part { body: Body { len: 14, is_truncated: false }, \
         media_type: Some(\"image/png\"), .. } }"
    );
    let shown = format!("{:?}", ValuesInput::new("7").secret("hush"));
    assert!(!shown.contains("hush"), "{shown}");
}

/// The name, the file name, the media type and the content of a part.
type Parsed = (String, Option<String>, Option<String>, String);

/// Reads a body with a parser that servers use.
fn parsed(request: &Request) -> Vec<Parsed> {
    let body = Body::from(request.body.clone());
    let mut multipart = multer::Multipart::new(body, request.boundary());
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(async {
        let mut parts = Vec::new();
        while let Some(part) = multipart.next_field().await.unwrap() {
            let name = part.name().unwrap().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let media_type = part.content_type().map(ToString::to_string);
            parts.push((name, file_name, media_type, part.text().await.unwrap()));
        }
        parts
    })
}

#[test]
fn a_parser_of_servers_reads_the_parts() {
    let part = |name: &str, file_name: Option<&str>, media_type: Option<&str>, content: &str| {
        (
            name.to_owned(),
            file_name.map(str::to_owned),
            media_type.map(str::to_owned),
            content.to_owned(),
        )
    };
    for transport in TRANSPORTS {
        for length in [Some(11), None] {
            let request = sent(transport, streams(transport, length));
            let (png, bytes) = (Some("image/png"), Some("application/octet-stream"));
            assert_eq!(
                parsed(&request),
                [
                    part("photos", Some("a"), png, "hello world"),
                    part("photos", Some("blob"), png, "bytes"),
                    part("required", Some("blob"), bytes, "hello world"),
                    part("last", None, None, "l"),
                ],
                "{transport:?}"
            );
        }
        let input = ValuesInput::new("7")
            .purpose("--\r\n--a\r\n")
            .owner(owner("a", &[]));
        assert_eq!(
            parsed(&sent(transport, input)),
            [
                part("the %22purpose%22", None, None, "--\r\n--a\r\n"),
                part(
                    "owner",
                    None,
                    Some("application/json"),
                    "{\"name\":\"a\",\"tags\":[]}"
                ),
            ],
            "{transport:?}"
        );
    }
}
