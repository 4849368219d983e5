//! The sample lives through a session against a server on this machine.

use std::process::Command;

use restsmith_tests::{Answer, Server};

fn json(body: &str) -> Answer {
    Answer::response("200 OK", &["content-type: application/json"], body)
}

#[test]
fn a_session_begins_is_used_and_ends() {
    let server = Server::start([
        json(r#"{"clientId":"c-1","clientSecret":"secret-of-client"}"#),
        json(
            r#"{"deviceCode":"d-1","userCode":"ABCD-EFGH","verificationUriComplete":"https://d.example/?c=1","interval":0}"#,
        ),
        Answer::response(
            "400 Bad Request",
            &[
                "content-type: application/json",
                "x-amzn-errortype: AuthorizationPendingException",
            ],
            r#"{"error":"authorization_pending"}"#,
        ),
        json(r#"{"accessToken":"token-of-session","tokenType":"Bearer","expiresIn":28800}"#),
        json(r#"{"accountList":[],"nextToken":"second page"}"#),
        json(r#"{"accountList":[{"accountId":"111122223333","accountName":"Tests"}]}"#),
        json(r#"{"roleList":[{"roleName":"Reader","accountId":"111122223333"}]}"#),
        json(
            r#"{"roleCredentials":{"accessKeyId":"AKIA1","secretAccessKey":"key-of-role","sessionToken":"token-of-role","expiration":1}}"#,
        ),
        Answer::ok(),
    ]);
    let output = Command::new(env!("CARGO_BIN_EXE_sample-session"))
        .args(["https://d.example/start", "eu-west-1"])
        .env_clear()
        .env("AWS_ENDPOINT_URL", server.url())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        printed,
        "open https://d.example/?c=1 and compare ABCD-EFGH\n\
         account 111122223333: Tests\n  \
         role Reader: access key AKIA1\n\
         signed out\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let requests = server.requests();
    let lines: Vec<_> = requests
        .iter()
        .map(|request| request.lines().next().unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            "POST /client/register HTTP/1.1",
            "POST /device_authorization HTTP/1.1",
            "POST /token HTTP/1.1",
            "POST /token HTTP/1.1",
            "GET /assignment/accounts HTTP/1.1",
            "GET /assignment/accounts?next_token=second%20page HTTP/1.1",
            "GET /assignment/roles?account_id=111122223333 HTTP/1.1",
            "GET /federation/credentials?role_name=Reader&account_id=111122223333 HTTP/1.1",
            "POST /logout HTTP/1.1",
        ]
    );
    for request in &requests[4..] {
        assert!(
            request.contains("\r\nx-amz-sso_bearer_token: token-of-session\r\n"),
            "{request}"
        );
    }
}
