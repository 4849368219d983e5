//! Pages that the last item or a token deep in the output names.

#![cfg(test)]

use restsmith_pagination::{
    answer, exchange, list, page,
    pages::{ByCursorInput, ByLastInput},
    requests,
};

#[test]
fn the_last_item_names_the_next_page() {
    let answers = [
        page(&["a", "b"], r#""more":true"#),
        page(&["c"], r#""more":true"#),
        page(&["d"], r#""more":false"#),
    ];
    let all = exchange(&ByLastInput::new(), &answers);
    assert_eq!(all.items, ["a", "b", "c", "d"]);
    assert_eq!(
        all.requests,
        [
            "GET /v1/last",
            "GET /v1/last?after=b",
            "GET /v1/last?after=c"
        ]
    );
}

#[test]
fn an_empty_page_has_no_last_item() {
    let answers = [page(&["a"], r#""more":true"#), page(&[], r#""more":true"#)];
    let all = exchange(&ByLastInput::new(), &answers);
    assert_eq!(all.items, ["a"]);
    assert_eq!(all.requests.len(), 2);
}

#[test]
fn the_same_last_item_is_an_error() {
    let answers = [
        page(&["a"], r#""more":true"#),
        page(&["b"], r#""more":true"#),
    ];
    let error = "ByLast failed: the service returned the same next page twice, so the pages would never end";
    let all = exchange(&ByLastInput::new(), &answers);
    assert_eq!(all.items, ["a", "b", "b", error]);
    let all = exchange(&ByLastInput::new().after("b"), &answers[1..]);
    assert_eq!(all.items, ["b", error]);
}

#[test]
fn a_cursor_deep_in_the_output_is_sent_as_a_secret() {
    let pages = |next: &str| {
        let items = list(&["a"]);
        answer(
            &[],
            &format!(r#"{{"page":{{"data":{items},"cursors":{{"next":{next}}}}}}}"#),
        )
    };
    let answers = [pages("\"cursor-1\""), pages("\"\"")];
    let all = exchange(&ByCursorInput::new().size(1), &answers);
    assert_eq!(all.items, ["a", "a"]);
    let server = restsmith_tests::Server::start(answers);
    let client = restsmith_pagination::pages::blocking::Client::builder()
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let mut pages = client.by_cursor_pages(ByCursorInput::new()).page_size(2);
    assert!(pages.next().unwrap().is_ok());
    let shown = format!("{pages:?}");
    assert!(!shown.contains("cursor-1"), "{shown}");
    assert!(pages.next().unwrap().is_ok());
    assert_eq!(requests(&server), ["POST /cursor", "POST /cursor"]);
    let bodies = server.requests();
    let bodies: Vec<_> = bodies
        .iter()
        .filter_map(|request| request.split("\r\n\r\n").nth(1))
        .collect();
    assert_eq!(
        bodies,
        [r#"{"size":2}"#, r#"{"cursor":"cursor-1","size":2}"#]
    );
}
