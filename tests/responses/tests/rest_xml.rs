//! What clients of AWS's REST protocol with XML send, and what they make of responses.

#![cfg(test)]

use std::collections::BTreeMap;

use http::Request;
use restsmith_responses::{
    answer,
    rest_xml::{
        CountError, CountInput, MoveError, MoveInput, ReadLabelInput,
        types::{Place, Thing},
    },
    runtime::{Body, Endpoint, Error, Operation, RetryKind},
};

const XML: &str = "content-type: application/xml";

fn request<O: Operation>(mut input: O) -> Request<Body> {
    let endpoint = Endpoint::parse("https://stock.eu-west-1.amazonaws.com").unwrap();
    O::finish(input.request(&endpoint).unwrap(), None)
}

fn text(request: &Request<Body>) -> &str {
    str::from_utf8(request.body().bytes()).unwrap()
}

#[test]
fn members_without_a_binding_are_elements_in_the_order_of_the_spec() {
    let notes = BTreeMap::from([("a".to_owned(), "x < y".to_owned())]);
    let input = CountInput::new("top shelf")
        .notes(notes)
        .colors(vec!["red".to_owned(), "blue".to_owned()])
        .things(vec![Thing::new().id("1").weight(0.5), Thing::new()])
        .since(jiff::Timestamp::new(86_400, 0).unwrap())
        .dry(true);
    let request = request(input);
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri(),
        "https://stock.eu-west-1.amazonaws.com/shelves/top%20shelf/count"
    );
    assert_eq!(request.headers()["content-type"], "application/xml");
    assert_eq!(request.headers()["x-dry-run"], "true");
    assert_eq!(
        text(&request),
        "<CountRequest xmlns=\"https://stock.example/2031\">\
           <since>1970-01-02T00:00:00Z</since>\
           <Thing Id=\"1\"><Weight>0.5</Weight></Thing><Thing></Thing>\
           <ColorSet><Color>red</Color><Color>blue</Color></ColorSet>\
           <Notes><entry><Name>a</Name><Text>x &lt; y</Text></entry></Notes>\
         </CountRequest>"
    );
}

#[test]
fn a_payload_is_the_root_and_nothing_is_sent_without_one() {
    let input = MoveInput::new("top").place(Place::new().row(7));
    assert_eq!(
        text(&request(input)),
        "<NewPlace xmlns=\"https://stock.example/2031\"><Row>7</Row></NewPlace>"
    );
    let request = request(MoveInput::new("top"));
    assert_eq!(text(&request), "");
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn an_output_is_read_by_the_names_of_its_elements_whatever_the_root_is_called() {
    let body = "<?xml version='1.0' encoding='UTF-8'?>\n\
                <x:Anything xmlns:x='urn:x'>\n\
                  <x:Thing Id='1'/><!-- a comment --><Total> 3 </Total>\n\
                  <Unknown><Total>9</Total></Unknown>\n\
                  <Thing Id='&#50;'><Weight>NaN</Weight></Thing>\n\
                  <ColorSet><Color><![CDATA[a<b]]>&amp;c</Color></ColorSet>\n\
                  <Notes><entry><Text>v</Text><Name>k</Name></entry></Notes>\n\
                </x:Anything>";
    let output = answer(&CountInput::new("top"), 200, &[XML, "etag: t"], body).unwrap();
    assert_eq!(output.tag.as_deref(), Some("t"));
    assert_eq!(output.total, Some(3));
    let things = output.things.unwrap();
    let ids: Vec<_> = things.iter().map(|thing| thing.id.as_deref()).collect();
    assert_eq!(ids, [Some("1"), Some("2")]);
    assert!(things[1].weight.unwrap().is_nan());
    assert_eq!(output.colors.unwrap(), ["a<b&c"]);
    assert_eq!(
        output.notes.unwrap(),
        BTreeMap::from([("k".to_owned(), "v".to_owned())])
    );
}

#[test]
fn an_error_is_known_by_its_code_wrapped_or_not() {
    let error = "<Error><Code>NoSuchShelf</Code><Message>gone</Message><Shelf>top</Shelf>";
    for (body, id) in [
        (
            format!("<ErrorResponse>{error}</Error><RequestId>r-1</RequestId></ErrorResponse>"),
            "r-1",
        ),
        (format!("{error}<RequestId>r-2</RequestId></Error>"), "r-2"),
    ] {
        let error = answer(&CountInput::new("top"), 404, &[XML], &body).unwrap_err();
        let Some(CountError::ShelfMissing(error)) = error.service() else {
            panic!("{error}")
        };
        assert_eq!(error.message(), Some("gone"));
        assert_eq!(error.shelf.as_deref(), Some("top"));
        assert_eq!(error.meta().request_id(), Some(id));
        assert_eq!(error.meta().retry_kind(), None);
    }
}

#[test]
fn an_error_in_a_success_is_an_error_that_may_pass() {
    let body = "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>We failed.</Message><RequestId>r</RequestId></Error>";
    let error = answer(&MoveInput::new("top"), 200, &[XML], body).unwrap_err();
    let Some(MoveError::Unknown(meta)) = error.service() else {
        panic!("{error}")
    };
    assert_eq!(
        (meta.status().as_u16(), meta.code(), meta.message()),
        (200, Some("InternalError"), Some("We failed."))
    );
    assert_eq!(meta.retry_kind(), Some(RetryKind::Transient));
    let known = "<Error><Code>NoSuchShelf</Code><Shelf>top</Shelf></Error>";
    let error = answer(&MoveInput::new("top"), 200, &[XML], known).unwrap_err();
    assert!(matches!(error.service(), Some(MoveError::ShelfMissing(_))));
    // A text may be of any kind.
    let label = answer(&ReadLabelInput::new("top"), 200, &[XML], known).unwrap();
    assert_eq!(label.label.as_deref(), Some(known));
}

#[test]
fn a_success_that_is_cut_off_or_a_page_is_an_error() {
    let failed = |body: &str, headers: &[&str]| {
        let error: Error<MoveError> =
            answer(&MoveInput::new("top"), 200, headers, body).unwrap_err();
        assert!(error.service().is_none());
        error.to_string()
    };
    let cut = failed("<Moved><At>2031-02-03T", &[XML]);
    assert!(
        cut.ends_with("the body ends before an element does (byte 22)"),
        "{cut}"
    );
    let page = failed("<html></html>", &["content-type: text/html"]);
    assert!(page.contains("text/html"), "{page}");
    let entity = failed("<!DOCTYPE a [<!ENTITY b 'c'>]><Moved>&b;</Moved>", &[XML]);
    assert!(
        entity.contains("a document type is not allowed"),
        "{entity}"
    );
}
