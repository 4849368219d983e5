//! Idempotency tokens: filled in once for each call, and the same in all of its attempts.

#![cfg(test)]

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use restsmith_tests::{Answer, Server, block_on};
use restsmith_transfer::{
    runtime::{Builder, Endpoint, Operation, ServiceClient},
    transfer::{
        Client, TokenInBodyInput, TokenInHeaderInput, TokenInQueryInput, TokenSentOnceInput,
        blocking,
    },
};

/// A client whose tokens count up.
fn counting<C: ServiceClient>(builder: Builder<C>, server: &Server) -> Builder<C> {
    let count = AtomicU32::new(0);
    let next = move || format!("token-{}", count.fetch_add(1, Ordering::Relaxed));
    builder
        .endpoint_url(server.url())
        .retry_delay(Duration::ZERO)
        .idempotency_tokens(next)
}

fn busy_then_ok() -> Server {
    Server::start([Answer::response("503 Busy", &[], ""), Answer::ok()])
}

/// First line and body of each request.
fn lines_and_bodies(server: &Server) -> Vec<String> {
    let part = |request: &String| {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        format!("{} {body}", head.lines().next().unwrap())
    };
    server.requests().iter().map(part).collect()
}

#[test]
fn a_token_that_is_left_out_is_filled_in_once_a_call() {
    let expected = [
        r#"POST /token/body HTTP/1.1 {"name":"a","clientToken":"token-0"}"#,
        r#"POST /token/body HTTP/1.1 {"name":"a","clientToken":"token-0"}"#,
        r#"POST /token/body HTTP/1.1 {"name":"b","clientToken":"token-1"}"#,
        "POST /token/query?token=token-2 HTTP/1.1 ",
    ];
    let server = busy_then_ok();
    let client = counting(blocking::Client::builder(), &server)
        .build()
        .unwrap();
    client.token_in_body(TokenInBodyInput::new("a")).unwrap();
    client
        .clone()
        .token_in_body(TokenInBodyInput::new("b"))
        .unwrap();
    client.token_in_query(TokenInQueryInput::new()).unwrap();
    assert_eq!(lines_and_bodies(&server), expected);

    let server = busy_then_ok();
    let client = counting(Client::builder(), &server).build().unwrap();
    block_on(async {
        client
            .token_in_body(TokenInBodyInput::new("a"))
            .await
            .unwrap();
        client
            .clone()
            .token_in_body(TokenInBodyInput::new("b"))
            .await
            .unwrap();
        client
            .token_in_query(TokenInQueryInput::new())
            .await
            .unwrap();
    });
    assert_eq!(lines_and_bodies(&server), expected);
}

#[test]
fn the_callers_own_token_stays() {
    let server = busy_then_ok();
    let client = counting(blocking::Client::builder(), &server)
        .build()
        .unwrap();
    client
        .token_in_header(TokenInHeaderInput::new().client_token("own"))
        .unwrap();
    assert_eq!(server.requests().len(), 2);
    for request in server.requests() {
        assert!(request.contains("\r\nx-client-token: own\r\n"), "{request}");
    }
}

#[test]
fn by_default_a_token_is_a_random_uuid() {
    let server = Server::start([Answer::ok()]);
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    client.token_in_header(TokenInHeaderInput::new()).unwrap();
    client.token_in_header(TokenInHeaderInput::new()).unwrap();
    let tokens: Vec<_> = server
        .requests()
        .iter()
        .map(|request| {
            let line = request
                .lines()
                .find_map(|line| line.strip_prefix("x-client-token: "));
            line.unwrap().to_owned()
        })
        .collect();
    for token in &tokens {
        let lengths: Vec<_> = token.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{token}");
    }
    assert_ne!(tokens[0], tokens[1]);
}

#[test]
fn an_operation_with_a_token_is_sent_again_unless_its_spec_forbids_it() {
    let server = busy_then_ok();
    let client = counting(blocking::Client::builder(), &server)
        .build()
        .unwrap();
    assert!(client.token_sent_once(TokenSentOnceInput::new()).is_err());
    assert_eq!(server.requests().len(), 1);
    const { assert!(TokenInBodyInput::IS_IDEMPOTENT && !TokenSentOnceInput::IS_IDEMPOTENT) }
}

#[test]
fn without_a_client_the_caller_fills_tokens_in() {
    let mut input = TokenInQueryInput::new();
    input.prepare(&|| "mine".to_owned());
    let request = input
        .request(&Endpoint::parse("https://h").unwrap())
        .unwrap();
    assert_eq!(request.uri(), "https://h/token/query?token=mine");
}
