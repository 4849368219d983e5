//! Values that are nested too deeply to be sent.

use http::Method;

use super::super::{
    Document, Endpoint, InputError, Member, RequestBuilder,
    codec::json::{reader::JsonReader, writer::JsonWriter},
};

/// A list in so many lists.
fn nested(levels: usize) -> Document {
    (1..levels).fold(Document::List(Vec::new()), |document, _| {
        Document::List(vec![document])
    })
}

#[test]
fn what_can_be_read_again_is_written() {
    let text = JsonWriter::write(&Member::ROOT, &nested(128)).unwrap();
    assert_eq!(text, format!("{}{}", "[".repeat(128), "]".repeat(128)));
    let mut read = Document::Null;
    JsonReader::read(text.as_bytes(), &mut read).unwrap();
    assert_eq!(read, nested(128));
}

#[test]
fn what_is_nested_deeper_is_refused() {
    let endpoint = Endpoint::parse("https://api.example.com").unwrap();
    for levels in [129, 1_000] {
        assert_eq!(
            JsonWriter::write(&Member::ROOT, &nested(levels)),
            Err(InputError::Nesting)
        );
        let request = RequestBuilder::new(Method::POST, "/").with_json(
            &endpoint,
            "application/json",
            &nested(levels),
        );
        assert_eq!(request.unwrap_err(), InputError::Nesting, "{levels}");
    }
}
