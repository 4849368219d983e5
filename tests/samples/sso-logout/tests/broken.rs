//! Files that are not as they should be. None of them stops the rest.

use std::fs;

use sso_logout::{Removal, ServerSession};

use crate::{
    home::{Home, in_hours, token_json},
    portal::Portal,
};

/// Signs out of a session next to something broken, which has to stay and to be reported with this reason.
#[track_caller]
fn assert_left(home: &Home, file: &str, reason: &str) {
    let good = home.token("good", "good-token");
    let portal = Portal::with(&["good-token"]);
    let outcome = home.sign_out(&portal);
    assert!(portal.sessions().is_empty());
    assert!(!home.has(&good));
    assert!(home.has(file));
    let problems: Vec<_> = outcome
        .problems
        .iter()
        .map(|problem| (&*problem.file, &*problem.reason))
        .collect();
    assert_eq!(problems, [(file, reason)]);
    assert!(!outcome.is_complete());
}

#[test]
fn a_file_that_says_nothing_clear_stays_and_is_reported() {
    let deep = "[".repeat(1_000);
    let large = " ".repeat(1024 * 1024 + 1);
    let cases: [(&[u8], &str); 15] = [
        (b"42", "valid JSON, but not an object"),
        (b"null", "valid JSON, but not an object"),
        (b"\"text\"", "valid JSON, but not an object"),
        // Serde would read these as the members in their order.
        (
            br#"["token", "id", "url", "eu-west-1", "2025-01-01T00:00:00Z"]"#,
            "valid JSON, but not an object",
        ),
        (br#"{"accessToken": null}"#, "`accessToken` is not text"),
        (br#"{"accessToken": 42}"#, "`accessToken` is not text"),
        (
            br#"{"accessToken": ["a", {"b": 1}]}"#,
            "`accessToken` is not text",
        ),
        (
            br#"{"accessToken": "a", "accessToken": "b"}"#,
            "an object that has the same key twice",
        ),
        (b" \n ", "empty"),
        (
            br#"{"accessToken": "tok"#,
            "not valid JSON (line 1, column 20)",
        ),
        (b"{\"accessToken\": \"\xff\"}", "not UTF-8"),
        (
            b"{\"accessToken\": \"a\", \"other\": \"\x80\"}",
            "not UTF-8",
        ),
        (b"\xff\xfe{\0}\0", "not UTF-8"),
        (deep.as_bytes(), "not valid JSON (line 1, column 1000)"),
        (large.as_bytes(), "larger than 1 MiB, too large for a token"),
    ];
    for (contents, reason) in cases {
        let home = Home::new();
        home.write("sso/cache/broken.json", contents);
        assert_left(&home, "sso/cache/broken.json", reason);
    }
}

#[test]
fn a_broken_file_among_the_role_credentials_stays_and_is_reported() {
    let home = Home::new();
    home.write("cli/cache/broken.json", "42");
    assert_left(
        &home,
        "cli/cache/broken.json",
        "valid JSON, but not an object",
    );
}

#[test]
fn a_folder_that_is_named_like_a_token_stays_and_is_reported() {
    let home = Home::new();
    fs::create_dir_all(home.at("sso/cache/x.json")).unwrap();
    assert_left(&home, "sso/cache/x.json", "a folder, not a file");
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_is_reported_and_so_does_what_it_leads_to() {
    let home = Home::new();
    home.write(
        "elsewhere.json",
        token_json("linked-token", "eu-west-1", &in_hours(1)),
    );
    fs::create_dir_all(home.at("sso/cache")).unwrap();
    std::os::unix::fs::symlink(home.at("elsewhere.json"), home.at("sso/cache/x.json")).unwrap();
    assert_left(&home, "sso/cache/x.json", "a link, which is not followed");
    assert!(home.has("elsewhere.json"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_stays_and_is_reported() {
    let home = Home::new();
    fs::create_dir_all(home.at("sso/cache")).unwrap();
    std::os::unix::fs::symlink("nowhere", home.at("sso/cache/x.json")).unwrap();
    assert_left(&home, "sso/cache/x.json", "a link, which is not followed");
}

#[cfg(unix)]
#[test]
fn a_socket_stays_and_is_reported() {
    let home = Home::new();
    fs::create_dir_all(home.at("sso/cache")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(home.at("sso/cache/x.json")).unwrap();
    assert_left(&home, "sso/cache/x.json", "not a regular file");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_stays_and_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.write("sso/cache/x.json", "{}");
    fs::set_permissions(
        home.at("sso/cache/x.json"),
        fs::Permissions::from_mode(0o000),
    )
    .unwrap();
    // The superuser may read everything.
    if let Err(error) = fs::read(home.at("sso/cache/x.json")) {
        assert_left(
            &home,
            "sso/cache/x.json",
            &format!("can't be read: {error}"),
        );
    }
}

#[cfg(unix)]
#[test]
fn a_cache_folder_that_is_a_link_is_not_followed() {
    for link in ["sso", "sso/cache"] {
        let home = Home::new();
        let elsewhere = Home::new();
        elsewhere.write(
            "cache/x.json",
            token_json("linked-token", "eu-west-1", &in_hours(1)),
        );
        elsewhere.write(
            "x.json",
            token_json("linked-token", "eu-west-1", &in_hours(1)),
        );
        let before = elsewhere.files();
        fs::create_dir_all(home.at(link).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), home.at(link)).unwrap();
        let portal = Portal::with(&["linked-token"]);
        let outcome = home.sign_out(&portal);
        assert_eq!(outcome.problems.len(), 1);
        assert_eq!(elsewhere.files(), before);
        assert!(portal.sent().is_empty());
    }
}

#[test]
fn what_is_no_token_file_stays_without_a_word() {
    let home = Home::new();
    home.write("config", "[default]\n");
    home.write("credentials", "[default]\n");
    home.write(
        "sso/token.json",
        token_json("outside", "eu-west-1", &in_hours(1)),
    );
    home.write(
        "sso/cache/below/token.json",
        token_json("below", "eu-west-1", &in_hours(1)),
    );
    home.write(
        "sso/cache/token.json.bak",
        token_json("backup", "eu-west-1", &in_hours(1)),
    );
    home.write(
        "sso/cache/registration.json",
        r#"{"clientId": "id", "clientSecret": "secret"}"#,
    );
    home.write("sso/cache/other.json", "{}");
    home.write(
        "cli/cache/assumed.json",
        r#"{"Credentials": {}, "ProviderType": "assume-role"}"#,
    );
    home.write("cli/cache/number.json", r#"{"ProviderType": 1}"#);
    let before = home.files();
    let outcome = home.sign_out(&Portal::dead());
    assert!(outcome.is_complete());
    assert_eq!(outcome.registrations, 1);
    assert_eq!(home.files(), before);
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let home = Home::new();
    home.write(
        "sso/cache/x.json",
        format!(
            "\u{feff}{}",
            token_json("dev-token", "eu-west-1", &in_hours(1))
        ),
    );
    home.write("cli/cache/x.json", "\u{feff}{\"ProviderType\": \"sso\"}");
    let portal = Portal::with(&["dev-token"]);
    assert!(home.sign_out(&portal).is_complete());
    assert!(portal.sessions().is_empty());
    assert!(home.files().is_empty());
}

#[test]
fn a_token_that_can_t_be_sent_is_removed_and_reported() {
    for keep_on_failure in [false, true] {
        for (token, region) in [
            ("", "eu-west-1"),
            ("with\\nline-feed", "eu-west-1"),
            ("with-\u{e9}", "eu-west-1"),
            (" spaced ", "eu-west-1"),
            ("good-token", ""),
            ("good-token", "no region"),
            ("good-token", "evil.example/"),
            ("good-token", "-"),
        ] {
            let mut home = Home::new();
            home.keep_on_failure = keep_on_failure;
            let file = home.token_in("dev", token, region, &in_hours(1));
            let portal = Portal::with(&["good-token"]);
            let outcome = home.sign_out(&portal);
            assert!(
                matches!(outcome.sessions[0].server, ServerSession::CannotSend(_)),
                "{outcome:?}"
            );
            assert_eq!(outcome.sessions[0].removal, Some(Removal::Removed));
            assert!(!outcome.is_complete());
            assert!(!home.has(&file));
            assert!(portal.sent().is_empty());
        }
    }
}

#[test]
fn a_token_without_a_region_is_not_sent_to_that_of_the_environment() {
    let home = Home::new();
    home.write(
        "sso/cache/x.json",
        r#"{"accessToken": "good-token", "region": 1}"#,
    );
    let portal = Portal::with(&["good-token"]);
    let settings = portal.settings().region("eu-west-1");
    let outcome = home.sweep(Some(settings), &sso_logout::Wish::All, &|_, _| {
        std::ops::ControlFlow::Continue(())
    });
    let outcome = outcome.unwrap();
    assert!(matches!(
        outcome.sessions[0].server,
        ServerSession::CannotSend(_)
    ));
    assert!(portal.sent().is_empty());
}

#[test]
fn whatever_stands_beside_a_token_its_session_is_signed_out() {
    let home = Home::new();
    home.write(
        "sso/cache/x.json",
        r#"{"startUrl": null, "region": "eu-west-1", "accessToken": "dev-token", "expiresAt": {"a": [1]},
            "more": 1e400}"#
            .replace("1e400", "-0.5"),
    );
    home.write(
        "sso/cache/y.json",
        token_json("old-token", "eu-west-1", "2019-11-14T04:05:45UTC"),
    );
    let portal = Portal::with(&["dev-token", "old-token"]);
    let outcome = home.sign_out(&portal);
    assert!(outcome.is_complete());
    assert!(portal.sessions().is_empty());
    let expiries: Vec<_> = outcome
        .sessions
        .iter()
        .map(|outcome| outcome.session.expires_at)
        .collect();
    assert!(expiries.contains(&None) && expiries.contains(&"2019-11-14T04:05:45Z".parse().ok()));
}

#[test]
fn a_token_that_stands_elsewhere_in_its_file_is_not_shown() {
    let home = Home::new();
    home.write(
        "sso/cache/x.json",
        r#"{"accessToken": "dev-token", "startUrl": "https://acme/#dev-token", "region": "dev-token"}"#,
    );
    let outcome = home.sign_out(&Portal::with(&[]));
    assert!(!format!("{outcome:?}").contains("dev-token"));
}
