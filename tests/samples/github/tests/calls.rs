//! Both clients against a server on loopback.

#![cfg(test)]

use std::{
    io::Cursor,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use futures_core::Stream;
use http::Response;
use restsmith_tests::{Answer, Server, block_on};
use sample_github::{
    github::{
        Client, CreateIssueError, CreateIssueInput, GetIssueError, GetIssueInput, ListIssuesInput,
        LockIssueInput, SearchIssuesInput, UploadReleaseAssetInput, blocking,
        error::CommonError,
        types::{IssueState, LockReason},
    },
    runtime::{Body, HttpRequest, TransportError, blocking::HttpClient},
};

const TOKEN: &str = "ghp_token-of-a-member";

fn client(server: &Server) -> Client {
    let builder = Client::builder()
        .endpoint_url(server.url())
        .bearer_token(TOKEN);
    builder.build().unwrap()
}

fn blocking_client(server: &Server) -> blocking::Client {
    let builder = blocking::Client::builder()
        .endpoint_url(server.url())
        .bearer_token(TOKEN);
    builder.build().unwrap()
}

fn issue(number: u32) -> String {
    format!(
        r#"{{"number":{number},"title":"Rain","state":"open","user":null,"created_at":"2026-11-25T12:00:00Z"}}"#
    )
}

/// The first line of each request.
fn lines(server: &Server) -> Vec<String> {
    let line = |request: String| request.lines().next().unwrap().to_owned();
    server.requests().into_iter().map(line).collect()
}

/// A page whose header `Link` names the next one as GitHub does: by the id of the repository, at the same host.
fn page(body: String, next: &'static str) -> Answer {
    Answer::decide(move |request| {
        let (_, rest) = request.split_once("\r\nhost: ").unwrap();
        let host = rest.split("\r\n").next().unwrap();
        let link = format!(
            "link: <http://{host}/last>; rel=\"last\", <http://{host}{next}>; rel=\"next\""
        );
        Answer::response("200 OK", &[&link], &body)
    })
}

#[test]
fn pages_follow_the_header_link() {
    let second = "/repositories/7/issues?labels=a%2Cb&page=2";
    let script = [
        page(format!("[{},{}]", issue(9), issue(8)), second),
        Answer::response(
            "200 OK",
            &["link: </first>; rel=\"first\""],
            format!("[{}]", issue(7)),
        ),
    ];
    let input = || {
        ListIssuesInput::new("octo", "hello")
            .labels(vec!["a".to_owned(), "b".to_owned()])
            .per_page(2)
    };
    let expected = [
        "GET /repos/octo/hello/issues?labels=a,b&per_page=2 HTTP/1.1".to_owned(),
        format!("GET {second} HTTP/1.1"),
    ];

    let server = Server::start(script.clone());
    let issues = blocking_client(&server).list_issues_pages(input()).items();
    let numbers: Vec<_> = issues.map(|issue| issue.unwrap().number).collect();
    assert_eq!(numbers, [9, 8, 7]);
    assert_eq!(lines(&server), expected);

    let server = Server::start(script);
    let mut issues = client(&server).list_issues_pages(input()).items();
    let mut numbers = Vec::new();
    block_on(async {
        while let Some(issue) = issues.next().await {
            numbers.push(issue.unwrap().number);
        }
    });
    assert_eq!(numbers, [9, 8, 7]);
    assert_eq!(lines(&server), expected);
}

#[test]
fn what_is_found_is_the_items_of_a_page() {
    let body = format!(
        r#"{{"total_count":1,"incomplete_results":false,"items":[{}]}}"#,
        issue(3)
    );
    let server = Server::start([Answer::response("200 OK", &[], body)]);
    let input = SearchIssuesInput::new("rain is:open");
    let found = blocking_client(&server).search_issues_pages(input).items();
    let found: Vec<_> = found.map(|issue| issue.unwrap()).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].state, IssueState::Open);
    assert_eq!(found[0].created_at.to_string(), "2026-11-25T12:00:00Z");
    assert_eq!(
        lines(&server),
        ["GET /search/issues?q=rain%20is%3Aopen HTTP/1.1"]
    );
}

#[test]
fn an_error_has_its_body() {
    let body = r#"{"message":"Not Found","documentation_url":"https://docs.github.com/rest"}"#;
    let server = Server::start([Answer::response("404 Not Found", &[], body)]);
    let input = || GetIssueInput::new("octo", "hello", 3);
    for error in [
        blocking_client(&server).get_issue(input()).unwrap_err(),
        block_on(client(&server).get_issue(input())).unwrap_err(),
    ] {
        let Some(GetIssueError::NotFound(not_found)) = error.service() else {
            panic!("{error:?}");
        };
        let body = not_found.body.as_ref().unwrap();
        assert_eq!(
            body.documentation_url.as_deref(),
            Some("https://docs.github.com/rest")
        );
        assert_eq!(
            error.to_string(),
            "GetIssue failed: NotFound (HTTP 404): Not Found"
        );
    }
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn an_issue_that_is_refused_says_which_field_is_wrong() {
    let body = r#"{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing_field"}]}"#;
    let server = Server::start([Answer::response("422 Unprocessable Entity", &[], body)]);
    let input = CreateIssueInput::new("octo", "hello", "");
    let error = blocking_client(&server).create_issue(input).unwrap_err();
    let Some(CreateIssueError::Invalid(invalid)) = error.service() else {
        panic!("{error:?}");
    };
    let violations = invalid.body.as_ref().unwrap().errors.as_ref().unwrap();
    assert_eq!(violations[0].field.as_deref(), Some("title"));
    assert_eq!(violations[0].code, "missing_field");
}

#[test]
fn a_body_has_only_what_is_set() {
    let server = Server::start([Answer::response("204 No Content", &[], "")]);
    let input = LockIssueInput::new("octo", "hello", 3).lock_reason(LockReason::TooHeated);
    blocking_client(&server).lock_issue(input).unwrap();
    let requests = server.requests();
    assert!(requests[0].starts_with("PUT /repos/octo/hello/issues/3/lock HTTP/1.1\r\n"));
    assert!(requests[0].ends_with("\r\n\r\n{\"lock_reason\":\"too heated\"}"));
}

fn busy() -> Answer {
    let body = r#"{"message":"API rate limit exceeded"}"#;
    Answer::response("429 Too Many Requests", &["retry-after: 0"], body)
}

#[test]
fn a_limit_of_requests_is_waited_for() {
    let script = [busy(), Answer::response("200 OK", &[], issue(3))];
    let input = || GetIssueInput::new("octo", "hello", 3);
    let line = "GET /repos/octo/hello/issues/3 HTTP/1.1";

    let server = Server::start(script.clone());
    let output = blocking_client(&server).get_issue(input()).unwrap();
    assert_eq!(output.issue.number, 3);
    assert_eq!(lines(&server), [line, line]);

    let server = Server::start(script);
    let output = block_on(client(&server).get_issue(input())).unwrap();
    assert_eq!(output.issue.number, 3);
    assert_eq!(lines(&server), [line, line]);
}

#[test]
fn an_issue_is_not_opened_twice() {
    let server = Server::start([busy()]);
    let input = CreateIssueInput::new("octo", "hello", "Rain");
    let error = blocking_client(&server).create_issue(input).unwrap_err();
    assert!(matches!(
        error.service(),
        Some(CreateIssueError::Common(CommonError::TooManyRequests(_)))
    ));
    assert!(error.is_retryable());
    assert_eq!(server.requests().len(), 1);
}

/// Refuses the first request for some seconds, and keeps the delays.
#[derive(Clone, Debug, Default)]
struct Limited(Arc<Mutex<Vec<Duration>>>);

impl HttpClient for Limited {
    fn send(&self, _: HttpRequest) -> Result<Response<Body>, TransportError> {
        if !self.0.lock().unwrap().is_empty() {
            return Ok(Response::new(Body::from(issue(3))));
        }
        let mut response = Response::new(Body::from(""));
        *response.status_mut() = http::StatusCode::TOO_MANY_REQUESTS;
        response
            .headers_mut()
            .insert("retry-after", "7".parse().unwrap());
        Ok(response)
    }

    fn sleep(&self, duration: Duration) {
        self.0.lock().unwrap().push(duration);
    }
}

#[test]
fn the_delay_is_the_one_that_the_service_asks_for() {
    let limited = Limited::default();
    let client = blocking::Client::builder()
        .bearer_token(TOKEN)
        .build_with(limited.clone())
        .unwrap();
    let input = GetIssueInput::new("octo", "hello", 3);
    assert_eq!(client.get_issue(input).unwrap().issue.number, 3);
    assert_eq!(*limited.0.lock().unwrap(), [Duration::from_secs(7)]);
}

/// A stream of pieces.
struct Pieces(std::vec::IntoIter<&'static str>);

impl Stream for Pieces {
    type Item = Result<&'static [u8], std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|piece| Ok(piece.as_bytes())))
    }
}

#[test]
fn a_file_of_a_release_is_a_stream() {
    let body =
        r#"{"id":5,"name":"a b.zip","size":9,"browser_download_url":"https://example.com/a"}"#;
    let server = Server::start([Answer::response("201 Created", &[], body)]);
    let input = |content: Body| {
        UploadReleaseAssetInput::new("octo", "hello", 4, "a b.zip", content.with_length(9))
            .media_type("application/zip")
    };
    let reader = Body::from_reader(Cursor::new("PK, a zip"));
    let stream = Body::from_stream(Pieces(vec!["PK", ", a ", "zip"].into_iter()));
    for asset in [
        blocking_client(&server)
            .upload_release_asset(input(reader))
            .unwrap()
            .asset,
        block_on(client(&server).upload_release_asset(input(stream)))
            .unwrap()
            .asset,
    ] {
        assert_eq!((asset.id, asset.size), (5, 9));
    }
    for request in server.requests() {
        let (head, content) = request.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        assert_eq!(
            lines.next(),
            Some("POST /repos/octo/hello/releases/4/assets?name=a%20b.zip HTTP/1.1")
        );
        for line in ["content-type: application/zip", "content-length: 9"] {
            assert!(lines.clone().any(|known| known == line), "{head}");
        }
        assert_eq!(content, "PK, a zip");
    }
}

#[test]
fn the_token_is_sent_and_never_shown() {
    let body = format!(r#"{{"message":"Bad credentials","documentation_url":"/{TOKEN}"}}"#);
    let server = Server::start([Answer::response("401 Unauthorized", &[], body)]);
    let input = || GetIssueInput::new("octo", "hello", 3);
    let blocking = blocking_client(&server);
    let asynchronous = client(&server);
    let shown = [
        format!("{blocking:?} {asynchronous:?}"),
        format!("{:?}", Client::builder().bearer_token(TOKEN)),
        format!("{:?}", blocking.get_issue(input()).unwrap_err()),
        format!(
            "{:?}",
            block_on(asynchronous.get_issue(input())).unwrap_err()
        ),
    ];
    for shown in shown {
        assert!(!shown.contains(TOKEN), "{shown}");
    }
    let sent = format!("\r\nauthorization: Bearer {TOKEN}\r\n");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.contains(&sent)));
}
