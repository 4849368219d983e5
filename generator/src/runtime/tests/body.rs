use std::{
    io::{self, Read},
    pin::pin,
    task::{Context, Poll, Waker},
};

use bytes::Bytes;

use crate::runtime::{
    Body, TransportError,
    TransportErrorKind::{self, CallTimeout, Io, Protocol, RequestBody, Stalled, TooLarge},
    call::replay::{ClientKind, Replay},
};

/// The outcome of a future that never waits.
pub(super) fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

/// What a body gives that doesn't block.
fn pieces(mut body: Body) -> (Vec<Bytes>, Option<TransportError>) {
    let mut pieces = Vec::new();
    loop {
        match now(body.next()) {
            None => return (pieces, None),
            Some(Ok(piece)) => pieces.push(piece),
            Some(Err(error)) => return (pieces, Some(error)),
        }
    }
}

fn read(body: Body) -> io::Result<String> {
    io::read_to_string(body.into_reader())
}

fn stream(pieces: &'static [&'static str]) -> Body {
    let mut pieces = pieces.iter();
    Body::from_poll_fn(move |_| Poll::Ready(pieces.next().map(|piece| Ok::<_, io::Error>(*piece))))
}

/// Is interrupted before each byte that it gives.
struct Interrupted(&'static [u8], bool);

impl Read for Interrupted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let length = self.0.len().min(1);
        self.0.read(&mut buffer[..length])
    }
}

#[test]
fn bytes_are_read_either_way() {
    assert_eq!(read(Body::from("hello")).unwrap(), "hello");
    assert_eq!(pieces(Body::from("hello")).0, ["hello"]);
    assert_eq!(pieces(Body::empty()).0, [""; 0]);
    assert_eq!(now(Body::from("hello").collect(5)).unwrap(), "hello");
}

#[test]
fn no_piece_of_a_stream_is_empty() {
    assert_eq!(pieces(stream(&["", "a", "", "", "b", ""])).0, ["a", "b"]);
}

#[test]
fn a_stream_is_read_only_by_its_own_side() {
    let error = read(stream(&["a"])).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::Unsupported);
    let (read, error) = pieces(Body::from_reader(&b"a"[..]));
    assert!(read.is_empty());
    assert_eq!(
        error.unwrap().to_string(),
        "the connection broke before the response was complete: an asynchronous client can't read a blocking reader"
    );
}

#[test]
fn collecting_stops_at_the_limit() {
    assert_eq!(now(stream(&["ab", "cd"]).collect(4)).unwrap(), "abcd");
    assert_eq!(
        now(stream(&["ab", "cd"]).collect(3)).unwrap_err().kind(),
        TooLarge(3)
    );
}

#[test]
fn a_stream_has_no_bytes_at_once() {
    let error = stream(&["a"]).into_bytes().unwrap_err();
    assert_eq!(error.kind(), RequestBody);
    assert!(stream(&["a"]).bytes().is_empty());
    assert_eq!(Body::from("a").into_bytes().unwrap(), "a");
}

#[test]
fn an_attempt_reads_on_where_it_was_interrupted() {
    let replay = Replay::new(Body::from_reader(Interrupted(b"hello", false)));
    assert_eq!(read(replay.body()).unwrap(), "hello");
}

#[test]
fn a_stream_is_there_for_every_attempt_until_one_reads_it() {
    let readers: [fn() -> Body; 2] = [|| Body::from_reader(&b"hello"[..]), || stream(&["hello"])];
    for body in readers {
        let replay = Replay::new(body());
        drop(replay.body());
        let (first, second) = (replay.body(), replay.body());
        assert!(!replay.is_spent());
        let is_async = matches!(replay.reader(), Some(ClientKind::Async));
        let text = |body| {
            if is_async {
                pieces(body).1.map_or(Ok(()), Err).map_err(io::Error::from)
            } else {
                read(body).map(drop)
            }
        };
        text(second).unwrap();
        assert!(replay.is_spent());
        let error = TransportError::from(text(first).unwrap_err());
        assert_eq!(error.kind(), RequestBody);
        assert_eq!(
            error.to_string(),
            "the body of the request can't be read: the stream was read before"
        );
    }
    let replay = Replay::new(Body::from("hello"));
    assert_eq!(read(replay.body()).unwrap(), read(replay.body()).unwrap());
    assert!(!replay.is_spent());
}

#[test]
fn an_error_of_a_transport_survives_a_reader() {
    let second = std::time::Duration::from_secs(1);
    let kinds: [(TransportErrorKind, io::ErrorKind); 5] = [
        (Io, io::ErrorKind::Other),
        (Protocol, io::ErrorKind::InvalidData),
        (RequestBody, io::ErrorKind::Other),
        (Stalled(second), io::ErrorKind::TimedOut),
        (CallTimeout(second), io::ErrorKind::TimedOut),
    ];
    for (kind, io_kind) in kinds {
        let error = io::Error::from(TransportError::new(kind));
        assert_eq!(error.kind(), io_kind);
        assert_eq!(TransportError::from(error).kind(), kind);
    }
    let error = TransportError::from(io::Error::other("gone"));
    assert_eq!(
        error.to_string(),
        "the connection broke before the response was complete: gone"
    );
}

#[test]
fn a_body_can_be_moved_and_shared_between_threads() {
    fn is_shareable<T: Send + Sync + Unpin + 'static>(_: &T) {}
    is_shareable(&stream(&[]));
    is_shareable(&Body::from_reader(io::empty()).into_reader());
}
