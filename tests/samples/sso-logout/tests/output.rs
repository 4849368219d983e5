//! What people and scripts get to read.

use std::ops::ControlFlow;

use clap::Parser;
use restsmith_tests::Answer;
use sso_logout::{
    Step,
    arguments::Arguments,
    command::{self, World},
    report::Look,
};

use crate::{
    home::{Home, NOW, credentials_json, in_hours},
    portal::{Portal, sent_token, unauthorized},
};

const CONFIG: &str = "
[sso-session dev]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
[sso-session prod]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
[sso-session old]
sso_start_url = https://acme.awsapps.com/start
sso_region = us-east-1
[sso-session audit]
[profile dev-admin]
sso_session = dev
sso_account_id = 111122223333
sso_role_name = Admin
";

/// Five sessions in two regions, one of them expired; a corrupt file, two registrations, role credentials.
fn home() -> Home {
    let home = Home::new();
    home.write("config", CONFIG);
    home.token_in("dev", "dev-token", "eu-west-1", "2025-06-01T15:12:30Z");
    home.token_in("prod", "prod-token", "eu-west-1", "2025-06-03T12:00:00Z");
    home.token_in("old", "old-token", "us-east-1", &in_hours(-50));
    home.token_in("audit", "audit-token", "us-east-1", "2025-06-01T12:41:00Z");
    home.token_in(
        "https://acme.awsapps.com/start",
        "legacy-token",
        "us-east-1",
        "2025-06-01T12:00:20Z",
    );
    home.write("sso/cache/corrupt.json", r#"{"accessToken": "tok"#);
    home.write(
        "sso/cache/registration-1.json",
        r#"{"clientId": "id", "clientSecret": "secret"}"#,
    );
    home.write(
        "sso/cache/registration-2.json",
        r#"{"clientId": "id", "clientSecret": "secret"}"#,
    );
    home.write(
        "cli/cache/1af09e8b2f27bd9f6d7d1e8a2b3c4d5e6f708192.json",
        credentials_json(),
    );
    home.write("cli/cache/assumed.json", r#"{"Credentials": {}}"#);
    home
}

fn portal() -> Portal {
    Portal::with(&["dev-token", "prod-token", "audit-token", "legacy-token"])
}

/// What the command prints, with the folder's name replaced.
fn run(home: &Home, portal: &Portal, arguments: &[&str]) -> String {
    run_with(home, portal, arguments, Look::default(), &|_, _| {})
}

fn run_with(
    home: &Home,
    portal: &Portal,
    arguments: &[&str],
    look: Look,
    watch: &(dyn Fn(Step, &str) + Sync),
) -> String {
    let aws_dir = home.path().to_str().unwrap();
    // Given last: an environment of the caller's must not name another.
    let config = home.at("config");
    let fixed = [
        "--aws-dir",
        aws_dir,
        "--config-file",
        config.to_str().unwrap(),
        "--ca-bundle",
        "",
    ];
    let url = portal.url();
    let endpoint = ["--endpoint-url", &*url];
    let all = [&["sso-logout"], &endpoint[..], &fixed[..], arguments].concat();
    let world = World {
        variable: &|name| (name == "AWS_MAX_ATTEMPTS").then(|| "1".to_owned()),
        now: NOW.parse().unwrap(),
        look,
        observer: &|step, file| {
            watch(step, file);
            ControlFlow::Continue(())
        },
    };
    let output = match command::run(&Arguments::try_parse_from(all).unwrap(), &world) {
        Ok(finished) => {
            let finished = finished.unwrap();
            format!("{}[complete: {}]\n", finished.output, finished.is_complete)
        }
        Err(error) => format!("error: {error}\n"),
    };
    assert!(!output.contains("-token"), "{output}");
    output.replace(aws_dir, "~/.aws")
}

#[test]
fn the_list_shows_who_is_signed_in_where_and_for_how_long() {
    insta::assert_snapshot!(run(&home(), &portal(), &["list"]));
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let (home, portal) = (home(), portal());
    let before = home.files();
    insta::assert_snapshot!(run(&home, &portal, &["--dry-run"]));
    assert_eq!(home.files(), before);
    assert!(portal.sent().is_empty());
}

#[test]
fn a_dry_run_for_this_machine_only_says_so() {
    insta::assert_snapshot!(run(&home(), &portal(), &["--dry-run", "--local-only"]));
}

/// Sessions of which only one can be signed out, for reasons that are known before the server is called.
fn hopeless_home() -> Home {
    let home = Home::new();
    home.write("config", CONFIG);
    home.token_in("dev", "dev-token", "eu-west-1", "2025-06-01T15:12:30Z");
    home.token_in("prod", "", "eu-west-1", "2025-06-01T15:12:30Z");
    home.token_in("old", "two\\nlines", "eu-west-1", &in_hours(-50));
    home.token_in(
        "audit",
        "audit-token",
        "eu-west-1 # main",
        "2025-06-01T12:41:00Z",
    );
    home.write(
        "sso/cache/x.json",
        r#"{"accessToken": "legacy-token", "startUrl": "https://acme.awsapps.com/start"}"#,
    );
    home
}

#[test]
fn a_dry_run_says_what_can_t_be_signed_out() {
    insta::assert_snapshot!(run(&hopeless_home(), &portal(), &["--dry-run"]));
}

#[test]
fn a_dry_run_tells_scripts_what_can_t_be_signed_out() {
    insta::assert_snapshot!(run(&hopeless_home(), &portal(), &["--dry-run", "--json"]));
}

#[test]
fn a_start_url_that_nobody_knows_comes_with_those_that_there_are() {
    insta::assert_snapshot!(run(
        &home(),
        &portal(),
        &["--start-url", "https://acme.awsapps.com/strat"]
    ));
}

#[test]
fn what_is_no_start_url_comes_with_those_that_there_are() {
    let output = run(
        &home(),
        &portal(),
        &["--start-url", "https://me:secret@acme.awsapps.com/start"],
    );
    assert!(!output.contains("secret"));
    insta::assert_snapshot!(output);
}

#[test]
fn signing_out_of_five_sessions_is_understood_without_the_manual() {
    let (home, portal) = (home(), portal());
    insta::assert_snapshot!(run(&home, &portal, &[]));
    assert!(portal.sessions().is_empty());
    let left = ["cli/cache/assumed.json", "config", "sso/cache/corrupt.json"];
    let registrations = [
        "sso/cache/registration-1.json",
        "sso/cache/registration-2.json",
    ];
    assert_eq!(
        home.files().into_keys().collect::<Vec<_>>(),
        [&left[..], &registrations].concat()
    );
}

#[test]
fn a_second_time_there_is_nothing_to_sign_out() {
    let (home, portal) = (home(), portal());
    run(&home, &portal, &[]);
    insta::assert_snapshot!(run(&home, &portal, &[]));
}

#[test]
fn one_session_by_its_name() {
    insta::assert_snapshot!(run(&home(), &portal(), &["--session", "dev"]));
}

#[test]
fn one_session_that_is_not_signed_in() {
    let home = Home::new();
    home.write("config", CONFIG);
    insta::assert_snapshot!(run(&home, &portal(), &["--profile", "dev-admin"]));
}

#[test]
fn a_name_that_is_mistyped_comes_with_those_that_there_are() {
    insta::assert_snapshot!(run(&home(), &portal(), &["--session", "dve"]));
}

#[test]
fn this_machine_only_says_that_the_sessions_live_on() {
    insta::assert_snapshot!(run(&home(), &portal(), &["--local-only"]));
}

fn half_broken() -> Portal {
    Portal::answering([Answer::decide(|request| match sent_token(request) {
        Some("dev-token" | "prod-token") => Answer::ok(),
        Some("old-token") => unauthorized(),
        Some("audit-token") => {
            let message = r#"{"message": "No.\u001b[2J\nFake line"}"#;
            Answer::response(
                "400 Bad Request",
                &["x-amzn-errortype: InvalidRequestException"],
                message,
            )
        }
        _ => Answer::response("503 Service Unavailable", &["x-amzn-requestid: 1b2c"], ""),
    })])
}

#[test]
fn what_the_server_does_not_confirm_is_said_line_by_line() {
    insta::assert_snapshot!(run(&home(), &half_broken(), &[]));
}

#[test]
fn what_is_kept_on_failure_is_said() {
    insta::assert_snapshot!(run(&home(), &half_broken(), &["--keep-on-failure"]));
}

#[test]
fn a_new_sign_in_meanwhile_is_said() {
    let home = Home::new();
    let file = home.token("dev", "dev-token");
    let change = |step, _: &str| {
        if step == Step::SetAside {
            home.token("dev", "new-token");
        }
    };
    let output = run_with(&home, &portal(), &[], Look::default(), &change);
    insta::assert_snapshot!(output);
    assert!(home.has(&file));
}

#[test]
fn a_narrow_terminal_wraps_the_table() {
    let look = Look {
        color: false,
        width: Some(50),
    };
    insta::assert_snapshot!(run_with(&home(), &portal(), &["list"], look, &|_, _| {}));
}

#[test]
fn what_a_file_says_can_t_steer_the_terminal() {
    let home = Home::new();
    home.write(
        "sso/cache/x.json",
        r#"{"accessToken": "dev-token", "region": "eu\u001b[31m-west-1", "startUrl": "https://a\nb\u202ec"}"#,
    );
    insta::assert_snapshot!(run(&home, &portal(), &["list"]));
}

#[test]
fn a_configuration_that_can_t_be_read_is_worth_a_note() {
    let home = Home::new();
    home.token("dev", "dev-token");
    home.write("config", "[sso-session dev\n");
    insta::assert_snapshot!(run(&home, &portal(), &[]));
}

#[test]
fn a_profile_needs_a_configuration_that_can_be_read() {
    let home = Home::new();
    home.write("config", "[sso-session dev\n");
    insta::assert_snapshot!(run(&home, &portal(), &["--profile", "dev"]));
}

#[test]
fn scripts_get_all_there_is_to_know() {
    let json = run(&home(), &half_broken(), &["--json"]);
    insta::assert_snapshot!(json);
}

#[test]
fn scripts_get_the_list() {
    insta::assert_snapshot!(run(&home(), &portal(), &["list", "--json"]));
}
