//! What is said of members without a name in the spec.

use super::diagnostics::{after_shape, headlines, help, with_operations};

/// What is said about an operation with these keys.
fn with_keys(keys: &str) -> String {
    with_operations(&format!("  Feed:\n    http: POST /feed\n    {keys}\n"), "")
}

#[test]
fn a_structure_has_additional_members_of_a_type() {
    for type_ in ["string", "document", "timestamp, docs: Seconds."] {
        let said = after_shape(&format!(
            "type: structure, members: {{}}, additional: {type_}"
        ));
        assert!(!said.contains("error["), "{said}");
    }
    insta::assert_snapshot!(
        "rs0007_additional_properties",
        after_shape("type: structure, members: {}, additionalProperties: string")
    );
    insta::assert_snapshot!(
        "rs0011_additional_of_a_map",
        after_shape("type: map, of: string, additional: string")
    );
    insta::assert_snapshot!(
        "rs0012_additional",
        after_shape("type: structure, members: {}, additional: strng")
    );
    let stream = after_shape(
        "type: structure, members: {}, additional: Content }\n  Content: { type: blob, streaming: true",
    );
    assert_eq!(headlines(&stream).len(), 1, "{stream}");
}

#[test]
fn a_structure_may_have_itself_as_additional_members() {
    assert_eq!(
        after_shape("type: structure, members: {}, additional: Mood"),
        ""
    );
}

#[test]
fn a_shape_that_only_additional_members_have_is_used() {
    for shape in [
        "type: structure, members: {}, additional: Other }\n  Other: { type: list, of: string",
        "type: structure, members: {}, additional: Other }\n  Other: { type: structure, members: { a: string }",
    ] {
        assert_eq!(after_shape(shape), "");
    }
}

#[test]
fn a_timestamp_without_a_format_is_named() {
    let warning = "warning[RS0044]: this timestamp is sent as seconds since 1970";
    let structure = after_shape("type: structure, members: {}, additional: timestamp");
    assert_eq!(headlines(&structure), [warning]);
    let input = with_keys("additional_input: timestamp");
    assert_eq!(headlines(&input), [warning]);
}

#[test]
fn a_body_with_additional_members_is_an_object() {
    assert_eq!(with_keys("additional_input: string"), "");
    insta::assert_snapshot!(
        "rs0027_additional_input",
        with_keys(
            "additional_input: string\n    input: { food: { type: document, payload: true } }"
        )
    );
    let form =
        with_keys("additional_input: string\n    request: form\n    input: { food: string }");
    assert_eq!(
        headlines(&form),
        ["error[RS0027]: `additional_input` can't be used with a form"]
    );
}

#[test]
fn a_deep_object_has_additional_members_of_single_values() {
    let said = |type_: &str| {
        with_operations(
            "  Feed:\n    http: GET /feed\n    input: { filter: { type: Filter, query: filter, style: deep_object } }\n",
            &format!(
                "shapes:\n  Filter: {{ type: structure, members: {{ a: string }}, additional: {type_} }}\n"
            ),
        )
    };
    assert_eq!(said("string"), "");
    insta::assert_snapshot!("rs0038_additional", said("document"));
    assert_eq!(
        help(&said("document")),
        "write `style: brackets` if the API nests brackets, or `style: json`"
    );
}
