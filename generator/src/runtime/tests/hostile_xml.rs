//! Whatever a server sends as XML: it is read, or it is an error.

use proptest::prelude::*;

use super::{
    amounts::{mutations, repetitions},
    family::Both,
    xml::{Choice, Thing, names_of_elements, read, things, write},
};
use crate::runtime::{Empty, Value, codec::xml::reader::XmlReader};

/// A document with a value of each kind.
const WHOLE: &str = "<?xml version='1.0'?><a id='1'><Text>&lt;b&#65;<![CDATA[c]]></Text><Flag>true</Flag><Items><m>1</m></Items>\
    <Map><entry><key>a</key><value>1</value></entry></Map><FlatMap><Name>a</Name><Setting t:kind='b'/></FlatMap>\
    <Choice><Other>a</Other></Choice><Next><Grid><Row><Cell>1</Cell></Row></Grid></Next></a>";

/// Reads the root as a value of a type.
fn root<T: Value + Empty>(text: &str) -> Result<T, String> {
    let mut value = T::empty();
    XmlReader::read(text.as_bytes(), &mut value)
        .map(|()| value)
        .map_err(|error| error.to_string())
}

/// Reads an error as far as possible.
fn read_leniently(text: &[u8]) -> Thing {
    let mut thing = Thing::default();
    XmlReader::read_error(text, &mut thing);
    thing
}

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
            "an entity is unknown: XML has only `amp`, `lt`, `gt`, `quot`, `apos` and references to characters",
        ),
        (
            "<a><Unknown>&b;</Unknown></a>",
            "an entity is unknown: XML has only `amp`, `lt`, `gt`, `quot`, `apos` and references to characters",
        ),
        (
            "<a><Unknown b='&c;'/></a>",
            "an entity is unknown: XML has only `amp`, `lt`, `gt`, `quot`, `apos` and references to characters",
        ),
        (
            "<a><Text>&#0;</Text></a>",
            "an entity is unknown: XML has only `amp`, `lt`, `gt`, `quot`, `apos` and references to characters",
        ),
        (
            "<a><Text>&#xD800;</Text></a>",
            "an entity is unknown: XML has only `amp`, `lt`, `gt`, `quot`, `apos` and references to characters",
        ),
        ("<a><Text>&lt</Text></a>", "the XML is invalid"),
        ("<a><Text>a & b</Text></a>", "the XML is invalid"),
        (
            "<a><b></a></b>",
            "an end tag has another name than its start tag",
        ),
        ("<a></a></a>", "an end tag has no start tag"),
        ("<a><Text>a", "the body ends before an element does"),
        ("<a>", "the body ends before an element does"),
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
        let _ = read_leniently(text.as_bytes());
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
fn no_member_takes_a_value_of_each_other_type() {
    let values = [
        "",
        "2014-04-29T18:30:38Z",
        "Tue, 29 Apr 2014 18:30:38 GMT",
        "<m><Key><n/></Key></m>",
        "<Name>a</Name>",
        "text",
        "1",
        "true",
        "1.5",
        "-1e400",
        "<m/>",
        "<m>1</m>",
        "a<m/>b",
        "<m><n/></m>",
        "<entry><key>a</key><value>1</value></entry>",
        "<entry/>",
        "<entry><value><m/></value><key>a</key></entry>",
        "<Other>a</Other>",
        "<Other><m/></Other>",
        "<Names>a</Names>",
        "<Flag/>",
        "<Key><m/></Key>",
        "<Row><Cell/></Row>",
        "<Cell>a</Cell>",
        "<Name><m/></Name>",
        "<K><m/></K>",
    ];
    for name in names_of_elements() {
        let results = values.map(|value| {
            (
                value,
                read(format!("<a><{name}>{value}</{name}></a>").as_bytes()),
            )
        });
        assert!(
            results.iter().any(|(_, result)| result.is_err()),
            "{name}: {results:?}"
        );
        assert!(
            results.iter().any(|(_, result)| result.is_ok()),
            "{name}: {results:?}"
        );
        for (value, result) in results {
            if let Err(error) = result {
                assert!(error.contains("(byte "), "{name}, {value}: {error}");
            }
        }
    }
    assert!(read(b"<a count='text'/>").is_err());
}

#[test]
fn the_limit_of_depth_holds_for_unknown_elements_and_for_values() {
    let unknown =
        |levels: usize| format!("<a>{}{}</a>", "<b>".repeat(levels), "</b>".repeat(levels));
    assert_eq!(read(unknown(257).as_bytes()), Ok(Thing::default()));
    let error = read(unknown(258).as_bytes()).unwrap_err();
    assert_eq!(
        error,
        "the elements are nested deeper than 258 levels (byte 777)"
    );
    let values = |levels: usize| format!("{}{}", "<Next>".repeat(levels), "</Next>".repeat(levels));
    assert!(read(values(128).as_bytes()).is_ok());
    let error = read(values(129).as_bytes()).unwrap_err();
    assert!(
        error.contains("the values are nested deeper than 128 levels"),
        "{error}"
    );
}

#[test]
fn the_names_of_elements_around_another_are_limited() {
    let longest = "n".repeat(64 * 258 - 1);
    assert_eq!(
        read(format!("<{longest}><b/><b/></{longest}>").as_bytes()),
        Ok(Thing::default())
    );
    let error = read(format!("<{longest}><bc/></{longest}>").as_bytes()).unwrap_err();
    assert!(
        error.starts_with("the names of elements are too long (byte "),
        "{error}"
    );
    // Else each entry would copy the name of the root.
    let name = "n".repeat(1_000_000);
    let entries = "<entry><value>1</value><key>a</key></entry>".repeat(20_000);
    let text = format!("<{name}><Map>{entries}</Map></{name}>");
    assert!(read(text.as_bytes()).is_err());
    assert_eq!(read_leniently(text.as_bytes()), Thing::default());
}

#[test]
fn numbers_of_any_size_fit_or_are_errors() {
    let digits = "9".repeat(10_000);
    let of = |number: &str| format!("<a>{number}</a>");
    for number in [
        &digits,
        &format!("-{digits}"),
        "1e400",
        "1.5",
        "9223372036854775808",
        "-9223372036854775809",
        "NaN",
        "Infinity",
        "-Infinity",
        "",
        " ",
        "0x10",
        "1_000",
        "\u{661}",
        "one",
    ] {
        let text = of(number);
        assert!(root::<i8>(&text).is_err(), "{number}");
        assert!(root::<i16>(&text).is_err(), "{number}");
        assert!(root::<i32>(&text).is_err(), "{number}");
        assert!(root::<i64>(&text).is_err(), "{number}");
    }
    assert_eq!(root::<i8>(&of("127")), Ok(127));
    assert!(root::<i8>(&of("128")).is_err());
    assert_eq!(root::<i8>(&of("-128")), Ok(-128));
    assert!(root::<i8>(&of("-129")).is_err());
    assert_eq!(root::<i64>(&of(" -9223372036854775808\n")), Ok(i64::MIN));
    for (number, expected) in [
        (&*digits, f64::INFINITY),
        ("-1e400", f64::NEG_INFINITY),
        ("1e-400", 0.0),
        ("Infinity", f64::INFINITY),
        ("-Infinity", f64::NEG_INFINITY),
        ("5e-324", 5e-324),
        ("+1.5", 1.5),
        (" 2\t", 2.0),
    ] {
        assert_eq!(root::<f64>(&of(number)), Ok(expected), "{number}");
    }
    assert!(root::<f64>(&of("NaN")).unwrap().is_nan());
    for word in [
        "nan",
        "inf",
        "infinity",
        "INF",
        "+Infinity",
        "+NaN",
        "0x1p3",
        "",
        "1e",
        "1.5f",
        "1,5",
    ] {
        assert!(root::<f64>(&of(word)).is_err(), "{word}");
        assert!(root::<f32>(&of(word)).is_err(), "{word}");
    }
    for time in [
        "yesterday",
        "",
        "2014-13-01T00:00:00Z",
        "2014-04-29T25:00:00Z",
        "10000-01-01T00:00:00Z",
        "NaN",
    ] {
        assert!(
            read(format!("<a><Time>{time}</Time></a>").as_bytes()).is_err(),
            "{time}"
        );
    }
}

#[test]
fn a_required_member_that_is_missing_or_nil_is_an_error() {
    let both = |text: &str| root::<Both>(text).map(|both| (both.id, both.url));
    assert_eq!(
        both("<a><url>u</url><id>7</id></a>"),
        Ok((7, "u".to_owned()))
    );
    assert_eq!(both("<a><url/><id>7</id></a>"), Ok((7, String::new())));
    for (text, error) in [
        (
            "<a><url>u</url></a>",
            "id: the required member is missing (byte 19)",
        ),
        ("<a/>", "id: the required member is missing (byte 4)"),
        (
            "<a><id>1</id><url x:nil='true'/></a>",
            "url: the required member is missing (byte 36)",
        ),
        (
            "<a><id>1</id><b><url>u</url></b></a>",
            "url: the required member is missing (byte 36)",
        ),
        (
            "<a id='1'><url>u</url></a>",
            "id: the required member is missing (byte 26)",
        ),
    ] {
        assert_eq!(both(text).unwrap_err(), error, "{text}");
    }
}

#[test]
fn a_union_with_two_members_is_an_error() {
    for members in [
        "<Other>a</Other><Other>b</Other>",
        "<Other>a</Other><Names/>",
        "<Other>a</Other><New/>",
        "<New/><Other>a</Other>",
        "<New/><New/>",
    ] {
        let error = read(format!("<a><Choice>{members}</Choice></a>").as_bytes()).unwrap_err();
        assert!(
            error.starts_with("Choice: the union has more than one member"),
            "{error}"
        );
    }
    let thing = read(b"<a><Choice><Names x:nil='1'/>text<Other>a</Other><!-- b --></Choice></a>");
    assert_eq!(thing.unwrap().choice, Some(Choice::Other("a".to_owned())));
    let unknown = read(b"<a><Choice><New><b><c>1</c></b></New></Choice></a>")
        .unwrap()
        .choice;
    assert!(matches!(unknown, Some(Choice::Unknown(_))), "{unknown:?}");
    assert!(read(b"<a><Choice/></a>").is_ok());
}

#[test]
fn a_text_that_ends_anywhere_is_an_error() {
    let whole = read(WHOLE.as_bytes()).unwrap();
    assert_eq!(whole.text.as_deref(), Some("<bAc"));
    for length in 1..WHOLE.len() {
        let truncated = &WHOLE.as_bytes()[..length];
        assert!(read(truncated).is_err(), "{length}");
        let _ = read_leniently(truncated);
    }
    assert_eq!(read_leniently(WHOLE.as_bytes()), whole);
}

#[test]
fn another_encoding_is_an_error_and_no_instruction_is_followed() {
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| {
        text.encode_utf16().flat_map(bytes).collect::<Vec<_>>()
    };
    let document = "<?xml version='1.0'?><a><Text>a</Text></a>";
    for (text, bytes) in [
        (
            format!("\u{feff}{document}"),
            u16::to_le_bytes as fn(u16) -> [u8; 2],
        ),
        (format!("\u{feff}{document}"), u16::to_be_bytes),
        (document.to_owned(), u16::to_le_bytes),
        (document.to_owned(), u16::to_be_bytes),
    ] {
        let text = wide(&text, bytes);
        assert!(read(&text).is_err());
        assert_eq!(read_leniently(&text), Thing::default());
    }
    for text in [
        "\u{feff}\u{feff}<a/>",
        "<a/>\u{feff}",
        "<?xml version='1.0' encoding='UTF-16'?><a/>",
        "<?xml version='1.0' encoding='UTF-7'?><a/>",
        "<?xml version='1.0' encoding=''?><a/>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a PUBLIC '-//A//B' 'https://example.com/a.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///etc/passwd'> %b;]><a/>",
        "<!DOCTYPE a [<!ENTITY b '&c;&c;'><!ENTITY c '&d;&d;'><!ENTITY d 'd'>]><a>&b;</a>",
        "<!ENTITY b 'c'><a/>",
    ] {
        assert!(read(text.as_bytes()).is_err(), "{text}");
        assert_eq!(read_leniently(text.as_bytes()), Thing::default(), "{text}");
    }
    let text = "<?xml version='1.0' encoding='utf-8' standalone='yes'?><?xml-stylesheet href='file:///etc/passwd'?>\
        <a><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/><?php a?></a><?b?>";
    assert_eq!(read(text.as_bytes()), Ok(Thing::default()));
}

#[test]
fn an_error_has_no_text_of_the_document() {
    for text in [
        "<a><Flag>hidden</Flag></a>",
        "<a count='hidden'/>",
        "<a><Ratio>hidden</Ratio></a>",
        "<a><Blob>hidden*</Blob></a>",
        "<a><Time>hidden</Time></a>",
        "<a><HttpTime>hidden</HttpTime></a>",
        "<a><Text>hidden<b/></Text></a>",
        "<a><Map><entry><key>hidden</key><value>hidden</value></entry></Map></a>",
        "<a><Map><entry><value>hidden</value></entry></Map></a>",
        "<a><NamedMap><entry><K>hidden</K><V>hidden<entry/></V></entry></NamedMap></a>",
        "<a><Grid><hidden><hidden>hidden</hidden></hidden></Grid></a>",
        "<a><Choice><Other>hidden</Other><hidden/></Choice></a>",
        "<a><Text>&hidden;</Text></a>",
        "<a hidden='&hidden;'/>",
        "<a hidden/>",
        "<a></hidden>",
        "<a/></hidden>",
        "<a/><hidden/>",
        "<a/>hidden",
        "<a><hidden>",
        "<!DOCTYPE hidden><a/>",
        "<?xml version='1.0' encoding='hidden'?><a/>",
        "<a><![CDATA[hidden",
        "<a><!-- hidden",
        "<a><?hidden",
        "hidden",
    ] {
        let error = read(text.as_bytes()).expect_err(text);
        assert!(!error.contains("hidden"), "{error}");
    }
}

/// Reading a long one would take minutes if the time grew with the square of its length.
#[test]
fn what_comes_again_and_again_is_read_in_one_pass() {
    let many = repetitions();
    let numbered = |pattern: &str| {
        let each = (0..many).map(|index| pattern.replace('#', &index.to_string()));
        each.collect::<Vec<_>>().concat()
    };
    let deep = |inner: &str| format!("{}{inner}{}", "<Next>".repeat(127), "</Next>".repeat(127));
    let again = |piece: &str| piece.repeat(many);
    for text in [
        format!(
            "<a><Text>{}</Text></a>",
            again("a<![CDATA[b]]>&lt;&#65;<!-- c --><?d?>")
        ),
        format!("<a><Text>{}</Text></a>", again("&#13;\r\n")),
        format!("<a id='{}'/>", again("&lt;\n")),
        format!("<a>{}</a>", numbered("<unknown# a#='b'><c/></unknown#>")),
        format!(
            "<a>{}</a>",
            numbered("<p#:Flag xmlns:p#='urn:#'>true</p#:Flag>")
        ),
        format!("<a{}/>", numbered(" xmlns:p#='urn:#' p#:count='1'")),
        format!("<a>{}</a>", again("<Next><Flag>true</Flag></Next>")),
        format!("<a>{}</a>", again("<Items><m>1</m></Items>")),
        format!(
            "<a><Items>{}</Items></a>",
            again("<m>1</m><m x:nil='true'/>")
        ),
        format!("<a><Grid>{}</Grid></a>", again("<Row><Cell>1</Cell></Row>")),
        format!(
            "<a><Map>{}</Map></a>",
            numbered("<entry><key>#</key><value>#</value></entry>")
        ),
        format!(
            "<a><NamedMap>{}</NamedMap></a>",
            numbered("<entry><V><entry><v>a</v><k>#</k></entry></V><K>#</K></entry>")
        ),
        format!(
            "<a>{}</a>",
            numbered("<FlatMap><Setting t:kind='b'/><Name>#</Name></FlatMap>")
        ),
        format!(
            "<a><Map><entry><key>a</key>{}</entry></Map></a>",
            again("<value>1</value>")
        ),
        format!(
            "<a><Map><entry>{}<key>a</key></entry></Map></a>",
            again("<value>1</value>")
        ),
        format!(
            "<a><Map><entry>{}<value>1</value></entry></Map></a>",
            again("<key>a</key>")
        ),
        format!(
            "<a><Choice>text{}<Other>a</Other></Choice></a>",
            again("<Names x:nil='true'/>")
        ),
        format!(
            "<a><Choice><Names>{}</Names></Choice></a>",
            again("<Name>a</Name>")
        ),
        format!(
            "<a><Choice><New>{}</New></Choice></a>",
            numbered("<b#>a</b#>")
        ),
        deep(&again("<Flat>a</Flat>")),
        deep(&again("<unknown><b/></unknown>")),
        format!("{}<a/>{}", again("<!-- a --><?b?>"), again("\n<?c?>")),
    ] {
        assert!(read(text.as_bytes()).is_ok(), "{}", &text[..60]);
        let _ = read_leniently(text.as_bytes());
    }
    // A lenient reader goes back to the beginning of what it can't read.
    for text in [
        format!("<a>{}<Text>a</Text></a>", again("<Flag>no</Flag>")),
        format!(
            "<a><Items>{}</Items><Text>a</Text></a>",
            again("<m><n/></m>")
        ),
        format!(
            "<a><Map>{}</Map><Text>a</Text></a>",
            numbered("<entry><value>no</value><key>#</key></entry>")
        ),
        format!(
            "<a><Next>{}<Time>no</Time></Next><Text>a</Text></a>",
            again("<Next><Ratio>no</Ratio></Next>")
        ),
    ] {
        assert!(read(text.as_bytes()).is_err(), "{}", &text[..60]);
        assert_eq!(read_leniently(text.as_bytes()).text.as_deref(), Some("a"));
    }
}

#[test]
fn damaged_texts_are_read_or_errors() {
    let mut random = fastrand::Rng::with_seed(19);
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
    for _ in 0..mutations() {
        let mut text = WHOLE.as_bytes().to_vec();
        for _ in 0..random.usize(1..5) {
            let start = random.usize(..text.len());
            let end = random
                .usize(start..=text.len().min(start + 20))
                .min(text.len());
            let piece = random.choice(pieces).unwrap_or_default();
            drop(text.splice(start..end, piece.bytes()));
        }
        let _ = read(&text);
        let _ = read_leniently(&text);
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
