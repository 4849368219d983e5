//! What is said of members that can be null.

use super::diagnostics::{after_member, after_shape, headlines, help, with_input, with_operations};

#[test]
fn only_a_member_of_the_body_can_be_null() {
    let bound = |http: &str, binding: &str| {
        with_input(
            http,
            &format!("name: {{ type: string, nullable: true, {binding} }}"),
            "",
        )
    };
    insta::assert_snapshot!("rs0011_null_query", bound("GET /feed", "query: name"));
    insta::assert_snapshot!("rs0011_null_payload", bound("POST /feed", "payload: true"));
    for (http, binding, key) in [
        ("POST /feed", "header: x-name", "header"),
        ("POST /feed/{name}", "label: name, required: true", "label"),
    ] {
        let expected = format!(
            "error[RS0011]: only members of the body can be null, and this one is bound by `{key}`"
        );
        assert_eq!(headlines(&bound(http, binding)), [expected]);
    }
    for (key, rest) in [
        ("idempotency_token", "idempotency_token: true"),
        ("endpoint", "endpoint: true"),
        ("host_label", "host_label: true, required: true"),
    ] {
        let expected = format!("error[RS0011]: a member with `{key}` can't be null");
        assert_eq!(headlines(&bound("POST /feed", rest))[0], expected);
    }
    assert_eq!(
        headlines(&after_member(
            "{ type: string, header: x-name, nullable: true }"
        )),
        ["error[RS0011]: only members of the body can be null, and this one is bound by `header`"]
    );
}

#[test]
fn a_member_of_a_union_cannot_be_null() {
    insta::assert_snapshot!(
        "rs0011_null_in_a_union",
        after_shape("type: union, members: { name: { type: string, nullable: true } }")
    );
}

#[test]
fn a_required_member_that_can_be_null_tells_no_structures_apart() {
    let said = |member: &str| {
        after_shape(&format!(
            "type: union, by: members, members: {{ only: Only }} }}\n  Only: {{ type: structure, members: {{ a: {{ type: string, required: true{member} }} }}"
        ))
    };
    assert_eq!(said(""), "");
    assert_eq!(
        headlines(&said(", nullable: true")),
        ["error[RS0011]: every object would be read as `only`, which requires no member"]
    );
}

#[test]
fn a_structure_may_require_itself_if_that_can_be_null() {
    let said = |member: &str| {
        after_shape(&format!(
            "type: structure, members: {{ next: {{ type: Mood, required: true{member} }} }}"
        ))
    };
    assert_eq!(headlines(&said("")).len(), 1);
    assert_eq!(said(", nullable: true"), "");
}

#[test]
fn a_setter_of_null_gives_way_to_a_member_of_its_name() {
    let said = with_input(
        "POST /feed",
        "name: { type: string, nullable: true }, name_null: boolean",
        "",
    );
    insta::assert_snapshot!("rs0015_null_setter", said);
}

#[test]
fn a_page_token_is_not_nullable() {
    let pages = |token: &str, size: &str, next: &str, rest: &str| {
        with_operations(
            &format!(
                "  Feed:\n    http: POST /feed\n    input: {{ token: {token}, size: {size}, page: Page }}\n    output: {{ next: {next}, page: Page }}\n    pagination: {{ input_token: token, output_token: {rest}, page_size: size }}\n"
            ),
            "shapes:\n  Page: { type: structure, members: { next: { type: string, nullable: true }, items: Items } }\n  Items: { type: list, of: string }\n",
        )
    };
    let null = "{ type: string, nullable: true }";
    let required = "{ type: string, nullable: true, required: true }";
    for next in ["string", null, required] {
        assert_eq!(pages("string", "integer", next, "next"), "");
    }
    insta::assert_snapshot!(
        "rs0039_null_token",
        pages(null, "integer", "string", "next")
    );
    insta::assert_snapshot!(
        "rs0039_null_on_the_way",
        pages("string", "integer", "string", "page.next")
    );
    let size = pages(
        "string",
        "{ type: integer, nullable: true }",
        "string",
        "next",
    );
    assert_eq!(
        help(&size),
        "name a member of type `byte`, `short`, `integer`, `long` or `unsigned_long` that isn't nullable"
    );
}
