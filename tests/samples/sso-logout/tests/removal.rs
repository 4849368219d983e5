//! Removing files that others use at the same time, and nothing else.

use std::{collections::BTreeMap, fs, ops::ControlFlow, sync::Once, thread};

use proptest::{collection::vec, prelude::*};
use sso_logout::{Removal, Step, Wish};

use crate::{
    home::{Home, credentials_json, in_hours, token_json},
    portal::Portal,
};

const GO_ON: ControlFlow<()> = ControlFlow::Continue(());

#[test]
fn a_file_that_changed_since_it_was_read_stays() {
    let home = Home::new();
    let file = home.token("dev", "old-token");
    let new = token_json("new-token", "eu-west-1", &in_hours(8));
    let portal = Portal::with(&["old-token", "new-token"]);
    let outcome = home.sweep(Some(portal.settings()), &Wish::All, &|step, _| {
        if step == Step::SetAside {
            home.write(&file, &new);
        }
        GO_ON
    });
    let outcome = outcome.unwrap();
    assert_eq!(outcome.sessions[0].removal, Some(Removal::Changed));
    assert!(!outcome.is_complete());
    assert_eq!(home.files(), BTreeMap::from([(file, new.into_bytes())]));
    assert_eq!(portal.sessions(), ["new-token"]);
}

#[test]
fn a_sign_in_at_the_very_last_moment_is_safe() {
    for moment in [Step::IsSetAside, Step::Remove] {
        let home = Home::new();
        let file = home.token("dev", "old-token");
        let new = token_json("new-token", "eu-west-1", &in_hours(8));
        let portal = Portal::with(&["old-token", "new-token"]);
        home.sweep(Some(portal.settings()), &Wish::All, &|step, _| {
            if step == moment {
                home.write(&file, &new);
            }
            GO_ON
        });
        assert_eq!(home.files(), BTreeMap::from([(file, new.into_bytes())]));
        assert_eq!(portal.sessions(), ["new-token"]);
    }
}

#[test]
fn of_two_sign_ins_meanwhile_none_is_lost() {
    let home = Home::new();
    let file = home.token("dev", "old-token");
    let portal = Portal::with(&["old-token", "second-token", "third-token"]);
    let outcome = home.sweep(Some(portal.settings()), &Wish::All, &|step, _| {
        match step {
            Step::SetAside => {
                home.write(&file, token_json("second-token", "eu-west-1", &in_hours(8)));
            }
            Step::IsSetAside => {
                home.write(&file, token_json("third-token", "eu-west-1", &in_hours(8)));
            }
            _ => {}
        }
        GO_ON
    });
    assert_eq!(outcome.unwrap().sessions[0].removal, Some(Removal::Changed));
    assert!(String::from_utf8_lossy(&home.files()[&file]).contains("third-token"));
    assert!(
        home.sign_out_of(&Wish::Session("dev".to_owned()), &portal)
            .is_complete()
    );
    assert!(portal.sessions().is_empty());
    assert!(home.files().is_empty());
}

#[test]
fn a_file_that_is_gone_already_is_fine() {
    let home = Home::new();
    let (token, role) = (home.token("dev", "dev-token"), home.credentials("role"));
    let portal = Portal::with(&["dev-token"]);
    let outcome = home.sweep(Some(portal.settings()), &Wish::All, &|step, file| {
        if step == Step::SetAside {
            fs::remove_file(home.at(file)).unwrap();
        }
        GO_ON
    });
    let outcome = outcome.unwrap();
    assert!(outcome.is_complete());
    assert_eq!(outcome.sessions[0].removal, Some(Removal::AlreadyGone));
    assert!(!home.has(&token) && !home.has(&role));
}

#[test]
fn a_file_that_gives_way_to_a_folder_stays() {
    let home = Home::new();
    let file = home.token("dev", "dev-token");
    let portal = Portal::with(&["dev-token"]);
    let outcome = home.sweep(Some(portal.settings()), &Wish::All, &|step, _| {
        if step == Step::SetAside {
            fs::remove_file(home.at(&file)).unwrap();
            home.write(&format!("{file}/inside"), "");
        }
        GO_ON
    });
    assert_eq!(outcome.unwrap().sessions[0].removal, Some(Removal::Changed));
    assert!(home.has(&format!("{file}/inside")));
}

#[cfg(unix)]
#[test]
fn a_folder_that_becomes_a_link_meanwhile_is_not_followed() {
    let home = Home::new();
    let elsewhere = Home::new();
    let file = home.token("dev", "dev-token");
    let name = file.rsplit('/').next().unwrap();
    elsewhere.write(name, home.files()[&file].clone());
    let before = elsewhere.files();
    let portal = Portal::with(&["dev-token"]);
    home.sweep(Some(portal.settings()), &Wish::All, &|step, _| {
        if step == Step::SetAside {
            fs::rename(home.at("sso/cache"), home.at("sso/moved")).unwrap();
            std::os::unix::fs::symlink(elsewhere.path(), home.at("sso/cache")).unwrap();
        }
        GO_ON
    });
    assert!(home.at("sso/cache").is_symlink());
    assert_eq!(elsewhere.files(), before);
}

#[test]
fn two_runs_at_once_do_no_harm() {
    let home = Home::new();
    let tokens: Vec<_> = (0..20)
        .map(|session| format!("token-{session:02}"))
        .collect();
    let tokens: Vec<_> = tokens.iter().map(String::as_str).collect();
    for token in &tokens {
        home.token(token, token);
        home.credentials(token);
    }
    home.write("sso/cache/registration.json", r#"{"clientId": "id"}"#);
    let portal = Portal::with(&tokens);
    thread::scope(|scope| {
        let runs: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| home.sign_out(&portal)))
            .collect();
        for run in runs {
            assert!(run.join().unwrap().is_complete());
        }
    });
    assert!(portal.sessions().is_empty());
    assert_eq!(
        home.files().into_keys().collect::<Vec<_>>(),
        ["sso/cache/registration.json"]
    );
}

#[test]
fn a_second_run_in_the_middle_of_the_first_does_no_harm() {
    for moment in [
        Step::Call,
        Step::Called,
        Step::SetAside,
        Step::IsSetAside,
        Step::Remove,
    ] {
        let home = Home::new();
        home.token("dev", "dev-token");
        home.credentials("role");
        let portal = Portal::with(&["dev-token"]);
        let once = Once::new();
        let outcome = home.sweep(Some(portal.settings()), &Wish::All, &|step, _| {
            if step == moment {
                once.call_once(|| assert!(home.sign_out(&portal).is_complete()));
            }
            GO_ON
        });
        assert!(once.is_completed(), "{moment:?}");
        assert!(outcome.unwrap().is_complete(), "{moment:?}");
        assert!(portal.sessions().is_empty());
        assert!(home.files().is_empty());
    }
}

/// A file of a cache folder, and whether it may be removed.
fn contents() -> impl Strategy<Value = Vec<u8>> {
    let json = prop_oneof![
        Just(token_json("token", "eu-west-1", "2025-01-01T00:00:00Z")),
        Just(credentials_json()),
        Just(r#"{"clientId": "id", "clientSecret": "secret"}"#.to_owned()),
        Just(r#"{"accessToken": null, "ProviderType": "SSO"}"#.to_owned()),
        "(\u{feff}| )?\\{\"(accessToken|ProviderType|AccessToken)\": (\"(sso|t|)\"|1|null|\\[\\]|\\{\\})(, \"a\": .)?\\}( |x)?",
        "[\\[{}\\]\":,a1 ]{0,12}",
        ".*",
    ];
    prop_oneof![
        4 => json.clone().prop_map(String::into_bytes),
        1 => (json, any::<prop::sample::Index>(), any::<u8>()).prop_map(|(json, at, byte)| {
            let mut bytes = json.into_bytes();
            if let Some(place) = bytes.len().checked_sub(1).and_then(|last| bytes.get_mut(at.index(last + 1))) {
                *place = byte;
            }
            bytes
        }),
        1 => vec(any::<u8>(), 0..64),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "(sso|cli)/cache/[a-f0-9]{2,6}\\.json",
        1 => "(sso|cli)/cache/[a-f0-9]{2,6}(|\\.JSON|\\.json\\.bak|\\.tmp)",
        1 => "(sso|cli)/[a-f0-9]{2,6}\\.json",
        1 => "(sso|cli)/cache/below[0-9]/[a-f0-9]{2,6}\\.json",
        1 => "[g-z]{2,6}/cache/[a-f0-9]{2,6}\\.json",
    ]
}

/// Whether a file may be removed, read with another reader than the program's.
fn may_be_removed(name: &str, contents: &[u8]) -> bool {
    let contents = contents
        .strip_prefix("\u{feff}".as_bytes())
        .unwrap_or(contents);
    let Ok(serde_json::Value::Object(object)) = serde_json::from_slice(contents) else {
        return false;
    };
    let is_in = |folder: &str| {
        name.strip_prefix(folder)
            .and_then(|name| name.rsplit_once('.'))
            .is_some_and(|(name, extension)| !name.contains('/') && extension == "json")
    };
    is_in("sso/cache/")
        && object
            .get("accessToken")
            .is_some_and(serde_json::Value::is_string)
        || is_in("cli/cache/")
            && object
                .get("ProviderType")
                .is_some_and(|provider| provider == "sso")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_but_tokens_and_role_credentials_of_a_sign_in_is_ever_removed(
        files in prop::collection::btree_map(name(), contents(), 0..12),
    ) {
        let home = Home::new();
        for (name, contents) in &files {
            home.write(name, contents);
        }
        home.sweep(None, &Wish::All, &|_, _| GO_ON);
        let staying: BTreeMap<_, _> =
            files.into_iter().filter(|(name, contents)| !may_be_removed(name, contents)).collect();
        prop_assert_eq!(home.files(), staying);
    }
}
