//! What the server says, and what follows from it.

use std::{
    ops::ControlFlow,
    sync::{
        Barrier, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use restsmith_tests::Answer;
use sso_logout::{Removal, ServerSession, Step, Wish, sweep::SIDE_BY_SIDE};

use crate::{
    home::{Home, in_hours},
    portal::{Portal, sent_token, unauthorized},
};

#[test]
fn every_session_ends_on_the_server_and_its_token_is_removed() {
    let home = Home::new();
    let files = [
        home.token("dev", "dev-token"),
        home.token("prod", "prod-token"),
    ];
    let portal = Portal::with(&["dev-token", "prod-token", "of-someone-else"]);
    let outcome = home.sign_out(&portal);
    assert!(outcome.is_complete());
    assert_eq!(portal.sessions(), ["of-someone-else"]);
    assert!(!files.iter().any(|file| home.has(file)));
}

#[test]
fn a_token_that_the_server_no_longer_knows_counts_as_signed_out() {
    let home = Home::new();
    let file = home.token("dev", "dev-token");
    let outcome = home.sign_out(&Portal::with(&[]));
    assert!(outcome.is_complete());
    assert_eq!(outcome.sessions[0].server, ServerSession::AlreadySignedOut);
    assert!(!home.has(&file));
}

#[test]
fn an_unauthorized_that_names_its_code_or_has_a_request_id_counts_as_signed_out() {
    let body = r#"{"__type": "com.amazonaws.sso#UnauthorizedException"}"#;
    for answer in [
        unauthorized(),
        Answer::response(
            "401 Unauthorized",
            &["x-amzn-errortype: UnauthorizedException:http://a"],
            "",
        ),
        Answer::response(
            "401 Unauthorized",
            &["content-type: application/json"],
            body,
        ),
        Answer::response("401 Unauthorized", &["x-amzn-requestid: 1b2c"], ""),
        Answer::response(
            "401 Unauthorized",
            &["x-amzn-requestid: 1b2c"],
            r#"{"message": "No"}"#,
        ),
    ] {
        let mut home = Home::new();
        home.keep_on_failure = true;
        let file = home.token("dev", "dev-token");
        let outcome = home.sign_out(&Portal::answering([answer]));
        assert_eq!(outcome.sessions[0].server, ServerSession::AlreadySignedOut);
        assert!(outcome.is_complete());
        assert!(!home.has(&file));
    }
}

#[test]
fn an_unauthorized_with_another_code_is_unconfirmed() {
    for code in [
        "NotAuthorized",
        "AccessDeniedException",
        "ProxyAuthenticationRequired",
    ] {
        let error_type = format!("x-amzn-errortype: {code}");
        assert_unconfirmed_and_kept(
            Answer::response(
                "401 Unauthorized",
                &[&error_type, "x-amzn-requestid: 1b2c"],
                "",
            ),
            &["401", code],
        );
    }
}

#[test]
fn an_unauthorized_of_a_gateway_is_unconfirmed() {
    let page = "<html><body>Log in to the gateway</body></html>";
    for (headers, body, text) in [
        (
            &["www-authenticate: NTLM", "content-type: text/html"][..],
            page,
            "Log in to the gateway",
        ),
        (&["www-authenticate: Basic realm=\"gateway\""], "", "401"),
        (
            &["www-authenticate: Negotiate"],
            "Who are you?",
            "Who are you?",
        ),
        (
            &["content-type: application/json"],
            r#"{"message": "No such user"}"#,
            "No such user",
        ),
        (&[], "", "401"),
    ] {
        assert_unconfirmed_and_kept(
            Answer::response("401 Unauthorized", headers, body),
            &["401", text],
        );
    }
}

#[track_caller]
fn assert_unconfirmed_and_kept(answer: Answer, texts: &[&str]) {
    let mut home = Home::new();
    home.keep_on_failure = true;
    let file = home.token("dev", "dev-token");
    let outcome = home.sign_out(&Portal::answering([answer]));
    let reason = outcome
        .sessions
        .iter()
        .find_map(|session| match &session.server {
            ServerSession::Unconfirmed(reason) => Some(reason),
            _ => None,
        });
    let reason = reason.unwrap();
    for text in texts {
        assert!(reason.contains(text), "{reason}");
    }
    assert!(!outcome.is_complete());
    assert!(home.has(&file));
}

#[test]
fn a_token_past_its_expiry_is_sent_too() {
    let home = Home::new();
    let file = home.token_in("dev", "dev-token", "eu-west-1", &in_hours(-50));
    let portal = Portal::with(&["dev-token"]);
    assert!(home.sign_out(&portal).is_complete());
    assert!(portal.sessions().is_empty());
    assert!(!home.has(&file));
}

#[test]
fn an_answer_that_is_no_success_removes_the_token_and_is_reported() {
    for (status, attempts) in [
        ("400 Bad Request", 1),
        ("403 Forbidden", 1),
        ("500 Internal Server Error", 3),
    ] {
        let home = Home::new();
        let file = home.token("dev", "dev-token");
        let portal = Portal::answering([Answer::response(status, &[], "")]);
        let outcome = home.sign_out(&portal);
        assert!(!outcome.is_complete());
        let ServerSession::Unconfirmed(reason) = &outcome.sessions[0].server else {
            panic!("{outcome:?}")
        };
        assert!(reason.contains(&status[..3]), "{reason}");
        assert_eq!(portal.sent().len(), attempts);
        assert!(!home.has(&file));
    }
}

#[test]
fn a_server_that_is_busy_at_first_is_asked_again() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let portal = Portal::answering([
        Answer::response("429 Too Many Requests", &[], ""),
        Answer::ok(),
    ]);
    let outcome = home.sign_out(&portal);
    assert!(outcome.is_complete());
    assert_eq!(outcome.sessions[0].server, ServerSession::SignedOut);
    assert_eq!(portal.sent().len(), 2);
}

#[test]
fn a_page_of_a_captive_portal_is_no_sign_out() {
    let home = Home::new();
    home.token("dev", "dev-token");
    let portal = Portal::answering([Answer::response(
        "200 OK",
        &["content-type: text/html"],
        "<h1>Wi-Fi</h1>",
    )]);
    let outcome = home.sign_out(&portal);
    assert!(matches!(
        outcome.sessions[0].server,
        ServerSession::Unconfirmed(_)
    ));
}

#[test]
fn a_dead_server_leaves_no_token_behind() {
    let home = Home::new();
    let (dev, prod) = (
        home.token("dev", "dev-token"),
        home.token("prod", "prod-token"),
    );
    let outcome = home.sign_out(&Portal::dead());
    assert!(!outcome.is_complete());
    assert_eq!(outcome.sessions.len(), 2);
    assert!(
        outcome
            .sessions
            .iter()
            .all(|session| matches!(session.server, ServerSession::Unconfirmed(_)))
    );
    assert!(!home.has(&dev) && !home.has(&prod));
}

#[test]
fn a_server_that_takes_too_long_is_not_waited_for() {
    let home = Home::new();
    let file = home.token("dev", "dev-token");
    let portal = Portal::answering([Answer::Hang(Vec::new())]);
    let settings = portal.settings().call_timeout(Duration::from_millis(50));
    let outcome = home
        .sweep(
            Some(settings),
            &Wish::All,
            &|_, _| ControlFlow::Continue(()),
        )
        .unwrap();
    assert!(matches!(
        outcome.sessions[0].server,
        ServerSession::Unconfirmed(_)
    ));
    assert!(!home.has(&file));
}

#[test]
fn a_token_that_is_kept_on_failure_is_signed_out_by_the_next_run() {
    let mut home = Home::new();
    home.keep_on_failure = true;
    let file = home.token("dev", "dev-token");
    let outcome = home.sign_out(&Portal::dead());
    assert!(!outcome.is_complete());
    assert_eq!(outcome.sessions[0].removal, None);
    assert!(home.has(&file));

    let portal = Portal::with(&["dev-token"]);
    assert!(home.sign_out(&portal).is_complete());
    assert!(portal.sessions().is_empty());
    assert!(!home.has(&file));
}

#[test]
fn one_session_that_fails_does_not_stop_the_others() {
    let home = Home::new();
    for session in ["dev", "prod", "test"] {
        home.token(session, &format!("{session}-token"));
    }
    let portal = Portal::answering([Answer::decide(|request| match sent_token(request) {
        Some("prod-token") => Answer::response("400 Bad Request", &[], ""),
        _ => Answer::ok(),
    })]);
    let outcome = home.sign_out(&portal);
    let settled = outcome
        .sessions
        .iter()
        .filter(|session| session.server.is_settled())
        .count();
    assert_eq!((settled, outcome.sessions.len()), (2, 3));
    assert!(
        outcome
            .sessions
            .iter()
            .all(|session| session.removal == Some(Removal::Removed))
    );
}

#[test]
fn the_server_is_called_before_the_token_goes_and_role_credentials_go_last() {
    let home = Home::new();
    home.token("dev", "dev-token");
    home.token("prod", "prod-token");
    home.credentials("role");
    let steps = Mutex::new(Vec::new());
    let portal = Portal::with(&["dev-token", "prod-token"]);
    home.sweep(Some(portal.settings()), &Wish::All, &|step, file| {
        steps.lock().unwrap().push((step, file.to_owned()));
        ControlFlow::Continue(())
    });
    let steps = steps.into_inner().unwrap();
    let position = |wanted, is_file: &dyn Fn(&str) -> bool| {
        let of_file = |(step, file): &(Step, String)| *step == wanted && is_file(file);
        (
            steps.iter().position(of_file).unwrap(),
            steps.iter().rposition(of_file).unwrap(),
        )
    };
    let tokens: Vec<_> = steps
        .iter()
        .filter(|(step, _)| *step == Step::Call)
        .map(|(_, file)| file)
        .collect();
    assert_eq!(tokens.len(), 2);
    for token in tokens {
        let (called, _) = position(Step::Called, &|file| file == token);
        let (set_aside, _) = position(Step::SetAside, &|file| file == token);
        assert!(called < set_aside, "{steps:?}");
    }
    let (_, last_token) = position(Step::Removed, &|file| file.starts_with("sso/"));
    let (first_role, _) = position(Step::SetAside, &|file| file.starts_with("cli/"));
    assert!(last_token < first_role, "{steps:?}");
}

#[test]
fn sessions_are_signed_out_side_by_side_with_a_bound() {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let home = Home::new();
    for session in 0..SIDE_BY_SIDE * 2 {
        home.token(&session.to_string(), &format!("token-{session}"));
    }
    // Nobody gets an answer before as many have asked as may at once.
    let all_there = Barrier::new(SIDE_BY_SIDE);
    let portal = Portal::answering([Answer::decide(move |_| {
        let calls = CALLS.fetch_add(1, Ordering::SeqCst) + 1;
        MOST.fetch_max(calls, Ordering::SeqCst);
        all_there.wait();
        CALLS.fetch_sub(1, Ordering::SeqCst);
        Answer::ok()
    })]);
    assert!(home.sign_out(&portal).is_complete());
    assert_eq!(MOST.load(Ordering::SeqCst), SIDE_BY_SIDE);
}

#[test]
fn without_a_server_the_files_go_and_nobody_is_called() {
    let home = Home::new();
    let token = home.token("dev", "dev-token");
    let role = home.credentials("role");
    let outcome = home
        .sweep(None, &Wish::All, &|_, _| ControlFlow::Continue(()))
        .unwrap();
    assert!(outcome.is_complete());
    assert_eq!(outcome.sessions[0].server, ServerSession::NotCalled);
    assert!(!home.has(&token) && !home.has(&role));
}

#[test]
fn a_token_that_the_server_repeats_is_in_no_outcome() {
    for token in ["an-ordinary-token", "short"] {
        for answer in [
            Answer::response(
                "400 Bad Request",
                &[],
                format!(r#"{{"message": "bad token {token}"}}"#),
            ),
            Answer::response("400 Bad Request", &[], format!("no JSON: {token}")),
            Answer::response(
                "400 Bad Request",
                &[&format!("x-amzn-errortype: {token}")],
                "",
            ),
            Answer::response(
                "400 Bad Request",
                &[&format!("x-amzn-requestid: {token}")],
                "",
            ),
            Answer::response("200 OK", &[&format!("content-type: text/{token}")], "<p>"),
        ] {
            let home = Home::new();
            home.token("dev", token);
            let outcome = home.sign_out(&Portal::answering([answer]));
            assert!(!format!("{outcome:?}").contains(token), "{outcome:?}");
            assert!(!outcome.is_complete());
        }
    }
}
