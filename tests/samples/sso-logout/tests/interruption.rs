//! A sweep that is killed in the middle.

use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicUsize, Ordering},
};

use sso_logout::{Step, Wish};

use crate::{home::Home, portal::Portal};

fn home() -> Home {
    let home = Home::new();
    for session in ["dev", "prod", "test"] {
        home.token(session, &format!("{session}-token"));
    }
    home.credentials("one");
    home.credentials("two");
    home.write("sso/cache/registration.json", r#"{"clientId": "id"}"#);
    home
}

fn portal() -> Portal {
    Portal::with(&["dev-token", "prod-token", "test-token"])
}

#[test]
fn a_kill_at_every_step_leaves_files_that_the_next_run_finishes() {
    let steps = AtomicUsize::new(0);
    home().sweep(Some(portal().settings()), &Wish::All, &|_, _| {
        steps.fetch_add(1, Ordering::SeqCst);
        ControlFlow::Continue(())
    });
    let steps = steps.into_inner();
    assert_eq!(steps, 3 * 6 + 2 * 4);
    for last in 0..steps {
        let (home, portal) = (home(), portal());
        let passed = AtomicUsize::new(0);
        let outcome = home.sweep(Some(portal.settings()), &Wish::All, &|_, _| {
            let is_last = passed.fetch_add(1, Ordering::SeqCst) >= last;
            if is_last {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert!(outcome.is_none());

        // A session that lives on still has its token here.
        let files = home.files();
        for token in portal.sessions() {
            let is_there = |contents: &Vec<u8>| String::from_utf8_lossy(contents).contains(&token);
            assert!(files.values().any(is_there), "{token} after {last} steps");
        }
        assert!(home.sign_out(&portal).is_complete());
        assert!(portal.sessions().is_empty());
        assert_eq!(
            home.files().into_keys().collect::<Vec<_>>(),
            ["sso/cache/registration.json"]
        );
    }
}

#[test]
fn a_kill_at_every_step_is_finished_by_a_run_for_the_same_session() {
    for last in [
        Step::Call,
        Step::Called,
        Step::SetAside,
        Step::IsSetAside,
        Step::Remove,
    ] {
        let (home, portal) = (home(), portal());
        let wish = Wish::Session("dev".to_owned());
        let outcome = home.sweep(Some(portal.settings()), &wish, &|step, _| {
            if step == last {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert!(outcome.is_none());
        assert!(home.sign_out_of(&wish, &portal).is_complete());
        assert_eq!(portal.sessions(), ["prod-token", "test-token"]);
        assert_eq!(home.files().len(), 2 + 2 + 1);
    }
}
