//! Bodies that are a single JSON value.

#![cfg(test)]

use jiff::{Timestamp, civil::date};
use restsmith_requests::{
    runtime::Operation,
    sent_with,
    single_values::{
        DescribeInput, LinkInput, MoveInput, PaintInput, RenameInput, ResizeInput,
        ScheduleAllInput, ScheduleInput, TemplateInput, ToggleInput, UnlockInput, types::Colour,
    },
};
use uuid::Uuid;

/// Asserts that the content type of a request and its body are these.
#[track_caller]
fn assert_sent(input: &(impl Operation + Clone), expected: &str) {
    let sent = sent_with(input, &["content-type:"]);
    let (_, sent) = sent.split_once('\n').unwrap_or_default();
    assert_eq!(sent, expected);
}

#[test]
fn a_single_value_is_sent_as_json() {
    let json = |body| format!("content-type: application/json\n\n{body}");
    assert_sent(&RenameInput::new("a \"b\""), &json(r#""a \"b\"""#));
    assert_sent(&RenameInput::new(""), &json(r#""""#));
    assert_sent(
        &PaintInput::new().colour(Colour::Green),
        &json(r#""green""#),
    );
    assert_sent(&ToggleInput::new(true), &json("true"));
    let time = Timestamp::new(1_706_659_200, 0).unwrap();
    assert_sent(
        &ScheduleInput::new(time),
        &json(r#""2024-01-31T00:00:00Z""#),
    );
    assert_sent(
        &ScheduleAllInput::new(vec![time]),
        &json(r#"["2024-01-31T00:00:00Z"]"#),
    );
    assert_sent(&MoveInput::new(date(2024, 1, 31)), &json(r#""2024-01-31""#));
    assert_sent(
        &LinkInput::new(Uuid::nil()),
        &json(r#""00000000-0000-0000-0000-000000000000""#),
    );
    assert_sent(&UnlockInput::new("open"), &json(r#""open""#));
    assert_sent(
        &ResizeInput::new(u64::MAX),
        "content-type: application/vnd.size+json\n\n18446744073709551615",
    );
}

#[test]
fn an_absent_value_has_no_body() {
    assert_sent(&PaintInput::new(), "");
}

#[test]
fn text_with_a_media_type_of_its_own_is_sent_as_it_is() {
    assert_sent(
        &DescribeInput::new().text("# A"),
        "content-type: text/markdown\n\n# A",
    );
    assert_sent(
        &TemplateInput::new("{a}"),
        "content-type: text/x-template\n\n{a}",
    );
}

#[test]
fn json_is_accepted_unless_text_is_read() {
    let rename = sent_with(&RenameInput::new("a"), &["accept:"]);
    assert_eq!(rename, "PUT /name\naccept: application/json\n\n\"a\"");
    let describe = sent_with(&DescribeInput::new(), &["accept:"]);
    assert_eq!(describe, "PUT /description\naccept: text/html");
}
