//! What the XML bodies of errors say.

use http::Response;

use crate::runtime::{Body, ErrorMeta, xml_error::FORMAT};

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
