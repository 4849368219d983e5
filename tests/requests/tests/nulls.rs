//! Members that are null, absent or a value.

#![cfg(test)]

use http::Response;
use restsmith_requests::{
    nulls::{
        GetProfileError, GetProfileInput, GetProfileOutput, PatchProfileError, PatchProfileInput,
        SendProfileInput,
        types::{Address, View},
    },
    runtime::{Body, Error, Nullable, Operation},
    sent,
};

/// Asserts that the body of a request is this JSON.
#[track_caller]
fn assert_json(input: &PatchProfileInput, json: &str) {
    let expected = format!(
        "PATCH /profiles/1\ncontent-type: application/json\ncontent-length: {}\n\n{json}",
        json.len()
    );
    assert_eq!(sent(input), expected);
}

fn input() -> PatchProfileInput {
    PatchProfileInput::new("1", None)
}

fn address() -> Address {
    Address::new(None, None, None)
}

fn response(status: u16, body: &'static str) -> Response<Body> {
    let response = Response::builder().status(status);
    response.body(Body::from(body)).unwrap()
}

fn read(body: &'static str) -> Result<GetProfileOutput, Error<GetProfileError>> {
    GetProfileInput::new().response(response(200, body))
}

#[test]
fn what_is_absent_is_not_sent_and_what_is_null_is() {
    assert_json(&input(), r#"{"age":null}"#);
    assert_json(
        &PatchProfileInput::new("1", Some(7)).r#type("a").plain("b"),
        r#"{"type":"a","age":7,"plain":"b"}"#,
    );
    let nulls = input()
        .type_null()
        .since_null()
        .pin_null()
        .tags_null()
        .address_null();
    assert_json(
        &nulls,
        r#"{"type":null,"age":null,"Since":null,"pin":null,"tags":null,"address":null}"#,
    );
    let values = input()
        .since("2026-01-02T03:04:05Z".parse().unwrap())
        .pin(1234)
        .tags(Vec::new());
    assert_json(
        &values,
        r#"{"age":null,"Since":"2026-01-02T03:04:05Z","pin":1234,"tags":[]}"#,
    );
    assert_json(
        &nulls.since(jiff::Timestamp::UNIX_EPOCH).type_null(),
        r#"{"type":null,"age":null,"Since":"1970-01-01T00:00:00Z","pin":null,"tags":null,"address":null}"#,
    );
}

#[test]
fn members_of_structures_are_null_too() {
    assert_json(
        &input().address(address()),
        r#"{"age":null,"address":{"city":null,"password":null,"last":null}}"#,
    );
    let last = Address::new(Some("Graz".to_owned()), Some("p".into()), None);
    let full = Address::new(None, None, Some(Box::new(last)))
        .street_null()
        .country("DE")
        .next(address().next_null());
    assert_json(
        &input().address(full),
        r#"{"age":null,"address":{"street":null,"city":null,"country":"DE","password":null,"next":{"city":null,"password":null,"next":null,"last":null},"last":{"city":"Graz","password":"p","last":null}}}"#,
    );
}

#[test]
fn null_is_an_empty_value_in_a_form() {
    let form = |input: &SendProfileInput| {
        let sent = sent(input);
        sent.split_once("\n\n").unwrap().1.to_owned()
    };
    assert_eq!(form(&SendProfileInput::new(None)), "age=");
    assert_eq!(
        form(
            &SendProfileInput::new(Some(1))
                .name_null()
                .address(address())
        ),
        "name=&age=1&address%5Bcity%5D=&address%5Bpassword%5D=&address%5Blast%5D="
    );
    assert_eq!(
        form(&SendProfileInput::new(Some(1)).name("a")),
        "name=a&age=1"
    );
}

#[test]
fn what_is_null_is_read_as_absent() {
    let output = read(
        r#"{"name":null,"nick":null,
            "address":{"street":null,"city":null,"country":null,"password":null,"next":null,"last":null},
            "view":{"note":null,"at":null}}"#,
    )
    .unwrap();
    assert_eq!(output.name, None);
    assert_eq!(output.nick, None);
    let Address {
        street,
        city,
        country,
        password,
        next,
        last,
        ..
    } = output.address.unwrap();
    assert_eq!(street, Nullable::Absent);
    assert_eq!(city, None);
    assert_eq!(country, Nullable::Value("AT".to_owned()));
    assert!(password.is_none());
    assert!(next.value().is_none());
    assert!(last.is_none());
    let View { note, at, .. } = output.view.unwrap();
    assert_eq!((note, at), (None, None));
}

#[test]
fn values_are_read() {
    let output = read(
        r#"{"name":"a","nick":"b",
            "address":{"street":"c","city":"d","password":"e","next":{"city":"f","password":null,"last":null},"last":null},
            "view":{"note":"g","at":0}}"#,
    )
    .unwrap();
    assert_eq!(output.name.as_deref(), Some("a"));
    assert_eq!(output.nick.as_deref(), Some("b"));
    let address = output.address.unwrap();
    assert_eq!(address.street.into_value().as_deref(), Some("c"));
    assert_eq!(address.city.as_deref(), Some("d"));
    let next = address.next.value().unwrap();
    assert_eq!(next.city.as_deref(), Some("f"));
    let view = output.view.unwrap();
    assert_eq!(view.note.as_deref(), Some("g"));
    assert_eq!(view.at, Some(jiff::Timestamp::UNIX_EPOCH));
}

#[test]
fn a_required_member_may_be_null_but_not_missing() {
    assert!(read(r#"{"name":null}"#).is_ok());
    for (body, said) in [
        ("{}", "name: the required member is missing (byte 2)"),
        (
            r#"{"name":"a","view":{}}"#,
            "view.at: the required member is missing (byte 21)",
        ),
        (
            r#"{"name":"a","address":{"city":null}}"#,
            "address.password: the required member is missing (byte 35)",
        ),
        (
            r#"{"name":1}"#,
            "name: expected text, found a number (byte 8)",
        ),
    ] {
        assert_eq!(
            read(body).unwrap_err().to_string(),
            format!("GetProfile failed: the response (HTTP 200) can't be read: {said}")
        );
    }
    let taken = |body| {
        let error = input().response(response(409, body)).unwrap_err();
        match error.service() {
            Some(PatchProfileError::Taken(taken)) => taken.by.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(taken(r#"{"by":null}"#), None);
    assert_eq!(taken("{}"), None);
    assert_eq!(taken(r#"{"by":"b"}"#).as_deref(), Some("b"));
}

#[test]
fn what_is_sensitive_is_not_shown() {
    let address = Address::new(None, Some("hidden".into()), None);
    let shown = format!("{:?}", input().pin(4321).type_null().address(address));
    assert_eq!(
        shown,
        "PatchProfileInput { id: \"1\", type: Null, age: None, since: Absent, \
         pin: Value(Sensitive([REDACTED])), tags: Absent, address: Value(Address { street: Absent, city: None, \
         country: Absent, password: Some(SecretBox<str>([REDACTED])), next: Absent, last: None }), plain: None }"
    );
}
