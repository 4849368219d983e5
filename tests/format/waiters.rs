//! What is said of waiters.

use super::diagnostics::{SPEC, diagnostics, headlines};

/// What is said about an operation with a waiter.
fn after_waiter(waiter: &str) -> String {
    let operation = format!(
        "  Look:
    http: GET /pets
    output: {{ pets: Pets, first: Pet, end: integer, ok: boolean, key: Key, at: timestamp, tags: Tags }}
    errors: [NotHungry]
    waiters:
      Fed: {waiter}
errors:
"
    );
    let shapes = "shapes:
  Pets: { type: list, of: Pet }
  Pet: { type: structure, members: { name: string, state: State, kin: Pets, age: long, hidden: Hidden } }
  State: { type: enum, values: [HUNGRY, FED] }
  Key: { type: string, sensitive: true }
  Hidden: { type: structure, sensitive: true, members: { state: State } }
  Tags: { type: map, of: string }
";
    diagnostics(
        &SPEC
            .replace("errors:\n", &operation)
            .replacen("shapes:\n", shapes, 1),
    )
}

fn after_acceptor(condition: &str) -> String {
    after_waiter(&format!(
        "{{ acceptors: [{{ state: success, {condition} }}] }}"
    ))
}

#[test]
fn paths_are_checked_against_the_output() {
    insta::assert_snapshot!(
        "rs0047_member",
        after_acceptor("path: first.stat, equals: FED")
    );
    insta::assert_snapshot!(
        "rs0047_several",
        after_acceptor("path: 'pets[].state', equals: FED")
    );
    insta::assert_snapshot!("rs0047_text", after_acceptor("path: end, equals: FED"));
    insta::assert_snapshot!(
        "rs0048_enum",
        after_acceptor("path: first.state, equals: FET")
    );
    for (condition, said) in [
        (
            "path: first.state",
            "nothing says what `first.state` equals",
        ),
        (
            "path: pets.state, equals: FED",
            "there is no member `state`: its owner has none",
        ),
        (
            "all: first.state, equals: FED",
            "`first.state` names one value",
        ),
        (
            "any: 'pets[*].kin[*].state', equals: FED",
            "a list of lists can't be compared",
        ),
        (
            "path: 'first.', equals: FED",
            "`first.` is not valid JMESPath: there is something wrong at character 7",
        ),
        (
            "path: 'length(end) > `0`'",
            "only lists, maps and strings have a length",
        ),
        (
            "path: \"length(pets) > 'a'\"",
            "a length is compared with something else than a number",
        ),
        (
            "path: \"first.state > 'FED'\"",
            "only numbers can be less or greater",
        ),
        (
            "path: 'first.state && ok'",
            "something that is neither true nor false is used as a condition",
        ),
        (
            "path: 'first.name == end'",
            "these two members can't be compared",
        ),
        (
            "path: 'sum(pets[].age) == `1`'",
            "the function `sum` isn't supported",
        ),
        ("path: 'keys(first)'", "only a map has keys and values"),
        (
            "path: first.hidden.state, equals: FED",
            "`state` is within a sensitive value",
        ),
        (
            "path: end, equals: 4000000000",
            "the number 4000000000 can't be the value at the path, which is a whole number of another range",
        ),
        (
            "path: at, equals: x",
            "the text `x` can't be the value at the path, which is of a type that a waiter can't compare",
        ),
        (
            "path: end, equals: [1]",
            "a waiter can't compare with this constant",
        ),
    ] {
        let found = after_acceptor(condition);
        let expected = format!("error[RS0047]: {said}");
        assert_eq!(headlines(&found), [expected], "{condition}: {found}");
    }
    for fine in [
        "path: ok",
        "path: key, equals: x",
        "path: 'length(key) > `0`'",
        "path: tags.a, equals: b",
        "any: 'tags.*', equals: b",
        "path: \"contains(keys(tags), 'a')\"",
        "path: 'pets[0].age', equals: 3",
        "path: \"length(pets[?state == 'FED' || !(age < `3`)]) == length(pets)\"",
        "all: 'pets[].kin[].state', equals: FED",
        "error: NotHungry",
        "error: SomethingElse",
        "status: error",
        "status: 404",
    ] {
        assert_eq!(after_acceptor(fine), "", "{fine}");
    }
}

#[test]
fn an_acceptor_is_about_one_kind_of_outcome() {
    insta::assert_snapshot!(
        "rs0047_keys",
        after_acceptor("status: 404, error: NotHungry")
    );
    insta::assert_snapshot!("rs0018_success", after_acceptor("status: 200"));
    insta::assert_snapshot!("rs0048_error", after_acceptor("error: NotHungri"));
    for (condition, said) in [
        (
            "equals: a",
            "error[RS0047]: nothing says which outcomes the acceptor is about",
        ),
        (
            "status: 404, equals: a",
            "error[RS0047]: `equals` has no effect: there is no path",
        ),
        (
            "status: 700",
            "error[RS0018]: 700 isn't the status code of a response",
        ),
        (
            "status: gone",
            "error[RS0008]: expected a status code such as 404, `success` or `error`, found the text `gone`",
        ),
    ] {
        let found = after_acceptor(condition);
        assert_eq!(headlines(&found), [said], "{condition}: {found}");
    }
}

#[test]
fn a_waiter_succeeds_some_time_and_has_delays_in_order() {
    insta::assert_snapshot!(
        "rs0047_no_success",
        after_waiter("{ acceptors: [{ state: retry, status: success }] }")
    );
    let acceptors = "acceptors: [{ state: success, status: success }]";
    for (delays, said) in [
        (
            "min_delay: 0",
            "error[RS0011]: a delay is at least a second and at most a day",
        ),
        (
            "min_delay: 5, max_delay: 4",
            "error[RS0011]: the maximum delay is less than the minimum delay",
        ),
        (
            "min_delay: 5s",
            "error[RS0008]: expected a whole number of seconds, found the text `5s`",
        ),
    ] {
        let found = after_waiter(&format!("{{ {delays}, {acceptors} }}"));
        assert_eq!(headlines(&found), [said], "{delays}: {found}");
    }
    for fine in [
        "min_delay: 200",
        "max_delay: 1",
        "min_delay: 3, max_delay: 3",
    ] {
        assert_eq!(
            after_waiter(&format!("{{ {fine}, {acceptors} }}")),
            "",
            "{fine}"
        );
    }
}

#[test]
fn an_operation_that_sends_a_stream_has_no_waiters() {
    let operation = "  Send:
    http: POST /pets
    input: { content: { type: Content, payload: true } }
    waiters: { Sent: { acceptors: [{ state: success, status: success }] } }
errors:
";
    let shapes = "shapes:\n  Content: { type: blob, streaming: true }\n";
    let spec = SPEC
        .replace("errors:\n", operation)
        .replacen("shapes:\n", shapes, 1);
    insta::assert_snapshot!("rs0011_stream_in_waiter", diagnostics(&spec));
}
