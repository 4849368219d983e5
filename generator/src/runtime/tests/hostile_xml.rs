//! Whatever a server sends as XML: it is read, or it is an error.

use proptest::prelude::*;

use super::xml::{Thing, read, things, write};
use crate::runtime::codec::xml::reader::XmlReader;

#[test]
fn what_is_not_allowed_is_an_error() {
    let texts = [
        ("<!DOCTYPE a><a/>", "a document type is not allowed"),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a><Text>&b;</Text></a>",
            "a document type is not allowed",
        ),
        ("<a><!DOCTYPE a></a>", "a document type is not allowed"),
        (
            "<a><Text>&b;</Text></a>",
            "a reference is not one of a character or of an entity of XML",
        ),
        (
            "<a><Unknown>&b;</Unknown></a>",
            "a reference is not one of a character or of an entity of XML",
        ),
        (
            "<a><Unknown b='&c;'/></a>",
            "a reference is not one of a character or of an entity of XML",
        ),
        (
            "<a><Text>&#0;</Text></a>",
            "a reference is not one of a character or of an entity of XML",
        ),
        (
            "<a><Text>&#xD800;</Text></a>",
            "a reference is not one of a character or of an entity of XML",
        ),
        ("<a><Text>&lt</Text></a>", "the XML is invalid"),
        ("<a><Text>a & b</Text></a>", "the XML is invalid"),
        (
            "<a><b></a></b>",
            "an end tag has another name than its start tag",
        ),
        ("<a></a></a>", "an end tag has no start tag"),
        ("<a><Text>a", "the text ends in an element"),
        ("<a>", "the text ends in an element"),
        ("<a/><b/>", "there are two root elements"),
        ("<a/>b", "there is text outside the root element"),
        ("a<a/>", "there is text outside the root element"),
        (
            "<![CDATA[a]]><a/>",
            "there is text outside the root element",
        ),
        ("<!-- a -->", "there is no root element"),
        (
            "<a/><?xml version='1.0'?>",
            "a declaration is not at the beginning",
        ),
        (
            " <?xml version='1.0'?><a/>",
            "a declaration is not at the beginning",
        ),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
            "the encoding is not UTF-8",
        ),
        ("<a><>b</></a>", "an element has no name"),
        ("<a b/>", "an attribute is invalid"),
        ("<a b=c/>", "an attribute is invalid"),
    ];
    for (text, problem) in texts {
        let error = read(text.as_bytes()).expect_err(text);
        assert!(error.contains(problem), "{text}: {error}");
    }
    for text in [
        "<a",
        "<",
        "<a><Text",
        "<a><!--",
        "<a><![CDATA[",
        "<a><?b",
        "</a>",
        "{}",
        "\0",
        "<a/>\0",
    ] {
        assert!(read(text.as_bytes()).is_err(), "{text}");
    }
    for text in [
        "",
        " ",
        "\u{feff}",
        "<a/>",
        "<a></a >",
        " <a/> ",
        "\u{feff}<a/>",
    ] {
        assert_eq!(read(text.as_bytes()), Ok(Thing::default()), "{text}");
    }
}

#[test]
fn a_value_of_another_type_is_an_error_at_its_place() {
    for (text, error) in [
        (
            "<a><Flag>yes</Flag></a>",
            "Flag: expected true or false, found text",
        ),
        (
            "<a><Flag><b/></Flag></a>",
            "Flag: expected true or false, found an element",
        ),
        (
            "<a><Text><b/></Text></a>",
            "Text: expected text, found an element",
        ),
        (
            "<a count='b'/>",
            "count: the number has a fraction, or is too large",
        ),
        (
            "<a><Grid><Row><Cell>1.5</Cell></Row></Grid></a>",
            "Grid[0][0]: the number has",
        ),
        (
            "<a><Map><entry><value>1</value></entry></Map></a>",
            "Map{}: the entry has no key",
        ),
        (
            "<a><Choice><Other>a</Other><Other>b</Other></Choice></a>",
            "Choice: the union has more than one member",
        ),
        (
            "<a><Blob>*</Blob></a>",
            "Blob: the string is not valid base64",
        ),
    ] {
        let found = read(text.as_bytes()).unwrap_err();
        assert!(found.starts_with(error), "{text}: {found}");
        assert!(found.contains("(byte "), "{text}: {found}");
    }
}

#[test]
fn text_that_is_no_utf_8_is_an_error() {
    for bytes in [
        &b"\xff"[..],
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xc0\xaf",
    ] {
        for (before, after) in [
            ("<a><Text>", "</Text></a>"),
            ("<a><Unknown>", "</Unknown></a>"),
            ("<a><", "/></a>"),
            ("<a id='", "'/>"),
            ("<a><!--", "--></a>"),
        ] {
            let text = [before.as_bytes(), bytes, after.as_bytes()].concat();
            assert!(read(&text).is_err(), "{text:?}");
        }
    }
}

#[test]
fn what_is_nested_too_deeply_is_an_error() {
    let nested =
        |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    for text in [
        nested("<Next>", "</Next>"),
        nested("<Next>", ""),
        format!("<a><Unknown>{}</Unknown></a>", nested("<b>", "</b>")),
        format!("<a><Choice>{}</Choice></a>", nested("<b>", "</b>")),
        format!("<a><Text>{}</Text></a>", nested("<b>", "</b>")),
    ] {
        assert!(
            read(text.as_bytes()).is_err(),
            "{}",
            text.get(..40).unwrap()
        );
        let mut thing = Thing::default();
        XmlReader::read_error(text.as_bytes(), &mut thing);
    }
}

#[test]
fn many_elements_and_attributes_are_read_in_one_pass() {
    let many = 200_000;
    let flat =
        read(format!("<a>{}</a>", "<Flat>a</Flat><Flag>true</Flag>".repeat(many)).as_bytes());
    assert_eq!(flat.unwrap().flat.map(|flat| flat.len()), Some(many));
    let attributes = (0..many)
        .map(|index| format!(" a{index}='b'"))
        .collect::<Vec<_>>()
        .concat();
    assert_eq!(
        read(format!("<a{attributes}/>").as_bytes()),
        Ok(Thing::default())
    );
    let same = " count='1'".repeat(many);
    assert_eq!(
        read(format!("<a{same}/>").as_bytes()).unwrap().count,
        Some(1)
    );
    let comments = "<!-- a -->".repeat(many);
    assert_eq!(
        read(format!("<a><Text>{comments}</Text></a>").as_bytes())
            .unwrap()
            .text
            .as_deref(),
        Some("")
    );
    let entries = "<entry><value>1</value><key>a</key></entry>".repeat(many);
    assert_eq!(
        read(format!("<a><Map>{entries}</Map></a>").as_bytes())
            .unwrap()
            .map
            .map(|map| map.len()),
        Some(1)
    );
}

#[test]
fn a_hundred_thousand_damaged_texts_are_read_or_errors() {
    let mut random = fastrand::Rng::with_seed(19);
    let whole = "<?xml version='1.0'?><a id='1'><Text>&lt;b&#65;<![CDATA[c]]></Text><Flag>true</Flag><Items><m>1</m></Items>\
        <Map><entry><key>a</key><value>1</value></entry></Map><FlatMap><Name>a</Name><Setting t:kind='b'/></FlatMap>\
        <Choice><Other>a</Other></Choice><Next><Grid><Row><Cell>1</Cell></Row></Grid></Next></a>";
    let pieces = [
        "<",
        ">",
        "/",
        "&",
        ";",
        "<!--",
        "]]>",
        "<![CDATA[",
        "<!DOCTYPE",
        "'",
        "<a>",
        "</a>",
        "\0",
        "\u{feff}",
    ];
    for _ in 0..100_000 {
        let mut text = whole.as_bytes().to_vec();
        for _ in 0..random.usize(1..5) {
            let start = random.usize(..text.len());
            let end = random
                .usize(start..=text.len().min(start + 20))
                .min(text.len());
            let piece = random.choice(pieces).unwrap_or_default();
            drop(text.splice(start..end, piece.bytes()));
        }
        let _ = read(&text);
        XmlReader::read_error(&text, &mut Thing::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_an_error(bytes in any::<Vec<u8>>()) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_text_that_was_damaged_is_read_or_an_error(
        thing in things(),
        position in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut text = write(&thing).into_bytes();
        let position = position.index(text.len());
        text[position] = byte;
        let _ = read(&text);
        text.truncate(cut.index(text.len() + 1));
        let _ = read(&text);
    }
}
