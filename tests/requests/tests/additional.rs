//! Members that a spec doesn't name.

#![cfg(test)]

use std::collections::BTreeMap;

use http::Response;
use jiff::Timestamp;
use restsmith_requests::{
    additional::{
        AnnounceInput, CountInput, FindError, FindInput, FindOutput, ReadInput, ReplaceInput,
        SendInput, SetLabelsInput, SubmitInput,
        types::{Counts, Event, Part, Parts, Secret, Thing},
    },
    refused,
    runtime::{Body, Document, Error, InputError, Operation},
    sent,
};

fn body(input: &(impl Operation + Clone)) -> String {
    let sent = sent(input);
    sent.split_once("\n\n").unwrap().1.to_owned()
}

fn map<T>(entries: impl IntoIterator<Item = (&'static str, T)>) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn response(status: u16, body: &'static str) -> Response<Body> {
    let response = Response::builder().status(status);
    let response = response.header("content-type", "application/json");
    response.body(Body::from(body)).unwrap()
}

fn read(body: &'static str) -> Result<FindOutput, Error<FindError>> {
    FindInput::new().response(response(200, body))
}

#[test]
fn they_are_written_after_the_others_in_order() {
    let input = SetLabelsInput::new("1").name("a").additional(true);
    assert_eq!(body(&input), r#"{"name":"a","additional":true}"#);
    let times = map([
        ("z", Timestamp::UNIX_EPOCH),
        ("\"b\"", Timestamp::UNIX_EPOCH),
    ]);
    assert_eq!(
        body(&input.additional_2(times)),
        r#"{"name":"a","additional":true,"\"b\"":"1970-01-01T00:00:00Z","z":"1970-01-01T00:00:00Z"}"#
    );
    assert_eq!(body(&ReplaceInput::new()), "{}");
    assert_eq!(
        body(&ReplaceInput::new().additional(map([("a", "b".into())]))),
        r#"{"a":"b"}"#
    );
}

#[test]
fn those_of_a_structure_are_read_and_written_again() {
    let text = r#"{"Id":"a","size":2,"counts":{"all":1,"x":-1},"parts":{"p":{"at":"1970-01-01T00:00:00Z","to":"1970-01-01T00:00:01Z"},"q":{}},"array":[1e400,null],"null":null,"object":{"Id":1}}"#;
    let FindOutput { thing, .. } = read(text).unwrap();
    assert_eq!(thing.id, "a");
    assert_eq!(thing.additional["null"], Document::Null);
    let counts = thing.counts.as_ref().unwrap();
    assert_eq!((counts.all, counts.additional["x"]), (Some(1), -1));
    let parts = thing.parts.as_ref().unwrap();
    assert_eq!(parts.additional["p"].at, Some(Timestamp::UNIX_EPOCH));
    assert_eq!(body(&SendInput::new(thing)), text);
    let shuffled = r#"{"object":{"Id":1},"Id":"a","null":null,"size":null}"#;
    let FindOutput { thing, .. } = read(shuffled).unwrap();
    assert_eq!(thing.size, Some(1));
    assert_eq!(
        body(&SendInput::new(thing)),
        r#"{"Id":"a","size":1,"null":null,"object":{"Id":1}}"#
    );
}

#[test]
fn a_null_is_skipped_unless_it_is_a_value() {
    let FindOutput { thing, .. } =
        read(r#"{"Id":"a","counts":{"x":null,"y":1,"all":null}}"#).unwrap();
    let counts = thing.counts.unwrap();
    assert_eq!((counts.all, counts.additional), (None, map([("y", 1)])));
}

#[test]
fn what_does_not_fit_is_an_error() {
    for (body, said) in [
        (
            r#"{"Id":"a","counts":{"x":"1"}}"#,
            "counts{}: expected a whole number, found text (byte 24)",
        ),
        (r#"{"Id":"a","x":1,"x":2}"#, "{}: duplicate key (byte 20)"),
        (r#"{"x":1}"#, "Id: the required member is missing (byte 7)"),
    ] {
        assert_eq!(
            read(body).unwrap_err().to_string(),
            format!("Find failed: the response (HTTP 200) can't be read: {said}")
        );
    }
}

#[test]
fn an_error_keeps_those_that_can_be_read() {
    let text = r#"{"a":1,"b":"2","c":3,"a":4,"all":"x","d":5}"#;
    let error = FindInput::new().response(response(400, text)).unwrap_err();
    let Some(FindError::Refused(refused)) = error.service() else {
        panic!("{error:?}")
    };
    let counts = refused.body.as_ref().unwrap();
    assert_eq!(counts.all, None);
    assert_eq!(counts.additional, map([("a", 1), ("c", 3), ("d", 5)]));
}

#[test]
fn one_with_the_name_of_another_member_is_refused() {
    let counts = |key| Counts::new().additional(map([(key, 1)]));
    let thing = Thing::new("a").counts(counts("all"));
    let same = |member| InputError::SameName { member };
    assert_eq!(refused(&SendInput::new(thing)), same("all"));
    assert_eq!(
        refused(&SubmitInput::new().counts(counts("all"))),
        same("all")
    );
    let thing = Thing::new("a").additional(map([("Id", Document::Null)]));
    assert_eq!(refused(&SendInput::new(thing)), same("Id"));
    let event = Event::Counts(counts("type"));
    assert_eq!(refused(&AnnounceInput::new(event)), same("type"));
    assert_eq!(
        same("Id").to_string(),
        "an additional member has the name of the member `Id`"
    );
}

#[test]
fn a_tag_is_none_of_them() {
    let read = |text| {
        let output = ReadInput::new().response(response(200, text)).unwrap();
        match output.event {
            Event::Counts(counts) => counts,
            other => panic!("{other:?}"),
        }
    };
    let counts = read(r#"{"x":1,"type":"counts","all":2}"#);
    assert_eq!(counts.additional, map([("x", 1)]));
    assert_eq!(
        body(&AnnounceInput::new(Event::Counts(counts))),
        r#"{"type":"counts","all":2,"x":1}"#
    );
}

#[test]
fn a_form_and_a_query_have_them_in_brackets() {
    let counts = Counts::new().all(1).additional(map([("x y", 2)]));
    assert_eq!(
        body(&SubmitInput::new().counts(counts.clone())),
        "counts%5Ball%5D=1&counts%5Bx+y%5D=2"
    );
    assert_eq!(
        sent(&CountInput::new().counts(counts)),
        "GET /counts?counts%5Ball%5D=1&counts%5Bx%20y%5D=2"
    );
}

#[test]
fn sensitive_ones_are_not_shown() {
    let secret = Secret::new().additional(map([("hidden-1", "hidden-2".to_owned())]));
    let input = SendInput::new(Thing::new("a").secret(secret));
    let mut secrets = Vec::new();
    input.secrets(&mut |secret| secrets.push(secret.to_owned()));
    assert_eq!(secrets, ["hidden-1", "hidden-2"]);
    assert!(!format!("{input:?}").contains("hidden"));
    let input = ReplaceInput::new().additional(map([("a", "hidden-3".into())]));
    assert!(!format!("{input:?}").contains("hidden"));
    let mut secrets = Vec::new();
    input.secrets(&mut |secret| secrets.push(secret.to_owned()));
    assert_eq!(secrets, ["hidden-3"]);
}

#[test]
fn they_are_empty_at_first() {
    let part = Part::new().additional(map([("a", Timestamp::UNIX_EPOCH)]));
    let parts = Parts::new();
    assert!(parts.additional.is_empty());
    let thing = Thing::new("a").parts(parts.additional(map([("p", part)])));
    assert_eq!(
        body(&SendInput::new(thing)),
        r#"{"Id":"a","parts":{"p":{"a":"1970-01-01T00:00:00Z"}}}"#
    );
}
