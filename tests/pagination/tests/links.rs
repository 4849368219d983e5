//! Pages that a URI in the header `Link` or in the body names.

#![cfg(test)]

use restsmith_pagination::{
    answer, exchange, list, page,
    pages::{ByLinkInput, BySecretLinkInput, ByUriInput, ByUriWithMoreInput, Client, blocking},
    requests, runtime,
    runtime::{Body, Endpoint, ErrorKind, Operation, PageError, PageHistory, Paginated},
};
use restsmith_tests::{Answer, Server};

const REPEATED: &str =
    "the service returned the same next page twice, so the pages would never end";
const FOREIGN: &str = "the next page that the service returned has another scheme, host or port, to which credentials \
                       must not be sent";

/// A list with this header, if it isn't empty.
fn linked(items: &[&str], link: &str) -> Answer {
    let link = format!("Link: {link}");
    answer(&[link.as_str()], &list(items))
}

#[test]
fn the_link_with_the_relation_next_is_followed_as_it_is() {
    let answers = [
        linked(
            &["a"],
            r#"<http://HOST/v1/link?page=9>; rel="last", <http://HOST/v1/link?q=x%20y&cursor=a,b;c>; rel="next""#,
        ),
        linked(&["b"], "<?page=3#top>; rel=NEXT"),
        linked(&["c"], "</other?page=4>; rel=\"prefetch next\""),
        linked(&["d"], "<//HOST/v1/link/>; rel=next"),
        linked(&["e"], "<more>; rel=next"),
        linked(&["f"], "<http://HOST/v1/link>; rel=first"),
    ];
    let all = exchange(&ByLinkInput::new().query("x y").limit(1), &answers);
    assert_eq!(all.items, ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(
        all.requests,
        [
            "GET /v1/link?q=x%20y&limit=1",
            "GET /v1/link?q=x%20y&cursor=a,b;c",
            "GET /v1/link?page=3",
            "GET /other?page=4",
            "GET /v1/link/",
            "GET /v1/link/more",
        ]
    );
}

#[test]
fn each_request_has_the_same_headers_and_credentials() {
    let answers = [
        linked(&["a"], "<?page=2&api+key=old&api%20key=older&>; rel=next"),
        answer(&[], &list(&["b"])),
    ];
    let expect = |server: &Server| {
        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        for request in &requests {
            assert!(request.contains("\r\nauthorization: Bearer bearer-secret\r\n"));
            assert!(request.contains("\r\nx-version: 3\r\n"));
        }
        assert_eq!(
            restsmith_pagination::requests(server),
            [
                "GET /link?api%20key=key-secret",
                "GET /link?page=2&api%20key=key-secret"
            ]
        );
    };
    let input = ByLinkInput::new().version("3");
    let server = Server::start(answers.clone());
    let client = blocking::Client::builder().endpoint_url(server.url());
    let client = client.token("bearer-secret").key("key-secret");
    let pages = client.build().unwrap().by_link_pages(input.clone());
    assert!(pages.items().all(|item| item.is_ok()));
    expect(&server);
    let server = Server::start(answers);
    let client = Client::builder().endpoint_url(server.url());
    let client = client.token("bearer-secret").key("key-secret");
    runtime().block_on(async {
        let mut pages = client.build().unwrap().by_link_pages(input);
        while let Some(page) = pages.next().await {
            page.unwrap();
        }
    });
    expect(&server);
}

#[test]
fn no_link_leads_to_another_origin() {
    let other = Server::start([Answer::ok()]);
    for link in [
        format!("<{}/v1/link>; rel=next", other.url()),
        format!("<//{}/v1/link>; rel=next", other.address()),
        "<https://HOST/v1/link>; rel=next".to_owned(),
        "<http://example.com/v1/link>; rel=next".to_owned(),
        "<http://HOST@example.com/v1/link>; rel=next".to_owned(),
        "<mailto:a@example.com>; rel=next".to_owned(),
    ] {
        let all = exchange(&ByLinkInput::new(), &[linked(&["a"], &link)]);
        assert_eq!(
            all.items,
            ["a".to_owned(), format!("ByLink failed: {FOREIGN}")],
            "{link}"
        );
        assert_eq!(all.requests.len(), 1);
    }
    assert_eq!(other.connections(), 0);
}

#[test]
fn an_invalid_uri_is_an_error_of_a_kind_of_its_own() {
    let server = Server::start([linked(&["a"], "<http:///>; rel=next")]);
    let client = blocking::Client::builder().endpoint_url(server.url());
    let mut pages = client.build().unwrap().by_link_pages(ByLinkInput::new());
    assert!(pages.next().unwrap().is_ok());
    let error = pages.next().unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Page(PageError::Uri)));
    assert!(!error.is_retryable());
    assert!(pages.next().is_none());
    assert_eq!(
        error.to_string(),
        "ByLink failed: the URI of the next page that the service returned is invalid"
    );
}

#[test]
fn a_repeated_uri_is_an_error() {
    for (links, items) in [
        (vec!["</v1/link>; rel=next"], vec!["a"]),
        (vec!["<#top>; rel=next"], vec!["a"]),
        (
            vec![
                "<?b>; rel=next",
                "<?c>; rel=next",
                "</v1/x/../link?b>; rel=next",
            ],
            vec!["a", "a", "a"],
        ),
    ] {
        let answers: Vec<_> = links.iter().map(|link| linked(&["a"], link)).collect();
        let all = exchange(&ByLinkInput::new(), &answers);
        let error = format!("ByLink failed: {REPEATED}");
        let items = items.into_iter().map(str::to_owned).chain([error]);
        assert_eq!(all.items, items.collect::<Vec<_>>());
        assert_eq!(all.requests.len(), links.len());
    }
}

#[test]
fn a_failed_attempt_is_repeated_at_the_same_uri() {
    let busy = Answer::response("503 Service Unavailable", &["retry-after: 0"], "");
    let answers = [
        linked(&["a"], "<?page=2>; rel=next"),
        busy,
        answer(&[], &list(&["b"])),
    ];
    let all = exchange(&ByLinkInput::new(), &answers);
    assert_eq!(all.items, ["a", "b"]);
    assert_eq!(
        all.requests,
        ["GET /v1/link", "GET /v1/link?page=2", "GET /v1/link?page=2"]
    );
}

#[test]
fn a_size_of_pages_is_for_the_first_page() {
    let server = Server::start([
        linked(&["a"], "<?page=2&limit=5>; rel=next"),
        answer(&[], &list(&["b"])),
    ]);
    let client = blocking::Client::builder().endpoint_url(server.url());
    let pages = client.build().unwrap().by_link_pages(ByLinkInput::new());
    assert!(pages.page_size(5).all(|page| page.is_ok()));
    assert_eq!(
        requests(&server),
        ["GET /link?limit=5", "GET /link?page=2&limit=5"]
    );
}

#[test]
fn a_uri_in_the_body_is_followed() {
    let answers = [
        page(
            &["a"],
            r#""links":{"next":"http://HOST/v1/uri?after=b&view=full"}"#,
        ),
        page(&["b"], r#""links":{"next":" ?after=ü|x "}"#),
        page(&["c"], r#""links":{"next":"/v1/uri/d"}"#),
        page(&["d"], r#""links":{"next":""}"#),
    ];
    let all = exchange(&ByUriInput::new(), &answers);
    assert_eq!(all.items, ["a", "b", "c", "d"]);
    assert_eq!(
        all.requests,
        [
            "GET /v1/uri?view=full",
            "GET /v1/uri?after=b&view=full",
            "GET /v1/uri?after=%C3%BC%7Cx",
            "GET /v1/uri/d"
        ]
    );
    for end in ["", r#""links":{}"#, r#""links":{"next":null}"#] {
        let all = exchange(&ByUriInput::new(), &[page(&["a"], end)]);
        assert_eq!((all.items.len(), all.requests.len()), (1, 1), "{end}");
    }
    let foreign = page(&["a"], r#""links":{"next":"http://example.com/v1/uri"}"#);
    let all = exchange(&ByUriInput::new(), &[foreign]);
    assert_eq!(
        all.items,
        ["a".to_owned(), format!("ByUri failed: {FOREIGN}")]
    );
}

#[test]
fn a_boolean_ends_the_pages_whatever_the_uri_is() {
    let answers = [
        page(&["a"], r#""next":"?2","more":true"#),
        page(&["b"], r#""next":"?3","more":false"#),
    ];
    let all = exchange(&ByUriWithMoreInput::new(), &answers);
    assert_eq!(all.items, ["a", "b"]);
    assert_eq!(all.requests, ["GET /v1/more", "GET /v1/more?2"]);
}

#[test]
fn nothing_shows_a_uri() {
    let secret = "secret-in-the-uri";
    let link = "</v1/secret?key=secret-in-the-uri&page=2>; rel=next";
    let body = format!(r#"{{"items":{}}}"#, list(&["a"]));
    let server = Server::start([answer(&[&format!("link: {link}")], &body)]);
    let client = blocking::Client::builder().endpoint_url(format!("{}/v1", server.url()));
    let input = BySecretLinkInput::new(secret);
    let mut pages = client.build().unwrap().by_secret_link_pages(input);
    let page = pages.next().unwrap().unwrap();
    let again = pages.next().unwrap().unwrap();
    let error = pages.next().unwrap().unwrap_err();
    for shown in [
        format!("{pages:?}"),
        format!("{page:?} {again:?}"),
        format!("{error} {error:?}"),
    ] {
        assert!(!shown.contains("secret-in"), "{shown}");
    }
    assert!(requests(&server)[1].contains(secret));
}

/// A program with I/O of its own goes from page to page as clients do.
#[test]
fn an_input_goes_on_without_a_client() {
    let endpoint = Endpoint::parse("https://pages.example.com/v1").unwrap();
    let mut pages = PageHistory::new(&endpoint);
    let mut input = ByLinkInput::new().version("2");
    let response = http::Response::builder()
        .header("content-type", "application/json")
        .header("link", "<?page=2>; rel=next")
        .body(Body::from(b"[]".to_vec()))
        .unwrap();
    let output = input.response(response).unwrap();
    assert_eq!(input.next_page(&output, &mut pages), Ok(true));
    let request = input.request(&endpoint).unwrap();
    assert_eq!(request.uri(), "https://pages.example.com/v1/link?page=2");
    assert_eq!(request.headers()["x-version"], "2");
    assert_eq!(
        input.next_page(&output, &mut pages),
        Err(PageError::Repeated)
    );
}
