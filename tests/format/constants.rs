//! What is said of constants.

use super::diagnostics::{headlines, help, with_operations};

/// What is said about a member of an input, or of a structure, with these keys.
fn with_keys(keys: &str) -> [String; 2] {
    let shapes = |note: &str| {
        format!(
            "shapes:\n  Kind: {{ type: enum, values: [a, b] }}\n  Names: {{ type: list, of: string }}\n  Note: {{ type: structure, members: {{ member: {note} }} }}\n"
        )
    };
    let member = format!("{{ {keys} }}");
    [(&*member, "string"), ("Note", &*member)].map(|(input, note)| {
        with_operations(
            &format!(
                "  Feed:\n    http: POST /feed\n    input: {{ member: {input}, note: Note, kind: Kind, names: Names }}\n"
            ),
            &shapes(note),
        )
    })
}

#[test]
fn a_constant_is_of_the_type_of_its_member() {
    for (type_, constant) in [
        ("string", "a"),
        ("Kind", "b"),
        ("boolean", "false"),
        ("unsigned_long", "18446744073709551615"),
        ("double", "0.5"),
        ("date", "2024-01-31"),
        ("uuid", "67e55044-10b1-426f-9247-bb680e5fe0c8"),
    ] {
        let keys = format!("type: {type_}, required: true, constant: {constant}");
        assert_eq!(with_keys(&keys), ["", ""], "{keys}");
    }
    for (type_, constant) in [
        ("string", "1"),
        ("string", "null"),
        ("boolean", "yes"),
        ("unsigned_long", "-1"),
        ("integer", "2147483648"),
        ("uuid", "67e55044-10b1-426f-9247-bb680e5fe0c"),
        ("uuid", "67e55044-10b1-426f-9247-bb680e5fe0cg"),
        ("date", "2024-02-30"),
    ] {
        let keys = format!("type: {type_}, required: true, constant: {constant}");
        for said in with_keys(&keys) {
            let expected = "error[RS0011]: the constant is not of the member's type";
            assert_eq!(headlines(&said), [expected], "{keys}");
        }
    }
    let [of_enum, _] = with_keys("type: Kind, required: true, constant: c");
    assert_eq!(
        headlines(&of_enum),
        ["error[RS0011]: `c` isn't a value of the enum"]
    );
    let [of_list, _] = with_keys("type: Names, required: true, constant: []");
    insta::assert_snapshot!("rs0011_constant_list", of_list);
}

#[test]
fn only_a_required_member_has_a_constant() {
    let [optional, _] = with_keys("type: string, constant: a");
    insta::assert_snapshot!("rs0011_constant_optional", optional);
    for key in ["default: a", "nullable: true"] {
        let (name, _) = key.split_once(':').unwrap();
        let keys = format!("type: string, required: true, constant: a, {key}");
        for said in with_keys(&keys) {
            let expected =
                format!("error[RS0011]: a member with a `constant` can't have `{name}` too");
            assert_eq!(headlines(&said), [expected]);
            assert_eq!(help(&said), "remove one of the two");
        }
    }
    let [token, _] =
        with_keys("type: string, required: true, constant: a, idempotency_token: true");
    let expected = "error[RS0011]: a member with a `constant` can't have `idempotency_token` too";
    assert_eq!(headlines(&token), [expected]);
}

#[test]
fn a_response_has_no_constant() {
    let output = with_operations(
        "  Feed:\n    http: POST /feed\n    output: { kind: { type: string, required: true, constant: a } }\n",
        "",
    );
    insta::assert_snapshot!("rs0011_constant_output", output);
    let union = with_operations(
        "  Feed:\n    http: POST /feed\n    input: { food: Food }\n",
        "shapes:\n  Food: { type: union, members: { a: { type: string, constant: b } } }\n",
    );
    let expected = "error[RS0011]: `constant` can't be used with a member of a union";
    assert_eq!(headlines(&union), [expected]);
}
