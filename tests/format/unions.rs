//! What is said of unions.

use super::diagnostics::{SPEC, after, after_member, after_shape, diagnostics};

#[test]
fn a_member_of_a_union_is_neither_required_nor_filled_in() {
    let union = "{ type: union, members: { a: { type: string, required: true }, b: { type: long, default: 1 } } }";
    insta::assert_snapshot!(
        "rs0011_union_member",
        after("{ type: string, sensitive: true }", union)
    );
}

/// What is said about a union beside two structures, a list, and a union by kind.
fn after_union(union: &str) -> String {
    let shapes = format!(
        "shapes:
  Union: {{ type: union, {union} }}
  Cat: {{ type: structure, members: {{ id: {{ type: long, required: true }}, kind: string }} }}
  Dog: {{ type: structure, members: {{ id: {{ type: long, required: true }}, kind: integer }} }}
  Names: {{ type: list, of: string }}
  Either: {{ type: union, by: kind, members: {{ name: string, names: Names }} }}
"
    );
    let output = "    output: { it: Union, either: Either, cat: Cat, dog: Dog }\n    errors: [";
    diagnostics(
        &SPEC
            .replace("    errors: [", output)
            .replace("shapes:\n", &shapes),
    )
}

#[test]
fn a_union_is_told_apart_in_one_way() {
    insta::assert_snapshot!(
        "rs0011_tag_and_by",
        after_union("tag: kind, by: members, members: { cat: Cat }")
    );
    insta::assert_snapshot!(
        "rs0011_tag_of_a_structure",
        after_shape("type: structure, tag: kind, members: { cat: string }")
    );
    let said = after_union("tag: '', members: { cat: Cat }");
    assert!(
        said.contains("the tag has no name") && said.contains("such as `tag: type`"),
        "{said}"
    );
    insta::assert_snapshot!(
        "rs0011_tag_is_a_path",
        after_union("tag: kind.name, members: { cat: Cat, dog: Dog }")
    );
    assert_eq!(after_union("tag: '@odata.type', members: { cat: Cat }"), "");
    insta::assert_snapshot!(
        "rs0008_members_as_a_list",
        after_union("tag: kind, members: [Cat, Dog]")
    );
    insta::assert_snapshot!("rs0007_by", after_union("by: type, members: { cat: Cat }"));
    insta::assert_snapshot!(
        "rs0007_tag_of_a_member",
        after_member("{ type: string, tag: kind }")
    );
    for right in [
        "tag: kind, members: { cat: Cat }",
        "tag: type, members: { cat: Cat, dog: Dog, other: { type: Cat, name: d.o.g } }",
        "by: members, members: { cat: Cat }",
        "by: kind, members: { cat: Cat, name: string, names: Names, size: double, is: boolean }",
        "members: { cat: Cat, dog: Dog, either: Either }",
    ] {
        assert_eq!(after_union(right), "", "{right}");
    }
}

#[test]
fn a_member_of_a_union_with_a_tag_is_a_structure_in_which_the_tag_is_text() {
    insta::assert_snapshot!(
        "rs0011_tagged_text",
        after_union("tag: type, members: { cat: Cat, name: string }")
    );
    insta::assert_snapshot!(
        "rs0011_tag_is_a_number",
        after_union("tag: kind, members: { cat: Cat, dog: { type: Dog, name: DOG } }")
    );
    insta::assert_snapshot!(
        "rs0019_tag",
        after_union("tag: type, members: { cat: Cat, other: { type: Cat, name: cat } }")
    );
    insta::assert_snapshot!(
        "rs0011_by_members_list",
        after_union("by: members, members: { cat: Cat, names: Names }")
    );
}

#[test]
fn members_of_a_union_by_kind_are_of_one_kind_each() {
    insta::assert_snapshot!(
        "rs0011_kinds",
        after_union("by: kind, members: { id: integer, size: double, at: timestamp }")
    );
    insta::assert_snapshot!(
        "rs0011_kind_of_objects",
        after_union("by: kind, members: { cat: Cat, dog: Dog }")
    );
    insta::assert_snapshot!(
        "rs0011_kind_of_a_document",
        after_union("by: kind, members: { any: document, either: Either, id: long }")
    );
    insta::assert_snapshot!(
        "rs0011_name_of_a_kind",
        after_union("by: kind, members: { id: { type: long, name: theId } }")
    );
}

#[test]
fn a_structure_that_one_before_it_hides_is_never_read() {
    insta::assert_snapshot!(
        "rs0011_hidden_structure",
        after_union("by: members, members: { cat: Cat, dog: Dog }")
    );
    let both = "id: { type: long, required: true }, kind: { type: integer, required: true }";
    let union = format!(
        "by: members, members: {{ cat: Cat, both: Both }} }}\n  Both: {{ type: structure, members: {{ {both} }}"
    );
    insta::assert_snapshot!("rs0011_hidden_by_fewer", after_union(&union));
}

#[test]
fn a_union_is_in_a_body() {
    let union = "{ type: union, by: kind, members: { name: string, id: long } }";
    insta::assert_snapshot!(
        "rs0038_union_by_kind",
        after("{ type: string, sensitive: true }", union)
    );
}
