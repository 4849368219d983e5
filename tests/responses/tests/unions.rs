//! Unions that a tag, the kind of value, or required members tell apart: what is sent, and what is read.

#![cfg(test)]

use std::collections::BTreeMap;

use restsmith_responses::{
    answer,
    runtime::{Document, Endpoint, ErrorKind, Operation, UnknownValue},
    unions::{
        FindInput, FindOutput, ListInput, SendError, SendInput, SendOutput, UpdateInput,
        error::Refused,
        types::{
            Account, Created, Event, EventType, Locked, Moved, Page, Part, Plan, Price, Target,
        },
    },
};

const CREATED: &str = r#"{"type":"created","at":"1970-01-01T00:00:00Z"}"#;

fn sent(mut input: impl Operation) -> String {
    let endpoint = Endpoint::parse("https://unions.example.com").unwrap();
    let request = input.request(&endpoint).unwrap();
    String::from_utf8(request.body().bytes().to_vec()).unwrap()
}

fn created() -> Created {
    Created::new(EventType::Created, jiff::Timestamp::UNIX_EPOCH)
}

fn document(text: &str) -> Document {
    text.into()
}

fn output(body: &str) -> SendOutput {
    answer(&SendInput::new(Event::Created(created())), 200, &[], body).unwrap()
}

fn target(body: &str) -> Target {
    let headers = ["content-type: application/json"];
    let FindOutput { target, .. } = answer(&FindInput::new(), 200, &headers, body).unwrap();
    target
}

#[test]
fn a_tag_comes_first_and_once_and_is_that_of_the_member() {
    let event = |event| sent(SendInput::new(event));
    assert_eq!(event(Event::Created(created())), CREATED);
    let wrong = Created::new(EventType::from("deleted"), jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(event(Event::Created(wrong)), CREATED);
    let page = Target::Page(Page::new("/a", "A"));
    let moved = Moved::new()
        .from(page)
        .then(Event::Created(created().note("\"new\"")));
    assert_eq!(
        event(Event::Moved(moved.into())),
        r#"{"type":"moved.v2","from":{"url":"/a","pageTitle":"A"},"then":{"type":"created","at":"1970-01-01T00:00:00Z","note":"\"new\""}}"#
    );
    assert_eq!(
        event(Event::Moved(Moved::new().into())),
        r#"{"type":"moved.v2"}"#
    );
    let members = BTreeMap::from([
        ("type".to_owned(), document("closed")),
        ("n".to_owned(), Document::Number(u64::MAX.into())),
    ]);
    assert_eq!(
        event(Event::Unknown(UnknownValue::from(Document::from(members)))),
        r#"{"n":18446744073709551615,"type":"closed"}"#
    );
}

#[test]
fn members_of_other_unions_are_written_as_they_are() {
    let plan = Plan::new("basic").price(Price::Amount("9.90".parse().unwrap()));
    let steps = vec![
        Price::Id("p_1".to_owned().into()),
        Price::Free(true),
        Price::Plan(plan.into()),
        Price::Unknown(Document::Null.into()),
        Price::Steps(Vec::new()),
    ];
    let part = Part::new("/b").of(Target::Page(Page::new("/a", "A")));
    let input = UpdateInput::new()
        .price(Price::Steps(steps))
        .target(Target::Part(part.into()))
        .events(BTreeMap::from([(
            "a".to_owned(),
            Event::Created(created()),
        )]))
        .account(Account::Number(1 << 62));
    assert_eq!(
        sent(input),
        format!(
            r#"{{"price":["p_1",true,{{"name":"basic","price":9.90}},null,[]],"target":{{"url":"/b","of":{{"url":"/a","pageTitle":"A"}}}},"events":{{"a":{CREATED}}},"account":4611686018427387904}}"#
        )
    );
}

#[test]
fn a_tag_is_read_wherever_it_is() {
    for body in [
        r#"{"events":{"a":{"type":"moved.v2","then":{"type":"created","at":7}}}}"#,
        r#"{"events":{"a":{"then":{"at":7,"type":"created"},"type":"moved.v2"}}}"#,
        r#"{"events":{"a":{"x":[{"type":"locked"}],"then":{"at":"1970-01-01T00:00:07Z","x":{},"type":"created"},"type":"moved.v2"},"b":null}}"#,
    ] {
        let events = output(body).events.unwrap();
        assert_eq!(events.len(), 1, "{body}");
        let Some(Event::Moved(moved)) = events.get("a") else {
            panic!("{body}: {events:?}")
        };
        let Some(Event::Created(created)) = moved.then.as_deref() else {
            panic!("{body}: {moved:?}")
        };
        assert_eq!(created.r#type, EventType::Created);
        assert_eq!(created.at.as_second(), 7);
    }
}

#[test]
fn what_is_unknown_is_no_error_and_is_sent_as_it_was_read() {
    for value in [
        r#"{"type":"deleted","why":[1.0,18446744073709551616,0.30000000000000000004,null,{"type":"created"}]}"#,
        r#"{"at":7}"#,
        r#"{"type":null}"#,
        r#"["created"]"#,
        r#""created""#,
        "12345678901234567890",
        "false",
    ] {
        let body = format!(r#"{{"targets":[{value}],"events":{{"a":{value}}}}}"#);
        let SendOutput {
            targets, events, ..
        } = output(&body);
        let (targets, mut events) = (targets.unwrap(), events.unwrap());
        assert!(matches!(targets.as_slice(), [Target::Unknown(_)]), "{body}");
        let event = events.remove("a").unwrap();
        assert!(matches!(event, Event::Unknown(_)), "{body}");
        assert_eq!(sent(SendInput::new(event)), value);
    }
}

#[test]
fn the_kind_of_value_decides_about_a_price() {
    let price = |value: &str| output(&format!(r#"{{"price":{value}}}"#)).price;
    assert!(price("null").is_none());
    for (value, shown) in [
        ("\"s3cret\"", "Id(SecretBox<str>([REDACTED]))"),
        (
            "90071992547409930.1000",
            "Amount(Number(\"90071992547409930.1000\"))",
        ),
        ("true", "Free(true)"),
        ("[1,null,[]]", "Steps([Amount(Number(\"1\")), Steps([])])"),
        (
            r#"{"name":"a","price":null}"#,
            "Plan(Plan { name: \"a\", price: None })",
        ),
    ] {
        assert_eq!(format!("{:?}", price(value).unwrap()), shown, "{value}");
    }
    let account = output(r#"{"account":"s3cret"}"#).account.unwrap();
    assert_eq!(format!("{account:?}"), "Sensitive([REDACTED])");
    for value in ["true", "[1]", r#"{"a":1e999}"#] {
        let account = output(&format!(r#"{{"account":{value}}}"#))
            .account
            .unwrap();
        assert!(matches!(account.expose(), Account::Unknown(_)), "{value}");
        let input = UpdateInput::new().account(account);
        assert_eq!(sent(input), format!(r#"{{"account":{value}}}"#));
    }
}

#[test]
fn a_sensitive_member_is_not_shown() {
    let events = output(r#"{"events":{"a":{"key":"s3cret","type":"locked"}}}"#).events;
    assert_eq!(
        format!("{events:?}"),
        "Some({\"a\": Locked(Sensitive([REDACTED]))})"
    );
    let event = Event::Locked(Locked::new().key("s3cret").into());
    assert_eq!(
        sent(SendInput::new(event)),
        r#"{"type":"locked","key":"s3cret"}"#
    );
}

#[test]
fn the_whole_body_is_the_first_whose_required_members_are_there() {
    let page = r#"{"pageTitle":"A","more":{"url":1},"url":"/a"}"#;
    assert!(matches!(target(page), Target::Page(page) if page.url == "/a" && page.title == "A"));
    for body in [
        r#"{"url":"/a","title":"A"}"#,
        r#"{"pageTitle":null,"url":"/a"}"#,
    ] {
        assert!(
            matches!(target(body), Target::Part(part) if part.url == "/a" && part.of.is_none())
        );
    }
    for body in [r#"{"pageTitle":"A"}"#, r#"{"url":null}"#, "{}", "[]", "1"] {
        assert!(matches!(target(body), Target::Unknown(_)), "{body}");
    }
    let list = answer(
        &ListInput::new(),
        200,
        &[],
        r#"[{"url":"/a"},null,{"of":{"url":"/b","pageTitle":"B"},"url":"/c"}]"#,
    );
    let targets = list.unwrap().targets.unwrap();
    assert_eq!(
        format!("{targets:?}"),
        "[Part(Part { url: \"/a\", of: None }), Part(Part { url: \"/c\", of: Some(Page(Page { url: \"/b\", title: \"B\" })) })]"
    );
}

#[test]
fn a_member_that_does_not_fit_is_an_error_of_a_success_and_absent_in_an_error() {
    for (body, problem) in [
        (
            r#"{"events":{"a":{"type":"created"}}}"#,
            "events{}.at: the required member is missing (byte 33)",
        ),
        (
            r#"{"events":{"a":{"at":[],"type":"created"}}}"#,
            "events{}.at: expected a number or text, found a list (byte 21)",
        ),
        (
            r#"{"price":{"price":1}}"#,
            "price.name: the required member is missing (byte 20)",
        ),
        (
            r#"{"targets":[{"url":1}]}"#,
            "targets[0].url: expected text, found a number (byte 19)",
        ),
    ] {
        let error = answer(&SendInput::new(Event::Created(created())), 200, &[], body);
        let error = error.unwrap_err().to_string();
        assert!(error.ends_with(&format!(": {problem}")), "{error}");
    }
    let body = r#"{"event":{"at":true,"note":"n","type":"created"},"price":{"name":5},"target":{"url":["x"]},"kept":"k"}"#;
    let Refused {
        event, kept, price, ..
    } = refused(body);
    assert!(matches!(event, Some(Event::Created(created)) if created.note.as_deref() == Some("n")));
    assert!(matches!(price, Some(Price::Plan(plan)) if plan.name.is_empty()));
    assert_eq!(kept.as_deref(), Some("k"));
    // A body that was cut off.
    let error = refused(r#"{"kept":"k","event":{"at":0,"#);
    assert_eq!(
        (error.kept.as_deref(), error.event.is_none()),
        (Some("k"), true)
    );
}

fn refused(body: &str) -> Refused {
    let error = answer(&SendInput::new(Event::Created(created())), 409, &[], body);
    match error.unwrap_err().into_kind() {
        ErrorKind::Service(SendError::Refused(error)) => error,
        other => panic!("{other:?}"),
    }
}
