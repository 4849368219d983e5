//! What is said of multipart bodies, and the files in them.

use super::diagnostics::{diagnostics, headlines, help, with_operations};

const SHAPES: &str = "shapes:
  Texts: { type: list, of: string }
  Places: { type: list, of: Place }
  Place: { type: structure, members: { city: string } }
  Video: { type: blob, streaming: true }
  Photos: { type: list, of: blob }
  Holes: { type: list, of: blob, sparse: true }
";

/// What is said about a multipart body with this member, except for shapes that it doesn't use.
fn with_member(member: &str) -> String {
    let said = with_operations(
        &format!(
            "  Feed:\n    http: POST /feed\n    request: multipart\n    input: {{ a: {member} }}\n"
        ),
        SHAPES,
    );
    if said.contains("error[") {
        headlines_and_help(&said)
    } else {
        String::new()
    }
}

/// The first line of a diagnostic, and its help.
fn headlines_and_help(said: &str) -> String {
    format!("{}\n= help: {}", headlines(said)[0], help(said))
}

#[test]
fn a_member_of_a_multipart_body_has_any_type() {
    for type_ in [
        "string", "integer", "blob", "document", "Texts", "Places", "Place", "Photos", "Holes",
    ] {
        assert_eq!(with_member(type_), "", "{type_}");
    }
}

#[test]
fn a_file_is_a_blob_or_a_list_of_blobs() {
    for type_ in ["blob", "Video", "Photos"] {
        let file = format!("{{ type: {type_}, part: true }}");
        assert_eq!(with_member(&file), "", "{type_}");
    }
    for type_ in ["string", "Place", "Texts", "Holes", "document"] {
        assert_eq!(
            with_member(&format!("{{ type: {type_}, part: true }}")),
            "error[RS0038]: only a blob or a list of blobs can be a file\n\
             = help: change the type to `blob`, or remove `part`",
            "{type_}"
        );
    }
    assert_eq!(
        with_member("Video"),
        "error[RS0038]: a streaming blob in a multipart body must be a file\n\
         = help: add `part: true`"
    );
    assert_eq!(
        with_member("{ type: Photos, part: true, style: repeat }"),
        "error[RS0038]: `style: repeat` can't be used with a file\n\
         = help: remove it: each file is a part"
    );
}

#[test]
fn a_file_is_a_member_of_a_multipart_body() {
    let expected = "error[RS0028]: `part` is only for members of a multipart body\n\
                    = help: remove it; a body is multipart with `request: multipart`";
    assert_eq!(
        with_member("{ type: blob, part: true, payload: true }"),
        expected
    );
    for operation in [
        "    input: { a: { type: Video, part: true } }\n",
        "    request: form\n    input: { a: { type: Video, part: true } }\n",
        "    output: { a: { type: Video, part: true } }\n",
        "    input: { a: { type: Photos, query: a, part: true } }\n",
        "    input: { a: Files }\n",
    ] {
        let files = "  Files: { type: structure, members: { a: { type: blob, part: true } } }\n";
        let said = with_operations(
            &format!("  Feed:\n    http: POST /feed\n{operation}"),
            &format!("{SHAPES}{files}"),
        );
        assert_eq!(headlines_and_help(&said), expected, "{operation}");
    }
}

#[test]
fn a_member_of_a_multipart_body_has_a_style_of_them() {
    for (type_, style) in [
        ("Texts", "repeat"),
        ("Texts", "json"),
        ("Texts", "brackets"),
        ("Places", "repeat"),
        ("Places", "index"),
        ("Place", "json"),
        ("Photos", "index"),
        ("document", "brackets"),
    ] {
        let member = format!("{{ type: {type_}, style: {style} }}");
        assert_eq!(with_member(&member), "", "{member}");
    }
    let styles = "a multipart body has the styles `repeat`, `json`, `brackets` and `index`";
    for (type_, style, where_, expected) in [
        (
            "string",
            "json",
            "with this type",
            "remove it: a single value has no style",
        ),
        (
            "Place",
            "repeat",
            "with this type",
            "write `style: json`, which is the default, `style: brackets` or `style: index`",
        ),
        ("Texts", "comma", "in a multipart body", styles),
        ("Place", "deep_object", "in a multipart body", styles),
    ] {
        assert_eq!(
            with_member(&format!("{{ type: {type_}, style: {style} }}")),
            format!("error[RS0038]: `style: {style}` can't be used {where_}\n= help: {expected}")
        );
    }
}

#[test]
fn a_multipart_body_has_members_and_its_own_content_type() {
    assert_eq!(
        with_member("{ type: string, header: x-id }"),
        "error[RS0011]: `request: multipart` has no effect: no member belongs to the body\n\
         = help: remove it, or write the members of the body below `input:`"
    );
    assert_eq!(
        with_member("{ type: Place, payload: true }"),
        "error[RS0028]: `payload` can't bind a member of a multipart body\n\
         = help: its parts are the members of the body: write `part: true` for a file, or remove `request: multipart`"
    );
    assert_eq!(
        with_member("string, b: { type: string, header: Content-Type }"),
        "error[RS0017]: no member can be bound to the header `content-type`, which the client sets\n\
         = help: remove the member"
    );
    let get = "  Feed:\n    http: GET /feed\n    request: multipart\n    input: { a: string }\n";
    let said = with_operations(get, "");
    assert!(said.contains("warning[RS0033]"), "{said}");
    let aws = "restsmith: 1\nservice: { name: pets, protocol: aws-json-1.1, target_prefix: Pets, endpoint: { url: https://pets.example.com } }\noperations: { Feed: { request: multipart, input: { name: string } } }\n";
    assert_eq!(
        headlines_and_help(&diagnostics(aws)),
        "error[RS0011]: `request: multipart` can't be used with this protocol\n\
         = help: remove it: the body is JSON"
    );
}

#[test]
fn what_needs_the_whole_body_is_not_for_files() {
    let with = |key: &str| {
        with_operations(
            &format!(
                "  Feed:\n    http: POST /feed\n    request: multipart\n    input: {{ token: string, a: {{ type: Photos, part: true }} }}\n    output: {{ next: string }}\n    {key}\n"
            ),
            SHAPES,
        )
    };
    assert_eq!(
        headlines_and_help(&with("checksum_required: true")),
        "error[RS0011]: `checksum_required` can't be used with a stream, whose checksum isn't known before it is sent\n\
         = help: bind a member to the header `content-md5`, so that the caller sets it, or remove `checksum_required`"
    );
    assert_eq!(
        headlines_and_help(&with(
            "pagination: { input_token: token, output_token: next }"
        )),
        "error[RS0011]: an operation that sends a stream can't have `pagination`: each page is a call, and a stream can be sent only once\n\
         = help: remove `pagination`, or `streaming` from the blob, or `part` from the member"
    );
}
