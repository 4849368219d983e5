use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, Method, Uri, header::CONTENT_TYPE};

use crate::runtime::{
    BoxError, Credentials, Payload, Sign, SignRequest, SignatureVersion, aws_sigv4::AwsSigv4,
};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// 2015-08-30 at 12:36:00 in UTC, the time of AWS's examples.
fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn keys() -> AwsSigv4 {
    AwsSigv4::new("AKIDEXAMPLE", SECRET)
}

/// The headers of a request after it is signed.
fn signed(
    signer: &AwsSigv4,
    request: (&str, &str),
    headers: &[(&'static str, &str)],
    payload: Payload<'_>,
) -> HeaderMap {
    signed_with(None, signer, request, headers, payload).unwrap()
}

/// The same with credentials that come with the request.
fn signed_with(
    credentials: Option<&Credentials>,
    signer: &AwsSigv4,
    request: (&str, &str),
    headers: &[(&'static str, &str)],
    payload: Payload<'_>,
) -> Result<HeaderMap, BoxError> {
    let (method, uri): (Method, Uri) = (request.0.parse().unwrap(), request.1.parse().unwrap());
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(*name, value.parse().unwrap());
    }
    let (signing_name, signature_version) = match request.1 {
        uri if uri.contains("iam") => ("iam", SignatureVersion::V4),
        uri if uri.contains("s3.") => ("s3", SignatureVersion::S3v4),
        uri if uri.contains("s3-like.") => ("s3", SignatureVersion::V4),
        _ => ("service", SignatureVersion::V4),
    };
    let mut request = SignRequest {
        method: &method,
        uri: &uri,
        headers: &mut map,
        payload,
        signing_name,
        signature_version,
        region: "us-east-1",
        time: time(),
        credentials,
    };
    signer.sign(&mut request)?;
    Ok(map)
}

/// The signed headers and the signature.
fn signature(headers: &HeaderMap) -> (String, String) {
    let value = headers["authorization"].to_str().unwrap();
    let (_, rest) = value.split_once("SignedHeaders=").unwrap();
    let (names, signature) = rest.split_once(", Signature=").unwrap();
    (names.to_owned(), signature.to_owned())
}

#[test]
fn the_whole_header_is_the_one_of_aws_s_example() {
    let headers = signed(
        &keys(),
        ("GET", "https://example.amazonaws.com/"),
        &[],
        Payload::Signed(b""),
    );
    assert_eq!(headers.len(), 2);
    assert_eq!(headers["x-amz-date"], "20150830T123600Z");
    assert_eq!(
        headers["authorization"],
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
         SignedHeaders=host;x-amz-date, \
         Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
    );
}

#[test]
fn signatures_are_those_that_aws_published() {
    for (method, uri, headers, names, expected) in [
        (
            "POST",
            "https://example.amazonaws.com/",
            vec![],
            "host;x-amz-date",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            "GET",
            "https://example.amazonaws.com/?Param2=value2&Param1=value1",
            vec![],
            "host;x-amz-date",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        (
            "GET",
            "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
            vec![(
                CONTENT_TYPE.as_str(),
                "application/x-www-form-urlencoded; charset=utf-8",
            )],
            "content-type;host;x-amz-date",
            "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
        ),
    ] {
        let headers = signed(&keys(), (method, uri), &headers, Payload::Signed(b""));
        assert_eq!(
            signature(&headers),
            (names.to_owned(), expected.to_owned()),
            "{method} {uri}"
        );
    }
}

#[test]
fn the_token_of_temporary_keys_is_sent_and_signed() {
    let keys =
        keys().session_token("6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267");
    let headers = signed(
        &keys,
        ("GET", "https://example.amazonaws.com/"),
        &[],
        Payload::Signed(b""),
    );
    assert_eq!(
        headers["x-amz-security-token"],
        "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"
    );
    let expected = "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8";
    assert_eq!(
        signature(&headers),
        (
            "host;x-amz-date;x-amz-security-token".to_owned(),
            expected.to_owned()
        )
    );
}

#[test]
fn credentials_of_the_request_go_before_keys_of_the_signer() {
    let token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(token);
    let expected = "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8";
    for signer in [
        AwsSigv4::without_keys(),
        AwsSigv4::new("other", "other").session_token("other"),
    ] {
        let request = ("GET", "https://example.amazonaws.com/");
        let headers = signed_with(
            Some(&credentials),
            &signer,
            request,
            &[],
            Payload::Signed(b""),
        )
        .unwrap();
        assert_eq!(headers["x-amz-security-token"], token);
        let names = "host;x-amz-date;x-amz-security-token".to_owned();
        assert_eq!(signature(&headers), (names, expected.to_owned()));
    }
}

#[test]
fn a_signer_without_keys_and_credentials_says_what_to_set() {
    let request = ("GET", "https://example.amazonaws.com/");
    let signer = AwsSigv4::without_keys().session_token("token");
    let error = signed_with(None, &signer, request, &[], Payload::Signed(b"")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the signer has no access key: set `signer_with_credentials` on the client's builder, or give the signer keys"
    );
}

#[test]
fn a_body_is_signed_or_said_to_be_left_out() {
    let request = ("POST", "https://example.amazonaws.com/");
    let plain = [
        ("content-length", "2"),
        ("content-type", "application/json"),
    ];
    let headers = signed(&keys(), request, &plain, Payload::Signed(b"{}"));
    assert!(!headers.contains_key("x-amz-content-sha256"));
    assert_eq!(
        signature(&headers),
        (
            "content-length;content-type;host;x-amz-date".to_owned(),
            "5b2e35c6a55b12b15d085772619a36f1a11e9c2025eb40f813c09752d2daf293".to_owned()
        )
    );
    let headers = signed(&keys(), request, &plain, Payload::Unsigned);
    assert_eq!(headers["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    assert_eq!(
        signature(&headers),
        (
            "content-length;content-type;host;x-amz-content-sha256;x-amz-date".to_owned(),
            "a1521d5b71acb7c3f2d7b3e194cc150cb0793eefc17658b64c3f5e2a42198188".to_owned()
        )
    );
}

#[test]
fn headers_that_change_on_the_way_are_not_signed() {
    let changing = [
        ("user-agent", "demo/1"),
        ("x-amzn-trace-id", "Root=1-2-3"),
        ("transfer-encoding", "chunked"),
    ];
    let headers = signed(
        &keys(),
        ("GET", "https://example.amazonaws.com/"),
        &changing,
        Payload::Signed(b""),
    );
    let expected = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    assert_eq!(
        signature(&headers),
        ("host;x-amz-date".to_owned(), expected.to_owned())
    );
}

#[test]
fn a_clock_of_the_caller_s_goes_before_the_time_of_the_attempt() {
    let keys = keys().clock(|| time() + Duration::from_secs(60));
    let headers = signed(
        &keys,
        ("GET", "https://example.amazonaws.com/"),
        &[],
        Payload::Signed(b""),
    );
    assert_eq!(headers["x-amz-date"], "20150830T123700Z");
}

#[test]
fn the_environment_has_to_hold_both_keys() {
    let environment = |set: &'static [(&str, &str)]| {
        AwsSigv4::environment(|name| {
            set.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    };
    let missing = environment(&[("AWS_SECRET_ACCESS_KEY", "secret")]).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "the environment variable `AWS_ACCESS_KEY_ID` is not set, or empty"
    );
    let missing =
        environment(&[("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "")]).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "the environment variable `AWS_SECRET_ACCESS_KEY` is not set, or empty"
    );
    let keys = environment(&[
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_SESSION_TOKEN", "token"),
    ]);
    let headers = signed(
        &keys.unwrap(),
        ("GET", "https://example.amazonaws.com/"),
        &[],
        Payload::Signed(b""),
    );
    assert_eq!(headers["x-amz-security-token"], "token");
    assert!(
        headers["authorization"]
            .to_str()
            .unwrap()
            .starts_with("AWS4-HMAC-SHA256 Credential=id/")
    );
}

#[test]
fn no_key_is_shown() {
    let keys = keys().session_token("token");
    assert_eq!(format!("{keys:?}"), "AwsSigv4 { .. }");
    let credentials = Credentials::new("id", SECRET).with_session_token("token-of-a-role");
    let text = format!("{credentials:?}");
    assert!(
        text.contains("id") && !text.contains(SECRET) && !text.contains("token-of-a-role"),
        "{text}"
    );
}

#[test]
fn paths_of_s3_are_signed_as_they_are_with_the_hash_of_the_body() {
    for (method, uri, body, hash, expected) in [
        (
            "PUT",
            "https://s3.amazonaws.com/b/a%20b/%C3%BC%2B%26%25.txt",
            b"hi".as_slice(),
            "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4",
            "e94488501425f1cb379c46d471656d4e0aecbc50f9b9bed5161e6781690fa4e7",
        ),
        (
            "GET",
            "https://s3.amazonaws.com/b/x//y/../z?versionId=a%2Fb",
            b"",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "b9f4bfd6d1b25dfebf6de73565b3dc7c1a9cda8b92ca5acd9fdb914fe2cb85fd",
        ),
    ] {
        let headers = signed(&keys(), (method, uri), &[], Payload::Signed(body));
        assert_eq!(headers["x-amz-content-sha256"], hash, "{uri}");
        assert_eq!(
            signature(&headers),
            (
                "host;x-amz-content-sha256;x-amz-date".to_owned(),
                expected.to_owned()
            ),
            "{uri}"
        );
    }
}

#[test]
fn the_version_decides_how_a_request_is_signed_and_not_the_name_of_the_service() {
    let uri = "https://s3-like.amazonaws.com/b/a%20b/../%C3%BC%2B%26%25.txt";
    let headers = signed(&keys(), ("PUT", uri), &[], Payload::Signed(b"hi"));
    assert!(!headers.contains_key("x-amz-content-sha256"));
    assert_eq!(
        signature(&headers),
        (
            "host;x-amz-date".to_owned(),
            "c4c22150324b31b35370d301bdcfad51b6b27a6c13423d5c93ef252381f77ad8".to_owned()
        )
    );
}

#[test]
fn s3_is_told_that_a_body_is_left_out_too() {
    let uri = "https://s3.amazonaws.com/b/a%20b";
    let headers = signed(&keys(), ("PUT", uri), &[], Payload::Unsigned);
    assert_eq!(headers["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    assert_eq!(
        signature(&headers),
        (
            "host;x-amz-content-sha256;x-amz-date".to_owned(),
            "208277f3b2e2d02433c43214a7e85bb6036590e7953167c4413920b012b5628f".to_owned()
        )
    );
}
