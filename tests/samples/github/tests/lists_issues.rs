//! Runs the sample against a server on loopback.

#![cfg(test)]

use std::process::{Command, Output};

use restsmith_tests::{Answer, Server};

const TOKEN: &str = "ghp_token-of-the-sample";

fn run(server: &Server) -> (bool, String, String) {
    let mut sample = Command::new(env!("CARGO_BIN_EXE_sample-github"));
    sample.args(["octo", "hello", &server.url()]);
    let Output {
        status,
        stdout,
        stderr,
    } = sample.env("GITHUB_TOKEN", TOKEN).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.success(), text(stdout), text(stderr))
}

#[test]
fn the_sample_lists_the_issues_of_all_pages() {
    let server = Server::start([
        Answer::decide(|request| {
            let (_, rest) = request.split_once("\r\nhost: ").unwrap();
            let host = rest.split("\r\n").next().unwrap();
            let link = format!(
                "link: <http://{host}/repositories/7/issues?per_page=100&page=2>; rel=\"next\""
            );
            let body = r#"[{"number":3,"title":"It rains","state":"open","created_at":"2026-11-25T12:00:00Z"}]"#;
            Answer::response("200 OK", &[&link], body)
        }),
        Answer::response(
            "200 OK",
            &[],
            r#"[{"number":1,"title":"It pours","state":"open","created_at":"2026-11-24T12:00:00Z"}]"#,
        ),
    ]);
    assert_eq!(
        run(&server),
        (true, "#3 It rains\n#1 It pours\n".to_owned(), String::new())
    );
    let requests = server.requests();
    let expected = format!(
        "GET /repositories/7/issues?per_page=100&page=2 HTTP/1.1\r\n\
         host: {}\r\n\
         accept: application/vnd.github.v3+json\r\n\
         user-agent: sample-github/{}\r\n\
         authorization: Bearer {TOKEN}\r\n\
         \r\n",
        server.address(),
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(requests.get(1), Some(&expected));
}

#[test]
fn a_repository_that_is_not_there_is_told_by_its_name() {
    let server = Server::start([Answer::response(
        "404 Not Found",
        &[],
        r#"{"message":"Not Found"}"#,
    )]);
    let expected = "there is no repository octo/hello that the token can read\n";
    assert_eq!(run(&server), (false, String::new(), expected.to_owned()));
}

#[test]
fn an_error_that_repeats_the_token_is_shown_without_it() {
    let body = format!(r#"{{"message":"Bad credentials: {TOKEN}"}}"#);
    let server = Server::start([Answer::response("401 Unauthorized", &[], body)]);
    let expected = "ListIssues failed: Unauthorized (HTTP 401): Bad credentials: [redacted]\n";
    assert_eq!(run(&server), (false, String::new(), expected.to_owned()));
}
