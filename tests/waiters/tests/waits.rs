//! How both clients wait until a condition holds.

#![cfg(test)]

use std::{error::Error as _, time::Duration};

use restsmith_waiters::{
    Script,
    runtime::{WaitErrorKind, WaitOutcome, Waiter, WaiterState},
    wait,
    waiters::{
        HeadBucketInput, ListGroupsInput, ListGroupsOutput, ReadQueueInput, ReadQueueOutput,
        ReadReportInput, ReadTableInput,
        blocking::Client,
        types::{Group, Instance, InstanceState},
    },
};

const HOUR: u64 = 3_600_000;

fn bucket() -> HeadBucketInput {
    HeadBucketInput::new("b")
}

fn table() -> ReadTableInput {
    ReadTableInput::new("t")
}

#[test]
fn any_success_and_an_error_can_be_what_is_waited_for() {
    let found = wait!(
        [(404, ""), (200, "")],
        wait_until_bucket_exists,
        bucket(),
        HOUR
    );
    assert_eq!(found, ("output".to_owned(), 2));
    let found = wait!(
        [(404, ""), (403, "")],
        wait_until_bucket_exists,
        bucket(),
        HOUR
    );
    assert_eq!(
        found,
        ("HeadBucket failed: Forbidden (HTTP 403)".to_owned(), 2)
    );
    let found = wait!(
        [(200, ""), (404, "")],
        wait_until_bucket_not_exists,
        bucket(),
        HOUR
    );
    assert_eq!(
        found,
        ("HeadBucket failed: HTTP 404 Not Found".to_owned(), 2)
    );
}

#[test]
fn a_value_at_a_path_decides() {
    let creating = r#"{"table":{"state":"CREATING"},"state":"ACTIVE","count":0}"#;
    let active = r#"{"table":{"state":"ACTIVE"},"state":"CREATING","count":0}"#;
    let failed = r#"{"table":{"state":"FAILED"},"state":"ACTIVE","count":0}"#;
    let lost = r#"{"table":{"state":"LOST"},"state":"ACTIVE","count":0}"#;
    let absent = r#"{"state":"ACTIVE","count":0}"#;
    let ended =
        "the waiter `TableExists` failed: an acceptor with `state: failure` matches the output";
    for (last, said) in [(active, "output"), (failed, ended), (lost, ended)] {
        let answers = [(404, ""), (200, creating), (200, absent), (200, last)];
        let found = wait!(answers, wait_until_table_exists, table(), HOUR);
        assert_eq!(found, (said.to_owned(), 4));
    }
}

#[test]
fn errors_are_told_apart_by_name_and_by_code() {
    let found = |status, code| {
        let answers = [(418, ""), (400, r#"{"code":"Any"}"#), (status, code)];
        wait!(answers, wait_until_table_not_exists, table(), HOUR)
    };
    let said = |said: &str| (said.to_owned(), 3);
    assert_eq!(
        found(404, r#"{"code":"NotFound"}"#),
        said("ReadTable failed: NotFound (HTTP 404)")
    );
    assert_eq!(
        found(409, r#"{"code":"BUSY"}"#),
        said("the waiter `TableNotExists` failed: ReadTable failed: BUSY (HTTP 409)")
    );
    assert_eq!(
        found(400, r#"{"code":"OtherCode"}"#),
        said("the waiter `TableNotExists` failed: ReadTable failed: OtherCode (HTTP 400)")
    );
}

#[test]
fn an_error_that_no_acceptor_names_ends_the_wait() {
    let answers = [(404, ""), (400, r#"{"code":"Any"}"#)];
    let found = wait!(answers, wait_until_table_exists, table(), HOUR);
    let said = "the waiter `TableExists` ended with an error that it doesn't name: ReadTable failed: Any (HTTP 400)";
    assert_eq!(found, (said.to_owned(), 2));
}

#[test]
fn one_of_several_outputs_is_told_by_its_status_code() {
    let answers = [(202, "{}"), (200, "{}")];
    let found = wait!(
        answers,
        wait_until_report_ready,
        ReadReportInput::new(),
        HOUR
    );
    assert_eq!(found, ("output".to_owned(), 2));
}

#[test]
fn the_wait_ends_when_the_minimum_delay_is_left() {
    let found = wait!(
        [(200, r#"{"groups":[],"names":[]}"#)],
        wait_until_all_running,
        ListGroupsInput::new(),
        3_500
    );
    let said = "the waiter `AllRunning` didn't succeed within 4 calls and 2.5 s: the call returned an output";
    assert_eq!(found, (said.to_owned(), 4));
    let found = wait!(
        [(200, r#"{"groups":[],"names":[]}"#)],
        wait_until_all_running,
        ListGroupsInput::new(),
        0
    );
    let said = "the waiter `AllRunning` didn't succeed within 1 call and 0.0 s: the call returned an output";
    assert_eq!(found, (said.to_owned(), 1));
}

#[test]
fn an_error_says_the_last_outcome_and_no_secret() {
    let script = Script::new(&[(404, "")]);
    let client = Client::builder().build_with(script.clone()).unwrap();
    let input = bucket().key("secret-of-the-caller");
    let error = client
        .wait_until_bucket_exists(&input, Duration::from_secs(30))
        .unwrap_err();
    assert_eq!(error.waiter(), "BucketExists");
    assert!(error.source().is_none());
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("secret-of"), "{shown}");
    let delays = script.delays();
    assert!(
        delays
            .iter()
            .rev()
            .skip(1)
            .all(|it| *it >= Duration::from_secs(5))
    );
    let WaitErrorKind::Exceeded {
        last: WaitOutcome::Error(last),
        calls,
        elapsed,
    } = error.into_kind()
    else {
        panic!("{shown}");
    };
    assert_eq!(last.status().map(|it| it.as_u16()), Some(404));
    assert_eq!(usize::try_from(calls).unwrap(), script.calls());
    assert_eq!(elapsed.as_secs(), 25);
}

#[test]
fn a_failed_wait_says_what_ruled_it_out() {
    let failed = r#"{"table":{"state":"FAILED"},"state":"ACTIVE","count":7}"#;
    let client = Client::builder()
        .build_with(Script::new(&[(200, failed)]))
        .unwrap();
    let error = client
        .wait_until_table_exists(&table(), Duration::from_secs(30))
        .unwrap_err();
    let WaitErrorKind::Failed(outcome) = error.kind() else {
        panic!("{error:?}");
    };
    assert_eq!(outcome.output().map(|output| output.count), Some(7));
    assert!(error.error().is_none());
}

/// Groups, each ready or not, with the states of its instances.
fn groups(groups: &[(bool, &[Option<&str>])]) -> ListGroupsOutput {
    let groups = groups.iter().map(|(ready, states)| {
        let instances = states.iter().map(|state| match state {
            Some(name) => Instance::new().state(InstanceState::new().name(*name)),
            None => Instance::new(),
        });
        Group::new(*ready).instances(instances.collect())
    });
    let mut output = ListGroupsOutput::new(Vec::new());
    output.groups = Some(groups.collect());
    output
}

fn state(waiter: &Waiter<ListGroupsInput>, output: &ListGroupsOutput) -> WaiterState {
    waiter.state(Ok(output))
}

#[test]
fn all_values_are_at_least_one_and_none_is_another() {
    let waiter = &ListGroupsInput::WAIT_UNTIL_ALL_RUNNING;
    let (running, gone) = (Some("running"), Some("gone"));
    for (output, expected) in [
        (groups(&[]), WaiterState::Retry),
        (groups(&[(true, &[])]), WaiterState::Retry),
        (groups(&[(true, &[None])]), WaiterState::Retry),
        (
            groups(&[(true, &[running]), (true, &[running, None])]),
            WaiterState::Success,
        ),
        (
            groups(&[(true, &[running]), (true, &[Some("starting")])]),
            WaiterState::Retry,
        ),
        (
            groups(&[(true, &[running]), (true, &[gone])]),
            WaiterState::Failure,
        ),
        (
            ListGroupsOutput::new(vec!["none".to_owned()]),
            WaiterState::Failure,
        ),
        (ListGroupsOutput::new(Vec::new()), WaiterState::Retry),
    ] {
        assert_eq!(state(waiter, &output), expected, "{output:?}");
    }
}

#[test]
fn the_length_of_an_absent_list_is_not_0() {
    let absent = ListGroupsOutput::new(Vec::new());
    let waiter = &ListGroupsInput::WAIT_UNTIL_NONE_LEFT;
    assert_eq!(state(waiter, &absent), WaiterState::Retry);
    assert_eq!(state(waiter, &groups(&[])), WaiterState::Success);
    assert_eq!(state(waiter, &groups(&[(true, &[])])), WaiterState::Retry);
    let waiter = &ListGroupsInput::WAIT_UNTIL_SOME;
    assert_eq!(state(waiter, &absent), WaiterState::Retry);
    assert_eq!(state(waiter, &groups(&[(true, &[])])), WaiterState::Retry);
    assert_eq!(
        state(waiter, &groups(&[(true, &[None])])),
        WaiterState::Success
    );
}

fn queue(set: impl FnOnce(&mut ReadQueueOutput)) -> ReadQueueOutput {
    let mut output = ReadQueueOutput::default();
    set(&mut output);
    output
}

/// In JMESPath, an absent value's length is an error, and so is what it contains.
#[test]
fn what_is_an_error_for_an_absent_value_is_not_negated_into_a_match() {
    let list = |items: &[&str]| items.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let tags = |key: &str| [(key.to_owned(), String::new())].into_iter().collect();
    for (waiter, cases) in [
        (
            &ReadQueueInput::WAIT_UNTIL_NO_JOBS,
            [
                (queue(|_| ()), false),
                (queue(|it| it.jobs = Some(list(&[]))), true),
                (queue(|it| it.jobs = Some(list(&["a"]))), false),
            ],
        ),
        (
            &ReadQueueInput::WAIT_UNTIL_NO_NAME,
            [
                (queue(|_| ()), true),
                (queue(|it| it.name = Some(String::new())), true),
                (queue(|it| it.name = Some("a".to_owned())), false),
            ],
        ),
        (
            &ReadQueueInput::WAIT_UNTIL_NOT_ENOUGH_WORKERS,
            [
                (queue(|it| it.jobs = Some(list(&["a"]))), false),
                (
                    queue(|it| {
                        it.jobs = Some(list(&["a"]));
                        it.workers = Some(list(&[]));
                    }),
                    true,
                ),
                (
                    queue(|it| {
                        it.jobs = Some(list(&["a"]));
                        it.workers = Some(list(&["b"]));
                    }),
                    false,
                ),
            ],
        ),
        (
            &ReadQueueInput::WAIT_UNTIL_NOT_OLD,
            [
                (queue(|_| ()), false),
                (queue(|it| it.name = Some("new".to_owned())), true),
                (queue(|it| it.name = Some("an old one".to_owned())), false),
            ],
        ),
        (
            &ReadQueueInput::WAIT_UNTIL_OLD,
            [
                (queue(|_| ()), false),
                (queue(|it| it.name = Some("new".to_owned())), false),
                (queue(|it| it.name = Some("an old one".to_owned())), true),
            ],
        ),
        (
            &ReadQueueInput::WAIT_UNTIL_NOT_TAGGED,
            [
                (queue(|_| ()), false),
                (queue(|it| it.tags = Some(tags("a"))), true),
                (queue(|it| it.tags = Some(tags("ready"))), false),
            ],
        ),
        (
            &ReadQueueInput::WAIT_UNTIL_NO_TEST,
            [
                (queue(|_| ()), false),
                (queue(|it| it.jobs = Some(list(&["a"]))), true),
                (queue(|it| it.jobs = Some(list(&["a", "test"]))), false),
            ],
        ),
    ] {
        for (output, matches) in cases {
            let is_success = waiter.state(Ok(&output)) == WaiterState::Success;
            assert_eq!(is_success, matches, "{}: {output:?}", waiter.name());
        }
    }
}

#[test]
fn filters_indexes_and_two_lengths_are_as_in_jmespath() {
    let waiter = &ListGroupsInput::WAIT_UNTIL_SETTLED;
    for (output, expected) in [
        (groups(&[]), WaiterState::Failure),
        (
            groups(&[(true, &[None]), (true, &[None])]),
            WaiterState::Success,
        ),
        (
            groups(&[(true, &[None]), (false, &[None])]),
            WaiterState::Retry,
        ),
        (
            groups(&[(true, &[None, None]), (false, &[])]),
            WaiterState::Failure,
        ),
        (
            groups(&[(false, &[None, Some("gone")])]),
            WaiterState::Failure,
        ),
        (
            groups(&[(false, &[Some("gone"), None])]),
            WaiterState::Retry,
        ),
        (ListGroupsOutput::new(Vec::new()), WaiterState::Retry),
    ] {
        assert_eq!(state(waiter, &output), expected, "{output:?}");
    }
}

#[test]
fn strings_numbers_booleans_and_maps_are_compared() {
    for (body, method, said) in [
        (r#""password":"x""#, 'p', true),
        (r#""password":"""#, 'p', false),
        (r#""x":1"#, 'p', false),
        // `wanted` is equal to `count`, and `open` isn't true.
        (r#""wanted":5,"password":"x""#, 's', true),
        (r#""wanted":5,"password":"x","level":7"#, 's', false),
        (r#""wanted":4,"password":"x""#, 's', false),
        // Without a password, its length is 0.
        (r#""wanted":4"#, 's', true),
        (r#""tags":{"ready":"no"}"#, 't', true),
        (r#""tags":{"a":"really"}"#, 't', true),
        (r#""tags":{"a":"b"}"#, 't', false),
    ] {
        let body: &'static str =
            Box::leak(format!(r#"{{"state":"CREATING","count":5,{body}}}"#).into_boxed_str());
        let answers = [(200, body)];
        let (found, _) = match method {
            'p' => wait!(answers, wait_until_password_set, table(), 0),
            's' => wait!(answers, wait_until_stable, table(), 0),
            _ => wait!(answers, wait_until_tagged, table(), 0),
        };
        assert_eq!(found == "output", said, "{body}: {found}");
    }
}

#[test]
fn what_rules_out_comes_in_the_order_of_the_acceptors() {
    let failure = |body: &'static str, is_stable: bool| {
        let answers = [(200, body)];
        let (found, _) = if is_stable {
            wait!(answers, wait_until_stable, table(), HOUR)
        } else {
            wait!(answers, wait_until_tagged, table(), HOUR)
        };
        assert!(
            found.ends_with("failed: an acceptor with `state: failure` matches the output"),
            "{body}: {found}"
        );
    };
    failure(r#"{"state":"ACTIVE","count":1,"level":1}"#, true);
    failure(r#"{"state":"ACTIVE","count":11}"#, true);
    failure(r#"{"state":"ACTIVE","count":1,"wanted":-1}"#, true);
    failure(
        r#"{"state":"ACTIVE","count":1,"tags":{"state":"lost"}}"#,
        false,
    );
    failure(
        r#"{"state":"ACTIVE","count":1,"table":{"name":"an old one"}}"#,
        false,
    );
    failure(
        r#"{"state":"ACTIVE","count":1,"tags":{"a":"","b":"","c":""}}"#,
        false,
    );
}
