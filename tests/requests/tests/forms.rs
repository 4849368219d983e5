//! Bodies that are forms.

#![cfg(test)]

use std::collections::BTreeMap;

use restsmith_requests::{
    forms::{
        CreateChargeInput,
        types::{Bank, Card, Item, Kind, Price, Source},
    },
    refused,
    runtime::InputError,
    sent,
};

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn map(key: &str, value: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(key.to_owned(), value.to_owned())])
}

fn input() -> CreateChargeInput {
    CreateChargeInput::new("1").key("k")
}

/// Asserts that the body of a request is this form.
#[track_caller]
fn assert_form(input: &CreateChargeInput, form: &str) {
    let expected = format!(
        "POST /charges/1.json?v=1\n\
         content-type: application/x-www-form-urlencoded\n\
         content-length: {}\n\n{form}",
        form.len()
    );
    assert_eq!(sent(input), expected.trim_end());
}

#[test]
fn members_are_pairs_in_the_order_of_the_spec() {
    let all = input()
        .token("secret value")
        .kind(Kind::Food)
        .due("2026-01-02T03:04:05Z".parse().unwrap())
        .at("1970-01-01T00:01:30.5Z".parse().unwrap())
        .text("")
        .ratio(f64::NEG_INFINITY)
        .capture(false)
        .amount(-5)
        .bytes(bytes::Bytes::from_static(&[0xfb, 0xff]));
    assert_form(
        &all,
        "Amount*=-5&capture=false&ratio=-Infinity&text=&at=90.5&due=2026-01-02T03%3A04%3A05Z\
         &kind=FOOD&token=secret+value&bytes=%2B%2F8%3D",
    );
}

#[test]
fn characters_are_encoded_as_in_a_form_of_a_browser() {
    assert_form(
        &input().text("a b+c&d=e%f[g]*-._~é\r\n/"),
        "text=a+b%2Bc%26d%3De%25f%5Bg%5D*-._%7E%C3%A9%0D%0A%2F",
    );
    assert_form(
        &input().metadata(map("k y&=+%é", "v")),
        "metadata%5Bk+y%26%3D%2B%25%C3%A9%5D=v",
    );
}

#[test]
fn an_empty_form_is_an_empty_body_with_a_type() {
    let empty = input()
        .tags(vec![])
        .metadata(BTreeMap::new())
        .item(Item::new());
    assert_eq!(
        sent(&empty),
        "POST /charges/1.json?v=1\ncontent-type: application/x-www-form-urlencoded\ncontent-length: 0"
    );
}

#[test]
fn each_member_has_its_style() {
    let list = || texts(&["x", "y z"]);
    let nested = Item::new().price("1").tags(list()).parts(vec![
        Item::new().parts(vec![Item::new().price("deep").token("t")]),
        Item::new().price("2"),
    ]);
    let decoded = sent(
        &input()
            .tags(list())
            .indexed(list())
            .repeated(list())
            .item(nested.clone())
            .items(vec![Item::new().tags(list())])
            .indexed_items(vec![Item::new().tags(list())]),
    )
    .replace("%5B", "[")
    .replace("%5D", "]");
    let (_, form) = decoded.split_once("\n\n").unwrap();
    assert_eq!(
        form,
        "tags[]=x&tags[]=y+z&indexed[0]=x&indexed[1]=y+z&re+peated=x&re+peated=y+z&item[price]=1\
         &item[tags][]=x&item[tags][]=y+z&item[parts][0][parts][0][price]=deep\
         &item[parts][0][parts][0][token]=t&item[parts][1][price]=2&items[0][tags][]=x\
         &items[0][tags][]=y+z&indexedItems[0][tags][0]=x&indexedItems[0][tags][1]=y+z"
    );
}

#[test]
fn other_bindings_stay_and_a_member_replaces_the_content_type() {
    let input = input()
        .dry_run(true)
        .content_type("application/x-www-form-urlencoded; charset=utf-8")
        .text("a");
    assert_eq!(
        sent(&input),
        "POST /charges/1.json?v=1&dry_run=true\n\
         content-type: application/x-www-form-urlencoded; charset=utf-8\n\
         content-length: 6\n\ntext=a"
    );
}

#[test]
fn a_key_that_would_be_another_one_is_refused() {
    for key in ["", "a]", "["] {
        assert_eq!(
            refused(&input().metadata(map(key, "1"))),
            InputError::NestedKey { member: "metadata" }
        );
    }
}

#[test]
fn sensitive_members_are_not_shown() {
    let input = input()
        .token("hidden-1")
        .item(Item::new().token("hidden-2"));
    assert!(!format!("{input:?}").contains("hidden"));
}

#[test]
fn a_union_has_its_tag_once_and_first() {
    let card = Source::Card(Card::new("42").object("other"));
    let bank = Source::Bank(Box::new(Bank::new().next(card)));
    assert_form(
        &input().source(bank),
        "source%5Bobject%5D=bank+account&source%5Bnext%5D%5Bobject%5D=card&source%5Bnext%5D%5Bnumber%5D=42",
    );
}

#[test]
fn a_union_by_kind_is_its_value() {
    assert_form(&input().price(Price::Id("a b".to_owned())), "price=a+b");
    assert_form(&input().price(Price::Amount(-7)), "price=-7");
}

#[test]
fn a_date_is_text() {
    assert_form(
        &input().day("2026-11-26".parse().unwrap()),
        "day=2026-11-26",
    );
}

#[test]
fn a_list_is_one_value_in_the_styles_with_a_separator() {
    let list = || texts(&["x", "", "y&z"]);
    let all = input().joined(list()).spaced(list()).piped(list());
    assert_form(
        &all,
        "joined=x%2C%2Cy%26z&spaced=x++y%26z&pi+ped=x%7C%7Cy%26z",
    );
    assert_form(&input().joined(vec![]), "");
    assert_form(&input().joined(texts(&[""])), "joined=");
    assert_eq!(
        refused(&input().joined(texts(&["a,b"]))),
        InputError::Separator { member: "joined" }
    );
}

#[test]
fn a_value_is_json_in_the_style_json() {
    let item = Item::new().price("1").tags(texts(&["a"]));
    assert_form(
        &input().encoded(item).encoded_texts(texts(&["a\"b"])),
        "encoded=%7B%22price%22%3A%221%22%2C%22tags%22%3A%5B%22a%22%5D%7D&encoded_texts=%5B%22a%5C%22b%22%5D",
    );
}
