//! Both clients against a server on loopback.

#![cfg(test)]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use http::Response;
use restsmith_tests::{Answer, Server, block_on};
use sample_team_api::{
    runtime::{AuthError, Body, HttpRequest, InputError, TransportError, blocking::HttpClient},
    tickets::{
        Client, ErrorKind, GetTicketInput, ListOwnersInput, ListTicketsInput, PingInput, blocking,
        types::Ticket,
    },
};
use secrecy::SecretString;

const TOKEN: &str = "token-of-a-member";

fn json(body: &str) -> Answer {
    Answer::response("200 OK", &["content-type: application/json"], body)
}

/// The request lines, and the lines that say who calls.
fn lines(server: &Server) -> Vec<String> {
    let is_told = |line: &&str| line.starts_with("GET ") || line.starts_with("authorization: ");
    let lines = |request: String| {
        request
            .lines()
            .filter(is_told)
            .collect::<Vec<_>>()
            .join(" ")
    };
    server.requests().into_iter().map(lines).collect()
}

#[test]
fn items_are_found_deeper_in_a_page_by_both_clients() {
    let answers = [
        json(r#"{"page":{"tickets":[{"id":9},{"id":8}],"more":{"after":8}}}"#),
        json(r#"{"page":{"tickets":[{"id":7}]}}"#),
    ];
    let id = |ticket: Ticket| ticket.id.unwrap();
    let expected = [
        format!("GET /tickets?limit=2 HTTP/1.1 authorization: Bearer {TOKEN}"),
        format!("GET /tickets?after=8&limit=2 HTTP/1.1 authorization: Bearer {TOKEN}"),
    ];

    let server = Server::start(answers.clone());
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .bearer_token(TOKEN)
        .build()
        .unwrap();
    let tickets = client
        .list_tickets_pages(ListTicketsInput::new().limit(2))
        .items();
    assert_eq!(
        tickets
            .map(|ticket| id(ticket.unwrap()))
            .collect::<Vec<_>>(),
        [9, 8, 7]
    );
    assert_eq!(lines(&server), expected);

    let server = Server::start(answers);
    let client = Client::builder()
        .endpoint_url(server.url())
        .bearer_token(TOKEN)
        .build()
        .unwrap();
    let mut tickets = client
        .list_tickets_pages(ListTicketsInput::new().limit(2))
        .items();
    let mut found = Vec::new();
    block_on(async {
        while let Some(ticket) = tickets.next().await {
            found.push(id(ticket.unwrap()));
        }
    });
    assert_eq!(found, [9, 8, 7]);
    assert_eq!(lines(&server), expected);
}

#[test]
fn the_items_of_a_map_have_their_keys() {
    let server = Server::start([
        json(r#"{"owners":{"ada":{"tickets":3},"bob":{}},"next":"second"}"#),
        json(r#"{"owners":{"cy":{"tickets":1}}}"#),
    ]);
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .bearer_token(TOKEN)
        .build()
        .unwrap();
    let owners = client.list_owners_pages(ListOwnersInput::new()).items();
    let owners: Vec<_> = owners
        .map(|owner| owner.unwrap())
        .map(|(name, owner)| (name, owner.tickets))
        .collect();
    assert_eq!(
        owners,
        [
            ("ada".to_owned(), Some(3)),
            ("bob".to_owned(), None),
            ("cy".to_owned(), Some(1))
        ]
    );
    assert!(server.requests()[1].contains("\r\nx-page: second\r\n"));
}

#[test]
fn a_call_without_a_token_is_never_sent_and_one_for_anybody_needs_none() {
    let server = Server::start([Answer::ok()]);
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let error = client.list_owners(ListOwnersInput::new()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Auth(AuthError::NoToken)));
    assert_eq!(
        error.to_string(),
        "ListOwners failed: no bearer token: set `bearer_token` on the client's builder"
    );
    let client = Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let error = block_on(client.list_owners(ListOwnersInput::new())).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Auth(AuthError::NoToken)));
    assert_eq!(server.connections(), 0);
    block_on(client.ping(PingInput::new())).unwrap();
    assert_eq!(lines(&server), ["GET /ping HTTP/1.1"]);
}

#[test]
fn a_token_that_was_renewed_is_used_in_the_next_attempt() {
    let busy = Answer::response("503 Service Unavailable", &["retry-after: 0"], "");
    let server = Server::start([busy, json("{}")]);
    let count = AtomicU32::new(0);
    let source = move || {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        Ok(SecretString::from(format!("token-{number}")))
    };
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .bearer_token_source(source);
    client
        .build()
        .unwrap()
        .list_owners(ListOwnersInput::new())
        .unwrap();
    assert_eq!(
        lines(&server),
        [
            "GET /owners HTTP/1.1 authorization: Bearer token-1",
            "GET /owners HTTP/1.1 authorization: Bearer token-2",
        ]
    );
}

#[test]
fn a_token_that_is_awaited_is_renewed_within_a_call() {
    let busy = Answer::response("503 Service Unavailable", &["retry-after: 0"], "");
    let server = Server::start([busy, json("{}")]);
    let count = Arc::new(AtomicU32::new(0));
    let source = move || {
        let count = Arc::clone(&count);
        async move {
            tokio::task::yield_now().await;
            Ok(SecretString::from(format!(
                "token-{}",
                count.fetch_add(1, Ordering::Relaxed) + 1
            )))
        }
    };
    let client = Client::builder()
        .endpoint_url(server.url())
        .async_bearer_token_source(source);
    block_on(client.build().unwrap().list_owners(ListOwnersInput::new())).unwrap();
    assert_eq!(
        lines(&server),
        [
            "GET /owners HTTP/1.1 authorization: Bearer token-1",
            "GET /owners HTTP/1.1 authorization: Bearer token-2",
        ]
    );
}

#[test]
fn a_source_that_hangs_ends_the_call_in_its_time() {
    let server = Server::start([Answer::ok()]);
    let limit = Duration::from_millis(50);
    let client = Client::builder()
        .endpoint_url(server.url())
        .call_timeout(limit);
    let client = client
        .async_bearer_token_source(std::future::pending)
        .build()
        .unwrap();
    let error = block_on(client.list_owners(ListOwnersInput::new())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "ListOwners failed: the call took longer than 50ms"
    );
    assert_eq!(server.connections(), 0);
}

#[test]
fn an_error_that_repeats_the_token_is_shown_without_it() {
    let body = format!(r#"{{"code":"SignedOut","message":"{TOKEN} is no use"}}"#);
    let server = Server::start([Answer::response("401 Unauthorized", &[], body)]);
    let client = Client::builder()
        .endpoint_url(server.url())
        .bearer_token(TOKEN)
        .build()
        .unwrap();
    let error = block_on(client.list_owners(ListOwnersInput::new())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "ListOwners failed: SignedOut (HTTP 401): [redacted] is no use"
    );
    assert!(!format!("{error:?} {client:?}").contains(TOKEN));
}

/// Keeps where requests go, and answers them.
#[derive(Clone, Debug, Default)]
struct Keep(Arc<Mutex<Vec<String>>>);

impl HttpClient for Keep {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        self.0
            .lock()
            .unwrap()
            .push(request.message.uri().to_string());
        let mut response = Response::new(Body::from("{}"));
        response
            .headers_mut()
            .insert("content-type", "application/json".parse().unwrap());
        Ok(response)
    }
}

#[test]
fn a_label_goes_before_the_host_of_the_service_and_of_any_other_endpoint() {
    let kept = Keep::default();
    for url in [
        None,
        Some("https://mirror.example.com:8443/base"),
        Some("http://127.0.0.1:8080"),
    ] {
        let mut client = blocking::Client::builder().bearer_token(TOKEN);
        if let Some(url) = url {
            client = client.endpoint_url(url);
        }
        let client = client.build_with(kept.clone()).unwrap();
        client.get_ticket(GetTicketInput::new("core-1", 7)).unwrap();
    }
    assert_eq!(
        *kept.0.lock().unwrap(),
        [
            "https://core-1.tickets.example.com/v1/tickets/7",
            "https://core-1.mirror.example.com:8443/base/tickets/7",
            "http://127.0.0.1:8080/tickets/7",
        ]
    );
}

#[test]
fn a_value_that_is_no_part_of_a_host_name_is_never_sent_or_shown() {
    let kept = Keep::default();
    let client = blocking::Client::builder()
        .bearer_token(TOKEN)
        .build_with(kept.clone())
        .unwrap();
    for team in ["", "evil.com/", "a.b", "-core", "core@evil"] {
        let error = client.get_ticket(GetTicketInput::new(team, 7)).unwrap_err();
        assert!(
            matches!(
                error.kind(),
                ErrorKind::Input(InputError::HostLabel { member: "team" })
            ),
            "{error}"
        );
        assert!(
            team.is_empty() || !error.to_string().contains(team),
            "{error}"
        );
    }
    assert!(kept.0.lock().unwrap().is_empty());
}
