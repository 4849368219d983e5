use std::{
    io::{self, Read, Write},
    pin::pin,
    task::{Context, Poll, Waker},
};

use bytes::Bytes;
use flate2::{Compression, GzBuilder};
use http::{Method, Request};

use super::body::now;
use crate::runtime::{
    Body, ContentCodingError,
    http::gzip::{accept_gzip, decompressed},
    http::gzip_format::{Damaged, GzipDecoder},
};

/// Text that deflate shortens, and text that it can't.
fn texts() -> [Vec<u8>; 4] {
    fastrand::seed(7);
    let random = std::iter::repeat_with(|| fastrand::u8(..))
        .take(100_000)
        .collect();
    [
        Vec::new(),
        b"hello world".to_vec(),
        b"again and ".repeat(20_000),
        random,
    ]
}

fn gzip(content: &[u8]) -> Vec<u8> {
    member(GzBuilder::new(), content)
}

fn member(header: GzBuilder, content: &[u8]) -> Vec<u8> {
    let mut encoder = header.write(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Decodes pieces of this size into an output of that size.
fn decode(bytes: &[u8], piece: usize, output: usize) -> Result<Vec<u8>, Damaged> {
    let (mut decoder, mut content, mut buffer) = (GzipDecoder::new(), Vec::new(), vec![0; output]);
    for mut input in bytes.chunks(piece) {
        loop {
            let length = decoder.decode(&mut input, &mut buffer)?;
            content.extend_from_slice(&buffer[..length]);
            if length < output {
                break;
            }
        }
        assert!(input.is_empty());
    }
    decoder.finish().map(|()| content)
}

fn whole(bytes: &[u8]) -> Result<Vec<u8>, Damaged> {
    decode(bytes, usize::MAX, 4_096)
}

/// Gives at most so many bytes at once.
struct Chunks(Bytes, usize);

impl Chunks {
    fn next(&mut self, room: usize) -> Option<Bytes> {
        let length = self.0.len().min(self.1).min(room);
        (length > 0).then(|| self.0.split_to(length))
    }
}

impl Read for Chunks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let piece = self.next(buffer.len()).unwrap_or_default();
        buffer[..piece.len()].copy_from_slice(&piece);
        Ok(piece.len())
    }
}

fn decoded(body: Body) -> Body {
    decompressed("gzip".to_owned(), body, 0).unwrap()
}

/// What a stream of these bytes gives each client, piece by piece, and the error at its end.
fn streamed(bytes: &[u8], piece: usize) -> [(Vec<Bytes>, Option<String>); 2] {
    let chunks = || Chunks(bytes.to_vec().into(), piece);
    let (mut reader, mut buffer) = (
        decoded(Body::from_reader(chunks())).into_reader(),
        vec![0; 20_000],
    );
    let mut read = Vec::new();
    let end = loop {
        match reader.read(&mut buffer) {
            Ok(0) => break None,
            Ok(length) => read.push(Bytes::copy_from_slice(&buffer[..length])),
            Err(error) => break Some(error.to_string()),
        }
    };
    let mut chunks = chunks();
    let next =
        move |_: &mut Context<'_>| Poll::Ready(chunks.next(usize::MAX).map(Ok::<_, io::Error>));
    let mut body = decoded(Body::from_poll_fn(next));
    let mut awaited = Vec::new();
    let other_end = loop {
        match now(body.next()) {
            None => break None,
            Some(Ok(piece)) => awaited.push(piece),
            Some(Err(error)) => break Some(error.to_string()),
        }
    };
    [(read, end), (awaited, other_end)]
}

#[test]
fn what_is_compressed_is_decoded_whatever_the_pieces_are() {
    for text in texts() {
        let bytes = gzip(&text);
        for (piece, output) in [
            (usize::MAX, 1_000_000),
            (1, 1_000),
            (7, 13),
            (1_000, 1),
            (usize::MAX, 1),
        ] {
            assert!(
                decode(&bytes, piece, output).as_ref() == Ok(&text),
                "{piece}, {output}"
            );
        }
    }
}

#[test]
fn a_header_may_have_every_part() {
    let name = "n".repeat(100_000);
    let headers = [
        GzBuilder::new().filename("name"),
        GzBuilder::new().filename(name),
        GzBuilder::new().comment("a comment"),
        GzBuilder::new().extra(Vec::new()),
        GzBuilder::new().extra(vec![0; 300]),
        GzBuilder::new()
            .mtime(1)
            .operating_system(3)
            .extra([1, 0])
            .filename("")
            .comment("c"),
    ];
    for header in headers {
        let bytes = member(header, b"hello");
        assert_eq!(whole(&bytes), Ok(b"hello".to_vec()));
        assert_eq!(decode(&bytes, 1, 2), Ok(b"hello".to_vec()));
    }
    // flate2 writes no checksum of a header.
    let mut bytes = gzip(b"hello");
    bytes[3] = 2;
    bytes.splice(10..10, [0xaa, 0xbb]);
    assert_eq!(whole(&bytes), Ok(b"hello".to_vec()));
}

#[test]
fn members_follow_each_other() {
    let bytes = [
        gzip(b"one, "),
        gzip(b""),
        member(GzBuilder::new().filename("2"), b"two, "),
        gzip(b"three"),
    ];
    let bytes = bytes.concat();
    assert_eq!(whole(&bytes), Ok(b"one, two, three".to_vec()));
    assert_eq!(decode(&bytes, 1, 1), Ok(b"one, two, three".to_vec()));
}

#[test]
fn what_is_cut_anywhere_is_damaged() {
    let bytes = member(
        GzBuilder::new()
            .filename("name")
            .extra([1, 2, 3])
            .comment("c"),
        b"hello hello hello",
    );
    for length in 1..bytes.len() {
        assert_eq!(whole(&bytes[..length]), Err(Damaged), "{length}");
    }
    assert_eq!(whole(b""), Ok(Vec::new()));
}

#[test]
fn what_is_not_gzip_is_damaged() {
    let good = gzip(b"hello");
    let garbage: [&[u8]; 6] = [
        b"\0",
        b"\0\0\0\0\0\0\0\0",
        b"x",
        b"\x1f",
        b"\x1f\x8b",
        b"\r\n",
    ];
    for behind in garbage {
        assert_eq!(
            whole(&[good.as_slice(), behind].concat()),
            Err(Damaged),
            "{behind:?}"
        );
    }
    // The signature, the method, a reserved flag, the checksum, the length.
    for index in [
        0,
        1,
        2,
        3,
        good.len() - 8,
        good.len() - 5,
        good.len() - 4,
        good.len() - 1,
    ] {
        let mut bad = good.clone();
        bad[index] ^= 0x80;
        assert_eq!(whole(&bad), Err(Damaged), "{index}");
    }
    assert_eq!(whole(br#"{"message":"plain"}"#), Err(Damaged));
    assert_eq!(whole(&[&good[..10], &[0xff; 100]].concat()), Err(Damaged));
}

#[test]
fn what_follows_the_damage_is_never_decoded() {
    let mut decoder = GzipDecoder::new();
    assert_eq!(
        decoder.decode(&mut b"x".as_slice(), &mut [0; 10]),
        Err(Damaged)
    );
    assert_eq!(
        decoder.decode(&mut gzip(b"hello").as_slice(), &mut [0; 10]),
        Err(Damaged)
    );
    assert_eq!(decoder.finish(), Err(Damaged));
}

#[test]
fn any_change_of_a_byte_is_harmless_or_noticed() {
    let bytes = gzip(b"hello hello hello, and some more");
    for index in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[index] ^= 1 << bit;
            if let Ok(text) = whole(&changed) {
                assert_eq!(text, b"hello hello hello, and some more", "{index}, {bit}");
            }
        }
    }
}

#[test]
fn a_body_of_exactly_the_limit_is_whole() {
    let limited = |bytes: Vec<u8>, limit| {
        decompressed("x-gzip".to_owned(), Body::from(bytes), limit).unwrap()
    };
    for content in [vec![b'x'; 100_000], b"hello".to_vec()] {
        let body = limited(gzip(&content), content.len());
        assert!(!body.is_truncated() && *body.bytes() == content);
        let body = limited(gzip(&content), content.len() - 1);
        assert!(body.is_truncated() && *body.bytes() == content[..content.len() - 1]);
        let body = limited(gzip(&content), 0);
        assert!(body.is_truncated() && body.bytes().is_empty());
    }
}

#[test]
fn of_a_body_that_was_cut_off_the_beginning_is_decoded() {
    let bytes = gzip(&texts()[3]);
    let body = Body::truncated(bytes[..50_000].to_vec().into());
    let body = decompressed("gzip".to_owned(), body, 1_000_000).unwrap();
    assert!(body.is_truncated() && body.bytes().len() > 40_000);
    assert!(texts()[3].starts_with(body.bytes()));
}

#[test]
fn a_stream_is_decoded_in_small_pieces_however_it_comes() {
    for text in [
        b"hello".to_vec(),
        vec![0; 10_000_000],
        texts()[3].clone(),
        Vec::new(),
    ] {
        let bytes = [gzip(&text), gzip(&text)].concat();
        for (pieces, end) in [1_000, 1_000_000]
            .into_iter()
            .flat_map(|piece| streamed(&bytes, piece))
        {
            assert_eq!(end, None);
            assert!(pieces.concat() == text.repeat(2));
            assert!(
                pieces
                    .iter()
                    .all(|piece| (1..=20_000).contains(&piece.len()))
            );
        }
    }
}

#[test]
fn what_is_there_is_given_before_more_comes() {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::default());
    encoder.write_all(&vec![b'x'; 100_000]).unwrap();
    encoder.flush().unwrap();
    let mut first = Some(Bytes::from(encoder.finish().unwrap()));
    let next = move |_: &mut Context<'_>| match first.take() {
        Some(mut bytes) => {
            // Without the end of the data and the trailer.
            bytes.truncate(bytes.len() - 10);
            Poll::Ready(Some(Ok::<_, io::Error>(bytes)))
        }
        None => Poll::Pending,
    };
    let mut body = decoded(Body::from_poll_fn(next));
    let mut length = 0;
    while let Poll::Ready(piece) = pin!(body.next()).poll(&mut Context::from_waker(Waker::noop())) {
        length += piece.unwrap().unwrap().len();
    }
    assert_eq!(length, 100_000);
}

#[test]
fn a_damaged_stream_ends_with_an_error_that_says_so() {
    let bytes = gzip(b"hello");
    let text = "the response can't be decoded: the compressed body is damaged or truncated (content-encoding: gzip)";
    let garbage = [bytes.as_slice(), b"garbage"].concat();
    for bad in [&bytes[..bytes.len() - 1], &bytes[..4], b"hello", &garbage] {
        for (_, end) in streamed(bad, 3) {
            assert_eq!(end.as_deref(), Some(text), "{bad:?}");
        }
    }
}

#[test]
fn other_codings_are_not_decoded() {
    for coding in ["br", "gzip, gzip", "deflate", "zstd", "GZIP"] {
        let refused = decompressed(coding.to_owned(), Body::from(gzip(b"hello")), 100).unwrap_err();
        assert_eq!(
            refused,
            ContentCodingError::Unsupported {
                coding: coding.to_owned()
            }
        );
    }
}

#[test]
fn a_response_in_gzip_is_asked_for_where_it_can_be_decoded() {
    let accepts = |request: http::request::Builder| {
        let mut request = request.body(Body::empty()).unwrap();
        accept_gzip(&mut request);
        request
            .headers()
            .get("accept-encoding")
            .map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(accepts(Request::get("/")).as_deref(), Some("gzip"));
    assert_eq!(accepts(Request::post("/")).as_deref(), Some("gzip"));
    assert_eq!(
        accepts(Request::get("/").header("accept-encoding", "br")).as_deref(),
        Some("br")
    );
    assert_eq!(
        accepts(Request::get("/").header("range", "bytes=0-1")),
        None
    );
    assert_eq!(accepts(Request::builder().method(Method::HEAD)), None);
}
