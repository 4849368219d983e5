//! What is said of an operation with several successes.

use super::diagnostics::{headlines, help, with_operations};

/// What is said about an operation with these keys.
fn with(keys: &str) -> String {
    let rest = "errors:\n  Moved: { status: 303 }\n  Redirected: { status: 3XX }\nshapes:\n  Stream: { type: blob, streaming: true }\n";
    with_operations(
        &format!("  Feed:\n    http: POST /feed\n    {keys}\n"),
        rest,
    )
}

/// The first line of a diagnostic, and its help; nothing unless it is an error.
fn refusal(keys: &str) -> String {
    let said = with(keys);
    if said.contains("error[") {
        format!("{}\n= help: {}", headlines(&said)[0], help(&said))
    } else {
        String::new()
    }
}

#[test]
fn each_output_has_a_status_code_of_success() {
    for status in [200, 226, 299, 300, 304, 399] {
        assert_eq!(
            refusal(&format!("outputs: {{ Fed: {{ status: {status} }} }}")),
            "",
            "{status}"
        );
    }
    for status in [0, 101, 199, 400, 503, 1000] {
        assert_eq!(
            refusal(&format!("outputs: {{ Fed: {{ status: {status} }} }}")),
            format!(
                "error[RS0018]: {status} isn't the status code of a success\n\
                 = help: write a status code from 200 to 399; other responses are `errors`"
            )
        );
    }
    assert_eq!(
        refusal("outputs: { Fed: { status: 200 }, Full: { status: 200 } }"),
        "error[RS0018]: the status code `200` is used twice\n\
         = help: give one of the two another status code"
    );
    let said = refusal("outputs: { Fed: { members: { a: string } } }");
    assert!(said.starts_with("error[RS0009]"), "{said}");
}

#[test]
fn an_output_is_said_once() {
    for (keys, key, expected) in [
        (
            "output: { a: string }",
            "output",
            "write it below the name of each of the `outputs`",
        ),
        (
            "status: 201",
            "status",
            "write it below the name of each of the `outputs`",
        ),
        (
            "pagination: { input_token: a, output_token: b }",
            "pagination",
            "a page is the only output: write `output`, or remove `pagination`",
        ),
    ] {
        assert_eq!(
            refusal(&format!(
                "{keys}\n    outputs: {{ Fed: {{ status: 200 }} }}"
            )),
            format!(
                "error[RS0011]: an operation with `outputs` has no `{key}`\n= help: {expected}"
            )
        );
    }
}

#[test]
fn a_status_code_is_that_of_a_success_or_of_an_error() {
    assert_eq!(
        refusal("errors: [Moved]\n    outputs: { Elsewhere: { status: 303 } }"),
        "error[RS0018]: 303 is the status code of the error `Moved` too\n\
         = help: remove the error from the `errors` of the operation, or the output"
    );
    assert_eq!(
        refusal("errors: [Redirected]\n    outputs: { Elsewhere: { status: 303 } }"),
        ""
    );
}

#[test]
fn a_stream_stands_beside_streams() {
    let outputs = |other: &str| {
        refusal(&format!(
            "outputs: {{ Whole: {{ status: 200, members: {{ content: {{ type: Stream, payload: true }} }} }}, Other: {{ status: 206, members: {{ other: {other} }} }} }}"
        ))
    };
    assert_eq!(outputs("{ type: Stream, payload: true }"), "");
    assert_eq!(outputs("{ type: string, header: x-other }"), "");
    for other in ["string", "{ type: document, payload: true }"] {
        assert_eq!(
            outputs(other),
            "error[RS0011]: the body of `Other` can't be read as a whole: another output is a stream\n\
             = help: bind the member by `header`, make it a stream too, or remove `streaming` from the other one",
            "{other}"
        );
    }
}

#[test]
fn the_members_of_an_output_are_those_of_a_response() {
    assert_eq!(
        refusal("outputs: { Fed: { status: 200, members: { a: { type: string, label: a } } } }"),
        "error[RS0028]: `label` can't bind a member of an output or an error\n\
         = help: a response has no URI: move the member to `input`"
    );
    let said = with("outputs: { Unchanged: { status: 304, members: { a: string } } }");
    assert!(
        said.contains(
            "the member `a` belongs to the body, but a response with status 304 has no body"
        ),
        "{said}"
    );
}

#[test]
fn the_names_of_outputs_are_unique() {
    let said = with("outputs: { Unknown: { status: 200 }, un_known: { status: 201 } }");
    assert!(
        said.contains("the output `Unknown` exists already; this one becomes `Unknown2`"),
        "{said}"
    );
    let said = with("outputs: { Input: { status: 200 } }");
    assert!(
        said.contains("the type `FeedInput` exists already; this one becomes `FeedInput2`"),
        "{said}"
    );
    let said = refusal("outputs: { \"1\": { status: 200 } }");
    assert!(said.starts_with("error[RS0014]"), "{said}");
}
