//! Members with only one value.

#![cfg(test)]

use http::Response;
use restsmith_requests::{
    constants::{
        AskInput, PingInput,
        types::{Colour, Mark, Note, Type},
    },
    runtime::{Body, Operation},
    sent_with,
};

#[test]
fn a_constant_is_sent_without_being_set() {
    let note = Note::new("b").mark(Mark::new().size(2));
    let input = AskInput::new("a").note(note);
    assert_eq!(
        sent_with(&input, &["x-level"]),
        "POST /chat/ask?version=v2\nx-level: -3\n\n\
         {\"stream\":false,\"question\":\"a\",\"note\":{\"type\":\"note\",\"text\":\"b\",\
         \"mark\":{\"colour\":1,\"size\":2}}}"
    );
    assert_eq!(
        sent_with(&PingInput::default(), &[]),
        "POST /ping\n\n{\"id\":\"67e55044-10b1-426f-9247-bb680e5fe0c8\"}"
    );
}

#[test]
fn a_constant_can_be_changed() {
    let mut input = PingInput::new();
    input.id = uuid::Uuid::nil();
    assert_eq!(
        sent_with(&input, &[]),
        "POST /ping\n\n{\"id\":\"00000000-0000-0000-0000-000000000000\"}"
    );
}

#[test]
fn a_constant_is_read_as_the_service_sends_it() {
    let read = |body: &'static str| PingInput::new().response(Response::new(Body::from(body)));
    let body = r#"{"note": {"type": "other", "text": "b", "mark": {"colour": 2}}}"#;
    let note = read(body).unwrap().note.unwrap();
    assert_eq!(note.r#type, Type::from("other"));
    assert_eq!(note.mark.unwrap().colour, Colour::from(2));
    let error = read(r#"{"note": {"text": "b"}}"#).unwrap_err().to_string();
    assert!(error.contains("type"), "{error}");
}
