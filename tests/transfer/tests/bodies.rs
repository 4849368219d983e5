//! Checksums and compression of requests.

#![cfg(test)]

use std::io::Read;

use flate2::read::GzDecoder;
use http::{HeaderMap, Request};
use restsmith_tests::block_on;
use restsmith_transfer::{
    Recorder,
    runtime::{Body, Builder, Endpoint, Operation},
    transfer::{ArchiveInput, ChecksumInput, CompressAndChecksumInput, CompressInput},
    transfer::{Client, blocking},
};

fn builder() -> Builder<blocking::Client> {
    blocking::Client::builder().endpoint_url("http://localhost:1")
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
}

/// The header of this name and the body of what a client with these settings sends.
fn sent<O: Operation>(input: O, builder: Builder<blocking::Client>) -> (HeaderMap, Vec<u8>) {
    let recorder = Recorder::default();
    let client = restsmith_transfer::runtime::blocking::Caller::new(
        builder.config().unwrap(),
        recorder.clone(),
    );
    assert!(client.call(input).is_ok());
    recorder.requests().pop().unwrap()
}

fn inflated(bytes: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_checksum_is_that_of_the_body() {
    let (headers, body) = sent(
        ChecksumInput::new().text("base64 encoded md5 checksum"),
        builder(),
    );
    assert_eq!(body, br#"{"foo":"base64 encoded md5 checksum"}"#);
    assert_eq!(
        text(&headers, "content-md5").as_deref(),
        Some("iB0/3YSo7maijL0IGOgA9g==")
    );
}

#[test]
fn a_checksum_of_the_callers_stays_and_is_the_only_one() {
    let input = || ChecksumInput::new().text("a");
    let (headers, _) = sent(input().md5("own"), builder());
    assert_eq!(text(&headers, "content-md5").as_deref(), Some("own"));
    let (headers, _) = sent(input().crc("own"), builder());
    assert_eq!(text(&headers, "content-md5"), None);
    assert_eq!(
        text(&headers, "x-amz-checksum-crc32").as_deref(),
        Some("own")
    );
}

#[test]
fn hashes_are_those_of_the_body_and_of_a_stream_only_the_callers_own() {
    let names = ["x-amz-content-sha256", "x-amz-sha256-tree-hash"];
    let of_hi = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4".to_owned();
    let (headers, body) = sent(ArchiveInput::new().content("hi"), builder());
    assert_eq!(body, b"hi");
    assert_eq!(
        names.map(|name| text(&headers, name)),
        [Some(of_hi.clone()), Some(of_hi)]
    );
    let mut stream = ArchiveInput::new()
        .content(Body::from_reader(&b"hi"[..]))
        .hash("own");
    let request = stream
        .request(&Endpoint::parse("https://h").unwrap())
        .unwrap();
    let request = ArchiveInput::finish(request, None);
    assert_eq!(request.uri(), "https://h/-/archives");
    assert_eq!(
        names.map(|name| text(request.headers(), name)),
        [None, Some("own".to_owned())]
    );
}

#[test]
fn a_body_of_10_240_bytes_is_compressed() {
    // `{"data":""}` has 11 bytes.
    for (length, is_compressed) in [(10_228, false), (10_229, true), (20_000, true)] {
        let (headers, body) = sent(CompressInput::new().data("x".repeat(length)), builder());
        let encoding = text(&headers, "content-encoding");
        assert_eq!(
            encoding.as_deref(),
            is_compressed.then_some("gzip"),
            "{length}"
        );
        assert_eq!(
            text(&headers, "content-length"),
            Some(body.len().to_string()),
            "{length}"
        );
        let json = format!(r#"{{"data":"{}"}}"#, "x".repeat(length));
        let plain = if is_compressed {
            inflated(&body)
        } else {
            String::from_utf8(body).unwrap()
        };
        assert_eq!(plain, json, "{length}");
    }
}

#[test]
fn gzip_is_the_last_of_the_encodings() {
    let input = CompressInput::new()
        .data("x".repeat(20_000))
        .encoding("custom");
    let (headers, _) = sent(input, builder());
    assert_eq!(
        text(&headers, "content-encoding").as_deref(),
        Some("custom, gzip")
    );
    assert_eq!(headers.get_all("content-encoding").iter().count(), 1);
}

#[test]
fn the_size_that_is_compressed_can_be_set() {
    let is_compressed = |builder| {
        let (headers, body) = sent(CompressInput::new().data("a"), builder);
        assert_eq!(
            headers.contains_key("content-encoding"),
            body.starts_with(&[0x1f, 0x8b])
        );
        headers.contains_key("content-encoding")
    };
    assert!(is_compressed(builder().min_compression_size(0)));
    assert!(is_compressed(builder().min_compression_size(12)));
    assert!(!is_compressed(builder().min_compression_size(13)));
    assert!(!is_compressed(
        builder().min_compression_size(0).without_compression()
    ));
}

#[test]
fn a_request_without_a_body_is_not_compressed() {
    let (headers, body) = sent(CompressInput::new(), builder().min_compression_size(0));
    // All members are left out, not the body.
    assert_eq!(inflated(&body), "{}");
    assert!(headers.contains_key("content-encoding"));
    let request = Request::new(Body::empty());
    let request = CompressInput::finish(request, Some(0));
    assert!(request.headers().is_empty() && request.body().bytes().is_empty());
}

#[test]
fn a_checksum_is_that_of_the_compressed_body() {
    let (headers, body) = sent(
        CompressAndChecksumInput::new().data("x".repeat(20_000)),
        builder(),
    );
    assert_eq!(
        inflated(&body),
        format!(r#"{{"data":"{}"}}"#, "x".repeat(20_000))
    );
    let mut again = Request::new(Body::from(body));
    again = ChecksumInput::finish(again, None);
    assert_eq!(
        text(again.headers(), "content-md5"),
        text(&headers, "content-md5")
    );
}

#[test]
fn both_clients_send_the_same() {
    let recorder = Recorder::default();
    let client = Client::builder()
        .endpoint_url("http://localhost:1")
        .build_with(recorder.clone())
        .unwrap();
    let input = || CompressAndChecksumInput::new().data("x".repeat(20_000));
    block_on(client.compress_and_checksum(input())).unwrap();
    assert_eq!(recorder.requests().pop().unwrap(), sent(input(), builder()));
}

#[test]
fn without_a_client_the_request_is_sealed_by_hand() {
    let endpoint = Endpoint::parse("https://h").unwrap();
    let request = CompressAndChecksumInput::new()
        .data("a")
        .request(&endpoint)
        .unwrap();
    assert!(!request.headers().contains_key("content-md5"));
    let finished = CompressAndChecksumInput::finish(request, Some(10));
    assert!(finished.headers().contains_key("content-md5"));
    assert_eq!(inflated(finished.body().bytes()), r#"{"data":"a"}"#);
}
