//! What counts as the same start URL.

use sso_logout::StartUrl;

const SAME: [&str; 26] = [
    "https://acme.awsapps.com/start",
    "https://acme.awsapps.com/start/",
    "https://acme.awsapps.com/start//",
    "https://acme.awsapps.com/start#",
    "https://acme.awsapps.com/start#/",
    "https://acme.awsapps.com/start/#/",
    r"https://acme.awsapps.com/start/\#/",
    r"https://acme.awsapps.com/start\#/",
    "https://acme.awsapps.com/start#/?tab=accounts",
    "https://acme.awsapps.com/start/#/device?user_code=ABCD",
    "https://acme.awsapps.com/start?",
    "https://acme.awsapps.com/start?next=https://example.com/",
    "https://acme.awsapps.com:443/start",
    "https://acme.awsapps.com:0443/start",
    "https://acme.awsapps.com:/start",
    "https://acme.awsapps.com./start",
    "https://ACME.AwsApps.com/start",
    "HTTPS://acme.awsapps.com/start",
    "https://acme.awsapps.com/%73tar%74",
    "https://%61cme.awsapps%2Ecom/start",
    "https://acme.awsapps.com/./other/../start",
    " https://acme.awsapps.com/start\t\r\n",
    "acme.awsapps.com/start",
    "ACME.awsapps.com.:443/start/#/",
    "acme.awsapps.com/start?next=https://example.com/",
    "\u{a0}https://acme.awsapps.com/start\u{3000}",
];

#[test]
fn spellings_of_one_url_are_the_same_and_shown_as_one() {
    for spelling in SAME {
        let url = StartUrl::parse(spelling);
        assert!(url.is_some(), "{spelling}");
        assert_eq!(url, StartUrl::parse(SAME[0]), "{spelling}");
        assert_eq!(url.unwrap().to_string(), "acme.awsapps.com/start");
    }
}

#[test]
fn what_is_shown_is_taken_again() {
    for (url, shown) in [
        ("https://Acme:8443/Start/", "acme:8443/Start"),
        ("http://Acme:80/", "http://acme"),
        ("http://acme:443", "http://acme:443"),
        ("https://acme/a%2fb%zz%", "acme/a%2Fb%zz%"),
        ("https://acme/z\u{fc}rich", "acme/z%C3%BCrich"),
        ("https://acme/\u{1b}[31m\u{202e}", "acme/%1B[31m%E2%80%AE"),
    ] {
        let url = StartUrl::parse(url).unwrap();
        assert_eq!(url.to_string(), shown);
        assert_eq!(StartUrl::parse(shown), Some(url));
    }
}

#[test]
fn other_pages_are_not_the_same() {
    for other in [
        "http://acme.awsapps.com/start",
        "https://acme.awsapps.com:8443/start",
        "https://acme.awsapps.com:80/start",
        "https://acme.awsapps.com/Start",
        "https://acme.awsapps.com/",
        "https://acme.awsapps.com/start/more",
        "https://acme.awsapps.com//start",
        "https://acme.awsapps.com/start%2F",
        "https://acme.awsapps.com.evil.example/start",
        "https://acme2.awsapps.com/start",
        "start",
    ] {
        assert!(StartUrl::parse(other).is_some(), "{other}");
        assert_ne!(StartUrl::parse(other), StartUrl::parse(SAME[0]), "{other}");
    }
}

#[test]
fn what_has_no_host_that_a_browser_could_go_to_is_no_start_url() {
    for text in [
        "",
        " \t",
        "https://",
        "https:///start",
        "/start",
        "#/",
        "://acme/start",
        "ftp://acme/start",
        "file:///start",
        "https://me:secret@acme/start",
        "https://acme:port/start",
        "https://acme:65536/start",
        "https://acme:+443/start",
        "https://acme:443:443/start",
        "https://two words/start",
        "https://acme\n/start",
        "https://./start",
        "{\"startUrl\": 1}",
    ] {
        assert_eq!(StartUrl::parse(text), None, "{text:?}");
    }
}
