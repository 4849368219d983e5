//! Members that are bound to cookies.

#![cfg(test)]

use std::collections::BTreeMap;

use restsmith_requests::{cookies::VisitInput, sent_with};

/// Returns the header `cookie`, which is the only one of its name.
fn cookies(input: &VisitInput) -> String {
    let sent = sent_with(input, &["cookie:"]);
    let (line, header) = sent.split_once('\n').unwrap();
    assert_eq!(line, "GET /visit");
    header.strip_prefix("cookie: ").unwrap().to_owned()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn all_cookies_are_in_one_header_in_the_order_of_the_members() {
    let input = VisitInput::new(7, vec![])
        .since("2026-01-02T03:04:05Z".parse().unwrap())
        .theme("dark")
        .session("a+b/c==");
    assert_eq!(
        cookies(&input),
        "id=7; Theme=dark; session=a+b/c==; since=2026-01-02T03:04:05Z"
    );
}

#[test]
fn no_value_ends_a_cookie_or_the_header() {
    let input = VisitInput::new(7, vec![]).theme("a; admin=1\r\nx: y");
    assert_eq!(cookies(&input), "id=7; Theme=a%3B%20admin=1%0D%0Ax:%20y");
    let input = VisitInput::new(7, vec![]).theme("\"a\\b\",\0\t\u{7f}é%41");
    assert_eq!(
        cookies(&input),
        "id=7; Theme=%22a%5Cb%22%2C%00%09%7F%C3%A9%2541"
    );
    assert_eq!(
        cookies(&VisitInput::new(7, vec![]).theme("")),
        "id=7; Theme="
    );
}

#[test]
fn a_list_is_several_cookies_or_one_with_commas() {
    let days = vec!["2026-01-02".parse().unwrap(), "2026-01-03".parse().unwrap()];
    let input = VisitInput::new(7, days)
        .tags(texts(&["a", "b;c"]))
        .recent(texts(&["1", "2,3", ""]))
        .hidden(vec!["x".into(), "y".into()]);
    assert_eq!(
        cookies(&input),
        "id=7; tag=a; tag=b%3Bc; recent=1,2%2C3,; hidden=x,y; days=2026-01-02,2026-01-03"
    );
    let none = VisitInput::new(7, vec![]).tags(vec![]).recent(vec![]);
    assert_eq!(cookies(&none), "id=7");
}

#[test]
fn no_header_of_a_map_replaces_the_cookies() {
    let others = BTreeMap::from([("Cookie".to_owned(), "id=8".to_owned())]);
    assert_eq!(cookies(&VisitInput::new(7, vec![]).others(others)), "id=7");
}
