//! What is said of the styles of query parameters and forms.

use super::diagnostics::{
    after_member, after_shape, diagnostics, headlines, help, with_input, with_operations,
};

/// The shapes of query parameters with a style.
const STYLED: &str = "shapes:
  Texts: { type: list, of: string }
  Holes: { type: list, of: string, sparse: true }
  Filters: { type: list, of: Filter }
  Map: { type: map, of: string }
  Maps: { type: map, of: Texts }
  Filter: { type: structure, members: { name: string, tags: Texts } }
  Flat: { type: structure, members: { name: string, size: Size } }
  Size: { type: int_enum, values: { Small: 1 } }
  Choice: { type: union, members: { name: string } }
";

/// What is said about a query parameter with this type and style, except for shapes that it doesn't use.
fn with_style(type_: &str, style: &str) -> String {
    let said = with_input(
        "GET /feed",
        &format!("filter: {{ type: {type_}, query: filter, style: {style} }}"),
        STYLED,
    );
    if said.contains("error[") {
        said
    } else {
        String::new()
    }
}

#[test]
fn a_style_is_for_types_that_it_can_express() {
    let lists = ["repeat", "comma", "space", "pipe"];
    for (type_, styles) in [
        ("string", vec!["json"]),
        ("blob", vec!["json"]),
        (
            "Texts",
            [&lists[..], &["brackets", "index", "json"]].concat(),
        ),
        ("Holes", vec!["brackets", "index", "json"]),
        ("Filters", vec!["brackets", "index", "json"]),
        ("Map", vec!["deep_object", "brackets", "index", "json"]),
        ("Maps", vec!["brackets", "index", "json"]),
        ("Filter", vec!["brackets", "index", "json"]),
        ("Flat", vec!["deep_object", "brackets", "index", "json"]),
        ("Choice", vec!["brackets", "index", "json"]),
        ("document", vec!["brackets", "index", "json"]),
    ] {
        for style in [
            "repeat",
            "comma",
            "space",
            "pipe",
            "deep_object",
            "brackets",
            "index",
            "json",
        ] {
            let said = with_style(type_, style);
            let is_fine = styles.contains(&style);
            assert_eq!(said.is_empty(), is_fine, "{type_} {style}: {said}");
            assert!(
                is_fine || said.contains("error[RS0038]: `style: "),
                "{said}"
            );
        }
    }
    let nested = "write `style: brackets` if the API nests brackets, or `style: json`";
    for (type_, style, expected) in [
        ("integer", "comma", "remove it: a single value has no style"),
        ("Filter", "comma", nested),
        ("Choice", "deep_object", nested),
        (
            "Texts",
            "deep_object",
            "a list has the style `repeat`, `comma`, `space`, `pipe`, `brackets`, `index` or `json`",
        ),
        (
            "blob",
            "brackets",
            "change the type to a string, number, boolean, timestamp, date, UUID or enum, and remove the style",
        ),
    ] {
        assert_eq!(help(&with_style(type_, style)), expected);
    }
    insta::assert_snapshot!("rs0038_style", with_style("Maps", "pipe"));
    insta::assert_snapshot!("rs0038_deep_object", with_style("Filter", "deep_object"));
}

#[test]
fn a_query_parameter_that_is_no_single_value_needs_a_style() {
    let without = |type_: &str| {
        let input = format!("filter: {{ type: {type_}, query: filter }}");
        with_input("GET /feed", &input, STYLED)
    };
    for type_ in ["Filter", "Map", "Choice", "document", "Filters"] {
        let expected = "add the `style` of the API, such as `style: brackets` or `style: json`";
        assert_eq!(help(&without(type_)), expected, "{type_}");
    }
    assert_eq!(
        help(&without("blob")),
        "change the type to a string, number, boolean, timestamp, date, UUID or enum"
    );
}

#[test]
fn a_style_goes_with_a_query_parameter() {
    let with = |binding: &str| {
        let input = format!("filter: {{ type: Texts, style: comma{binding} }}");
        with_input("POST /feed", &input, STYLED)
    };
    insta::assert_snapshot!("rs0028_style", with(", header: x-filter"));
    for binding in ["", ", payload: true"] {
        assert_eq!(
            help(&with(binding)),
            "remove it, or bind the member by `query`, `cookie` or `label`; a body is a form with `request: form` or `request: multipart`"
        );
    }
    let said = after_shape("type: structure, members: { a: { type: string, style: json } }");
    assert!(
        said.starts_with("error[RS0028]: `style: json` is only"),
        "{said}"
    );
}

/// What is said about a label with this type and style.
fn with_label_style(type_: &str, style: &str) -> String {
    let member = format!("id: {{ type: {type_}, required: true, label: id, style: {style} }}");
    let said = with_input("GET /feed/{id}", &member, STYLED);
    if said.contains("error[") {
        said
    } else {
        String::new()
    }
}

#[test]
fn a_label_has_the_styles_of_paths() {
    let lists = [
        "simple",
        "label",
        "label_explode",
        "matrix",
        "matrix_explode",
    ];
    let all = [&lists[..], &["simple_explode"]].concat();
    for (type_, styles) in [
        ("string", vec!["label", "matrix"]),
        ("Texts", lists.to_vec()),
        ("Map", all.clone()),
        ("Flat", all.clone()),
        ("Holes", vec![]),
        ("Filters", vec![]),
        ("Maps", vec![]),
        ("Filter", vec![]),
        ("Choice", vec![]),
        ("document", vec![]),
        ("blob", vec![]),
    ] {
        for style in all.iter().copied().chain(["comma", "json"]) {
            let said = with_label_style(type_, style);
            let is_fine = styles.contains(&style);
            assert_eq!(said.is_empty(), is_fine, "{type_} {style}: {said}");
            assert!(
                is_fine || said.contains("error[RS0038]: `style: "),
                "{said}"
            );
        }
    }
    for (type_, style, expected) in [
        (
            "string",
            "simple",
            "remove it: a single value has no such style",
        ),
        ("string", "label_explode", "write `style: label`"),
        ("string", "matrix_explode", "write `style: matrix`"),
        ("Texts", "simple_explode", "write `style: simple`"),
        (
            "Texts",
            "comma",
            "a label has the styles `simple`, `simple_explode`, `label`, `label_explode`, `matrix` and `matrix_explode`",
        ),
        (
            "Choice",
            "label",
            "only single values, and lists, maps and structures of these, can be in a path",
        ),
    ] {
        assert_eq!(help(&with_label_style(type_, style)), expected);
    }
    insta::assert_snapshot!("rs0038_label", with_label_style("Filter", "matrix"));
    assert_eq!(
        help(&with_style("Texts", "matrix")),
        "a query has the styles `repeat`, `comma`, `space`, `pipe`, `deep_object`, `brackets`, `index` and `json`"
    );
    let without = "id: { type: Texts, required: true, label: id }";
    assert_eq!(
        help(&with_input("GET /feed/{id}", without, STYLED)),
        "add the `style` of the API, such as `style: simple`"
    );
}

#[test]
fn a_label_with_a_style_is_one_segment_that_is_always_there() {
    let greedy = "id: { type: Texts, required: true, label: id, style: simple }";
    assert_eq!(
        help(&with_input("GET /feed/{id+}", greedy, STYLED)),
        "remove the `+` of the label: a value with a style is one segment"
    );
    let default = "id: { type: string, default: a, label: id, style: label }";
    assert_eq!(
        help(&with_input("GET /feed/{id}", default, STYLED)),
        "remove the default, and write `required: true`"
    );
}

#[test]
fn a_cookie_is_a_single_value_or_a_list_of_these() {
    let with = |binding: &str| with_input("GET /feed", &format!("a: {{ {binding} }}"), STYLED);
    insta::assert_snapshot!("rs0038_cookie", with("type: Map, cookie: a"));
    for (binding, expected) in [
        ("type: Holes, cookie: a", "or a list of these"),
        (
            "type: string, cookie: a, style: comma",
            "remove it: a single value has no style",
        ),
        (
            "type: Texts, cookie: a, style: pipe",
            "has the style `repeat` or `comma`",
        ),
        ("type: string, cookie: 'a;b'", "write the name that is sent"),
        ("type: string, cookie: ''", "write the name that is sent"),
        ("type: string, cookie: a, query: a", "remove one of the two"),
        ("type: string, cookie: a, name: b", "remove `name`"),
        ("type: string, cookie: a, nullable: true", "remove"),
        (
            "type: string, cookie: a }, b: { type: string, cookie: a",
            "bind one of the two members elsewhere",
        ),
        (
            "type: string, cookie: a }, b: { type: string, header: Cookie",
            "bind one of the two members elsewhere",
        ),
        (
            "type: string, header: cookie }, b: { type: string, cookie: a",
            "bind one of the two members elsewhere",
        ),
    ] {
        let said = with(binding);
        assert!(said.contains("error["), "{binding}: {said}");
        assert!(said.contains(expected), "{binding}: {said}");
    }
    let said = after_member("{ type: string, cookie: a }");
    assert!(
        said.contains("in the `header` named `set-cookie`"),
        "{said}"
    );
    let said = after_shape("type: structure, members: { a: { type: string, cookie: a } }");
    assert!(said.contains("only members of an input"), "{said}");
}

#[test]
fn a_style_of_another_format_is_answered_with_the_one_here() {
    for (word, expected) in [
        ("deepObject", "did you mean `deep_object`?"),
        ("spaceDelimited", "did you mean `space`?"),
        ("pipeDelimited", "did you mean `pipe`?"),
        ("csv", "did you mean `comma`?"),
        ("multi", "did you mean `repeat`?"),
        (
            "form",
            "write `repeat`, or `comma` if the API doesn't explode lists",
        ),
    ] {
        assert_eq!(help(&with_style("Texts", word)), expected, "{word}");
    }
    let said = after_member("{ type: string, explode: true }");
    let expected = "write the `style`: `repeat`, `comma`, `space`, `pipe`, `deep_object`, `brackets`, `index` or `json` in a query, `simple_explode`, `label_explode` or `matrix_explode` in a path";
    assert_eq!(help(&said), expected);
}

#[test]
fn a_sensitive_value_inside_of_a_query_parameter_is_named() {
    let shapes = "shapes:\n  Token: { type: string, sensitive: true }\n  Tokens: { type: list, of: Token }\n";
    let said = with_input(
        "GET /feed",
        "tokens: { type: Tokens, query: tokens, style: comma }",
        shapes,
    );
    let expected =
        "warning[RS0034]: the member `tokens` contains a sensitive value, but is part of the URI";
    assert_eq!(headlines(&said), [expected]);
}

#[test]
fn a_timestamp_in_a_nested_query_parameter_has_a_format() {
    let shapes = "shapes:\n  Range: { type: structure, members: { from: timestamp } }\n  Times: { type: list, of: timestamp }\n";
    let said = |style: &str| {
        let input = format!(
            "range: {{ type: Range, query: range, style: {style} }}, times: {{ type: Times, query: times, style: comma }}"
        );
        headlines(&with_input("GET /feed", &input, shapes)).len()
    };
    for style in ["deep_object", "brackets", "index", "json"] {
        assert_eq!(said(style), 1, "{style}");
    }
}

#[test]
fn a_style_adds_the_only_brackets() {
    let with = |type_: &str, style: &str| {
        let input = format!("filter: {{ type: {type_}, query: 'expand[]', style: {style} }}");
        with_input("GET /feed", &input, STYLED)
    };
    insta::assert_snapshot!("rs0011_brackets", with("Texts", "brackets"));
    for (type_, style) in [
        ("Texts", "index"),
        ("Map", "deep_object"),
        ("Filter", "brackets"),
    ] {
        assert_eq!(help(&with(type_, style)), "write `query: expand`");
    }
    for (type_, style) in [("Texts", "repeat"), ("Texts", "comma"), ("Filter", "json")] {
        assert!(!with(type_, style).contains("error["), "{style}");
    }
    for style in ["", ", style: index"] {
        let input = format!("names: {{ type: Texts, name: 'expand[]'{style} }}");
        let said = with_form("POST /feed", &input);
        assert_eq!(help(&said), "write `name: expand`");
    }
    let said = with_form(
        "POST /feed",
        "names: { type: Texts, name: 'expand[]', style: repeat }, one: { type: string, name: 'one[]' }",
    );
    assert!(!said.contains("error["), "{said}");
}

/// What is said about a form with these members.
fn with_form(http: &str, input: &str) -> String {
    with_operations(
        &format!("  Feed:\n    http: {http}\n    request: form\n    input: {{ {input} }}\n"),
        STYLED,
    )
}

#[test]
fn a_form_has_members_and_no_whole_body() {
    let said = with_form("POST /feed", "id: { type: string, header: x-id }");
    insta::assert_snapshot!("rs0011_empty_form", headlines_and_help(&said));
    let said = with_form("POST /feed", "name: { type: Flat, payload: true }");
    insta::assert_snapshot!("rs0028_payload_of_form", headlines_and_help(&said));
    let stream = STYLED.replace(
        "shapes:\n",
        "shapes:\n  Stream: { type: blob, streaming: true }\n",
    );
    let said = with_operations(
        "  Feed:\n    http: POST /feed\n    request: form\n    input: { a: Stream }\n",
        &stream,
    );
    assert!(
        said.contains("error[RS0038]: a streaming blob must be the whole body"),
        "{said}"
    );
    let said = with_form("GET /feed", "name: string");
    assert!(said.contains("warning[RS0033]"), "{said}");
}

/// The first line of a diagnostic, and its help.
fn headlines_and_help(said: &str) -> String {
    format!("{}\n= help: {}", headlines(said)[0], help(said))
}

#[test]
fn a_form_is_for_protocols_with_forms() {
    let aws = "restsmith: 1\nservice: { name: pets, protocol: aws-json-1.1, target_prefix: Pets, endpoint: { url: https://pets.example.com } }\noperations: { Feed: { request: form, input: { name: string } } }\n";
    assert_eq!(
        headlines_and_help(&diagnostics(aws)),
        "error[RS0011]: `request: form` can't be used with this protocol\n= help: remove it: the body is JSON"
    );
}

#[test]
fn a_member_of_a_form_has_a_style_of_forms() {
    let said = |type_: &str, style: &str| {
        let said = with_form(
            "POST /feed",
            &format!("a: {{ type: {type_}, style: {style} }}"),
        );
        if said.contains("error[") {
            help(&said).to_owned()
        } else {
            String::new()
        }
    };
    for (type_, style) in [
        ("Texts", "repeat"),
        ("Texts", "brackets"),
        ("Filters", "index"),
        ("Filter", "brackets"),
        ("document", "index"),
        ("Texts", "comma"),
        ("Texts", "space"),
        ("Texts", "pipe"),
        ("Flat", "json"),
        ("Texts", "json"),
    ] {
        assert_eq!(said(type_, style), "", "{type_} {style}");
    }
    let styles =
        "a form has the styles `brackets`, `index`, `repeat`, `comma`, `space`, `pipe` and `json`";
    for (type_, style, expected) in [
        ("string", "repeat", "remove it: a single value has no style"),
        ("string", "comma", "remove it: a single value has no style"),
        ("integer", "index", "remove it: a single value has no style"),
        (
            "Filter",
            "repeat",
            "write `style: brackets`, `style: index` or `style: json`",
        ),
        (
            "Filters",
            "comma",
            "write `style: brackets`, `style: index` or `style: json`",
        ),
        ("Flat", "deep_object", styles),
        ("Texts", "matrix", styles),
    ] {
        assert_eq!(said(type_, style), expected, "{type_} {style}");
    }
}

#[test]
fn a_timestamp_in_a_structure_in_a_path_is_that_of_a_body() {
    let said = diagnostics(
        "restsmith: 1
service: { name: days, protocol: rest-json, endpoint: { url: https://example.com } }
operations:
  Get:
    http: GET /days/{span}/{times}
    input:
      span: { type: Span, label: span, style: simple, required: true }
      times: { type: Times, label: times, style: simple, required: true }
shapes:
  Span: { type: structure, members: { from: timestamp } }
  Times: { type: list, of: timestamp }
",
    );
    assert_eq!(said.matches("RS0044").count(), 1, "{said}");
    assert!(said.contains("Span: {"), "{said}");
}
