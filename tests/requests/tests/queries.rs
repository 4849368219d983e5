//! The styles of lists, maps and structures in the query.

#![cfg(test)]

use std::collections::BTreeMap;

use restsmith_requests::{
    queries::{
        FindFilteredInput, FindListsInput, FindNestedInput, FindTypedInput,
        types::{Choice, Filter, Kind, Range, Tree},
    },
    refused,
    runtime::{Document, InputError, Sensitive},
    sent,
};

/// The characters that have a meaning in a query, and others.
const SPECIAL: &str = "&=+ %#/?é[]";
const ESCAPED: &str = "%26%3D%2B%20%25%23%2F%3F%C3%A9%5B%5D";

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn map(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    entries
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn tree(name: &str) -> Tree {
    Tree::new().name(name)
}

#[test]
fn a_list_has_the_separator_of_its_style() {
    let list = texts(&["x", "y z", ""]);
    let input = FindListsInput::new();
    for (input, expected) in [
        (
            input.clone().repeat(list.clone()),
            "repeat=x&repeat=y%20z&repeat=",
        ),
        (input.clone().comma(list.clone()), "comma=x,y%20z,"),
        (input.clone().pipe(list.clone()), "p%7Cpe=x%7Cy%20z%7C"),
        (
            input.clone().space(texts(&["x", "y", ""])),
            "space=x%20y%20",
        ),
        (
            input.clone().brackets(list.clone()),
            "brackets%5B%5D=x&brackets%5B%5D=y%20z&brackets%5B%5D=",
        ),
        (
            input.clone().index(list.clone()),
            "index%5B0%5D=x&index%5B1%5D=y%20z&index%5B2%5D=",
        ),
        (
            input.clone().json(list),
            "json=%5B%22x%22%2C%22y%20z%22%2C%22%22%5D",
        ),
    ] {
        assert_eq!(sent(&input), format!("GET /lists?{expected}"));
    }
}

#[test]
fn an_empty_list_is_sent_as_json_alone() {
    let none = Vec::new;
    let all = FindListsInput::new()
        .repeat(none())
        .comma(none())
        .space(none())
        .pipe(none())
        .brackets(none())
        .index(none());
    assert_eq!(sent(&all), "GET /lists");
    assert_eq!(sent(&all.json(none())), "GET /lists?json=%5B%5D");
    // A list with an empty item isn't empty.
    assert_eq!(
        sent(&FindListsInput::new().comma(texts(&[""]))),
        "GET /lists?comma="
    );
}

#[test]
fn items_are_percent_encoded_in_every_style() {
    let list = || texts(&[SPECIAL, "a"]);
    let special = SPECIAL.replace(' ', "");
    let without_space = ESCAPED.replace("%20", "");
    let input = FindListsInput::new()
        .repeat(list())
        .comma(texts(&[SPECIAL, "1,2"]))
        .space(texts(&[&special, "a"]))
        .pipe(list())
        .brackets(list())
        .index(list());
    assert_eq!(
        sent(&input),
        format!(
            "GET /lists?repeat={ESCAPED}&repeat=a&comma={ESCAPED},1%2C2&space={without_space}%20a\
             &p%7Cpe={ESCAPED}%7Ca&brackets%5B%5D={ESCAPED}&brackets%5B%5D=a\
             &index%5B0%5D={ESCAPED}&index%5B1%5D=a"
        )
    );
}

#[test]
fn an_item_that_would_be_several_is_refused() {
    assert_eq!(
        refused(&FindListsInput::new().space(texts(&["a", "b c"]))),
        InputError::Separator { member: "space" }
    );
    let error = refused(&FindListsInput::new().pipe(texts(&["a|b"])));
    assert_eq!(error, InputError::Separator { member: "pipe" });
    assert_eq!(
        error.to_string(),
        "an item of the member `pipe` contains the character that separates it from others"
    );
}

#[test]
fn a_map_of_parameters_replaces_none_of_a_style() {
    let rest = map(&[
        ("brackets[]", "a"),
        ("comma", "b"),
        ("p|pe", "c"),
        ("x", "d"),
    ]);
    let input = FindListsInput::new()
        .comma(texts(&["1"]))
        .pipe(texts(&["2"]))
        .brackets(texts(&["3"]))
        .rest(rest);
    assert_eq!(
        sent(&input),
        "GET /lists?comma=1&p%7Cpe=2&brackets%5B%5D=3&x=d"
    );
}

#[test]
fn items_of_any_type_are_written_as_single_values_are() {
    let times = ["1970-01-01T00:00:00Z", "2026-01-02T03:04:05.678Z"];
    let times = times.map(|time| time.parse().unwrap()).to_vec();
    let input = FindTypedInput::new(times)
        .numbers(vec![0.5, -2.0, f64::INFINITY, f64::NAN])
        .flags(vec![true, false])
        .kinds(vec![Kind::Toy, Kind::from("new one")])
        .hidden(Sensitive::from(texts(&["a", "b"])))
        .tokens(vec!["secret,1".into(), "secret-2".into()]);
    assert_eq!(
        sent(&input),
        "GET /typed?fixed=1&times=1970-01-01T00%3A00%3A00Z,2026-01-02T03%3A04%3A05.678Z\
         &numbers=0.5%7C-2%7CInfinity%7CNaN&flags=true%20false&kinds=TOY,new%20one&hidden=a,b\
         &tokens=secret%2C1,secret-2"
    );
    assert_eq!(sent(&FindTypedInput::new(vec![])), "GET /typed?fixed=1");
}

#[test]
fn a_structure_is_one_parameter_for_each_of_its_members() {
    let filter = Filter::new()
        .word(SPECIAL)
        .size(-3)
        .exact(false)
        .ratio(1.5)
        .since("2026-01-02T03:04:05Z".parse().unwrap())
        .until("1970-01-01T00:01:30.5Z".parse().unwrap())
        .kind(Kind::Food)
        .token("secret");
    let range = Range::new(1);
    let input = FindFilteredInput::new(range)
        .deep(filter)
        .deep_map(map(&[("é k&=", ""), ("b.c", "1")]));
    assert_eq!(
        sent(&input),
        format!(
            "GET /filtered?deep%5Bword%5D={ESCAPED}&deep%5BSize%5D=-3&deep%5Bexact%5D=false\
             &deep%5Bratio%5D=1.5&deep%5Bsince%5D=2026-01-02T03%3A04%3A05Z&deep%5Buntil%5D=90.5\
             &deep%5Bkind%5D=FOOD&deep%5Btoken%5D=secret&deep_map%5Bb.c%5D=1\
             &deep_map%5B%C3%A9%20k%26%3D%5D=&range%5Bgte%5D=1"
        )
    );
    let empty = FindFilteredInput::new(Range::new(0).lt(2))
        .deep(Filter::new())
        .deep_map(BTreeMap::new());
    assert_eq!(
        sent(&empty),
        "GET /filtered?range%5Bgte%5D=0&range%5Blt%5D=2"
    );
}

#[test]
fn a_key_that_would_be_another_one_is_refused() {
    for key in ["", "a]", "[", "a][b"] {
        let input = FindFilteredInput::new(Range::new(1)).deep_map(map(&[(key, "1")]));
        let error = refused(&input);
        assert_eq!(error, InputError::NestedKey { member: "deepMap" }, "{key}");
        assert_eq!(
            error.to_string(),
            "a key in the member `deepMap` is empty, or contains `[` or `]`, which would make it another key"
        );
    }
}

/// A value that is nested three deep.
fn nested() -> Tree {
    let deepest = tree("c").tags(texts(&["deep"]));
    tree("a")
        .tags(texts(&["t 1", "t2"]))
        .attributes(map(&[("k", "v")]))
        .children(vec![tree("b").children(vec![deepest]), tree("d")])
        .bytes(bytes::Bytes::from_static(&[0xfb, 0xff]))
}

#[test]
fn nested_values_have_nested_brackets() {
    let decoded = |sent: String| sent.replace("%5B", "[").replace("%5D", "]");
    assert_eq!(
        decoded(sent(&FindNestedInput::new().brackets(nested()))),
        "GET /nested?brackets[name]=a&brackets[tags][]=t%201&brackets[tags][]=t2\
         &brackets[attributes][k]=v&brackets[children][0][name]=b\
         &brackets[children][0][children][0][name]=c\
         &brackets[children][0][children][0][tags][]=deep\
         &brackets[children][1][name]=d&brackets[bytes]=%2B%2F8%3D"
    );
    assert_eq!(
        decoded(sent(&FindNestedInput::new().index(nested()))),
        "GET /nested?index[name]=a&index[tags][0]=t%201&index[tags][1]=t2\
         &index[attributes][k]=v&index[children][0][name]=b\
         &index[children][0][children][0][name]=c\
         &index[children][0][children][0][tags][0]=deep\
         &index[children][1][name]=d&index[bytes]=%2B%2F8%3D"
    );
    assert_eq!(
        decoded(sent(&FindNestedInput::new().trees(vec![
            tree("a"),
            Tree::new(),
            tree("b")
        ]))),
        "GET /nested?trees[0][name]=a&trees[2][name]=b"
    );
    let choice = Choice::Trees(vec![nested()]);
    let sent_choice = decoded(sent(&FindNestedInput::new().choice(choice)));
    assert!(
        sent_choice
            .starts_with("GET /nested?choice[trees][0][name]=a&choice[trees][0][tags][]=t%201&"),
        "{sent_choice}"
    );
    assert_eq!(
        decoded(sent(
            &FindNestedInput::new().choice(Choice::Word("w".to_owned()))
        )),
        "GET /nested?choice[word]=w"
    );
}

#[test]
fn null_is_an_empty_value() {
    let holes = [Some("a".to_owned()), None, Some("b".to_owned())];
    let any = Document::Map(BTreeMap::from([
        ("none".to_owned(), Document::Null),
        (
            "list".to_owned(),
            Document::List(vec![Document::Boolean(true), Document::List(vec![])]),
        ),
        ("map".to_owned(), Document::Map(BTreeMap::new())),
    ]));
    assert_eq!(
        sent(&FindNestedInput::new().holes(holes.to_vec()).any(any)),
        "GET /nested?holes%5B%5D=a&holes%5B%5D=&holes%5B%5D=b&any%5Blist%5D%5B%5D=true&any%5Bnone%5D="
    );
}

#[test]
fn json_is_written_as_in_a_body() {
    let input = FindNestedInput::new()
        .json(tree("a&b").tags(vec![]))
        .moments_json(vec!["2026-01-02T03:04:05Z".parse().unwrap()])
        .text_json("a");
    assert_eq!(
        sent(&input),
        "GET /nested?json=%7B%22name%22%3A%22a%26b%22%2C%22tags%22%3A%5B%5D%7D\
         &moments_json=%5B%222026-01-02T03%3A04%3A05Z%22%5D&text_json=%22a%22"
    );
    let moments = vec!["2026-01-02T03:04:05Z".parse().unwrap()];
    assert_eq!(
        sent(&FindNestedInput::new().moments(moments)),
        "GET /nested?moments%5B%5D=2026-01-02T03%3A04%3A05Z"
    );
}

#[test]
fn values_that_are_nested_too_deeply_are_refused() {
    let deep = (0..200).fold(Document::Null, |document, _| Document::List(vec![document]));
    assert_eq!(
        refused(&FindNestedInput::new().any(deep)),
        InputError::Nesting
    );
    let deepest = (0..128).fold(Document::Boolean(true), |document, _| {
        Document::List(vec![document])
    });
    let expected = format!("GET /nested?any{}%5B%5D=true", "%5B0%5D".repeat(127));
    assert_eq!(sent(&FindNestedInput::new().any(deepest)), expected);
}
