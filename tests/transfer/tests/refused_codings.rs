//! Clients that decode nothing, where a body is a stream, or whatever bytes the service sends.

#![cfg(test)]

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use http::Response;
use restsmith_transfer::{
    Clients, Listening, TRANSPORTS,
    coded::{
        DownloadAsSentInput, DownloadError, DownloadInput, LookInput, PictureAsSentInput,
        PictureInput, ReadInput,
    },
    listen,
    runtime::{Body, ContentCodingError, ErrorKind, Operation, ResponseProblem},
};

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A server that gives each request this answer, with the length of its body.
fn answering(status: &str, headers: &str, body: &[u8]) -> Listening {
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    let answer = [head.as_bytes(), body].concat();
    listen(move |connection| {
        while !connection.head()?.is_empty() {
            connection.send(&answer)?;
        }
        Ok(())
    })
}

fn refusal(coding: &str) -> String {
    format!("this client doesn't support the body's content-encoding: {coding}")
}

fn is_unsupported(problem: &ResponseProblem, coding: &str) -> bool {
    let expected = ContentCodingError::Unsupported {
        coding: coding.to_owned(),
    };
    *problem == ResponseProblem::ContentCoding(expected)
}

#[test]
fn a_compressed_stream_is_refused_before_anything_of_it_is_read() {
    for coding in ["gzip", "br", "zstd", "deflate", "x-compress"] {
        for transport in TRANSPORTS {
            let server = answering(
                "200 OK",
                &format!("content-encoding: {coding}\r\n"),
                &gzip(b"hello"),
            );
            let client = Clients::new(transport, &server.url(), |builder| builder);
            let error = client.call(DownloadInput::new()).unwrap_err();
            let text = format!(
                "Download failed: the response (HTTP 200) can't be read: {}",
                refusal(coding)
            );
            assert_eq!(error.to_string(), text, "{transport:?}");
            let ErrorKind::Response(response) = error.kind() else {
                panic!("{error:?}")
            };
            assert!(is_unsupported(response.problem(), coding), "{transport:?}");
            assert_eq!(client.attempts(), 1, "{transport:?}");
        }
    }
}

#[test]
fn a_compressed_stream_without_a_length_is_refused_too() {
    for transport in TRANSPORTS {
        let server = listen(|connection| {
            connection.head()?;
            connection.send(
                "HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
            )
        });
        let error =
            Clients::new(transport, &server.url(), |builder| builder).call(DownloadInput::new());
        assert!(
            error.unwrap_err().to_string().ends_with(&refusal("br")),
            "{transport:?}"
        );
    }
}

#[test]
fn an_empty_stream_has_nothing_to_decode() {
    for head in [
        "200 OK\r\ncontent-length: 0",
        "204 No Content",
        "205 Reset\r\ncontent-length: 0",
    ] {
        for transport in TRANSPORTS {
            let server = listen(move |connection| {
                connection.head()?;
                connection.send(format!("HTTP/1.1 {head}\r\ncontent-encoding: gzip\r\n\r\n"))
            });
            let client = Clients::new(transport, &server.url(), |builder| builder);
            let content = client.call(DownloadInput::new()).unwrap().content;
            client.read(content, |_| panic!("{transport:?}")).unwrap();
        }
    }
}

#[test]
fn bytes_that_are_a_body_are_refused_as_json_is() {
    for transport in TRANSPORTS {
        let server = answering("200 OK", "content-encoding: gzip\r\n", &gzip(b"hello"));
        let client = Clients::new(transport, &server.url(), |builder| builder);
        assert!(
            client
                .call(PictureInput::new())
                .unwrap_err()
                .to_string()
                .ends_with(&refusal("gzip"))
        );
        assert!(
            client
                .call(ReadInput::new())
                .unwrap_err()
                .to_string()
                .ends_with(&refusal("gzip"))
        );
        // The caller who asks for a coding gets no other treatment: nothing would say what the bytes are.
        let error = client.call(ReadInput::new().codings("gzip")).unwrap_err();
        assert!(error.to_string().ends_with(&refusal("gzip")));
    }
}

#[test]
fn the_response_to_head_has_nothing_to_decode() {
    for transport in TRANSPORTS {
        let server = listen(|connection| {
            connection.head()?;
            connection
                .send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 47\r\n\r\n")
        });
        let client = Clients::new(transport, &server.url(), |builder| builder);
        assert_eq!(
            client.call(LookInput::new()).unwrap().length,
            Some(47),
            "{transport:?}"
        );
    }
}

#[test]
fn an_output_that_says_the_coding_has_the_bytes_as_they_were_sent() {
    for coding in ["gzip", "br, gzip", "aws-chunked"] {
        for transport in TRANSPORTS {
            let sent = gzip(b"hello");
            let server = answering("200 OK", &format!("content-encoding: {coding}\r\n"), &sent);
            let client = Clients::new(transport, &server.url(), |builder| builder);
            let output = client.call(PictureAsSentInput::new()).unwrap();
            assert_eq!(output.coding.as_deref(), Some(coding), "{transport:?}");
            assert_eq!(output.picture.unwrap(), sent, "{transport:?}");
            let output = client.call(DownloadAsSentInput::new()).unwrap();
            assert_eq!(output.coding.as_deref(), Some(coding), "{transport:?}");
            assert_eq!(
                output.length,
                i64::try_from(sent.len()).ok(),
                "{transport:?}"
            );
            let mut read = Vec::new();
            client
                .read(output.content, |piece| read.extend_from_slice(piece))
                .unwrap();
            assert_eq!(read, sent, "{transport:?}");
        }
    }
}

#[test]
fn an_error_is_no_output_and_its_members_in_the_body_are_absent() {
    let body = br#"{"reason":"over","message":"m"}"#;
    let headers = "x-amzn-errortype: Gone\r\nx-where: there\r\ncontent-encoding: zstd\r\n";
    for transport in TRANSPORTS {
        let server = answering("410 Gone", headers, body);
        let client = Clients::new(transport, &server.url(), |builder| builder);
        let error = client.call(DownloadInput::new()).unwrap_err();
        let Some(DownloadError::Gone(gone)) = error.service() else {
            panic!("{error:?}")
        };
        assert_eq!(
            (gone.reason.as_deref(), gone.r#where.as_deref()),
            (None, Some("there"))
        );
        assert_eq!(
            error.message(),
            Some(refusal("zstd").as_str()),
            "{transport:?}"
        );
        let error = client.call(DownloadAsSentInput::new()).unwrap_err();
        assert_eq!(
            error.message(),
            Some(refusal("zstd").as_str()),
            "{transport:?}"
        );
    }
}

#[test]
fn without_a_client_a_truncated_body_is_refused_as_well() {
    let response = |body: Body| {
        Response::builder()
            .header("content-type", "application/json")
            .body(body)
            .unwrap()
    };
    let error = ReadInput::new()
        .response(response(Body::truncated("{}".into())))
        .unwrap_err();
    let text = "Read failed: the response (HTTP 200) is larger than the limit of 16777216 bytes: raise \
                `response_limit` on the client's builder";
    assert_eq!(error.to_string(), text);
    assert!(
        ReadInput::new()
            .response(response(Body::from("{}")))
            .is_ok()
    );
}
