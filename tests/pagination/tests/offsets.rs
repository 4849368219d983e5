//! Pages that begin after so many items.

#![cfg(test)]

use restsmith_pagination::{
    exchange, page,
    pages::{ByOffsetInput, ByOffsetWithMoreInput, ByTotalInput},
};

#[test]
fn the_offset_grows_by_the_items_that_came() {
    let answers = [page(&["a", "b"], ""), page(&["c"], ""), page(&[], "")];
    let all = exchange(&ByOffsetInput::new().limit(2), &answers);
    assert_eq!(all.items, ["a", "b", "c"]);
    assert_eq!(
        all.requests,
        [
            "GET /v1/offset?limit=2",
            "GET /v1/offset?offset=2&limit=2",
            "GET /v1/offset?offset=3&limit=2"
        ]
    );
    let later = exchange(&ByOffsetInput::new().offset(10), &answers[1..]);
    assert_eq!(later.items, ["c"]);
    assert_eq!(
        later.requests,
        ["GET /v1/offset?offset=10", "GET /v1/offset?offset=11"]
    );
}

#[test]
fn a_page_without_a_list_is_the_last_one() {
    let all = exchange(
        &ByOffsetInput::new(),
        &[restsmith_pagination::answer(&[], "{}")],
    );
    assert_eq!(all.items, [""; 0]);
    assert_eq!(all.requests, ["GET /v1/offset"]);
}

#[test]
fn no_page_begins_after_the_total() {
    let answers = [
        page(&["a", "b"], r#""meta":{"pages":3}"#),
        page(&["c"], r#""meta":{"pages":3}"#),
    ];
    let all = exchange(&ByTotalInput::new(), &answers);
    assert_eq!(all.items, ["a", "b", "c"]);
    assert_eq!(all.requests, ["GET /v1/total", "GET /v1/total?offset=2"]);
    // The last offset need not fit.
    let last = page(&["a", "b"], r#""meta":{"pages":128}"#);
    let all = exchange(&ByTotalInput::new().offset(126), &[last]);
    assert_eq!(all.items, ["a", "b"]);
}

#[test]
fn an_unknown_total_ends_with_an_empty_page() {
    let answers = [
        page(&["a"], r#""meta":{"pages":null}"#),
        page(&["b"], ""),
        page(&[], r#""meta":{"pages":9}"#),
    ];
    let all = exchange(&ByTotalInput::new(), &answers);
    assert_eq!(all.items, ["a", "b"]);
    assert_eq!(
        all.requests,
        [
            "GET /v1/total",
            "GET /v1/total?offset=1",
            "GET /v1/total?offset=2"
        ]
    );
}

#[test]
fn nothing_follows_without_more_items() {
    let answers = [
        page(&["a"], r#""more":true"#),
        page(&["b"], r#""more":false"#),
    ];
    let all = exchange(&ByOffsetWithMoreInput::new(4), &answers);
    assert_eq!(all.items, ["a", "b"]);
    assert_eq!(
        all.requests,
        ["GET /v1/offsets?offset=4", "GET /v1/offsets?offset=5"]
    );
    let empty = page(&[], r#""more":true"#);
    let all = exchange(&ByOffsetWithMoreInput::new(0), &[empty]);
    assert_eq!(all.requests, ["GET /v1/offsets?offset=0"]);
}

#[test]
fn an_offset_that_does_not_fit_is_an_error() {
    let all = exchange(&ByTotalInput::new().offset(127), &[page(&["a"], "")]);
    assert_eq!(
        all.items,
        [
            "a",
            "ByTotal failed: the number of the next page is too large for the type of its member"
        ]
    );
}
