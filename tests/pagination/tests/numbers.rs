//! Pages that have numbers.

#![cfg(test)]

use std::slice;

use restsmith_pagination::{
    exchange, page,
    pages::{ByPageFromZeroInput, ByPageInPathInput, ByPageInput, ByPageOfDefaultInput},
};

const FULL: &str = "the number of the next page is too large for the type of its member";

#[test]
fn an_empty_page_is_the_last_one() {
    let answers = [page(&["a", "b"], ""), page(&["c"], ""), page(&[], "")];
    let exchange = exchange(&ByPageInput::new(), &answers);
    assert_eq!(exchange.items, ["a", "b", "c"]);
    assert_eq!(
        exchange.requests,
        ["GET /v1/page", "GET /v1/page?page=2", "GET /v1/page?page=3"]
    );
}

#[test]
fn a_caller_begins_with_any_page() {
    let answers = [page(&["a"], ""), page(&[], "")];
    let exchange = exchange(&ByPageInput::new().page(5), &answers);
    assert_eq!(
        exchange.requests,
        ["GET /v1/page?page=5", "GET /v1/page?page=6"]
    );
}

#[test]
fn the_number_of_pages_counts_from_the_first_one() {
    let two = page(&["a"], r#""meta":{"pages":2}"#);
    let exchange_of = |input, answers: &[_]| exchange(&input, answers).requests;
    assert_eq!(
        exchange_of(ByPageFromZeroInput::new(), slice::from_ref(&two)),
        ["GET /v1/zero", "GET /v1/zero?page=1"]
    );
    assert_eq!(
        exchange_of(ByPageFromZeroInput::new().page(1), slice::from_ref(&two)),
        ["GET /v1/zero?page=1"]
    );
    assert_eq!(
        exchange_of(ByPageFromZeroInput::new().page(9), &[two]),
        ["GET /v1/zero?page=9"]
    );
    for none in [
        "",
        r#""meta":{}"#,
        r#""meta":{"pages":0}"#,
        r#""meta":{"pages":-1}"#,
    ] {
        assert_eq!(
            exchange_of(ByPageFromZeroInput::new(), &[page(&["a"], none)]),
            ["GET /v1/zero"],
            "{none}"
        );
    }
}

#[test]
fn the_default_of_the_member_is_the_first_page() {
    let answers = [
        page(&["a"], r#""more":true"#),
        page(&[], r#""more":true"#),
        page(&["b"], r#""more":false"#),
    ];
    let exchange = exchange(&ByPageOfDefaultInput::new(), &answers);
    assert_eq!(exchange.items, ["a", "b"]);
    assert_eq!(
        exchange.requests,
        [
            "GET /v1/default",
            "GET /v1/default?page=8",
            "GET /v1/default?page=9"
        ]
    );
}

#[test]
fn a_required_number_is_that_of_the_first_page_and_an_absent_boolean_ends_the_pages() {
    let answers = [page(&["a"], r#""meta":{"more":true}"#), page(&["b"], "")];
    let exchange = exchange(&ByPageInPathInput::new(3), &answers);
    assert_eq!(exchange.items, ["a", "b"]);
    assert_eq!(exchange.requests, ["GET /v1/pages/3", "GET /v1/pages/4"]);
}

#[test]
fn a_number_that_does_not_fit_is_an_error() {
    let full = page(&["a"], r#""meta":{"pages":1000}"#);
    let exchange = exchange(&ByPageFromZeroInput::new().page(127), &[full]);
    assert_eq!(
        exchange.items,
        ["a".to_owned(), format!("ByPageFromZero failed: {FULL}")]
    );
    assert_eq!(exchange.requests, ["GET /v1/zero?page=127"]);
}
