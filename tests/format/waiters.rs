//! What is said of waiters.

use super::diagnostics::{SPEC, diagnostics, headlines};

/// What is said about an operation with a waiter.
fn after_waiter(waiter: &str) -> String {
    let operation = format!(
        "  Look:
    http: GET /pets
    output: {{ pets: Pets, first: Pet, end: integer, ok: boolean, key: Key, at: timestamp, tags: Tags, mood: byte, size: Size, code: Code, choice: Choice, keys: Keys }}
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
  Code: { type: byte, sensitive: true }
  Choice: { type: union, members: { one: string, two: Pet } }
  Tags: { type: map, of: string }
  Keys: { type: list, of: Key }
  Size: { type: int_enum, values: { S: 1, M: 2, L: 3, XL: 4, XXL: 5, XXXL: 6 } }
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

/// Checks that a condition is refused with this message alone.
fn assert_refused(condition: &str, message: &str) {
    let found = after_acceptor(condition);
    let expected = format!("error[RS0047]: {message}");
    assert_eq!(headlines(&found), [expected], "{condition}: {found}");
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
            "`state` can't be reached: the value before it has no members",
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
            "`first.` isn't valid JMESPath at character 7: Expected identifier, '*', '{', '[', '&', or '[?' -- found Eof",
        ),
        (
            "path: \"tags.\\\"größe\\\" ==\", equals: FED",
            "`tags.\"größe\" ==` isn't valid JMESPath at character 16: Unexpected nud token -- found Eof",
        ),
        (
            "path: \"@ == 'a'\"",
            "`@` can't be used here: it is the whole output",
        ),
        (
            "path: mood, equals: 128",
            "the number 128 can't be the value at the path, which is a whole number from -128 to 127",
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
            "path: end, equals: 4000000000",
            "the number 4000000000 can't be the value at the path, which is a whole number from -2147483648 to 2147483647",
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
        assert_refused(condition, said);
    }
}

#[test]
fn a_path_reads_neither_sensitive_values_nor_unions() {
    for (condition, said) in [
        (
            "path: first.hidden.state, equals: FED",
            "`state` is within a sensitive value",
        ),
        (
            "path: choice.two.state, equals: FED",
            "`two` is within a union",
        ),
        (
            "path: key, equals: x",
            "the text `x` can't be the value at the path, which is sensitive",
        ),
        (
            "path: code, equals: 1",
            "the number 1 can't be the value at the path, which is sensitive",
        ),
        (
            "any: 'keys[]', equals: x",
            "the text `x` can't be the value at the path, which is sensitive",
        ),
        (
            "path: \"contains(keys, 'x')\"",
            "the text `x` can't be the value at the path, which is sensitive",
        ),
    ] {
        assert_refused(condition, said);
    }
}

#[test]
fn a_path_has_at_most_500_characters() {
    let long = |characters: usize| format!("path: \"tags.a == '{}'\"", "ß".repeat(characters));
    let found = after_acceptor(&long(489));
    let said = "error[RS0047]: the path has more than 500 characters";
    assert_eq!(headlines(&found), [said], "{found}");
    assert_eq!(after_acceptor(&long(488)), "");
}

#[test]
fn paths_of_values_lengths_and_conditions_are_valid() {
    for fine in [
        "path: ok",
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
fn a_value_that_an_enum_does_not_have_is_reported_with_those_that_it_has() {
    for (condition, said, help) in [
        (
            "path: first.state, equals: GONE",
            "warning[RS0048]: the enum `State` has no value `GONE`",
            "add it to the values of the enum, or write one of these: `HUNGRY`, `FED`",
        ),
        (
            "path: size, equals: 7",
            "warning[RS0048]: the enum `Size` has no number 7",
            "add it to the values of the enum, or write one of these: `1`, `2`, `3`, `4`, `5`, …",
        ),
        (
            "path: size, equals: XL",
            "error[RS0047]: the text `XL` can't be the value at the path, which is a number of an enum",
            "write one of its numbers: `1`, `2`, `3`, `4`, `5`, …",
        ),
        (
            "path: size, equals: 4000000000",
            "error[RS0047]: the enum `Size` can't have the number 4000000000",
            "write one of its numbers: `1`, `2`, `3`, `4`, `5`, …",
        ),
    ] {
        let found = after_acceptor(condition);
        assert_eq!(headlines(&found), [said], "{condition}: {found}");
        let helps: Vec<_> = found
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("= help: "))
            .collect();
        assert_eq!(helps, [help], "{condition}: {found}");
    }
}

#[test]
fn a_path_is_in_the_one_output_of_an_operation() {
    let operation = "  Look:
    http: GET /pets
    outputs: { Here: { status: 200, members: { name: string } }, Soon: { status: 202 } }
    waiters: { Seen: { acceptors: [{ state: success, path: name, equals: Rex }] } }
errors:
";
    let found = diagnostics(&SPEC.replace("errors:\n", operation));
    let said = "error[RS0047]: paths can't be used in an operation with `outputs`";
    assert_eq!(headlines(&found), [said], "{found}");
}

#[test]
fn a_nullable_member_of_a_structure_that_is_sent_is_not_read() {
    let operation = "  Look:
    http: POST /pets
    input: { pet: Pet }
    output: { pet: Pet }
    waiters: { Seen: { acceptors: [{ state: success, path: pet.name, equals: Rex }] } }
errors:
";
    let shapes = "shapes:\n  Pet: { type: structure, members: { name: { type: string, nullable: true } } }\n";
    let spec = SPEC
        .replace("errors:\n", operation)
        .replacen("shapes:\n", shapes, 1);
    let found = diagnostics(&spec);
    let said = "error[RS0047]: `name` is nullable and its structure is also sent, so a waiter can't read it";
    assert_eq!(headlines(&found), [said], "{found}");
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
        ("equals: a", "error[RS0047]: the acceptor has no condition"),
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
