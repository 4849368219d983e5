//! UUIDs.

#![cfg(test)]

use restsmith_responses::{
    answer,
    plain::{NameInput, NameOutput},
    runtime::{Endpoint, Operation},
};
use uuid::Uuid;

const NAME: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

fn name() -> Uuid {
    NAME.parse().unwrap()
}

fn read(header: &str, body: &str) -> Result<NameOutput, String> {
    let input = NameInput::new(Uuid::nil());
    answer(&input, 200, &[&format!("x-last: {header}")], body).map_err(|error| error.to_string())
}

#[test]
fn a_uuid_is_sent_in_lower_case_with_hyphens() {
    let mut input = NameInput::new("{67E55044-10B1-426F-9247-BB680E5FE0C8}".parse().unwrap());
    input.from = Some(Uuid::max());
    input.last = Some(name());
    input.next = Some(Uuid::from_u128(0xab));
    let endpoint = Endpoint::parse("https://h").unwrap();
    let request = input.request(&endpoint).unwrap();
    assert_eq!(
        request.uri(),
        "https://h/names/67e55044-10b1-426f-9247-bb680e5fe0c8?from=ffffffff-ffff-ffff-ffff-ffffffffffff"
    );
    assert_eq!(request.headers()["x-last"], NAME);
    let (_, body) = request.into_parts();
    let body = body.into_bytes().unwrap();
    assert_eq!(body, r#"{"next":"00000000-0000-0000-0000-0000000000ab"}"#);
}

#[test]
fn a_uuid_is_read_from_a_body_and_a_header() {
    for text in [NAME, &NAME.to_uppercase(), &NAME.replace('-', "")] {
        let body = format!(r#"{{"name": "{text}", "names": ["{text}"], "secret": "{text}"}}"#);
        let output = read(text, &body).unwrap();
        assert_eq!(output.name, Some(name()));
        assert_eq!(output.names, Some(vec![name()]));
        assert_eq!(output.secret.map(|secret| *secret.expose()), Some(name()));
        assert_eq!(output.last, Some(name()));
    }
    assert_eq!(read(NAME, "{}").unwrap().name, Some(name()));
}

#[test]
fn what_is_no_uuid_is_an_error() {
    for value in [
        r#""67e55044-10b1-426f-9247-bb680e5fe0c""#,
        r#""67e55044-10b1-426f-9247-bb680e5fe0cg""#,
        r#""""#,
        r#"" 67e55044-10b1-426f-9247-bb680e5fe0c8""#,
        "1",
        "true",
        "[]",
    ] {
        let error = read(NAME, &format!(r#"{{"names": [{value}]}}"#)).unwrap_err();
        assert!(
            error.contains(": names[0]: ") && error.contains("a UUID"),
            "{value}: {error}"
        );
    }
    assert!(read("1", "{}").is_err());
}
