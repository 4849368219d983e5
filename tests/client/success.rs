//! Any 2xx is a success, unless it can't have come from the service or doesn't fit.

use identity_center::runtime::{ErrorKind, ResponseProblem};
use restsmith_tests::{Answer, Logout, Outcome};

fn refused(outcome: Outcome, status: u16, problem: &ResponseProblem, text: &str) {
    let error = outcome.unwrap_err();
    let ErrorKind::Response(response) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(response.problem(), problem);
    assert_eq!(error.to_string(), format!("Logout failed: {text}"));
    assert_eq!(error.status().unwrap(), status);
    assert_eq!((error.code(), error.message()), (None, None));
    assert!(error.service().is_none());
    assert!(!error.is_retryable());
}

#[test]
fn any_2xx_without_a_body_is_a_success() {
    for status in [200, 201, 202, 206, 226, 299] {
        for headers in [
            &[][..],
            &["content-type: text/html"],
            &["content-type: application/json"],
        ] {
            for (client, outcome) in Logout::default().respond(status, headers, "") {
                assert_eq!(outcome.expect(client).request_id(), None);
            }
        }
    }
    for (client, outcome) in
        Logout::default().answered(Answer::Bytes(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()))
    {
        outcome.expect(client);
    }
}

#[test]
fn a_code_or_message_does_not_make_a_2xx_an_error() {
    let headers = [
        "x-amzn-errortype: UnauthorizedException",
        "content-type: application/json",
    ];
    for (client, outcome) in Logout::default().respond(200, &headers, r#"{"message":"m"}"#) {
        outcome.expect(client);
    }
}

#[test]
fn a_page_of_a_captive_portal_is_refused() {
    for (headers, content_type, text) in [
        (
            &["content-type: text/html"][..],
            Some("text/html"),
            "its content type is text/html, not JSON",
        ),
        (
            &["content-type: text/html; charset=utf-8"],
            Some("text/html; charset=utf-8"),
            "its content type is text/html; charset=utf-8, not JSON",
        ),
        (
            &["content-type: text/plain"],
            Some("text/plain"),
            "its content type is text/plain, not JSON",
        ),
        (
            &["content-type: application/jsonp"],
            Some("application/jsonp"),
            "its content type is application/jsonp, not JSON",
        ),
        (
            &["content-type: json"],
            Some("json"),
            "its content type is json, not JSON",
        ),
        (&[], None, "no content type of JSON"),
    ] {
        for status in [200, 202] {
            for (_, outcome) in
                Logout::default().respond(status, headers, "<html>Please sign in</html>")
            {
                let problem = ResponseProblem::NotFromService {
                    content_type: content_type.map(str::to_owned),
                    format: "JSON",
                };
                let text = format!(
                    "the response (HTTP {status}) is not from the service, but may be from a proxy or a captive \
                     portal: it has no request id of the service, and {text}"
                );
                refused(outcome, status, &problem, &text);
            }
        }
    }
}

#[test]
fn a_body_without_a_content_type_is_refused_even_if_it_looks_like_json() {
    for (client, outcome) in Logout::default().respond(200, &[], "{}") {
        assert!(
            matches!(outcome.expect_err(client).kind(), ErrorKind::Response(_)),
            "{client}"
        );
    }
}

#[test]
fn a_body_with_a_request_id_came_from_the_service() {
    for header in ["x-amzn-requestid: id", "x-amz-request-id: id"] {
        for (client, outcome) in
            Logout::default().respond(200, &[header, "content-type: text/html"], "<html></html>")
        {
            assert_eq!(outcome.expect(client).request_id(), Some("id"));
        }
    }
}

#[test]
fn a_body_of_json_came_from_the_service() {
    for content_type in [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/x-amz-json-1.0",
        "application/x-amz-json-1.1",
        "application/problem+json",
    ] {
        let header = format!("content-type: {content_type}");
        for (client, outcome) in Logout::default().respond(200, &[&header], "{}") {
            outcome.unwrap_or_else(|error| panic!("{client}, {content_type}: {error}"));
        }
    }
}

#[test]
fn a_success_that_is_larger_than_the_limit_is_refused() {
    let answer = || {
        Answer::response(
            "200 OK",
            &["content-type: application/json", "x-amzn-requestid: id"],
            "[1,2,3]",
        )
    };
    for limit in [0, 1, 6] {
        let logout = Logout {
            response_limit: Some(limit),
            ..Logout::default()
        };
        for (_, outcome) in logout.answered(answer()) {
            let text = format!(
                "the response (HTTP 200) is larger than the limit of {limit} bytes: raise \
                 `response_limit` on the client's builder (request id id)"
            );
            assert_eq!(outcome.as_ref().unwrap_err().request_id(), Some("id"));
            refused(outcome, 200, &ResponseProblem::TooLarge { limit }, &text);
        }
    }
    for limit in [7, 8, usize::MAX] {
        let logout = Logout {
            response_limit: Some(limit),
            ..Logout::default()
        };
        for (client, outcome) in logout.answered(answer()) {
            outcome.unwrap_or_else(|error| panic!("{client}, {limit}: {error}"));
        }
    }
}

#[test]
fn an_empty_success_fits_any_limit() {
    let logout = Logout {
        response_limit: Some(0),
        ..Logout::default()
    };
    for (client, outcome) in logout.answered(Answer::ok()) {
        outcome.expect(client);
    }
}

#[test]
fn an_error_that_is_larger_than_the_limit_is_read_as_far_as_it_goes() {
    let body = format!(r#"{{"code":"A","pad":"{}"}}"#, "x".repeat(100));
    for (limit, code, message) in [
        (body.len(), Some("A"), Some(&*body)),
        (body.len() - 1, Some("A"), Some(&body[..body.len() - 1])),
        (20, Some("A"), Some(r#"{"code":"A","pad":"x"#)),
        (10, None, Some(r#"{"code":"A"#)),
        (0, None, None),
    ] {
        let logout = Logout {
            response_limit: Some(limit),
            ..Logout::default()
        };
        for (client, outcome) in logout.answered(Answer::response(
            "418 Teapot",
            &["x-amzn-requestid: id"],
            &body,
        )) {
            let error = outcome.expect_err(client);
            assert_eq!(
                (error.code(), error.message(), error.request_id()),
                (code, message, Some("id"))
            );
        }
    }
}
