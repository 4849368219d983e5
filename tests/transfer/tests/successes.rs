//! Operations with several successes, over each bundled transport.

#![cfg(test)]

use http::StatusCode;
use restsmith_transfer::{
    Clients, TRANSPORTS, Transport, listen,
    runtime::{Body, Error, ErrorKind, Operation, UnknownOutput},
    successes::{
        DownloadInput, DownloadOutput, OpenCreated, OpenElsewhere, OpenError, OpenInput,
        OpenOutput, types::Ticket,
    },
};

/// The result of a call, and the client.
struct Called<O: Operation> {
    result: Result<O::Output, Error<O::Error>>,
    client: Clients,
}

/// Calls a server that responds with this status, these header lines and this body.
fn called<O: Operation>(transport: Transport, input: O, head: &str, body: &str) -> Called<O> {
    let head = head.replace('\n', "\r\n");
    // RFC 9112, section 6.3: these have no body, and 204 no length.
    let length = if head.starts_with("204") || head.starts_with("304") {
        String::new()
    } else {
        format!("content-length: {}\r\n", body.len())
    };
    let response = format!("HTTP/1.1 {head}\r\n{length}\r\n{body}");
    let server = listen(move |connection| {
        while !connection.head()?.is_empty() {
            connection.send(&response)?;
        }
        Ok(())
    });
    let client = Clients::new(transport, &server.url(), |builder| builder);
    Called {
        result: client.call(input),
        client,
    }
}

fn opened(transport: Transport, head: &str, body: &str) -> OpenOutput {
    let called = called(transport, OpenInput::new(), head, body);
    assert_eq!(called.client.attempts(), 1, "{transport:?}");
    called.result.unwrap()
}

#[test]
fn the_status_code_says_which_output_it_is() {
    for transport in TRANSPORTS {
        let head = "201 Created\nlocation: /tickets/7\nx-request-id: r";
        let output = opened(transport, head, "{\"id\":\"7\"}");
        assert_eq!(output.request_id(), Some("r"), "{transport:?}");
        let OpenOutput::Created(created) = output else {
            panic!("{transport:?}: {output:?}")
        };
        assert_eq!(created.location.as_deref(), Some("/tickets/7"));
        assert_eq!(created.ticket.id, "7");
        assert_eq!(created.request_id(), Some("r"));

        let output = opened(transport, "202 Accepted", "{\"job\":\"j\"}");
        let OpenOutput::Accepted(accepted) = output else {
            panic!("{transport:?}: {output:?}")
        };
        assert_eq!((accepted.job.as_str(), accepted.after), ("j", Some(5)));

        let output = opened(transport, "204 No Content", "");
        assert!(matches!(output, OpenOutput::Nothing(_)), "{transport:?}");
    }
}

#[test]
fn a_redirection_can_be_a_success() {
    for transport in TRANSPORTS {
        let output = opened(transport, "303 See Other\nlocation: /tickets/8", "");
        let OpenOutput::Elsewhere(elsewhere) = output else {
            panic!("{transport:?}: {output:?}")
        };
        assert_eq!(elsewhere.location, "/tickets/8", "{transport:?}");

        let head = "304 Not Modified\netag: \"7\"";
        let output = called(transport, DownloadInput::new(), head, "").result;
        let Ok(DownloadOutput::NotModified(output)) = output else {
            panic!("{transport:?}: {output:?}")
        };
        assert_eq!(output.etag.as_deref(), Some("\"7\""), "{transport:?}");
        assert_eq!(output.status, Some(304), "{transport:?}");
    }
}

#[test]
fn a_redirection_that_is_none_of_the_outputs_is_an_error() {
    for transport in TRANSPORTS {
        for head in ["302 Found\nlocation: /tickets/8", "304 Not Modified"] {
            let called = called(transport, OpenInput::new(), head, "");
            let error = called.result.unwrap_err();
            let expected: u16 = head[..3].parse().unwrap();
            assert_eq!(error.status().unwrap(), expected, "{transport:?}");
            assert!(
                matches!(error.kind(), ErrorKind::Service(OpenError::Unknown(_))),
                "{transport:?}: {error:?}"
            );
        }
        let called = called(transport, OpenInput::new(), "403 Forbidden", "");
        let error = called.result.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Service(OpenError::Refused(_))),
            "{transport:?}: {error:?}"
        );
    }
}

#[test]
fn an_output_that_is_new_is_kept_and_not_shown() {
    for transport in TRANSPORTS {
        let head = "207 Multi-Status\nx-token: secret\nx-request-id: r";
        let output = opened(transport, head, "{\"a\":\"secret\"}");
        assert_eq!(output.request_id(), Some("r"), "{transport:?}");
        let OpenOutput::Unknown(unknown) = output else {
            panic!("{transport:?}: {output:?}")
        };
        assert_eq!(unknown.status(), StatusCode::MULTI_STATUS);
        assert_eq!(unknown.headers()["x-token"], "secret");
        assert_eq!(unknown.body().bytes(), "{\"a\":\"secret\"}");
        assert_eq!(
            format!("{unknown:?}"),
            "UnknownOutput { status: 207, .. }",
            "{transport:?}"
        );
        assert_eq!(
            unknown.into_body().into_bytes().unwrap(),
            "{\"a\":\"secret\"}"
        );
    }
}

#[test]
fn an_output_that_lacks_a_required_member_is_an_error() {
    for transport in TRANSPORTS {
        for (head, body, expected) in [
            (
                "201 Created",
                "",
                "Open failed: the response (HTTP 201) can't be read: its body is empty, but members in it are required",
            ),
            (
                "202 Accepted",
                "{}",
                "Open failed: the response (HTTP 202) can't be read: job: the required member is missing (byte 2)",
            ),
            (
                "303 See Other",
                "",
                "Open failed: the response (HTTP 303) can't be read: the header `location` of the required member `location` is missing",
            ),
        ] {
            let error = called(transport, OpenInput::new(), head, body)
                .result
                .unwrap_err();
            assert!(
                matches!(error.kind(), ErrorKind::Response(_)),
                "{transport:?}"
            );
            assert_eq!(error.to_string(), expected, "{transport:?}");
        }
    }
}

#[test]
fn each_of_several_outputs_can_be_a_stream() {
    for transport in TRANSPORTS {
        for head in [
            "200 OK",
            "206 Partial Content\ncontent-range: bytes 0-4/9",
            "203 Other",
        ] {
            let called = called(transport, DownloadInput::new(), head, "hello");
            let (range, content) = match called.result.unwrap() {
                DownloadOutput::Whole(output) => (None, output.content),
                DownloadOutput::Part(output) => (output.range, output.content),
                DownloadOutput::Unknown(output) => {
                    assert_eq!(output.status(), 203, "{transport:?}");
                    (None, output.into_body())
                }
                other => panic!("{transport:?}: {other:?}"),
            };
            let expected = head.starts_with("206").then_some("bytes 0-4/9");
            assert_eq!(range.as_deref(), expected, "{transport:?}");
            assert!(content.is_stream(), "{transport:?}");
            let mut read: Vec<u8> = Vec::new();
            called
                .client
                .read(content, |piece| read.extend(piece))
                .unwrap();
            assert_eq!(read, b"hello", "{transport:?}");
        }
    }
}

#[test]
fn what_a_success_says_is_not_redacted_and_what_an_error_says_is() {
    for transport in TRANSPORTS {
        let input = || OpenInput::new().secret("hunter2hunter2");
        let head = "303 See Other\nlocation: /tickets/hunter2hunter2";
        let output = called(transport, input(), head, "").result.unwrap();
        let OpenOutput::Elsewhere(elsewhere) = output else {
            panic!("{transport:?}: {output:?}")
        };
        assert_eq!(elsewhere.location, "/tickets/hunter2hunter2");
        let head = "403 Forbidden";
        let error = called(transport, input(), head, "{\"message\":\"hunter2hunter2\"}");
        let error = error.result.unwrap_err().to_string();
        assert!(!error.contains("hunter2"), "{transport:?}: {error}");
    }
}

#[test]
fn a_program_can_make_each_output() {
    let created = OpenCreated::new(Ticket::new("7")).with_request_id("r");
    let output = OpenOutput::Created(created);
    assert_eq!(output.request_id(), Some("r"));
    let output = OpenOutput::Elsewhere(OpenElsewhere::new("/"));
    assert_eq!(output.request_id(), None);
    let response = http::Response::builder().status(299).body(Body::empty());
    let output = OpenOutput::Unknown(UnknownOutput::new(response.unwrap()));
    assert_eq!(
        format!("{output:?}"),
        "Unknown(UnknownOutput { status: 299, .. })"
    );
}
