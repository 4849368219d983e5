//! A member of an error that can't be read is absent, and takes no other one along.

#![cfg(test)]

use std::collections::BTreeMap;

use restsmith_responses::{
    answer,
    plain::{ChangeError, ChangeInput, error::Conflict, types::Colour},
    runtime::{Document, ErrorKind, ResponseProblem},
};

fn conflict(headers: &[&str], body: impl AsRef<[u8]>) -> Conflict {
    let error = answer(&ChangeInput::new("1"), 409, headers, body).unwrap_err();
    match error.into_kind() {
        ErrorKind::Service(ChangeError::Conflict(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// What a conflict shows of its members but for those that are there always.
fn shown(conflict: &Conflict) -> Vec<String> {
    let all = format!("{conflict:#?}");
    let is_member = |line: &&str| line.starts_with("    ") && !line.starts_with("     ");
    let members = all.lines().filter(is_member).map(str::trim);
    let others = ["meta", "usual: Some(", "must: 0,", "}", ")", "]"];
    let is_set = |line: &&str| {
        !line.ends_with("None,") && !others.iter().any(|other| line.starts_with(other))
    };
    members.filter(is_set).map(str::to_owned).collect()
}

#[test]
fn a_member_of_another_type_is_absent() {
    let wrong = [
        ("owner", &["5", "true", "[\"a\"]", "{\"a\":1}", "1e3"][..]),
        (
            "count",
            &["\"5\"", "1.5", "99999999999", "[5]", "true", "{}"],
        ),
        ("flag", &["\"true\"", "0", "[]", "{}"]),
        ("ratio", &["\"1.5\"", "\"\"", "true", "[]", "\"-NaN\""]),
        (
            "at",
            &[
                "\"yesterday\"",
                "true",
                "[]",
                "{}",
                "\"2024-13-01T00:00:00Z\"",
                "\"\"",
            ],
        ),
        (
            "day",
            &[
                "\"Sun, 32 Nov 1994 08:49:37 GMT\"",
                "\"Sun, 06 Nov 1994 08:49:37 XYZ\"",
                "[1]",
            ],
        ),
        (
            "names",
            &["[\"a\",5,\"c\"]", "\"a\"", "{}", "[\"a\",[\"b\"]]", "5"],
        ),
        (
            "counts",
            &["{\"a\":1,\"b\":\"2\"}", "[]", "\"a\"", "{\"a\":1,\"a\":2}"],
        ),
        ("colour", &["5", "[]", "{\"RED\":1}", "false"]),
        ("size", &["\"SMALL\"", "1.5", "[1]"]),
        ("bytes", &["\"*\"", "5", "[]", "\"a\""]),
        (
            "choice",
            &[
                "\"text\"",
                "[]",
                "5",
                "{\"text\":5}",
                "{\"text\":\"a\",\"number\":1}",
            ],
        ),
        ("detail", &["\"text\"", "[]", "5", "false"]),
        ("digits", &["\"5\"", "[]", "true"]),
        ("must", &["\"5\"", "1.5", "[]", "{}"]),
    ];
    for (member, values) in wrong {
        for value in values {
            let bodies = [
                format!(r#"{{"{member}":{value},"x":[{{}}],"limit":7,"kept":"k"}}"#),
                format!(r#"{{"kept":"k","{member}":{value}}}"#),
                format!(
                    " {{ \"x\" : 1 , \"{member}\" : {value} , \"y\" : null , \"kept\" : \"k\" }} "
                ),
            ];
            for body in bodies {
                let error = conflict(&[], &body);
                assert_eq!(error.kept.as_deref(), Some("k"), "{body}");
                assert_eq!(shown(&error), ["kept: Some("], "{body}");
            }
        }
    }
}

#[test]
fn the_others_are_as_they_were_sent() {
    let body = r#"{"owner":["x"],"count":7,"flag":"true","ratio":0.5,"names":["a",5],"counts":{"b":2},
                   "colour":"RED","size":"SMALL","must":9,"at":"never","anything":[null,{"a":1}],"bytes":"aGk="}"#;
    let error = conflict(
        &["x-limit: many", "x-hints: 1, two", "x-since: today"],
        body,
    );
    assert_eq!(
        (error.owner, error.count, error.flag, error.ratio),
        (None, Some(7), None, Some(0.5))
    );
    assert_eq!(
        (error.names, error.counts),
        (None, Some(BTreeMap::from([("b".to_owned(), 2)])))
    );
    assert_eq!(
        (error.colour, error.size, error.must, error.at),
        (Some(Colour::Red), None, 9, None)
    );
    assert_eq!(error.bytes.as_deref(), Some(&b"hi"[..]));
    assert!(matches!(error.anything, Some(Document::List(list)) if list.len() == 2));
    assert_eq!((error.limit, error.hints, error.since), (None, None, None));

    let error = conflict(
        &[
            "x-limit: 12",
            "x-hints: 1, 2",
            "x-since: Sunday, 06-Nov-94 08:49:37 GMT",
        ],
        "[]",
    );
    assert_eq!((error.limit, error.hints), (Some(12), Some(vec![1, 2])));
    assert_eq!(error.since.unwrap().to_string(), "1994-11-06T08:49:37Z");
}

#[test]
fn a_default_stands_in_for_what_is_absent() {
    for body in [
        "{}",
        r#"{"usual":"5"}"#,
        r#"{"usual":[]}"#,
        r#"{"usual":null}"#,
        "nothing",
    ] {
        assert_eq!(conflict(&[], body).usual, Some(7), "{body}");
    }
    assert_eq!(conflict(&[], r#"{"usual":8}"#).usual, Some(8));
}

#[test]
fn so_it_is_at_any_depth() {
    let body = r#"{"detail":{"reason":5,"count":1,"list":["a",1],"deeper":{"reason":"b","count":"2","deeper":[],
                   "list":["c"]}},"count":3}"#;
    let error = conflict(&[], body);
    let detail = error.detail.unwrap();
    assert_eq!(
        (detail.reason, detail.count, detail.list),
        (None, Some(1), None)
    );
    let deeper = detail.deeper.unwrap();
    assert_eq!((deeper.reason.as_deref(), deeper.count), (Some("b"), None));
    assert!(deeper.deeper.is_none());
    assert_eq!(deeper.list, Some(vec!["c".to_owned()]));
    assert_eq!(error.count, Some(3));
}

#[test]
fn a_list_in_which_members_can_t_be_read_may_fail_as_a_whole_afterwards() {
    for (items, is_there) in [
        (r#"[{"count":"x"},5]"#, false),
        (
            r#"[{"count":"x","deeper":{"count":[],"reason":7}},{"list":[1]},"end"]"#,
            false,
        ),
        (r#"[{"count":"x"},{"deeper":{"count":"y"}}]"#, true),
        (
            r#"[{"deeper":{"deeper":{"count":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}}}]"#,
            true,
        ),
    ] {
        let error = conflict(
            &[],
            format!(r#"{{"names":[5],"owners":{items},"count":7,"kept":"k"}}"#),
        );
        assert_eq!(
            (error.count, error.kept.as_deref()),
            (Some(7), Some("k")),
            "{items}"
        );
        assert_eq!(error.owners.is_some(), is_there, "{items}");
    }
}

#[test]
fn empty_items_of_a_header_s_list_don_t_count_and_dates_may_have_any_form() {
    for (lines, hints) in [
        (&["x-hints: 1,,2"][..], vec![1, 2]),
        (&["x-hints: ", "x-hints: 1"], vec![1]),
        (&["x-hints: , 1 ,, 2 ,"], vec![1, 2]),
        (&["x-hints: \"1\"x, 2"], vec![1, 2]),
    ] {
        assert_eq!(conflict(lines, "").hints, Some(hints), "{lines:?}");
    }
    for dates in [
        "Sun, 06 Nov 1994 08:49:37 GMT, Sunday, 06-Nov-94 08:49:37 GMT, Sun Nov  6 08:49:37 1994",
        "Sun Nov  6 08:49:37 1994,Sunday, 06-Nov-94 08:49:37 GMT ,Sun, 06 Nov 1994 08:49:37 GMT",
    ] {
        let found = conflict(&[&format!("x-dates: {dates}")], "").dates.unwrap();
        assert_eq!(
            found,
            vec!["1994-11-06T08:49:37Z".parse().unwrap(); 3],
            "{dates}"
        );
    }
}

#[test]
fn what_is_nested_too_deeply_is_absent_alone() {
    let nested = |levels: usize| {
        format!(
            "{}{}{}",
            "{\"deeper\":".repeat(levels),
            "{}",
            "}".repeat(levels)
        )
    };
    for levels in [126, 127, 130, 180] {
        let error = conflict(&[], format!(r#"{{"detail":{},"count":3}}"#, nested(levels)));
        assert_eq!(error.count, Some(3), "{levels}");
        assert!(error.detail.is_some(), "{levels}");
    }
    let lists = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    for levels in [127, 128, 150] {
        let error = conflict(
            &[],
            format!(r#"{{"anything":{},"count":3}}"#, lists(levels)),
        );
        assert_eq!(
            (error.count, error.anything.is_some()),
            (Some(3), levels < 128),
            "{levels}"
        );
    }
}

#[test]
fn what_stands_before_the_end_of_a_cut_body_is_read() {
    let whole =
        r#"{"code":"E1","message":"m","count":7,"detail":{"count":1,"reason":"ab"},"owner":"ada"}"#;
    for end in 1..whole.len() {
        let cut = &whole[..end];
        let error = conflict(&[], cut);
        let has = |member: &str| cut.contains(member);
        assert_eq!(error.count.is_some(), has(r#""count":7,"#), "{cut}");
        assert_eq!(error.detail.is_some(), has(r#""ab"}"#), "{cut}");
        assert_eq!(error.owner.is_some(), has(r#""ada""#), "{cut}");
        assert_eq!(
            error.meta().code(),
            Some(if has(r#""E1""#) { "E1" } else { "Conflict" }),
            "{cut}"
        );
        assert_eq!(error.message() == Some("m"), has(r#""m""#), "{cut}");
    }
}

#[test]
fn of_a_member_that_is_there_twice_the_first_counts() {
    let error = conflict(&[], r#"{"names":["a"],"names":["b"],"count":1,"count":2}"#);
    assert_eq!(
        (error.names.as_deref(), error.count),
        (Some(&["a".to_owned()][..]), Some(1))
    );
}

#[test]
fn in_a_success_it_is_an_error_that_names_the_path() {
    let problem = |body: &str| {
        let error = answer(&ChangeInput::new("1"), 200, &["etag: v1"], body).unwrap_err();
        match error.into_kind() {
            ErrorKind::Response(error) => error,
            other => panic!("{other:?}"),
        }
    };
    let said = |body: &str| problem(body).to_string();
    assert_eq!(
        said(r#"{"id":5,"owner":{"name":"a"}}"#),
        "the response (HTTP 200) can't be read: id: expected text, found a number (byte 6)"
    );
    assert_eq!(
        said(r#"{"id":"5","owner":{"name":"a"},"others":[{"name":"b"},{"name":true}]}"#),
        "the response (HTTP 200) can't be read: others[1].name: expected text, found true or false (byte 62)"
    );
    assert!(matches!(
        problem(r#"{"id":"1","id":"2"}"#).problem(),
        ResponseProblem::Body(_)
    ));
}
