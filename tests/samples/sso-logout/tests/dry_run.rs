//! A dry run foresees what a run does, as far as it is known before the server is called.

use std::ops::ControlFlow;

use sso_logout::{Outcome, Removal, ServerSession, Wish};

use crate::{
    command::command,
    home::{Home, in_hours, token_json},
    portal::Portal,
};

const KNOWN: [&str; 1] = ["good-token"];

/// What can't be signed out, whatever the server says.
fn hopeless() -> Vec<String> {
    let good = |region: &str| token_json("good-token", region, &in_hours(1));
    vec![
        r#"{"accessToken": "good-token"}"#.to_owned(),
        r#"{"accessToken": "good-token", "region": null}"#.to_owned(),
        r#"{"accessToken": "good-token", "region": ["eu-west-1"]}"#.to_owned(),
        good(""),
        good("eu west 1"),
        good(" eu-west-1 "),
        good("eu-west-1 # main"),
        good("eu_west_1"),
        good("eu-west-1."),
        good(&"a".repeat(64)),
        token_json("", "eu-west-1", &in_hours(1)),
        token_json("two\\nlines", "eu-west-1", &in_hours(1)),
        token_json(" spaced", "eu-west-1", &in_hours(1)),
        token_json("\\u0000", "eu-west-1", &in_hours(1)),
        token_json("t\u{f6}ken", "eu-west-1", &in_hours(1)),
    ]
}

fn outcomes(home: &mut Home, portal: &Portal) -> [Outcome; 2] {
    [true, false].map(|dry_run| {
        home.dry_run = dry_run;
        home.sign_out(portal)
    })
}

#[test]
fn what_is_refused_before_the_call_is_foreseen_with_the_same_reason() {
    for contents in hopeless() {
        let mut home = Home::new();
        home.write("sso/cache/x.json", contents);
        let portal = Portal::with(&KNOWN);
        let [planned, done] = outcomes(&mut home, &portal);
        assert!(
            matches!(planned.sessions[0].server, ServerSession::CannotSend(_)),
            "{planned:?}"
        );
        assert_eq!(planned.sessions[0].server, done.sessions[0].server);
        assert_eq!(planned.sessions[0].removal, Some(Removal::Planned));
        assert!(!planned.is_complete() && !done.is_complete());
        assert!(portal.sent().is_empty());
    }
}

#[test]
fn what_can_be_sent_is_not_sent_and_nothing_is_changed() {
    let mut home = Home::new();
    home.dry_run = true;
    home.token("dev", "good-token");
    home.credentials("role");
    let before = home.files();
    let portal = Portal::with(&KNOWN);
    let watch = |step, _: &str| panic!("{step:?}");
    let outcome = home
        .sweep(Some(portal.settings()), &Wish::All, &watch)
        .unwrap();
    assert_eq!(outcome.sessions[0].server, ServerSession::NotCalled);
    assert!(outcome.is_complete());
    assert_eq!(home.files(), before);
    assert!(portal.sent().is_empty());
}

#[test]
fn a_client_that_can_t_be_built_for_a_region_is_foreseen() {
    let mut home = Home::new();
    home.keep_on_failure = true;
    home.token("dev", "good-token");
    let watch = |_, _: &str| ControlFlow::Continue(());
    let settings = Portal::with(&KNOWN).settings().use_fips(true);
    let [planned, done] = [true, false].map(|dry_run| {
        home.dry_run = dry_run;
        home.sweep(Some(settings.clone()), &Wish::All, &watch)
            .unwrap()
    });
    assert!(
        matches!(planned.sessions[0].server, ServerSession::Unconfirmed(_)),
        "{planned:?}"
    );
    assert_eq!(planned.sessions[0].server, done.sessions[0].server);
    assert_eq!(planned.sessions[0].removal, None);
    assert_eq!(done.sessions[0].removal, None);
}

#[test]
fn the_exit_code_is_that_of_the_run() {
    let portal = Portal::with(&KNOWN);
    let url = portal.url();
    let files = [
        r#"{"accessToken": "good-token"}"#,
        r#"{"accessToken": "", "region": "eu-west-1"}"#,
        "42",
        "{}",
    ];
    let options: [&[&str]; 5] = [
        &[],
        &["--json"],
        &["--local-only"],
        &["--keep-on-failure"],
        &["--session", "x"],
    ];
    for options in options {
        for contents in files {
            let home = Home::new();
            home.write("sso/cache/x.json", contents);
            let exit_code = |more: &[&str]| {
                let mut command = command(&home);
                command
                    .arg("--aws-dir")
                    .arg(home.path())
                    .args(["--endpoint-url", &url])
                    .args(options)
                    .args(more);
                command.output().unwrap().status.code()
            };
            assert_eq!(
                exit_code(&["--dry-run"]),
                exit_code(&[]),
                "{options:?} {contents}"
            );
        }
    }
    assert!(portal.sent().is_empty());
}

#[cfg(unix)]
#[test]
fn a_folder_from_which_nothing_may_be_removed_is_foreseen() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let mut home = Home::new();
    home.token("dev", "good-token");
    home.credentials("role");
    let folders = ["sso/cache", "cli/cache"].map(|folder| home.at(folder));
    let allow = |mode| {
        for folder in &folders {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    allow(0o500);
    // The superuser may remove everything.
    if fs::write(home.at("sso/cache/probe"), "").is_err() {
        let [planned, done] = outcomes(&mut home, &Portal::with(&KNOWN));
        assert!(
            matches!(planned.sessions[0].removal, Some(Removal::Failed(_))),
            "{planned:?}"
        );
        assert_eq!(planned.sessions[0].removal, done.sessions[0].removal);
        assert_eq!(planned.credentials[0].removal, done.credentials[0].removal);
        assert!(!planned.is_complete() && !done.is_complete());
    }
    allow(0o700);
}
