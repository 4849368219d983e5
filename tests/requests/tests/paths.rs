//! Labels that are a part of a segment.

#![cfg(test)]

use std::collections::BTreeMap;

use restsmith_requests::{
    paths::{
        CompareInput, LabelInput, MatrixInput, MatrixListsInput, ReadAccountInput, ReadDayInput,
        ReadHiddenInput, SimpleInput, types::Point,
    },
    refused,
    runtime::{InputError, Sensitive},
    sent,
};

#[test]
fn text_stands_around_labels() {
    assert_eq!(
        sent(&CompareInput::new("a", "main", "next")),
        "GET /repos/a/compare/main...next"
    );
    assert_eq!(
        sent(&ReadAccountInput::new("AC1")),
        "GET /Accounts/AC1.json?full=true"
    );
    let day = "2026-01-02T03:04:05Z".parse().unwrap();
    assert_eq!(
        sent(&ReadDayInput::new(day)),
        "GET /log-2026-01-02T03%3A04%3A05Z:3/end"
    );
    assert_eq!(
        sent(&ReadDayInput::new(day).level(-1)),
        "GET /log-2026-01-02T03%3A04%3A05Z:-1/end"
    );
}

#[test]
fn values_are_percent_encoded_as_in_whole_segments() {
    assert_eq!(
        sent(&CompareInput::new("é", "a/b?c#d", "e f%2F...[&=+]~")),
        "GET /repos/%C3%A9/compare/a%2Fb%3Fc%23d...e%20f%252F...%5B%26%3D%2B%5D~"
    );
}

#[test]
fn no_value_makes_a_segment_that_is_removed() {
    let empty = InputError::Empty { member: "head" };
    assert_eq!(refused(&CompareInput::new("a", "main", "")), empty);
    for dots in [".", ".."] {
        let dot_segment = InputError::DotSegment { member: "name" };
        assert_eq!(refused(&ReadHiddenInput::new(dots)), dot_segment);
    }
    assert_eq!(sent(&ReadHiddenInput::new("env")), "GET /.env");
    assert_eq!(
        sent(&CompareInput::new("a", "...", "x")),
        "GET /repos/a/compare/......x"
    );
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn map(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    let entries = entries.iter();
    entries
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn point() -> Point {
    Point::new().x(1).name("a/b")
}

#[test]
fn a_style_writes_lists_and_structures_as_one_segment() {
    let entries = map(&[("a", "1"), ("b=", "2,3;4.5")]);
    assert_eq!(
        sent(&SimpleInput::new(
            texts(&["x", "", "y,z"]),
            point(),
            entries
        )),
        "GET /simple/x,,y%2Cz/x,1,n%2Ca,a%2Fb/a=1,b%3D=2%2C3%3B4.5"
    );
    let lists = (texts(&["x", "y.z"]), texts(&["x", "y"]));
    assert_eq!(
        sent(&LabelInput::new(1.5, lists.0, lists.1, point(), point())),
        "GET /label/.1.5/a.x,y.z/.x.y/.x,1,n%2Ca,a%2Fb/.x=1.n%2Ca=a%2Fb"
    );
    assert_eq!(
        sent(&MatrixInput::new("a;b=c")),
        "GET /matrix;one=a%3Bb%3Dc/x"
    );
    let times = vec!["2026-01-02T03:04:05Z".parse().unwrap()];
    let hidden = Sensitive::from(texts(&["", "a"]));
    let seconds = Point::new().seconds("1970-01-01T00:01:30Z".parse().unwrap());
    assert_eq!(
        sent(&MatrixListsInput::new(times, hidden, point(), seconds)),
        "GET /matrix/;id=2026-01-02T03%3A04%3A05Z/;all;all=a/;point=x,1,n%2Ca,a%2Fb/;seconds=90"
    );
}

#[test]
fn a_value_with_a_style_is_never_nothing_or_another_segment() {
    let simple = |list, pairs, entries| refused(&SimpleInput::new(list, pairs, map(entries)));
    let some = [("a", "1")];
    let empty = |member| InputError::Empty { member };
    assert_eq!(simple(vec![], point(), &some), empty("list"));
    assert_eq!(simple(texts(&[""]), point(), &some), empty("list"));
    assert_eq!(simple(texts(&["a"]), Point::new(), &some), empty("pairs"));
    assert_eq!(simple(texts(&["a"]), point(), &[]), empty("exploded"));
    assert_eq!(refused(&MatrixInput::new("")), empty("one"));
    let dots = InputError::DotSegment { member: "list" };
    assert_eq!(simple(texts(&[".."]), point(), &some), dots);
    let label = |exploded: &[&str]| {
        let list = texts(&["x"]);
        refused(&LabelInput::new(
            1.0,
            list,
            texts(exploded),
            point(),
            point(),
        ))
    };
    let member = "exploded";
    assert_eq!(label(&["", ""]), InputError::DotSegment { member });
    assert_eq!(label(&["a.b"]), InputError::Separator { member });
}
