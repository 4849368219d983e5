//! Reading `~/.aws/config`, where the order of the file decides and nothing else.

use sso_logout::Config;

/// How often a file is read: chance would show.
const OFTEN: usize = 32;

#[track_caller]
fn assert_session(text: &str, profile: &str, session: Option<&str>) {
    for _ in 0..OFTEN {
        let config = Config::parse(text).unwrap();
        let profile = config.profile(profile);
        assert_eq!(
            profile.and_then(|profile| profile.session.as_deref()),
            session,
            "{text}"
        );
    }
}

#[test]
fn profile_default_goes_before_default_wherever_it_stands() {
    for own in [
        "profile default",
        "profile \"default\"",
        "profile 'default'",
    ] {
        let (own, bare) = (
            format!("[{own}]\nsso_session = own\n"),
            "[default]\nsso_session = bare\n",
        );
        assert_session(&format!("{own}{bare}"), "default", Some("own"));
        assert_session(&format!("{bare}{own}"), "default", Some("own"));
        assert_session(&format!("{bare}{own}{bare}"), "default", Some("own"));
    }
    assert_session("[default]\nsso_session = bare\n", "default", Some("bare"));
    assert_session(
        "[default]\nsso_session = bare\n[profile default]\n",
        "default",
        None,
    );
}

#[test]
fn of_two_headers_for_one_profile_the_later_one_counts() {
    let headers = [
        "profile dev",
        "profile \"dev\"",
        "profile 'dev'",
        "profile  dev",
        "profile\tdev",
    ];
    for first in headers {
        for second in headers {
            let text = format!(
                "[{first}]\nsso_session = first\n[other]\n[{second}]\nsso_session = second\n"
            );
            assert_session(&text, "dev", Some("second"));
        }
    }
}

#[test]
fn a_name_with_spaces_needs_quotes_when_two_headers_have_it() {
    let (quoted, bare) = (
        "[profile 'two words']\nsso_session = quoted\n",
        "[profile two words]\nsso_session = bare\n",
    );
    assert_session(&format!("{quoted}{bare}"), "two words", Some("quoted"));
    assert_session(&format!("{bare}{quoted}"), "two words", Some("quoted"));
    assert_session(bare, "two words", Some("bare"));
}

#[test]
fn a_profile_that_stands_twice_with_the_same_header_is_one() {
    let text = "[profile dev]\nsso_session = a\nsso_start_url = https://acme\n[profile dev]\nsso_session = b\n";
    assert_session(text, "dev", Some("b"));
    let config = Config::parse(text).unwrap();
    assert_eq!(
        config.profile("dev").unwrap().start_url.as_deref(),
        Some("https://acme")
    );
}

#[test]
fn of_two_spellings_of_a_key_the_later_one_counts() {
    for (first, second) in [
        ("sso_session", "SSO_SESSION"),
        ("SSO_SESSION", "sso_session"),
        ("Sso_Session", "sSO_sESSION"),
        ("sso_session", "sso_session"),
    ] {
        assert_session(
            &format!("[profile dev]\n{first} = a\n{second} = b\n"),
            "dev",
            Some("b"),
        );
    }
}

#[test]
fn what_is_indented_below_a_key_is_no_key_of_the_profile() {
    for nested in [
        "s3 =\n  sso_session = no\n",
        "s3 =\n\tsso_session = no\n",
        "s3 =\n\n  # c\n  sso_session = no\n",
    ] {
        assert_session(
            &format!("[profile dev]\n{nested}sso_session = dev\n"),
            "dev",
            Some("dev"),
        );
        assert_session(
            &format!("[profile dev]\nsso_session = dev\n{nested}"),
            "dev",
            Some("dev"),
        );
        assert_session(&format!("[profile dev]\n{nested}"), "dev", None);
    }
    assert_session("[profile dev]\nsso_session =\n  dev\n", "dev", None);
    assert_session(
        "[profile dev]\n  sso_session = dev\n  region = eu-west-1\n",
        "dev",
        Some("dev"),
    );
}

#[test]
fn what_stands_before_the_first_section_is_of_no_profile() {
    assert_session("sso_session = dev\n[profile other]\n", "default", None);
    assert!(
        Config::parse("sso_session = dev\n")
            .unwrap()
            .profile("default")
            .is_none()
    );
}

#[test]
fn line_ends_comments_and_a_byte_order_mark_make_no_difference() {
    for text in [
        "[profile dev]\r\nsso_session = dev\r\n",
        "\u{feff}[profile dev]\nsso_session = dev",
        "# [profile dev]\n[profile dev] # of the team\n; sso_session = no\n  # sso_session = no\nsso_session: dev\n",
        "[ profile dev ]\n\nsso_session\t=\tdev  \n",
    ] {
        assert_session(text, "dev", Some("dev"));
    }
    assert_session(
        "[profile dev]\nsso_session = dev # main\n",
        "dev",
        Some("dev # main"),
    );
}
