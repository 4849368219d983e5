//! Signing out of one session.

use sso_logout::{Config, Outcome, Selection, Wish, config::cache_stem, selection::UnknownSession};

use crate::{
    home::{Home, credentials_json},
    portal::Portal,
};

const CONFIG: &str = r#"
[default]
region = eu-west-1

[sso-session dev]
sso_start_url = https://acme.awsapps.com/start#/
sso_region = eu-west-1
; a comment
sso_registration_scopes = sso:account:access

[sso-session "with space"]
sso_start_url = https://other.awsapps.com/start

[profile dev-admin]
sso_session = dev
sso_account_id = 111122223333
sso_role_name = Admin
s3 =
    max_concurrent_requests = 20

[profile 'quoted one']
sso_session = with space
sso_account_id = 111122223333
sso_role_name = Zürich 😀

[profile legacy]
SSO_Start_URL = https://acme.awsapps.com/start
sso_region = us-east-1
sso_account_id = 444455556666
sso_role_name = Reader

[profile keys]
aws_access_key_id = AKIA
"#;

/// The files that botocore keeps the role credentials of the profiles in.
const DEV_ADMIN: &str = "cli/cache/c43dd432db0bf8323a53ab1fcded2c422fe2bcd9.json";
const LEGACY: &str = "cli/cache/d468c552f73f10c32ba9459b535a59b131090890.json";
const QUOTED_ONE: &str = "cli/cache/c31cdcbaf460d2e2813b55bacf52d67f5772d862.json";

fn home() -> Home {
    let home = Home::new();
    home.write("config", CONFIG);
    home.token("dev", "dev-token");
    home.token("https://acme.awsapps.com/start", "legacy-token");
    home.write(
        &format!("sso/cache/{}.json", cache_stem("with space")),
        r#"{"accessToken": "spaced-token", "region": "eu-west-1", "startUrl": "https://other.awsapps.com/start"}"#,
    );
    for file in [DEV_ADMIN, LEGACY, QUOTED_ONE, "cli/cache/unknown.json"] {
        home.write(file, credentials_json());
    }
    home
}

/// Signs out of some sessions, and gives the tokens that the server is sent.
fn sign_out_of(home: &Home, wish: &Wish) -> (Vec<String>, Outcome) {
    let portal = Portal::with(&["dev-token", "legacy-token", "spaced-token"]);
    let outcome = home.sign_out_of(wish, &portal);
    assert!(outcome.is_complete());
    (portal.sent(), outcome)
}

#[test]
fn by_its_name_only_that_session_and_its_role_credentials_go() {
    let home = home();
    let (sent, outcome) = sign_out_of(&home, &Wish::Session("dev".to_owned()));
    assert_eq!(sent, ["dev-token"]);
    assert!(!home.has(DEV_ADMIN));
    assert!(home.has(LEGACY) && home.has("cli/cache/unknown.json"));
    assert_eq!(outcome.unassigned_credentials, 1);
}

#[test]
fn a_session_that_the_configuration_does_not_name_is_found_too() {
    let home = home();
    home.write("config", "");
    let (sent, outcome) = sign_out_of(&home, &Wish::Session("dev".to_owned()));
    assert_eq!(sent, ["dev-token"]);
    assert_eq!(outcome.unassigned_credentials, 4);
}

#[test]
fn by_its_start_url_every_session_of_it_goes_however_the_url_is_spelled() {
    for url in [
        "https://acme.awsapps.com/start",
        "https://acme.awsapps.com/start#/",
        "acme.awsapps.com/start",
        "HTTPS://ACME.awsapps.com.:443/%73tart/?tab=accounts#/",
        r" https://acme.awsapps.com/start/\#/ ",
    ] {
        let home = home();
        let (sent, _) = sign_out_of(&home, &Wish::StartUrl(url.to_owned()));
        assert_eq!(sent, ["dev-token", "legacy-token"]);
        assert!(!home.has(DEV_ADMIN) && !home.has(LEGACY));
        assert!(home.has("cli/cache/unknown.json"));
    }
}

#[test]
fn a_token_is_of_the_start_url_that_it_names_and_else_of_that_of_the_configuration() {
    let spaced = format!("sso/cache/{}.json", cache_stem("with space"));
    for (token, acme, other) in [
        (
            r#"{"accessToken": "spaced-token", "region": "eu-west-1"}"#,
            false,
            true,
        ),
        (
            r#"{"accessToken": "spaced-token", "region": "eu-west-1", "startUrl": ""}"#,
            false,
            true,
        ),
        (
            r#"{"accessToken": "spaced-token", "region": "eu-west-1", "startUrl": "HTTPS://Acme.awsapps.com/start/"}"#,
            true,
            false,
        ),
    ] {
        for (url, expected) in [
            ("https://acme.awsapps.com/start", acme),
            ("https://Other.awsapps.com/start#/", other),
        ] {
            let home = home();
            home.write(&spaced, token);
            let (sent, _) = sign_out_of(&home, &Wish::StartUrl(url.to_owned()));
            assert_eq!(
                sent.contains(&"spaced-token".to_owned()),
                expected,
                "{url} {token}"
            );
        }
    }
}

#[test]
fn the_name_of_a_session_is_no_start_url() {
    let home = home();
    let dev = format!("sso/cache/{}.json", cache_stem("dev"));
    home.write(
        &dev,
        r#"{"accessToken": "dev-token", "region": "eu-west-1"}"#,
    );
    for text in ["dev", "", "with space"] {
        let (sent, _) = sign_out_of(&home, &Wish::StartUrl(text.to_owned()));
        assert_eq!(sent, [""; 0]);
    }
}

#[test]
fn a_profile_without_a_session_finds_its_token_however_the_start_url_is_spelled() {
    for url in [
        "https://ACME.awsapps.com/start",
        "https://acme.awsapps.com:443/start/",
        "acme.awsapps.com/start#/",
    ] {
        let home = home();
        home.write(
            "config",
            CONFIG.replace(
                "SSO_Start_URL = https://acme.awsapps.com/start",
                &format!("SSO_Start_URL = {url}"),
            ),
        );
        let (sent, _) = sign_out_of(&home, &Wish::Profile("legacy".to_owned()));
        assert_eq!(sent, ["legacy-token"], "{url}");
    }
}

#[test]
fn by_a_profile_the_session_that_it_signs_in_with_goes() {
    for (profile, token, role) in [
        ("dev-admin", "dev-token", DEV_ADMIN),
        ("quoted one", "spaced-token", QUOTED_ONE),
        ("legacy", "legacy-token", LEGACY),
    ] {
        let home = home();
        let (sent, outcome) = sign_out_of(&home, &Wish::Profile(profile.to_owned()));
        assert_eq!(sent, [token]);
        assert!(!home.has(role));
        assert_eq!(outcome.credentials.len(), 1);
    }
}

#[test]
fn a_profile_that_means_no_session_is_refused() {
    let config = Config::parse(CONFIG).unwrap();
    let refused = |name: &str| Selection::of(&Wish::Profile(name.to_owned()), &config).unwrap_err();
    assert_eq!(
        refused("nobody"),
        UnknownSession::NoProfile("nobody".to_owned())
    );
    assert_eq!(
        refused("keys"),
        UnknownSession::ProfileWithoutSession("keys".to_owned())
    );
    assert_eq!(
        refused("default"),
        UnknownSession::ProfileWithoutSession("default".to_owned())
    );
}

#[test]
fn role_credentials_of_all_sessions_go_with_a_plain_run() {
    let home = home();
    let (sent, outcome) = sign_out_of(&home, &Wish::All);
    assert_eq!(sent.len(), 3);
    assert_eq!(outcome.unassigned_credentials, 0);
    assert_eq!(home.files().into_keys().collect::<Vec<_>>(), ["config"]);
}

#[test]
fn a_broken_file_of_another_session_is_none_of_its_business() {
    let home = home();
    home.write(&format!("sso/cache/{}.json", cache_stem("other")), "42");
    let (_, outcome) = sign_out_of(&home, &Wish::Session("dev".to_owned()));
    assert!(outcome.problems.is_empty());
}

#[test]
fn a_broken_file_of_the_session_itself_is_reported() {
    let home = Home::new();
    home.write(&format!("sso/cache/{}.json", cache_stem("dev")), "42");
    let outcome = home.sign_out_of(&Wish::Session("dev".to_owned()), &Portal::dead());
    assert!(!outcome.is_complete());
}
