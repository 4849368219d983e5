//! The whole life of a session, operation by operation: the exact bytes of each request, and what is read from
//! the answers.

use std::collections::BTreeSet;

use identity_center::{
    oidc::{
        self, CreateTokenError, CreateTokenInput, RegisterClientInput,
        StartDeviceAuthorizationInput,
    },
    portal::{self, GetRoleCredentialsInput, ListAccountRolesInput, ListAccountsInput},
    runtime::{ErrorKind, InputError, ResponseProblem},
};
use restsmith_tests::{Answer, Server, block_on};
use secrecy::ExposeSecret;

fn portal(server: &Server) -> portal::blocking::Client {
    portal::blocking::Client::builder()
        .endpoint_url(server.url())
        .max_attempts(1)
        .build()
        .unwrap()
}

fn oidc(server: &Server) -> oidc::blocking::Client {
    oidc::blocking::Client::builder()
        .endpoint_url(server.url())
        .max_attempts(1)
        .build()
        .unwrap()
}

fn json(body: &str) -> Answer {
    Answer::response(
        "200 OK",
        &["content-type: application/json", "x-amzn-requestid: r-1"],
        body,
    )
}

/// Request line, the headers that the operation decides, and body of the only request.
fn sent(server: &Server) -> String {
    let [request] = server.requests().try_into().unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let of_client = ["host:", "user-agent:", "amz-sdk-"];
    let lines = head
        .split("\r\n")
        .filter(|line| !of_client.iter().any(|start| line.starts_with(start)));
    format!("{}\n\n{body}", lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_client_registers_itself() {
    let server = Server::start([json(
        r#"{"clientId":"c-1","clientSecret":"s-1","clientIdIssuedAt":1700000000,"clientSecretExpiresAt":1.7E9,"new":[{}]}"#,
    )]);
    let input = RegisterClientInput::new("a \"quoted\" näme\n\u{1}", "public")
        .scopes(vec!["sso:account:access".to_owned(), "x".to_owned()]);
    let output = oidc(&server).register_client(input).unwrap();
    let body = r#"{"clientName":"a \"quoted\" näme\n\u0001","clientType":"public","scopes":["sso:account:access","x"]}"#;
    assert_eq!(
        sent(&server),
        format!(
            "POST /client/register HTTP/1.1\ncontent-type: application/json\ncontent-length: {}\n\n{body}",
            body.len()
        )
    );
    assert_eq!(output.client_id.as_deref(), Some("c-1"));
    assert_eq!(
        output.client_secret.as_ref().unwrap().expose_secret(),
        "s-1"
    );
    assert_eq!(output.client_id_issued_at, Some(1_700_000_000));
    assert_eq!(output.client_secret_expires_at, Some(1_700_000_000));
    assert_eq!(output.token_endpoint, None);
    assert_eq!(output.request_id(), Some("r-1"));
    assert!(!format!("{output:?}").contains("s-1"), "{output:?}");
}

#[test]
fn a_sign_in_begins_on_a_device() {
    let server = Server::start([json(
        r#"{"deviceCode":"d","userCode":"ABCD-EFGH","expiresIn":600,"interval":1}"#,
    )]);
    let input = StartDeviceAuthorizationInput::new("c-1", "s-1", "https://d-1.awsapps.com/start");
    let output = oidc(&server).start_device_authorization(input).unwrap();
    let body =
        r#"{"clientId":"c-1","clientSecret":"s-1","startUrl":"https://d-1.awsapps.com/start"}"#;
    assert!(
        sent(&server).starts_with("POST /device_authorization HTTP/1.1\n"),
        "{}",
        sent(&server)
    );
    assert!(
        sent(&server).ends_with(&format!("\n\n{body}")),
        "{}",
        sent(&server)
    );
    assert_eq!((output.expires_in, output.interval), (Some(600), Some(1)));
}

#[test]
fn a_user_who_has_not_decided_is_an_error_with_members() {
    let server = Server::start([Answer::response(
        "400 Bad Request",
        &["x-amzn-errortype: AuthorizationPendingException"],
        r#"{"error":"authorization_pending","error_description":"not yet"}"#,
    )]);
    let input = CreateTokenInput::new("c-1", "s-1", "device").device_code("d");
    let error = oidc(&server).create_token(input).unwrap_err();
    let Some(CreateTokenError::AuthorizationPendingException(pending)) = error.service() else {
        panic!("{error}")
    };
    assert_eq!(pending.error.as_deref(), Some("authorization_pending"));
    assert_eq!(pending.error_description.as_deref(), Some("not yet"));
    assert_eq!(
        error.to_string(),
        "CreateToken failed: AuthorizationPendingException (HTTP 400): not yet"
    );
}

#[test]
fn an_error_with_broken_members_is_still_the_error() {
    let server = Server::start([Answer::response(
        "400 Bad Request",
        &["x-amzn-errortype: SlowDownException"],
        r#"{"error":7,"error_description":"slower"}"#,
    )]);
    let error = oidc(&server)
        .create_token(CreateTokenInput::new("c", "s", "device"))
        .unwrap_err();
    assert!(
        matches!(
            error.service(),
            Some(CreateTokenError::SlowDownException(_))
        ),
        "{error}"
    );
}

#[test]
fn a_secret_that_an_error_repeats_is_not_shown_by_its_members() {
    let server = Server::start([Answer::response(
        "400 Bad Request",
        &["x-amzn-errortype: InvalidGrantException"],
        r#"{"error":"invalid_grant","error_description":"bad secret-of-client"}"#,
    )]);
    let input = CreateTokenInput::new("c-1", "secret-of-client", "device");
    let error = oidc(&server).create_token(input).unwrap_err();
    let Some(CreateTokenError::InvalidGrantException(invalid)) = error.service() else {
        panic!("{error}")
    };
    assert_eq!(invalid.error.as_deref(), Some("invalid_grant"));
    assert_eq!(invalid.error_description.as_deref(), Some("bad [redacted]"));
    assert!(
        !format!("{error:#?}").contains("secret-of-client"),
        "{error:#?}"
    );
}

#[test]
fn a_token_is_read_and_never_shown() {
    let server = Server::start([json(
        r#"{"accessToken":"very-secret-token","tokenType":"Bearer","expiresIn":28800,"refreshToken":null}"#,
    )]);
    let output = oidc(&server)
        .create_token(CreateTokenInput::new("c", "s", "device").device_code("d"))
        .unwrap();
    assert_eq!(
        output.access_token.as_ref().unwrap().expose_secret(),
        "very-secret-token"
    );
    assert!(output.refresh_token.is_none());
    assert!(
        !format!("{output:#?}").contains("very-secret"),
        "{output:#?}"
    );
}

#[test]
fn accounts_are_listed_page_by_page() {
    let server = Server::start([json(
        r#"{"nextToken":"p 2","accountList":[{"accountId":"1","accountName":"A","x":1},null,{"accountId":"2"}]}"#,
    )]);
    let input = ListAccountsInput::new("token")
        .next_token("p/1 +&=ü")
        .max_results(2);
    let output = portal(&server).list_accounts(input).unwrap();
    assert_eq!(
        sent(&server),
        "GET /assignment/accounts?next_token=p%2F1%20%2B%26%3D%C3%BC&max_result=2 HTTP/1.1\n\
         x-amz-sso_bearer_token: token\n\n"
    );
    let ids: Vec<_> = output
        .account_list
        .iter()
        .flatten()
        .map(|account| account.account_id.as_deref())
        .collect();
    assert_eq!(ids, [Some("1"), Some("2")]);
    assert_eq!(output.next_token.as_deref(), Some("p 2"));
}

#[test]
fn a_request_without_a_body_says_no_length_and_is_the_same_by_both_clients() {
    let server = Server::start([json("{}"), json("{}")]);
    let builder = portal::Client::builder()
        .endpoint_url(server.url())
        .max_attempts(1);
    let client = builder.build().unwrap();
    block_on(client.list_accounts(ListAccountsInput::new("token").max_results(1))).unwrap();
    portal(&server)
        .list_accounts(ListAccountsInput::new("token").max_results(1))
        .unwrap();
    let requests = server.requests();
    let lines = |request: &str| {
        let own = request
            .lines()
            .filter(|line| !line.starts_with("amz-sdk-invocation-id: "));
        own.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    assert_eq!(lines(&requests[0]), lines(&requests[1]));
    assert!(!requests[0].contains("content-length"), "{}", requests[0]);
}

#[test]
fn roles_are_listed_without_what_is_not_asked_for() {
    let server = Server::start([json("{}")]);
    let output = portal(&server)
        .list_account_roles(ListAccountRolesInput::new("123", "token"))
        .unwrap();
    assert!(
        sent(&server).starts_with("GET /assignment/roles?account_id=123 HTTP/1.1\n"),
        "{}",
        sent(&server)
    );
    assert!(output.role_list.is_none());
}

#[test]
fn role_credentials_are_read_and_never_shown() {
    let server = Server::start([json(
        r#"{"roleCredentials":{"accessKeyId":"AKIA","secretAccessKey":"key-of-role","sessionToken":"token-of-role","expiration":1700000000123}}"#,
    )]);
    let input = GetRoleCredentialsInput::new("admin", "123", "token");
    let output = portal(&server).get_role_credentials(input).unwrap();
    assert!(
        sent(&server)
            .starts_with("GET /federation/credentials?role_name=admin&account_id=123 HTTP/1.1\n"),
        "{}",
        sent(&server)
    );
    let shown = format!("{output:?}");
    let credentials = output.role_credentials.unwrap();
    assert_eq!(
        credentials.secret_access_key.unwrap().expose_secret(),
        "key-of-role"
    );
    assert_eq!(credentials.expiration, Some(1_700_000_000_123));
    assert!(!shown.contains("of-role"), "{shown}");
}

#[test]
fn an_output_of_another_type_says_where_and_not_what() {
    for (body, problem) in [
        (
            r#"{"accountList":[{"accountId":"1"},{"accountId":5}]}"#,
            "accountList[1].accountId: expected text, found a number (byte 47)",
        ),
        (
            r#"{"accountList":{}}"#,
            "accountList: expected a list, found an object (byte 15)",
        ),
        (
            r#"{"accountList":[7]}"#,
            "accountList[0]: expected an object, found a number (byte 16)",
        ),
        ("[]", "expected an object, found a list (byte 0)"),
        ("null", "expected an object, found null (byte 0)"),
    ] {
        let server = Server::start([json(body)]);
        let error = portal(&server)
            .list_accounts(ListAccountsInput::new("token"))
            .unwrap_err();
        let ErrorKind::Response(error) = error.kind() else {
            panic!("{error}")
        };
        let ResponseProblem::Body(json) = error.problem() else {
            panic!("{error}")
        };
        assert_eq!(json.to_string(), problem, "{body}");
    }
}

#[test]
fn hostile_outputs_are_errors() {
    let deep = format!(r#"{{"x":{}}}"#, "[".repeat(10_000));
    let deep_members = r#"{"accountList":["#.repeat(5_000);
    for body in [
        deep.as_str(),
        deep_members.as_str(),
        r#"{"nextToken":"a""#,
        r#"{"nextToken":"a"} x"#,
        r#"{"nextToken":"\ud800"}"#,
        r#"{"accountList":[1e400]}"#,
        "not json",
        "\u{0}",
    ] {
        let server = Server::start([json(body)]);
        let error = portal(&server)
            .list_accounts(ListAccountsInput::new("token"))
            .unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Response(_)),
            "{body:.40}: {error}"
        );
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[test]
fn numbers_that_do_not_fit_are_errors() {
    for number in ["2147483648", "1.5", "1e30", "-2147483649", "\"7\"", "true"] {
        let server = Server::start([json(&format!(r#"{{"expiresIn":{number}}}"#))]);
        let error = oidc(&server)
            .create_token(CreateTokenInput::new("c", "s", "device"))
            .unwrap_err();
        assert!(
            error.to_string().contains("expiresIn: "),
            "{number}: {error}"
        );
    }
}

#[test]
fn a_required_header_is_checked_in_every_operation() {
    let server = Server::start([]);
    let error = portal(&server)
        .list_accounts(ListAccountsInput::new(""))
        .unwrap_err();
    assert!(
        matches!(
            error.kind(),
            ErrorKind::Input(InputError::Empty {
                member: "accessToken"
            })
        ),
        "{error}"
    );
    assert_eq!(server.connections(), 0);
}
