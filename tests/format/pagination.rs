//! What is said of pagination.

use super::diagnostics::{SPEC, diagnostics, headlines, help};

/// What is said about an operation with pages.
fn after_pagination(pagination: &str) -> String {
    let operation = format!(
        "  List:
    http: GET /pets
    input:
      page: {{ type: string, query: page }}
      after: {{ type: integer, query: after }}
      first: {{ type: integer, query: first, default: 0 }}
      of: {{ type: string, required: true, query: of }}
    output: {{ next: string, end: integer, more: boolean, pets: Pets, first: Pet, link: string }}
    pagination: {{ {pagination} }}
errors:
"
    );
    let shapes = "shapes:
  Pets: { type: list, of: Pet }
  Pet: { type: structure, members: { name: string, kin: Pets, age: integer } }
";
    diagnostics(
        &SPEC
            .replace("errors:\n", &operation)
            .replacen("shapes:\n", shapes, 1),
    )
}

#[test]
fn pagination_names_members() {
    insta::assert_snapshot!(
        "rs0011_pagination",
        after_pagination("input_token: pag, output_token: next")
    );
    insta::assert_snapshot!(
        "rs0011_pagination_path",
        after_pagination("input_token: page, output_token: first.nam, items: pets")
    );
    insta::assert_snapshot!(
        "rs0011_pagination_no_structure",
        after_pagination("input_token: page, output_token: next, items: pets.kin")
    );
    insta::assert_snapshot!(
        "rs0011_pagination_first",
        after_pagination("input_token: page, output_token: 'pets[0].name'")
    );
    for (pagination, said) in [
        ("next: links.next", "the output has no member `links`"),
        ("next: Link", "the output has no member `Link`"),
        (
            "page: pages, has_more: mor",
            "the input has no member `pages`",
        ),
        (
            "page: pages, has_more: mor",
            "the output has no member `mor`",
        ),
        (
            "page: after, pages: 'pet[-1].age'",
            "the output has no member `pet`",
        ),
        (
            "offset: off, total: ends, items: pets",
            "the input has no member `off`",
        ),
        (
            "offset: off, total: ends, items: pets",
            "the output has no member `ends`",
        ),
        (
            "input_token: page, output_token: 'pets[-1].nam'",
            "`pets[-1].nam` can't be found in the output: there is no member `nam`",
        ),
    ] {
        let found = after_pagination(pagination);
        assert!(
            headlines(&found).iter().any(|line| line.contains(said)),
            "{found}"
        );
    }
}

#[test]
fn pagination_takes_members_of_the_right_types() {
    insta::assert_snapshot!(
        "rs0039",
        after_pagination("input_token: page, output_token: end")
    );
    insta::assert_snapshot!(
        "rs0039_required",
        after_pagination("input_token: of, output_token: next")
    );
    insta::assert_snapshot!(
        "rs0039_items",
        after_pagination("input_token: page, output_token: next, items: first")
    );
    insta::assert_snapshot!(
        "rs0039_page_size",
        after_pagination("input_token: page, output_token: next, page_size: page")
    );
    insta::assert_snapshot!(
        "rs0039_last",
        after_pagination("input_token: page, output_token: 'first[-1].name'")
    );
    insta::assert_snapshot!("rs0039_link", after_pagination("next: link"));
    insta::assert_snapshot!(
        "rs0039_first_page",
        after_pagination("page: first, first_page: 1, has_more: more")
    );
    for (pagination, said) in [
        ("next: end", "`end` is of the wrong type"),
        (
            "page: page, has_more: more",
            "`page` can't be the number of a page",
        ),
        ("page: after, has_more: end", "`end` is of the wrong type"),
        ("page: after, pages: more", "`more` is of the wrong type"),
        ("offset: of, items: pets", "`of` can't be an offset"),
        (
            "offset: after, items: pets, total: next",
            "`next` is of the wrong type",
        ),
        (
            "input_token: page, output_token: next, has_more: next",
            "`next` is of the wrong type",
        ),
        (
            "input_token: page, output_token: 'pets[-1]'",
            "`page` and `pets[-1]` are of different types",
        ),
        (
            "offset: after, items: 'pets[-1].kin'",
            "`pets[-1].kin` is in the last item of a list only",
        ),
        (
            "page: after, until: empty, items: next",
            "`next` is neither a list nor a map",
        ),
    ] {
        let found = after_pagination(pagination);
        assert!(found.contains("error[RS0039]"), "{found}");
        let headlines = headlines(&found);
        assert!(
            matches!(headlines.as_slice(), [line] if line.contains(said)),
            "{found}"
        );
        assert!(found.contains("= help: "), "{found}");
    }
}

#[test]
fn pagination_says_in_one_way_what_the_next_page_is() {
    insta::assert_snapshot!("rs0009_pagination", after_pagination("items: pets"));
    insta::assert_snapshot!(
        "rs0011_pagination_ways",
        after_pagination("page: after, offset: first, items: pets")
    );
    insta::assert_snapshot!(
        "rs0009_pagination_end",
        after_pagination("page: after, items: pets")
    );
    insta::assert_snapshot!(
        "rs0011_pagination_ends",
        after_pagination("page: after, until: empty, has_more: more, items: pets")
    );
    insta::assert_snapshot!(
        "rs0011_pagination_key",
        after_pagination("page: after, total: end, items: pets")
    );
    insta::assert_snapshot!(
        "rs0009_pagination_items",
        after_pagination("page: after, until: empty")
    );
    for (pagination, said, what_to_do) in [
        (
            "input_token: page",
            "the key `output_token` is missing",
            "add it",
        ),
        (
            "output_token: next",
            "the key `input_token` is missing",
            "add it",
        ),
        (
            "offset: after",
            "the key `items` is missing",
            "add the path",
        ),
        (
            "next: next, output_token: next, input_token: page",
            "`input_token` and `next` can't be used together",
            "remove one of the two",
        ),
        (
            "next: next, page: after",
            "`next` and `page` can't be used together",
            "remove one",
        ),
        (
            "next: next, until: empty",
            "`until` can't be used with `next`",
            "`page` and `offset`",
        ),
        (
            "input_token: page, output_token: next, pages: end",
            "`pages` can't be used with `input_token`",
            "it is for `page`",
        ),
        (
            "offset: after, items: pets, first_page: 0",
            "`first_page` can't be used with `offset`",
            "it is for `page`",
        ),
        (
            "offset: after, items: pets, total: end, has_more: more",
            "`has_more` and `total` can't be used together",
            "remove one",
        ),
        (
            "page: after, until: full",
            "`full` is not a value of this key",
            "`empty`",
        ),
        (
            "page: after, until: empty, items: pets, first_page: -1",
            "expected a number from 0 to 255",
            "such as 0",
        ),
        (
            "next_page: next",
            "`next_page` is not known here",
            "`input_token` and `output_token`",
        ),
        (
            "page: after, has_more: more, data: pets",
            "`data` is not known here",
            "did you mean `items`?",
        ),
    ] {
        let found = after_pagination(pagination);
        let headlines = headlines(&found);
        assert!(
            matches!(headlines.as_slice(), [line] if line.contains(said)),
            "{found}"
        );
        assert!(help(&found).contains(what_to_do), "{found}");
    }
}

#[test]
fn pagination_that_fits_is_accepted() {
    for right in [
        "input_token: page, output_token: next",
        "input_token: after, output_token: end, items: pets, page_size: after",
        "input_token: page, output_token: first.name, items: first.kin",
        "input_token: page, output_token: 'pets[-1].name', has_more: more",
        "input_token: page, output_token: 'first.kin[-1].kin[-1].name'",
        "next: next, items: pets, has_more: more, page_size: after",
        "next: first.name",
        "page: after, items: pets, until: empty",
        "page: after, has_more: more, first_page: 0",
        "page: first, pages: end, first_page: 0",
        "page: first, pages: first.age, page_size: after",
        "offset: after, items: pets",
        "offset: after, items: first.kin, until: empty",
        "offset: after, items: pets, total: end",
        "offset: after, items: pets, has_more: more",
    ] {
        assert_eq!(after_pagination(right), "", "{right}");
    }
}
