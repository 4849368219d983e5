//! What a success has to hold, and what may be there besides.

#![cfg(test)]

use restsmith_responses::{
    answer,
    aws::{DeleteThingInput, GetThingInput},
    by_status,
    plain::{ChangeInput, CheckInput, ListInput, PingInput},
};

fn change(headers: &[&str], body: &str) -> Result<String, String> {
    let output = answer(&ChangeInput::new("1"), 200, headers, body);
    output
        .map(|output| format!("{} {}", output.id, output.count))
        .map_err(|error| error.to_string())
}

fn lacks(what: &str) -> Result<String, String> {
    Err(format!("Change failed: the response (HTTP 200) {what}"))
}

#[test]
fn outside_aws_a_missing_required_member_is_an_error_that_names_it() {
    let etag = ["etag: v1"];
    assert_eq!(
        change(&etag, r#"{"id":"1","owner":{"name":"a"}}"#),
        Ok("1 3".to_owned())
    );
    assert_eq!(
        change(&etag, r#"{"owner":{"name":"a"}}"#),
        lacks("can't be read: id: the required member is missing (byte 22)")
    );
    assert_eq!(
        change(&etag, r#"{"id":"1","owner":{}}"#),
        lacks("can't be read: owner.name: the required member is missing (byte 20)")
    );
    assert_eq!(
        change(
            &etag,
            r#"{"id":"1","owner":{"name":"a"},"others":[{"name":"b"},{"since":0}]}"#
        ),
        lacks("can't be read: others[1].name: the required member is missing (byte 65)")
    );
    assert_eq!(
        change(&etag, r#"{"id":null,"owner":{"name":"a"}}"#),
        lacks("can't be read: id: the required member is null (byte 6)")
    );
    assert_eq!(
        change(&[], r#"{"id":"1","owner":{"name":"a"}}"#),
        lacks("can't be read: the header `etag` of the required member `version` is missing")
    );
    for body in ["", " \r\n"] {
        assert_eq!(
            change(&etag, body),
            lacks("can't be read: its body is empty, but members in it are required")
        );
    }
    assert_eq!(
        answer(&ListInput::new(), 200, &[], "")
            .unwrap_err()
            .to_string(),
        "List failed: the response (HTTP 200) can't be read: its body is empty, but members in it are required"
    );
    assert_eq!(
        answer(&ListInput::new(), 200, &[], "[]").unwrap().things,
        [""; 0]
    );
}

#[test]
fn the_answer_to_head_has_no_body_to_hold_anything() {
    let error = answer(&CheckInput::new("1"), 200, &[], "")
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "Check failed: the response (HTTP 200) can't be read: the header `etag` of the required member `version` is \
         missing"
    );
    let output = answer(&CheckInput::new("1"), 200, &["etag: v1"], "").unwrap();
    assert_eq!((output.version.as_str(), output.size), ("v1", 0));
}

#[test]
fn of_aws_and_where_the_spec_says_so_it_is_empty() {
    for body in ["{}", "", r#"{"id":null,"owner":{}}"#] {
        let output = answer(&GetThingInput::new(), 200, &[], body).unwrap();
        assert_eq!(
            (output.id.as_str(), output.owner.name.as_str()),
            ("", ""),
            "{body}"
        );
        assert_eq!(
            answer(&by_status::ReadInput::new(), 200, &[], body)
                .unwrap()
                .id,
            "",
            "{body}"
        );
    }
}

#[test]
fn outside_aws_json_may_be_said_to_be_something_else() {
    for content_type in [
        "text/plain",
        "text/html; charset=utf-8",
        "",
        "application/octet-stream",
    ] {
        let header = format!("content-type: {content_type}");
        assert_eq!(
            answer(&ListInput::new(), 200, &[&header], " [\"a\"]")
                .unwrap()
                .things,
            ["a"]
        );
    }
    let error = answer(
        &ListInput::new(),
        200,
        &["content-type: text/html"],
        "<html>",
    )
    .unwrap_err()
    .to_string();
    assert!(
        error.ends_with(
            "it has no request id of the service, and its content type is text/html, not JSON"
        ),
        "{error}"
    );
    let error = answer(&ListInput::new(), 200, &["content-type: "], "<html>")
        .unwrap_err()
        .to_string();
    assert!(
        error.ends_with("it has no request id of the service, and no content type of JSON"),
        "{error}"
    );
}

#[test]
fn outside_aws_an_operation_without_an_output_takes_any_body() {
    for (headers, body) in [
        (&["content-type: text/plain"][..], "pong"),
        (&["content-type: text/html"], "<html>pong</html>"),
        (&[], "\0\u{1}"),
        (&["content-type: application/json"], "not json"),
        (&[], ""),
    ] {
        assert!(
            answer(&PingInput::new(), 200, headers, body).is_ok(),
            "{headers:?} {body}"
        );
    }
}

#[test]
fn of_aws_it_takes_none_that_a_captive_portal_may_have_sent() {
    let sent = |headers: &[&str], body: &str| {
        answer(&DeleteThingInput::new(), 200, headers, body)
            .map(drop)
            .map_err(|error| error.to_string())
    };
    let refused = "DeleteThing failed: the response (HTTP 200) is not from the service, but may be from a proxy or a \
                   captive portal: it has no request id of the service, and its content type is text/html, not JSON";
    assert_eq!(
        sent(&["content-type: text/html"], "<html>"),
        Err(refused.to_owned())
    );
    let error = sent(&["content-type: text/html", "x-request-id: 1"], "<html>").unwrap_err();
    assert_eq!(error, format!("{refused} (request id 1)"));
    assert_eq!(
        sent(
            &["content-type: text/html", "x-amzn-requestid: 1"],
            "<html>"
        ),
        Ok(())
    );
    assert_eq!(sent(&["content-type: application/json"], "{}"), Ok(()));
    assert_eq!(sent(&[], ""), Ok(()));
}
