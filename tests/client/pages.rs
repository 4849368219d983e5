//! The pages of an answer and their items, in both clients.

use std::{
    fmt::Debug,
    future::{Future, poll_fn},
    pin::pin,
    task::{Context, Poll, Waker},
};

use futures_core::Stream;
use identity_center::{
    portal::{Client, ListAccountsError, ListAccountsInput, blocking, types::AccountInfo},
    runtime::{Error, ErrorKind, PageError},
};
use restsmith_tests::{Answer, Server, block_on};

/// A page with these accounts that names the next one so.
fn page(accounts: &[&str], next: &str) -> Answer {
    let accounts: Vec<_> = accounts
        .iter()
        .map(|id| format!(r#"{{"accountId":"{id}"}}"#))
        .collect();
    let body = format!(
        r#"{{"accountList":[{}],"nextToken":{next}}}"#,
        accounts.join(",")
    );
    Answer::response("200 OK", &["content-type: application/json"], body)
}

fn input() -> ListAccountsInput {
    ListAccountsInput::new("token").max_results(2)
}

fn client(server: &Server) -> Client {
    Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap()
}

fn blocking_client(server: &Server) -> blocking::Client {
    blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap()
}

/// The ids of all items, and what went wrong, by each client and in each way.
fn items(answers: &[Answer], input: &ListAccountsInput) -> (Vec<String>, Vec<String>) {
    let text = |item: Result<AccountInfo, Error<ListAccountsError>>| match item {
        Ok(account) => account.account_id.unwrap(),
        Err(error) => error.to_string(),
    };
    let server = Server::start(answers.to_vec());
    let expected: Vec<_> = blocking_client(&server)
        .list_accounts_pages(input.clone())
        .items()
        .map(text)
        .collect();
    let lines = lines(&server);

    let server = Server::start(answers.to_vec());
    let mut found = Vec::new();
    let mut items = client(&server).list_accounts_pages(input.clone()).items();
    block_on(async {
        while let Some(item) = items.next().await {
            found.push(text(item));
        }
        assert!(items.next().await.is_none());
    });
    assert_eq!(
        (found, self::lines(&server)),
        (expected.clone(), lines.clone()),
        "the asynchronous client"
    );

    let server = Server::start(answers.to_vec());
    let found = block_on(all(client(&server)
        .list_accounts_pages(input.clone())
        .items()));
    let found: Vec<_> = found.into_iter().map(text).collect();
    assert_eq!(
        (found, self::lines(&server)),
        (expected.clone(), lines.clone()),
        "the stream"
    );
    (expected, lines)
}

/// What was asked for.
fn lines(server: &Server) -> Vec<String> {
    let line = |request: String| request.lines().next().unwrap().to_owned();
    server.requests().into_iter().map(line).collect()
}

async fn all<S: Stream>(stream: S) -> Vec<S::Item> {
    let mut stream = pin!(stream);
    let mut items = Vec::new();
    while let Some(item) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        items.push(item);
    }
    items
}

#[test]
fn items_come_page_by_page() {
    let answers = [
        page(&["1", "2"], r#""b c""#),
        page(&[], r#""d""#),
        page(&["3"], "null"),
    ];
    let (found, lines) = items(&answers, &input());
    assert_eq!(found, ["1", "2", "3"]);
    assert_eq!(
        lines,
        [
            "GET /assignment/accounts?max_result=2 HTTP/1.1",
            "GET /assignment/accounts?next_token=b%20c&max_result=2 HTTP/1.1",
            "GET /assignment/accounts?next_token=d&max_result=2 HTTP/1.1",
        ]
    );
}

#[test]
fn a_page_without_a_list_has_no_items() {
    let answers = [
        Answer::response(
            "200 OK",
            &["content-type: application/json"],
            r#"{"nextToken":"b"}"#,
        ),
        page(&["1"], r#""""#),
    ];
    assert_eq!(items(&answers, &input()).0, ["1"]);
}

#[test]
fn an_empty_token_names_no_page() {
    let (found, lines) = items(&[page(&["1"], r#""""#)], &input());
    assert_eq!((found, lines.len()), (vec!["1".to_owned()], 1));
}

#[test]
fn a_caller_may_begin_later() {
    let answers = [page(&["3"], r#""d""#), page(&["4"], "null")];
    let (found, lines) = items(&answers, &input().next_token("c"));
    assert_eq!(found, ["3", "4"]);
    assert!(
        lines[0].contains("next_token=c&") && lines[1].contains("next_token=d&"),
        "{lines:?}"
    );
}

const REPEATED: &str = "ListAccounts failed: the service returned the same next page twice, so the pages would never \
                        end";

#[test]
fn a_page_that_was_there_already_ends_it_with_an_error() {
    // The same again, an older one, and the one that the caller began with.
    for (tokens, begin, calls) in [
        (vec!["a", "a"], None, 2),
        (vec!["a", "b", "a"], None, 3),
        (vec!["b", "begin"], Some("begin"), 2),
    ] {
        let answers: Vec<_> = tokens
            .iter()
            .map(|token| page(&[token], &format!("\"{token}\"")))
            .collect();
        let input = begin.map_or_else(input, |token| input().next_token(token));
        let (found, lines) = items(&answers, &input);
        let expected: Vec<_> = tokens.iter().copied().chain([REPEATED]).collect();
        assert_eq!(
            (found, lines.len()),
            (
                expected.iter().map(|text| (*text).to_owned()).collect(),
                calls
            )
        );
    }
}

#[test]
fn a_repeated_page_has_a_kind_of_its_own_and_nothing_follows() {
    let server = Server::start([page(&["1"], r#""a""#)]);
    let mut pages = blocking_client(&server).list_accounts_pages(input());
    assert!(pages.next().unwrap().is_ok() && pages.next().unwrap().is_ok());
    let error = pages.next().unwrap().unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Page(PageError::Repeated)) && !error.is_retryable(),
        "{error:?}"
    );
    assert!(pages.next().is_none());
    assert_eq!(server.requests().len(), 2);
}

/// The lines of what is asked for, by each client, with a page size on the pages and with one on the items.
fn lines_with_page_sizes(input: &ListAccountsInput, answers: &[Answer]) -> Vec<Vec<String>> {
    let start = || Server::start(answers.to_vec());
    let servers = [start(), start(), start(), start()];
    let pages = |server| blocking_client(server).list_accounts_pages(input.clone());
    assert!(
        pages(&servers[0])
            .page_size(7)
            .items()
            .all(|account| account.is_ok())
    );
    assert!(
        pages(&servers[1])
            .items()
            .page_size(7)
            .all(|account| account.is_ok())
    );
    let pages = |server| client(server).list_accounts_pages(input.clone());
    let accounts = block_on(all(pages(&servers[2]).page_size(7).items()));
    assert!(accounts.iter().all(Result::is_ok));
    let accounts = block_on(all(pages(&servers[3]).items().page_size(7)));
    assert!(accounts.iter().all(Result::is_ok));
    servers.iter().map(lines).collect()
}

#[test]
fn a_page_size_is_asked_for_with_every_page() {
    let answers = [page(&["1"], r#""b""#), page(&["2"], "null")];
    let expected = vec![
        "GET /assignment/accounts?max_result=7 HTTP/1.1".to_owned(),
        "GET /assignment/accounts?next_token=b&max_result=7 HTTP/1.1".to_owned(),
    ];
    for input in [
        ListAccountsInput::new("token"),
        input(),
        input().max_results(1),
    ] {
        assert_eq!(
            lines_with_page_sizes(&input, &answers),
            vec![expected.clone(); 4]
        );
    }
}

#[test]
fn a_page_size_that_is_set_on_the_way_holds_for_the_pages_that_follow() {
    let server = Server::start([
        page(&["1"], r#""b""#),
        page(&["2"], r#""c""#),
        page(&["3"], "null"),
    ]);
    let mut pages = blocking_client(&server).list_accounts_pages(input());
    assert!(pages.next().unwrap().is_ok());
    let mut pages = pages.page_size(5);
    assert!(pages.next().unwrap().is_ok());
    let mut pages = pages.page_size(6);
    assert!(pages.next().unwrap().is_ok());
    assert!(pages.page_size(7).next().is_none());
    let sizes: Vec<_> = lines(&server)
        .iter()
        .map(|line| line.split_once("max_result=").unwrap().1.to_owned())
        .collect();
    assert_eq!(sizes, ["2 HTTP/1.1", "5 HTTP/1.1", "6 HTTP/1.1"]);
}

#[test]
fn nothing_follows_an_error() {
    let no = Answer::response(
        "400 Bad Request",
        &["x-amzn-errortype: InvalidRequestException"],
        "{}",
    );
    let answers = [page(&["1"], r#""a""#), no, page(&["2"], "null")];
    let (found, lines) = items(&answers, &input());
    assert_eq!(
        found,
        [
            "1",
            "ListAccounts failed: InvalidRequestException (HTTP 400)"
        ]
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn pages_have_what_the_operation_itself_gives() {
    let answers = [page(&["1"], r#""a""#), page(&["2"], "null")];
    let server = Server::start(answers.clone());
    let pages = blocking_client(&server).list_accounts_pages(input());
    let tokens: Vec<_> = pages.map(|page| page.unwrap().next_token).collect();
    assert_eq!(tokens, [Some("a".to_owned()), None]);
    let server = Server::start(answers);
    let pages = block_on(all(client(&server).list_accounts_pages(input())));
    let tokens: Vec<_> = pages
        .into_iter()
        .map(|page| page.unwrap().next_token)
        .collect();
    assert_eq!(tokens, [Some("a".to_owned()), None]);
}

#[test]
fn nothing_is_sent_before_somebody_asks() {
    let server = Server::start([page(&["1"], "null")]);
    drop(
        blocking_client(&server)
            .list_accounts_pages(input())
            .items(),
    );
    drop(client(&server).list_accounts_pages(input()).items());
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_call_that_nobody_waits_for_any_longer_goes_on_with_the_next_wait() {
    let server = Server::start([page(&["1"], "null")]);
    let mut pages = client(&server).list_accounts_pages(input());
    let page = block_on(async {
        let mut first = Box::pin(pages.next());
        let polled = first.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(polled, Poll::Pending));
        drop(first);
        pages.next().await
    });
    assert_eq!(page.unwrap().unwrap().account_list.unwrap().len(), 1);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_stream_can_be_given_to_another_thread_and_shows_no_secret() {
    fn can_move<T: Send + Unpin + Debug>(value: &T) -> String {
        format!("{value:?}")
    }
    let server = Server::start([Answer::ok()]);
    let token =
        ListAccountsInput::new("token-that-nobody-may-see").next_token("page-that-nobody-may-see");
    let pages = client(&server).list_accounts_pages(token.clone());
    let texts = [
        can_move(&pages),
        can_move(&pages.items()),
        can_move(
            &blocking_client(&server)
                .list_accounts_pages(token.clone())
                .items(),
        ),
    ];
    for text in texts {
        assert!(!text.contains("nobody-may-see"), "{text}");
    }
}
