//! What is said of authentication and credentials.

use super::diagnostics::{SPEC, after, diagnostics, help, with_input};

#[test]
fn a_signature_at_a_url_needs_the_service_s_name() {
    insta::assert_snapshot!(
        "rs0037",
        after("    docs: Gives", "    auth: sigv4\n    docs: Gives")
    );
}

#[test]
fn one_service_without_a_name_to_sign_is_one_problem() {
    let second =
        "https://pets.example.com }\n  auth: sigv4\noperations:\n  Pet: { http: POST /pet }";
    insta::assert_snapshot!(
        "rs0037_service",
        after("https://pets.example.com }\noperations:", second)
    );
}

#[test]
fn a_payload_is_only_left_out_of_a_signature() {
    insta::assert_snapshot!(
        "rs0037_unsigned",
        after(
            "    docs: Gives",
            "    auth: bearer\n    unsigned_payload: true\n    docs: Gives"
        )
    );
}

#[test]
fn the_header_of_authentication_is_no_member_s() {
    let spec = SPEC.replace("header: x-food", "header: Authorization");
    insta::assert_snapshot!(
        "rs0037_header",
        diagnostics(&spec.replace("    docs: Gives", "    auth: bearer\n    docs: Gives"))
    );
}

#[test]
fn a_name_to_sign_is_a_word() {
    let service = "https://pets.example.com }\n  signing_name: pets/1";
    insta::assert_snapshot!(
        "rs0011_signing_name",
        after("https://pets.example.com }", service)
    );
}

#[test]
fn credentials_are_sensitive() {
    let bound = |kind: &str, header: &str, shapes: &str| {
        let input = format!("key: {{ type: {kind}, header: {header} }}");
        with_input("POST /feed", &input, shapes)
    };
    insta::assert_snapshot!("rs0045", bound("string", "Authorization", ""));
    for header in ["proxy-authorization", "cookie", "x-api-key"] {
        let found = bound("string", header, "");
        assert!(found.starts_with("warning[RS0045]"), "{found}");
        assert_eq!(help(&found), "use a shape with `sensitive: true`");
        let secret = "shapes:\n  Secret: { type: string, sensitive: true }\n";
        assert_eq!(bound("Secret", header, secret), "");
        let secrets = format!("{secret}  Secrets: {{ type: list, of: Secret }}\n");
        assert_eq!(bound("Secrets", header, &secrets), "");
    }
}

#[test]
fn credentials_are_not_written_into_a_spec() {
    let headers = |name: &str| {
        after(
            "operations:\n",
            &format!("  headers: {{ {name}: tasty }}\noperations:\n"),
        )
    };
    insta::assert_snapshot!("rs0046", headers("Cookie"));
    assert!(headers("authorization").starts_with("warning[RS0046]"));
    assert_eq!(headers("accept"), "");
}

/// What is said about the spec above with these lines in its service, and this `auth` of the operation.
fn with_auth(service: &str, auth: &str) -> String {
    let service = format!("https://pets.example.com }}\n{service}operations:");
    let spec = SPEC.replace("https://pets.example.com }\noperations:", &service);
    assert!(spec.contains(&service), "{spec}");
    let auth = format!("    auth: {auth}\n    docs: Gives");
    diagnostics(&spec.replace("    docs: Gives", &auth))
}

const SCHEMES: &str = "  auth_schemes:
    token: { type: bearer }
    key: { type: api_key, header: x-key }
";

#[test]
fn authentication_names_schemes_of_the_service() {
    assert_eq!(with_auth(SCHEMES, "[[key, token], token, none]"), "");
    insta::assert_snapshot!("rs0037_unknown_scheme", with_auth(SCHEMES, "[tokn, key]"));
    for (auth, help) in [
        (
            "other",
            "define it below the service's `auth_schemes:`, such as `other: { type: bearer }`",
        ),
        (
            "oauth2",
            "write `auth: bearer`, or define it below the service's `auth_schemes:`, as `oauth2: { type: bearer }`",
        ),
        (
            "basic",
            "define it below the service's `auth_schemes:`, as `basic: { type: basic }`",
        ),
        (
            "api-key",
            "as `api-key: { type: api_key, header: x-api-key }`",
        ),
        ("iam", "did you mean `sigv4`?"),
        ("s3", "did you mean `s3v4`?"),
        ("s3-v4", "did you mean `s3v4`?"),
        ("Bearer", "did you mean `bearer`?"),
        (
            "[bearer, key]",
            "`token: { type: bearer }` below the service's `auth_schemes:`, and write its name here",
        ),
        ("[[key, none]]", "remove it from the list"),
        (
            "[key, sigv4]",
            "`sigv4` can't be combined with other schemes",
        ),
        ("[key, s3v4]", "`s3v4` can't be combined with other schemes"),
        ("[]", "list the names of schemes, or write `auth: none`"),
        ("[none, key]", "put it before that one, and `none` last"),
        (
            "[key, [token, key]]",
            "put it before that one, and `none` last",
        ),
        ("[key, key]", "this alternative is never used"),
        (
            "apiKey",
            "as `apiKey: { type: api_key, header: x-api-key }`",
        ),
        (
            "key and token",
            "`[key, token]` is either of two, `[[key, token]]` both",
        ),
        (
            "7",
            "expected `none`, `bearer`, `sigv4`, `s3v4`, the name of a scheme, or a list of names, found the number 7",
        ),
        ("[[[key]]]", "found a list"),
        ("{ key: }", "write its name here"),
    ] {
        let said = with_auth(SCHEMES, auth);
        assert!(said.contains(help), "{auth}: {said}");
    }
}

#[test]
fn schemes_that_set_the_same_are_not_combined() {
    let schemes = format!(
        "{SCHEMES}    login: {{ type: basic }}\n    in-header: {{ type: api_key, header: x-key }}\n    other: {{ type: api_key, header: X-Key }}\n"
    );
    assert_eq!(
        with_auth(&schemes, "[[token, key], [login, other], token]"),
        ""
    );
    for (auth, message, help) in [
        (
            "[[login, key, token]]",
            "`login` and `token` both set `authorization`",
            "[login, token]",
        ),
        (
            "[token, [key, other]]",
            "`key` and `other` both set `x-key`",
            "[key, other]",
        ),
        (
            "[[in-header, other]]",
            "`in-header` and `other` both set `x-key`",
            "[in-header, other]",
        ),
    ] {
        let said = with_auth(&schemes, auth);
        assert!(
            said.starts_with(&format!("error[RS0037]: {message}\n")),
            "{said}"
        );
        assert!(
            said.contains(&format!("for either of the two, write `auth: {help}`")),
            "{said}"
        );
    }
    let said = with_auth(&schemes, "[[key, key]]");
    assert!(
        said.starts_with("error[RS0037]: the scheme `key` is listed twice\n"),
        "{said}"
    );
}

#[test]
fn no_member_is_bound_to_what_a_scheme_sets() {
    let scheme = |place: &str| format!("  auth_schemes:\n    key: {{ type: api_key, {place} }}\n");
    insta::assert_snapshot!("rs0037_bound", with_auth(&scheme("header: X-Food"), "key"));
    assert_eq!(with_auth(&scheme("query: food"), "key"), "");
    let in_query = SPEC
        .replace("header: x-food", "query: food")
        .replace(
            "example.com }\n",
            &format!("example.com }}\n{}", scheme("query: food")),
        )
        .replace("    docs: Gives", "    auth: key\n    docs: Gives");
    let said = diagnostics(&in_query);
    assert!(
        said.contains("the member `food` can't be bound to `food`, which `auth` sets"),
        "{said}"
    );
}

#[test]
fn no_constant_is_what_a_scheme_sets() {
    let scheme = "  auth_schemes:\n    key: { type: api_key, query: a b }\n    other: { type: api_key, header: X-Key }\n";
    let spec = SPEC.replace("POST /feed", "POST /feed?b=1&key=2").replace(
        "example.com }\n",
        &format!("example.com }}\n{}", scheme.replace("a b", "key")),
    );
    let in_uri = spec.replace("    docs: Gives", "    auth: key\n    docs: Gives");
    insta::assert_snapshot!("rs0037_constant", diagnostics(&in_uri));
    let in_headers = spec
        .replace("    docs: Gives", "    auth: other\n    docs: Gives")
        .replace(
            "  auth_schemes:",
            "  headers: { x-key: a }\n  auth_schemes:",
        );
    let said = diagnostics(&in_headers);
    assert!(
        said.starts_with("error[RS0037]: `x-key` is a constant here, but `auth` sets it\n"),
        "{said}"
    );
    let token = "  auth: bearer\n  headers: { Authorization: a }\n";
    let said = diagnostics(&SPEC.replace("example.com }\n", &format!("example.com }}\n{token}")));
    assert!(
        said.contains("error[RS0037]: `authorization` is a constant here, but `auth` sets it\n"),
        "{said}"
    );
}

#[test]
fn a_scheme_that_is_there_but_invalid_is_one_problem() {
    for schemes in [
        "  auth_schemes:\n    key: { type: apiKey }\n",
        "  auth_schemes:\n    key: api_key\n",
        "  auth_schemes: [key]\n",
    ] {
        let said = with_auth(schemes, "key");
        assert!(said.contains("because of 1 error"), "{said}");
    }
}

#[test]
fn two_keys_cannot_be_one_cookie() {
    let scheme = "  auth_schemes:\n    key: { type: api_key, cookie: visit }\n    other: { type: api_key, cookie: visit }\n";
    let said = with_auth(scheme, "[[key, other]]");
    assert!(
        said.contains("`key` and `other` both set `visit`"),
        "{said}"
    );
}

#[test]
fn a_cookie_is_either_a_key_or_a_member() {
    let spec = "restsmith: 1
service:
  name: pets
  protocol: rest-json
  endpoint: { url: https://pets.example.com }
  auth_schemes: { key: { type: api_key, cookie: visit } }
operations:
  List: { http: GET /pets, auth: key, input: { visit: { type: string, cookie: visit } } }
";
    assert_eq!(
        diagnostics(&spec.replace("cookie: visit } } }\n", "cookie: other } } }\n")),
        ""
    );
    let said = diagnostics(spec);
    assert!(said.starts_with("error[RS0037]: "), "{said}");
    assert!(said.contains("`visit`"), "{said}");
}

#[test]
fn a_scheme_says_what_is_sent_and_where() {
    let scheme = |scheme: &str| with_auth(&format!("  auth_schemes:\n    {scheme}\n"), "none");
    insta::assert_snapshot!("rs0037_place", scheme("key: { type: api_key }"));
    for (text, help) in [
        (
            "key: { type: bearer, header: x-key }",
            "only a scheme with `type: api_key` has `header`",
        ),
        (
            "key: { type: basic, prefix: a }",
            "write `type: api_key, header: authorization` beside it, or remove it",
        ),
        (
            "key: { type: api_key, header: Cookie }",
            "write `cookie:` with the name of the cookie",
        ),
        (
            "key: { type: api_key, header: Content-Type }",
            "no key can be sent in the header `Content-Type`, which means something else",
        ),
        (
            "key: { type: api_key, query: k, prefix: a }",
            "only an API key in a `header` has a `prefix`",
        ),
        (
            "key: { type: api_key, header: k, cookie: k }",
            "the key is sent in a `header` already",
        ),
        (
            "key: { type: api_key, header: 'a b' }",
            "`a b` isn't a valid header name",
        ),
        (
            "key: { type: api_key, header: host }",
            "no key can be sent in the header `host`",
        ),
        (
            "key: { type: api_key, cookie: 'a;b' }",
            "`a;b` can't be the name of a cookie",
        ),
        (
            "key: { type: api_key, query: '' }",
            "`` can't be the name of a query",
        ),
        (
            "key: { type: api_key, header: k, prefix: ' a' }",
            "a header can't begin with ` a`",
        ),
        (
            "key: { type: api_key, header: k, prefix: Token }",
            "no space would separate `Token` from the key",
        ),
        (
            "key: { type: api_key, header: k, sensitive: true }",
            "remove it: tokens, passwords and keys are always hidden",
        ),
        (
            "bearer: { type: bearer }",
            "`bearer` can't be the name of an authentication scheme",
        ),
        ("'': { type: bearer }", "`` can't become a Rust name"),
        ("key: { type: apiKey }", "did you mean `api_key`?"),
        (
            "key: { type: http, scheme: bearer }",
            "write `bearer` or `basic`, which is the `scheme` in OpenAPI",
        ),
        ("key: { type: oauth2, flows: {} }", "did you mean `bearer`?"),
        (
            "key: { type: api_key, in: header }",
            "write `header`, `query` or `cookie`, with the name that is sent",
        ),
        ("key: bearer", "write `{ type: bearer }`, `{ type: basic }`"),
        (
            "max-attempts: { type: bearer }",
            "this one becomes `max_attempts_2`",
        ),
    ] {
        let said = scheme(text);
        assert!(said.contains(help), "{text}: {said}");
    }
}
