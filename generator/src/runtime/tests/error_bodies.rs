//! What the bodies of errors in XML and CBOR say, and what is redacted in them.

use http::Response;

use crate::runtime::{Body, ErrorFormat, ErrorMeta, cbor_error, xml_error::FORMAT};

/// Returns the code, the message and the request id.
fn found(text: &str) -> (Option<String>, Option<String>, Option<String>) {
    let mut response = Response::new(Body::from(text.to_owned()));
    *response.status_mut() = http::StatusCode::BAD_REQUEST;
    let meta = ErrorMeta::read(&response, FORMAT, &|_| {});
    let said = [meta.code(), meta.message(), meta.request_id()];
    said.map(|said| said.map(str::to_owned)).into()
}

#[test]
fn the_code_and_the_message_are_where_the_protocols_put_them() {
    let text = |text: &str| Some(text.to_owned());
    let expected = (text("A"), text("b"), text("c"));
    for body in [
        "<ErrorResponse><Error><Type>Sender</Type><Code>A</Code><Message>b</Message></Error><RequestId>c</RequestId></ErrorResponse>",
        "<Response><Errors><Error><Code>A</Code><Message>b</Message></Error></Errors><RequestID>c</RequestID></Response>",
        "<x:Error xmlns:x='urn:x'><x:Code>A</x:Code><x:Message>b</x:Message><RequestId>c</RequestId></x:Error>",
        "<A><Messages><Message>b</Message></Messages><RequestId>c</RequestId></A>",
        "<Error><RequestId>c</RequestId><Code>A</Code><Code>B</Code><Message>b</Message><HostId>d",
    ] {
        assert_eq!(found(body), expected, "{body}");
    }
}

#[test]
fn what_is_no_error_of_a_service_has_no_code() {
    for body in [
        "<html><body>Bad gateway</body></html>",
        "<Error><Other><Code>A</Code></Other></Error>",
        "<Code>A</Code>",
        "<!DOCTYPE a><Error><Code>A</Code></Error>",
    ] {
        let (code, message, id) = found(body);
        assert_eq!((code, id), (None, None), "{body}");
        assert_eq!(message, Some(body.to_owned()));
    }
    assert_eq!(found(""), (None, None, None));
}

const SECRET: &str = "12345678";

fn redacted(format: ErrorFormat, body: impl Into<Body>) -> Body {
    (format.redact)(body.into(), &|visit| visit(SECRET))
}

#[test]
fn secrets_in_pieces_are_redacted_in_xml() {
    for (body, expected) in [
        (
            "<E><A>a 12345678 &amp;</A></E>",
            "<E><A>a [redacted] &amp;</A></E>",
        ),
        (
            "<E><A>1234<![CDATA[56]]><!--a-->78</A></E>",
            "<E><A>[redacted]</A></E>",
        ),
        (
            "<E><A>1234&#x00000000035;678&#xd;</A></E>",
            "<E><A>[redacted]&#13;</A></E>",
        ),
        (
            "<x:E a='&#49;2345678'><b/></x:E>",
            "<E a=\"[redacted]\"><b></b></E>",
        ),
        (
            "<E><A>12345678</A><B>12345678</E>",
            "<E><A>[redacted]</A><B>",
        ),
        ("12345678", ""),
    ] {
        assert_eq!(
            redacted(FORMAT, body.to_owned()).bytes(),
            expected.as_bytes(),
            "{body}"
        );
    }
    let body = "<E><A>1<!--a-->2</A></E>".to_owned();
    let kept = (FORMAT.redact)(Body::from(body.clone()), &|_| {});
    assert_eq!(kept.bytes(), body.as_bytes());
}

#[test]
fn secrets_in_chunks_are_redacted_in_cbor() {
    let is_redacted = |body: &[u8], expected: &[u8]| {
        let redacted = redacted(cbor_error::FORMAT, body.to_vec());
        assert_eq!(redacted.bytes(), expected, "{body:02x?}");
    };
    // A map of a text in two chunks, a number with a tag, bytes, and a list without a length.
    is_redacted(
        b"\xa4\x61a\x7f\x6412\x33\x34\x645678\xff\x61b\xc1\x01\x61c\x42\x00\x01\x61d\x9f\x6812345678\xff",
        b"\xa4\x61a\x6a[redacted]\x61b\xc1\x01\x61c\x42\x00\x01\x61d\x9f\x6a[redacted]\xff",
    );
    is_redacted(
        b"\xa2\x61a\x6812345678\x61b\x68123456",
        b"\xa2\x61a\x6a[redacted]\x61b",
    );
}

#[test]
fn the_request_id_is_a_short_text_without_secrets() {
    let id = |id: &str| {
        let body = format!("<Error><RequestId>{id}</RequestId></Error>");
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = http::StatusCode::BAD_REQUEST;
        let meta = ErrorMeta::read(&response, FORMAT, &|visit| visit(SECRET));
        meta.request_id().map(str::to_owned)
    };
    assert_eq!(id(" r-1\n").as_deref(), Some("r-1"));
    assert_eq!(id("r-12345678").as_deref(), Some("r-[redacted]"));
    for other in ["two words", "r&#10;1", &"r".repeat(129)] {
        assert_eq!(id(other), None, "{other}");
    }
}

#[test]
fn the_roots_of_errors_are_known_in_a_success() {
    for (body, is_error) in [
        ("<Error/>", true),
        ("<x:ErrorResponse xmlns:x='urn:x'/>", true),
        ("<Response><Errors/></Response>", true),
        ("<Response><Error/></Response>", false),
        ("<GetResponse><Error/></GetResponse>", false),
        ("<Errors/>", false),
        ("", false),
    ] {
        let found = (FORMAT.is_error)(&Body::from(body.to_owned()));
        assert_eq!(found, is_error, "{body}");
    }
}
