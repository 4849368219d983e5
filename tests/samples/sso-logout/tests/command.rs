//! The command itself: exit codes, the environment, the terminal.

use std::{
    fs,
    process::{Command, Output},
};

use restsmith_tests::{Answer, Server};

use crate::{home::Home, portal::Portal};

/// The command in an environment that says nothing.
pub fn command(home: &Home) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sso-logout"));
    command
        .env_clear()
        .env("HOME", home.path())
        .env("USERPROFILE", home.path());
    // Windows starts nothing without it.
    command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
    command
}

fn sign_out(home: &Home, portal: &Portal, arguments: &[&str]) -> Output {
    let mut command = command(home);
    command
        .arg("--aws-dir")
        .arg(home.path())
        .args(["--endpoint-url", &portal.url()])
        .args(arguments);
    command.output().unwrap()
}

#[track_caller]
fn assert_exit(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "{}{}",
        stdout(output),
        stderr(output)
    );
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn all_done_is_exit_code_0() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let portal = Portal::with(&["dev-token"]);
    let output = sign_out(&home, &portal, &[]);
    assert_exit(&output, 0);
    assert!(portal.sessions().is_empty());
    assert_eq!(stderr(&output), "");
}

#[test]
fn something_unconfirmed_is_exit_code_1() {
    let home = Home::new();
    home.token("dev", "dev-token");
    assert_exit(
        &sign_out(
            &home,
            &Portal::answering([Answer::response("400 Bad Request", &[], "")]),
            &[],
        ),
        1,
    );
}

#[test]
fn something_left_is_exit_code_1() {
    let home = Home::new();
    home.write("sso/cache/x.json", "42");
    assert_exit(&sign_out(&home, &Portal::dead(), &[]), 1);
}

#[test]
fn a_command_line_that_can_t_be_right_is_exit_code_2_and_touches_nothing() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let before = home.files();
    let wrong: [&[&str]; 20] = [
        &["--no-such-option"],
        &["sign-out"],
        &["--session", "dev", "--profile", "dev"],
        &["--session", "dev", "--start-url", "https://acme"],
        &["--session", "dev", "list", "--profile", "dev"],
        &["--session", "nobody"],
        &["--profile", "nobody"],
        &["--start-url", ""],
        &["--start-url", "nonsense"],
        &["--start-url", "https://acme.awsapps.com/other"],
        &["--start-url", "list", "list"],
        &["--local-only", "--keep-on-failure"],
        &["--timeout", "soon"],
        &["--timeout", "0"],
        &["--timeout=-1s"],
        &["--ca-bundle", "no/such/file"],
        &[
            "--ca-bundle",
            "Cargo.toml",
            "--endpoint-url",
            "https://localhost:1",
        ],
        &[
            "--ca-bundle",
            "Cargo.toml",
            "--endpoint-url",
            "https://localhost:1",
            "--dry-run",
        ],
        &["--endpoint-url", "http://example.com", "--dry-run"],
        &["--endpoint-url", "http://example.com"],
    ];
    for arguments in wrong {
        let mut command = command(&home);
        let output = command
            .arg("--aws-dir")
            .arg(home.path())
            .args(arguments)
            .output()
            .unwrap();
        assert_exit(&output, 2);
        assert_eq!(stdout(&output), "");
        assert_eq!(home.files(), before);
    }
}

#[test]
fn a_folder_that_is_named_has_to_be_there() {
    let home = Home::new();
    let output = command(&home)
        .arg("--aws-dir")
        .arg(home.at("nowhere"))
        .output()
        .unwrap();
    assert_exit(&output, 2);
}

#[test]
fn a_timeout_has_a_unit_or_means_seconds() {
    let home = Home::new();
    for timeout in ["10", "0.5", "10s", "1m30s"] {
        assert_exit(
            &sign_out(&home, &Portal::dead(), &["--timeout", timeout]),
            0,
        );
    }
}

#[test]
fn without_an_aws_folder_there_is_nothing_to_sign_out() {
    let home = Home::new();
    for arguments in [&["--dry-run"][..], &[], &["list"], &["--local-only"]] {
        let output = command(&home).args(arguments).output().unwrap();
        assert_exit(&output, 0);
        assert!(
            stdout(&output).contains("no session is cached"),
            "{}",
            stdout(&output)
        );
    }
}

#[test]
fn the_aws_folder_of_the_home_folder_is_the_default() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let below = Home::new();
    fs::rename(home.path(), below.at(".aws")).unwrap();
    let output = command(&below).args(["list", "--json"]).output().unwrap();
    assert_exit(&output, 0);
    assert!(stdout(&output).contains("https://acme.awsapps.com/start"));
    fs::rename(below.at(".aws"), home.path()).unwrap();
}

#[test]
fn json_is_json() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let output = sign_out(&home, &Portal::with(&["dev-token"]), &["--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["complete"], true);
    assert_eq!(json["sessions"][0]["server"], "signed-out");
    assert_eq!(json["sessions"][0]["local"]["state"], "removed");
}

#[test]
fn the_configuration_file_can_be_named_by_the_environment() {
    let home = Home::new();
    home.token("dev", "dev-token");
    for file in ["elsewhere", "price$", "${open"] {
        home.write(
            file,
            "[sso-session dev]\n[profile one]\nsso_session = dev\n",
        );
    }
    let list = |name: &str, value: &str, arguments: &[&str]| {
        let mut command = command(&home);
        command.env("FILE", "elsewhere");
        command
            .arg("list")
            .arg("--aws-dir")
            .arg(home.path())
            .env(name, value)
            .args(arguments);
        stdout(&command.output().unwrap())
    };
    assert!(!list("AWS_CONFIG_FILE", "", &[]).contains("dev"));
    assert!(
        list(
            "AWS_CONFIG_FILE",
            home.at("elsewhere").to_str().unwrap(),
            &[]
        )
        .contains("\ndev ")
    );
    for file in [
        "~/elsewhere",
        "~/${FILE}",
        "~/$FILE",
        "~/else${UNSET}where/../$FILE",
        "~/.//elsewhere",
        "~/price$",
        "~/${open",
    ] {
        assert_eq!(
            list("AWS_CONFIG_FILE", file, &[]).contains("\ndev "),
            !file.contains("UNSET"),
            "{file}"
        );
    }
}

#[test]
fn the_profile_of_the_environment_counts_only_when_it_is_asked_for() {
    let home = Home::new();
    home.write(
        "config",
        "[profile one]\nsso_session = dev\n[default]\nsso_session = prod\n",
    );
    home.token("dev", "dev-token");
    home.token("prod", "prod-token");
    let signed_out = |variables: &[(&str, &str)], arguments: &[&str]| {
        let portal = Portal::with(&[]);
        let mut command = command(&home);
        command.arg("--aws-dir").arg(home.path()).args([
            "--keep-on-failure",
            "--endpoint-url",
            &portal.url(),
        ]);
        command.envs(variables.iter().copied()).args(arguments);
        command.output().unwrap();
        home.token("dev", "dev-token");
        home.token("prod", "prod-token");
        portal.sent()
    };
    for variable in ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] {
        assert_eq!(
            signed_out(&[(variable, "one")], &[]),
            ["dev-token", "prod-token"]
        );
        assert_eq!(
            signed_out(&[(variable, "one")], &["--profile"]),
            ["dev-token"]
        );
        assert_eq!(
            signed_out(&[(variable, "one")], &["--profile", "default"]),
            ["prod-token"]
        );
        assert_eq!(
            signed_out(&[(variable, "")], &["--profile"]),
            ["prod-token"]
        );
        assert_eq!(signed_out(&[(variable, "nobody")], &["--profile"]), [""; 0]);
    }
    assert_eq!(signed_out(&[], &["--profile"]), ["prod-token"]);
}

const PROFILES: &str = "
[profile one]
sso_session = dev
[profile two]
sso_session = prod
[sso-session dev]
[sso-session prod]
";

#[test]
fn the_default_profile_of_the_environment_goes_before_the_profile_as_in_the_aws_cli() {
    let home = Home::new();
    home.write("config", PROFILES);
    home.token("dev", "dev-token");
    home.token("prod", "prod-token");
    for (of_default, of_profile, session) in [
        ("two", "one", "prod"),
        ("two", "", "prod"),
        ("", "one", "dev"),
        ("one", "nobody", "dev"),
    ] {
        let mut command = command(&home);
        command
            .args(["list", "--json", "--profile"])
            .arg("--aws-dir")
            .arg(home.path());
        command.envs([
            ("AWS_DEFAULT_PROFILE", of_default),
            ("AWS_PROFILE", of_profile),
        ]);
        let json: serde_json::Value =
            serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
        assert_eq!(json["sessions"][0]["name"], session);
    }
}

#[cfg(unix)]
#[test]
fn a_profile_of_the_environment_that_is_no_text_is_not_taken_for_none() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let home = Home::new();
    home.write("config", "[default]\nsso_session = dev\n");
    home.token("dev", "dev-token");
    let mut command = command(&home);
    command
        .arg("--profile")
        .arg("--aws-dir")
        .arg(home.path())
        .env("AWS_PROFILE", OsStr::from_bytes(b"\xff"));
    assert_exit(&command.output().unwrap(), 2);
}

#[test]
fn the_endpoint_can_be_named_by_the_environment() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let portal = Portal::with(&["dev-token"]);
    let mut command = command(&home);
    command
        .arg("--aws-dir")
        .arg(home.path())
        .env("AWS_ENDPOINT_URL_SSO", portal.url());
    assert_exit(&command.output().unwrap(), 0);
    assert!(portal.sessions().is_empty());
}

#[test]
fn each_token_goes_to_the_server_of_its_own_region() {
    let home = Home::new();
    home.token_in("dev", "dev-token", "eu-west-1", "2025-06-01T12:00:00Z");
    home.token_in("gov", "gov-token", "us-gov-west-1", "2025-06-01T12:00:00Z");
    home.token_in("cn", "cn-token", "cn-north-1", "2025-06-01T12:00:00Z");
    let proxy = Server::start([Answer::Close(
        b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n".to_vec(),
    )]);
    let mut command = command(&home);
    command
        .arg("--aws-dir")
        .arg(home.path())
        .args(["--ca-bundle", "tests/ca.pem"]);
    // A region of the environment is for tokens that have none of their own, and those are never sent.
    command.envs([
        ("HTTPS_PROXY", &*proxy.url()),
        ("AWS_MAX_ATTEMPTS", "1"),
        ("AWS_REGION", "sa-east-1"),
    ]);
    assert_exit(&command.output().unwrap(), 1);
    let requests = proxy.requests();
    let mut hosts: Vec<_> = requests
        .iter()
        .filter_map(|request| request.split(' ').nth(1))
        .collect();
    hosts.sort_unstable();
    let expected = [
        "portal.sso.cn-north-1.amazonaws.com.cn:443",
        "portal.sso.eu-west-1.amazonaws.com:443",
        "portal.sso.us-gov-west-1.amazonaws.com:443",
    ];
    assert_eq!(hosts, expected);
}

#[test]
fn there_is_color_only_when_it_is_wanted() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let is_colored = |variables: &[(&str, &str)]| {
        let mut command = command(&home);
        command
            .arg("list")
            .arg("--aws-dir")
            .arg(home.path())
            .envs(variables.iter().copied());
        stdout(&command.output().unwrap()).contains('\u{1b}')
    };
    assert!(!is_colored(&[]));
    assert!(is_colored(&[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn the_help_shows_examples_and_exit_codes() {
    let output = command(&Home::new()).arg("--help").output().unwrap();
    assert_exit(&output, 0);
    let help = stdout(&output);
    for part in [
        "Examples:",
        "Exit code:",
        "--keep-on-failure",
        "AWS_CONFIG_FILE",
        "list",
    ] {
        assert!(help.contains(part), "{part} is missing in {help}");
    }
}

#[test]
fn an_output_that_nobody_reads_is_no_failure() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let portal = Portal::with(&["dev-token"]);
    let mut command = command(&home);
    command
        .arg("--aws-dir")
        .arg(home.path())
        .args(["--endpoint-url", &portal.url()]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert_eq!(command.stdout(writer).status().unwrap().code(), Some(0));
    assert!(portal.sessions().is_empty());
}
