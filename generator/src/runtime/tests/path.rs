//! The values of members in a path.

use http::Method;

use super::super::{Endpoint, InputError, RequestBuilder, or_default};

fn path(put: impl Fn(&mut RequestBuilder) -> Result<(), InputError>) -> Result<String, InputError> {
    let mut request = RequestBuilder::new(Method::GET, "/files/");
    put(&mut request)?;
    let endpoint = Endpoint::parse("https://api.example.com").unwrap();
    Ok(request.without_body(&endpoint)?.uri().path().to_owned())
}

#[test]
fn a_segment_that_leads_elsewhere_is_refused() {
    for text in [".", ".."] {
        let refused = path(|request| request.label("name", &text.to_owned()));
        assert_eq!(
            refused,
            Err(InputError::DotSegment { member: "name" }),
            "{text}"
        );
    }
    for text in [".", "..", "a/../b", "a/.", "../a"] {
        let refused = path(|request| request.greedy_label("name", &text.to_owned()));
        assert_eq!(
            refused,
            Err(InputError::DotSegment { member: "name" }),
            "{text}"
        );
    }
}

#[test]
fn a_segment_with_other_dots_is_sent() {
    for (text, sent) in [
        ("...", "/files/..."),
        (".a", "/files/.a"),
        ("a..b", "/files/a..b"),
        ("../a", "/files/..%2Fa"),
    ] {
        assert_eq!(
            path(|request| request.label("name", &text.to_owned())),
            Ok(sent.to_owned())
        );
    }
    assert_eq!(
        path(|request| request.greedy_label("name", &"a/..b/c d".to_owned())),
        Ok("/files/a/..b/c%20d".to_owned())
    );
}

#[test]
fn a_default_stands_where_no_text_is_given() {
    let of = |given: Option<&str>| {
        let given = given.map(str::to_owned);
        path(|request| request.label("name", &or_default(given.as_ref(), &"-".to_owned())))
    };
    assert_eq!(of(None), Ok("/files/-".to_owned()));
    assert_eq!(of(Some("")), Ok("/files/-".to_owned()));
    assert_eq!(of(Some("a")), Ok("/files/a".to_owned()));
}

#[test]
fn what_is_refused_is_named_and_not_shown() {
    let error = path(|request| request.label("name", &"..".to_owned())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the member `name` is part of the path, where a segment can't be `.` or `..`"
    );
}
