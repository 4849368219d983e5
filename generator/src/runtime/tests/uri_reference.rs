//! Where references lead to from a URI: the examples of RFC 3986, section 5.4, and what servers send.

use http::Uri;

use crate::runtime::{PageError, http::uri_reference::resolve};

fn from(base: &str, reference: &str) -> Result<String, PageError> {
    let base: Uri = base.parse().unwrap();
    resolve(&base, reference).map(|uri| uri.to_string())
}

#[test]
fn references_are_relative_to_the_uri_of_the_request() {
    for (reference, target) in [
        ("g", "/b/c/g"),
        ("./g", "/b/c/g"),
        ("g/", "/b/c/g/"),
        ("/g", "/g"),
        ("?y", "/b/c/d;p?y"),
        ("g?y", "/b/c/g?y"),
        ("#s", "/b/c/d;p?q"),
        ("g#s", "/b/c/g"),
        ("g?y#s", "/b/c/g?y"),
        (";x", "/b/c/;x"),
        ("", "/b/c/d;p?q"),
        (".", "/b/c/"),
        ("./", "/b/c/"),
        ("..", "/b/"),
        ("../g", "/b/g"),
        ("../..", "/"),
        ("../../g", "/g"),
        ("../../../../g", "/g"),
        ("/./g", "/g"),
        ("/../g", "/g"),
        ("g.", "/b/c/g."),
        ("..g", "/b/c/..g"),
        ("./g/.", "/b/c/g/"),
        ("g;x=1/../y", "/b/c/y"),
        ("g?y/../x", "/b/c/g?y/../x"),
        ("?u=http://other/", "/b/c/d;p?u=http://other/"),
        ("//a/g", "/g"),
        ("//a", "/"),
        ("http://a/x/../y?z#s", "/y?z"),
        ("HTTP://A:80?z", "/?z"),
        (
            "g?q=a b|{c}é\u{7f}\"<\\>^`",
            "/b/c/g?q=a%20b%7C%7Bc%7D%C3%A9%7F%22%3C%5C%3E%5E%60",
        ),
        ("g?q=%7B[1]", "/b/c/g?q=%7B[1]"),
    ] {
        assert_eq!(
            from("http://a/b/c/d;p?q", reference).as_deref(),
            Ok(format!("http://a{target}").as_str()),
            "{reference}"
        );
    }
    assert_eq!(from("https://a", "g").unwrap(), "https://a/g");
}

#[test]
fn no_reference_leads_to_another_origin() {
    let base = "https://api.example.com/v1?key=1";
    for foreign in [
        "http://api.example.com/v1",
        "https://example.com/v1",
        "https://api.example.com.evil.test/v1",
        "https://api.example.com@evil.test/v1",
        "https://evil.test?@api.example.com/v1",
        "https://evil.test#@api.example.com/v1",
        "https://api.example.com:8443/v1",
        "//evil.test/v1",
        "ftp://api.example.com/",
        "data:,",
        "javascript:next()",
    ] {
        assert_eq!(from(base, foreign), Err(PageError::Origin), "{foreign}");
    }
    for same in [
        "https://API.example.com:443/x",
        "HTTPS://api.example.com/x",
        "//api.example.com/x",
        "https://user:password@api.example.com/x",
        "https://evil.test\\@api.example.com/x",
    ] {
        let target = from(base, same);
        assert_eq!(target.as_deref(), Ok("https://api.example.com/x"), "{same}");
    }
    assert_eq!(
        from("http://[::1]:8080/a", "http://[::1]:8080/b").unwrap(),
        "http://[::1]:8080/b"
    );
    assert_eq!(
        from("http://[::1]:8080/a", "http://[::1]/b"),
        Err(PageError::Origin)
    );
}

#[test]
fn what_is_no_uri_is_refused() {
    for invalid in [
        "https:",
        "https:/x",
        "https://",
        "https:///x",
        "https://a b/",
    ] {
        assert_eq!(
            from("https://a/", invalid),
            Err(PageError::Uri),
            "{invalid}"
        );
    }
    let long = format!("/{}", "x".repeat(70_000));
    assert_eq!(from("https://a/", &long), Err(PageError::Uri));
}
