//! Bodies that are a single JSON value.

#![cfg(test)]

use restsmith_responses::{
    answer,
    plain::{
        FlagInput, InstantInput, KeyInput, NumberInput, OptionalTextInput, PlainTextInput,
        SecretInput, TextInput, TintInput, types::Colour,
    },
    runtime::Operation,
};
use secrecy::ExposeSecret;

const JSON: &[&str] = &["content-type: application/json"];

fn read<O: Operation>(input: &O, body: &str) -> Result<O::Output, String> {
    answer(input, 200, JSON, body).map_err(|error| error.to_string())
}

#[test]
fn a_single_value_is_read_as_json() {
    let text = read(&TextInput::new(), " \"a\\n\\u00e9\" ").unwrap().text;
    assert_eq!(text, "a\n\u{e9}");
    let number = read(&NumberInput::new(), "-1.5e2").unwrap().number;
    assert_eq!(number.to_string(), "-150");
    assert!(read(&FlagInput::new(), "true").unwrap().flag);
    let tint = read(&TintInput::new(), "\"GREEN\"").unwrap().tint;
    assert_eq!(tint, Colour::Green);
    let tint = read(&TintInput::new(), "\"PINK\"").unwrap().tint;
    assert_eq!(tint.as_str(), "PINK");
    let instant = read(&InstantInput::new(), "\"2024-01-31T00:00:00Z\"").unwrap();
    assert_eq!(instant.instant.as_second(), 1_706_659_200);
    let key = read(&KeyInput::new(), "\"67e55044-10b1-426f-9247-bb680e5fe0c8\"").unwrap();
    assert_eq!(key.key.as_u128(), 0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8);
    let secret = read(&SecretInput::new(), "\"hidden\"").unwrap();
    assert_eq!(secret.secret.expose_secret(), "hidden");
    assert!(!format!("{secret:?}").contains("hidden"));
}

#[test]
fn an_optional_value_may_be_null_or_absent() {
    for (body, expected) in [("null", None), ("", None), ("\"\"", Some(""))] {
        let text = read(&OptionalTextInput::new(), body).unwrap().text;
        assert_eq!(text.as_deref(), expected, "{body}");
    }
}

#[test]
fn a_required_value_that_is_missing_or_of_another_type_is_an_error() {
    for body in ["", "null", "1", "{}", "[\"a\"]", "\"a", "a", "\"a\" b"] {
        assert!(read(&TextInput::new(), body).is_err(), "{body}");
    }
    assert!(read(&FlagInput::new(), "\"true\"").is_err());
    assert!(read(&KeyInput::new(), "\"1\"").is_err());
}

#[test]
fn text_without_a_media_type_of_json_is_read_as_it_is() {
    let headers = &["content-type: text/plain"];
    let text = answer(&PlainTextInput::new(), 200, headers, "\"a\"").unwrap();
    assert_eq!(text.text, "\"a\"");
}

#[test]
fn a_value_without_a_content_type_is_from_the_service() {
    let number = answer(&NumberInput::new(), 200, &[], "12").unwrap();
    assert_eq!(number.number.to_string(), "12");
    assert!(answer(&FlagInput::new(), 200, &[], " true ").unwrap().flag);
    assert!(answer(&FlagInput::new(), 200, &[], "truely").is_err());
}

#[test]
fn a_page_of_html_is_not_from_the_service() {
    let html = answer(
        &NumberInput::new(),
        200,
        &["content-type: text/html"],
        "<p>",
    );
    let error = html.unwrap_err().to_string();
    assert!(error.contains("text/html"), "{error}");
    let text = answer(
        &NumberInput::new(),
        200,
        &["content-type: text/plain"],
        "12",
    );
    assert_eq!(text.unwrap().number.to_string(), "12");
}
