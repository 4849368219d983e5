//! Bodies that are XML.

#![cfg(test)]

use std::collections::BTreeMap;

use restsmith_requests::{
    refused,
    rest_xml::{
        CreateOrderInput, PingInput, PutBytesInput, PutItemInput, PutNothingInput,
        PutPlainItemInput, PutTextInput, RenameOrderInput,
        types::{Choice, Item, Kind},
    },
    runtime::InputError,
    sent, sent_with,
};

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn input() -> CreateOrderInput {
    CreateOrderInput::new("1")
}

/// Asserts that these elements are what the root of a request contains.
#[track_caller]
fn assert_elements(input: &CreateOrderInput, elements: &str) {
    let body = format!(
        "<CreateOrderRequest xmlns=\"https://shop.example.com/2031\">{elements}</CreateOrderRequest>"
    );
    let expected = format!(
        "POST /orders/1\ncontent-type: application/xml\ncontent-length: {}\n\n{body}",
        body.len()
    );
    assert_eq!(sent(input), expected);
}

#[test]
fn single_values_are_elements_in_the_order_of_the_spec() {
    let time = || "1970-01-01T00:01:30.5Z".parse().unwrap();
    let all = input()
        .seen(time())
        .due(time())
        .created(time())
        .kind(Kind::Food)
        .bytes(bytes::Bytes::from_static(&[0xfb, 0xff]))
        .ratio(f64::NEG_INFINITY)
        .count(-5)
        .token("secret value")
        .text("");
    assert_elements(
        &all,
        "<Text></Text><Token>secret value</Token><Count>-5</Count><Ratio>-Infinity</Ratio><Bytes>+/8=</Bytes>\
         <Kind>FOOD</Kind><Created>1970-01-01T00:01:30.5Z</Created><Due>90.5</Due>\
         <Seen>Thu, 01 Jan 1970 00:01:30 GMT</Seen>",
    );
}

#[test]
fn other_bindings_stay_and_an_input_without_elements_has_an_empty_root() {
    assert_elements(&input(), "");
    let request = sent_with(&input().dry_run(true).trace("t"), &["x-trace"]);
    assert_eq!(
        request,
        "POST /orders/1?dry_run=true\nx-trace: t\n\n\
         <CreateOrderRequest xmlns=\"https://shop.example.com/2031\"></CreateOrderRequest>"
    );
}

#[test]
fn special_characters_are_references() {
    assert_elements(
        &input().text("&<>\"'\r\n\t\u{85}\u{2028}é\u{1f6a2}]]>"),
        "<Text>&amp;&lt;&gt;\"'&#xD;&#xA;\t&#x85;&#x2028;é\u{1f6a2}]]&gt;</Text>",
    );
    assert_elements(
        &input().item(Item::new().id("&<>\"'\r\n\t\u{85}\u{2028}é")),
        "<Item xmlns:i=\"urn:item\" Id=\"&amp;&lt;&gt;&quot;'&#xD;&#xA;&#x9;&#x85;&#x2028;é\"></Item>",
    );
    assert_elements(
        &input().map(BTreeMap::from([("<&>".to_owned(), "\r".to_owned())])),
        "<Map><entry><key>&lt;&amp;&gt;</key><value>&#xD;</value></entry></Map>",
    );
}

#[test]
fn a_character_that_xml_lacks_is_refused() {
    for character in ["\0", "\u{8}", "\u{1f}", "\u{fffe}", "\u{ffff}"] {
        let error = refused(&input().text(character));
        assert_eq!(error, InputError::Character { member: "Text" });
    }
    let error = refused(&input().lists(texts(&["a", "\u{1}"])));
    assert_eq!(error, InputError::Character { member: "member" });
}

#[test]
fn attributes_stand_in_the_start_tag() {
    let item = Item::new()
        .price("2")
        .count(7)
        .kind(Kind::Toy)
        .id("a")
        .parts(vec![Item::new().id("b"), Item::new().price("3")]);
    assert_elements(
        &input().item(item),
        "<Item xmlns:i=\"urn:item\" Id=\"a\" x:kind=\"TOY\" count=\"7\"><Price>2</Price>\
         <Part Id=\"b\"></Part><Part><Price>3</Price></Part></Item>",
    );
}

#[test]
fn lists_have_items_with_their_names_and_namespaces() {
    assert_elements(
        &input()
            .lists(texts(&["a", ""]))
            .tags(texts(&["b"]))
            .grid(vec![vec![1, 2], vec![]]),
        "<Lists><member>a</member><member></member></Lists>\
         <TagSet xmlns=\"urn:tags\"><Tag xmlns:t=\"urn:tag\">b</Tag></TagSet>\
         <Grid><Row><Cell>1</Cell><Cell>2</Cell></Row><Row></Row></Grid>",
    );
    assert_elements(&input().lists(vec![]), "<Lists></Lists>");
}

#[test]
fn what_is_flattened_has_the_name_of_the_member_and_nothing_if_it_is_empty() {
    let settings = BTreeMap::from([
        ("a".to_owned(), Item::new().id("1")),
        ("b".to_owned(), Item::new()),
    ]);
    assert_elements(
        &input()
            .flat(texts(&["a", "b"]))
            .items(vec![Item::new().id("1"), Item::new()])
            .flat_map(settings),
        "<Flat xmlns:t=\"urn:tag\">a</Flat><Flat xmlns:t=\"urn:tag\">b</Flat>\
         <Line Id=\"1\"></Line><Line></Line>\
         <Setting><Name xmlns=\"urn:key\">a</Name><Value Id=\"1\"></Value></Setting>\
         <Setting><Name xmlns=\"urn:key\">b</Name><Value></Value></Setting>",
    );
    let empty = input().flat(vec![]).items(vec![]).flat_map(BTreeMap::new());
    assert_elements(&empty, "");
}

#[test]
fn maps_have_entries_with_the_names_of_their_parts() {
    let map = [("b", "2"), ("a", "1")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    let named = BTreeMap::from([("k".to_owned(), Item::new().price("1"))]);
    assert_elements(
        &input().named(named).map(BTreeMap::from(map)),
        "<Map><entry><key>a</key><value>1</value></entry><entry><key>b</key><value>2</value></entry></Map>\
         <Named><entry><Name xmlns=\"urn:key\">k</Name><Value><Price>1</Price></Value></entry></Named>",
    );
    assert_elements(&input().map(BTreeMap::new()), "<Map></Map>");
}

#[test]
fn a_union_has_the_element_of_its_member() {
    assert_elements(
        &input().choice(Choice::Text("a".to_owned())),
        "<Choice><Text>a</Text></Choice>",
    );
    assert_elements(
        &input().choice(Choice::Item(Item::new().id("1"))),
        "<Choice><Item Id=\"1\"></Item></Choice>",
    );
}

#[test]
fn the_root_has_the_name_and_the_namespace_of_the_operation() {
    assert_eq!(
        sent_with(&RenameOrderInput::new("1").name("a"), &["content-type"]),
        "PUT /orders/1/name\ncontent-type: application/xml\n\n\
         <Rename xmlns:r=\"urn:rename\"><r:Name>a</r:Name></Rename>"
    );
}

#[test]
fn a_payload_is_the_root_with_its_own_name_and_namespace() {
    let item = || Item::new().id("1").price("2");
    assert_eq!(
        sent_with(&PutItemInput::new().item(item()), &["content-type"]),
        "PUT /item\ncontent-type: application/xml\n\n\
         <NewItem xmlns=\"urn:new\" Id=\"1\"><Price>2</Price></NewItem>"
    );
    assert_eq!(
        sent_with(&PutPlainItemInput::new().item(item()), &["content-type"]),
        "PUT /plain\ncontent-type: application/xml\n\n\
         <Item xmlns=\"https://shop.example.com/2031\" Id=\"1\"><Price>2</Price></Item>"
    );
}

#[test]
fn text_and_bytes_are_sent_as_they_are() {
    assert_eq!(
        sent(&PutTextInput::new().text("<a>&\r\n")),
        "PUT /text\ncontent-type: text/plain\ncontent-length: 6\n\n<a>&\r\n"
    );
    assert_eq!(
        sent(&PutBytesInput::new().bytes(&b"<a>"[..])),
        "PUT /bytes\ncontent-type: application/octet-stream\ncontent-length: 3\n\n<a>"
    );
}

#[test]
fn without_a_payload_or_members_of_the_body_nothing_is_sent() {
    for (request, expected) in [
        (sent(&PutItemInput::new()), "PUT /item\ncontent-length: 0"),
        (
            sent(&PutPlainItemInput::new()),
            "PUT /plain\ncontent-length: 0",
        ),
        (sent(&PutTextInput::new()), "PUT /text\ncontent-length: 0"),
        (sent(&PutBytesInput::new()), "PUT /bytes\ncontent-length: 0"),
        (
            sent(&PutNothingInput::new().trace("t")),
            "PUT /nothing\ncontent-length: 0",
        ),
        (sent(&PingInput::new()), "GET /ping"),
    ] {
        assert_eq!(request, expected);
    }
}
