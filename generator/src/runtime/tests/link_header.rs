//! What is read of the header `Link`.

use http::{HeaderMap, HeaderValue, header::LINK};
use secrecy::ExposeSecret;

use crate::runtime::link_header::next;

fn in_lines(lines: &[&str]) -> Option<String> {
    let mut headers = HeaderMap::new();
    for line in lines {
        let value = HeaderValue::from_bytes(line.as_bytes()).unwrap();
        headers.append(LINK, value);
    }
    next(&headers).map(|target| target.expose_secret().to_owned())
}

#[test]
fn the_link_with_the_relation_next_is_found() {
    for value in [
        "</2>; rel=\"next\"",
        "</2>;rel=next",
        "</2> ; REL = NeXt",
        "</2>; rel = \"Next\" ; title=\"x\"",
        "</9>; rel=\"last\", </2>; rel=\"next\", </1>; rel=\"first\"",
        "</2>; rel=\"last next\"",
        "</2>; rel=\"\tlast \t next \"",
        "</2>; title=\"a, b; rel=\\\"prev\\\"\"; rel=next",
        "</9>; title=\"</8>; rel=next\", </2>; rel=next",
        "</2>; title=\"\\\\\"; rel=next",
        ",, </9> , </2>; rel=n\\ext;, </2>; crossorigin; rel=next",
        "</2>; rel=next; rel=last",
        "</9>; rel=last; rel=next, </2>; rel=next",
        "</9>; rel=next; anchor=\"#foo\", </2>; rel=\"next\"",
        "</2>;; rel=next",
    ] {
        assert_eq!(in_lines(&[value]).as_deref(), Some("/2"), "{value}");
    }
    let target = "https://api.example.com/x?a=1,2;b=\"c\"&d=é";
    assert_eq!(
        in_lines(&[&format!("<{target}>; rel=next")]).as_deref(),
        Some(target)
    );
}

#[test]
fn the_links_may_be_in_several_lines() {
    assert_eq!(
        in_lines(&["</9>; rel=last", "</2>; rel=next", "</3>; rel=next"]).as_deref(),
        Some("/2")
    );
    assert_eq!(
        in_lines(&["no link", "</2>; rel=next"]).as_deref(),
        Some("/2")
    );
}

#[test]
fn nothing_is_found_where_no_link_has_the_relation() {
    for value in [
        "",
        ",",
        "<",
        "</2",
        "</2>",
        "/2; rel=next",
        "</2>; rel",
        "</2>; rel=",
        "</2>; rel=\"",
        "</2>; rel=\"nextpage\"",
        "</2>; title=next",
        "</2>; rel=\"nex",
        "</2> rel=next",
        "</9>; title=\"</2>; rel=next",
    ] {
        assert_eq!(in_lines(&[value]), None, "{value}");
    }
    assert_eq!(in_lines(&[]), None);
}
