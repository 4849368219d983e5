//! What is said of the URLs of a service with variables and environments.

use super::diagnostics::{diagnostics, headlines, help};

/// What is said about a service with this endpoint.
fn said(endpoint: &str) -> String {
    diagnostics(&format!(
        "restsmith: 1\nservice:\n  name: pets\n  protocol: rest-json\n  endpoint: {endpoint}\noperations:\n  Ping: {{ http: GET /ping }}\n"
    ))
}

/// An endpoint at a tenant's host, with these variables.
fn tenant(variables: &str) -> String {
    said(&format!(
        "{{ url: \"https://{{tenant}}.example.com/{{base}}\", variables: {{ {variables} }} }}"
    ))
}

#[test]
fn each_variable_of_a_url_is_defined_and_each_defined_one_is_used() {
    assert_eq!(
        headlines(&tenant("tenant: {}, base: { default: v1 }")),
        Vec::<&str>::new()
    );
    insta::assert_snapshot!("rs0011_undefined_variable", tenant("tenant: {}"));
    insta::assert_snapshot!(
        "rs0011_unused_variable",
        tenant("tenant: {}, base: {}, region: { default: eu }")
    );
    let said = said("{ url: \"https://example.com/{base}\" }");
    assert_eq!(
        headlines(&said),
        ["error[RS0011]: `https://example.com/{base}` has braces that aren't those of a variable"]
    );
}

#[test]
fn a_value_of_a_variable_is_valid_in_the_url() {
    insta::assert_snapshot!(
        "rs0011_variable_default",
        tenant("tenant: { default: a/b }, base: {}")
    );
    for variables in [
        "tenant: {}, base: { default: \"a?b\" }",
        "tenant: { default: \"\" }, base: {}",
        "tenant: { values: [\"a b\"] }, base: {}",
        "tenant: { default: a, values: { A: \"a\", B: \"b#\" } }, base: {}",
    ] {
        let said = tenant(variables);
        assert!(help(&said).starts_with("a value consists of"), "{said}");
    }
    let said = tenant("tenant: { default: c, values: [a, b] }, base: {}");
    assert_eq!(help(&said), "write one of `values`, or add it there");
    let said = tenant("tenant: { values: [] }, base: {}");
    assert_eq!(help(&said), "add them: `values: [ACTIVE, DISABLED]`");
}

#[test]
fn a_url_with_variables_is_a_base_url() {
    let with = |url: &str| {
        said(&format!(
            "{{ url: \"{url}\", variables: {{ a: {{ default: b }} }} }}"
        ))
    };
    assert_eq!(help(&with("{a}://example.com")), "write `https://`");
    let said_of_port = with("https://example.com:{a}");
    assert!(
        said_of_port.contains("port is not a number"),
        "{said_of_port}"
    );
    let with_query = with("https://example.com/{a}?b");
    assert!(with_query.contains("has a query"), "{with_query}");
}

#[test]
fn environments_have_names_and_urls() {
    let with = |environments: &str| {
        said(&format!(
            "{{ url: \"https://example.com\", environments: {{ {environments} }} }}"
        ))
    };
    assert_eq!(
        headlines(&with(
            "sandbox: https://sandbox.example.com, local: http://localhost"
        )),
        Vec::<&str>::new()
    );
    assert!(with("sandbox: sandbox.example.com").contains("has no scheme"));
    assert!(with("test: http://test.example.com").contains("plain http to another machine"));
    assert!(with("\"1\": https://a.example.com").contains("`1` can't become a Rust name"));
    let twins = with("a_b: https://a.example.com, aB: https://b.example.com");
    assert!(
        twins.contains("the environment `AB` exists already"),
        "{twins}"
    );
}

#[test]
fn a_variable_is_a_setting_of_its_own() {
    let with = |name: &str| {
        said(&format!(
            "{{ url: \"https://example.com/{{{name}}}\", variables: {{ {name}: {{ default: a }} }} }}"
        ))
    };
    assert!(with("endpoint_url").contains("the setting `endpoint_url` exists already"));
    // Only clients of AWS have a setting of this name.
    assert_eq!(headlines(&with("region")), Vec::<&str>::new());
    assert!(with("1a").contains("`1a` can't become a Rust name"));
}

#[test]
fn hosts_of_aws_have_no_variables_and_no_environments() {
    for (key, value) in [
        ("variables", "{ a: {} }"),
        ("environments", "{ a: https://b }"),
    ] {
        let said = said(&format!("{{ aws: pets, {key}: {value} }}"));
        let expected = format!("`{key}` can only be used with `url`, not with `aws`");
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn an_operation_elsewhere_needs_to_know_where_the_service_is() {
    let spec = "restsmith: 1\nservice:\n  name: pets\n  protocol: rest-json\n  endpoint: { url: \"https://{a}.example.com\", variables: { a: {} } }\noperations:\n  Ping: { http: GET /ping, endpoint: https://b.example.com }\n";
    assert_eq!(
        help(&diagnostics(spec)),
        "remove it, or add the `default` of the variable"
    );
}
