//! A redirect isn't followed, and says where it leads.

#![cfg(test)]

use restsmith_responses::{answer, plain::PingInput, runtime::ServiceError};

fn shown(status: u16, headers: &[&str]) -> (String, Option<String>) {
    // What a page of a redirect says is most often where it leads.
    let page = "<p>Found. Redirecting to https://user:secret@login.example.com/?token=secret</p>";
    let body = if matches!(status, 301 | 302 | 303 | 307 | 308) {
        page
    } else {
        ""
    };
    let error = answer(&PingInput::new(), status, headers, body).unwrap_err();
    assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    let meta = error.service().unwrap().meta();
    (error.to_string(), meta.location().map(str::to_owned))
}

#[test]
fn a_redirect_tells_its_location_without_what_may_be_secret() {
    for (location, told) in [
        ("https://login.example.com/", "https://login.example.com/"),
        (
            "https://login.example.com/sign/in?token=secret&next=%2F#top",
            "https://login.example.com/sign/in",
        ),
        (
            "https://user:secret@login.example.com/a",
            "https://login.example.com/a",
        ),
        (
            "https://user:s@cret@login.example.com",
            "https://login.example.com",
        ),
        ("//user:secret@other.example.com/x", "//other.example.com/x"),
        ("/sign-in?secret", "/sign-in"),
        ("sign-in#secret", "sign-in"),
        ("http://[::1]:8080/a@b", "http://[::1]:8080/a@b"),
        ("/a//b@c/d", "/a//b@c/d"),
    ] {
        for status in [301, 302, 303, 307, 308] {
            let (text, location) = shown(status, &[&format!("location: {location}")]);
            assert_eq!(location.as_deref(), Some(told));
            assert_eq!(
                text,
                format!("Ping failed: a redirect to {told}, which isn't followed (HTTP {status})")
            );
        }
    }
}

#[test]
fn a_redirect_to_nowhere_is_one_all_the_same() {
    for headers in [
        &[][..],
        &["location: "],
        &["location: ?token=secret"],
        &["location: https:/user:secret@login.example.com/cb"],
        &["location: https:\\\\user:secret@login.example.com"],
        &["location: https://user:p?secret@login.example.com/"],
        &["location: mailto:secret@example.com"],
    ] {
        let text = "Ping failed: a redirect, which isn't followed (HTTP 302)".to_owned();
        assert_eq!(shown(302, headers), (text, None), "{headers:?}");
    }
}

#[test]
fn other_statuses_of_that_hundred_are_no_redirects() {
    for (status, text) in [
        (300, "HTTP 300 Multiple Choices"),
        (304, "HTTP 304 Not Modified"),
        (305, "HTTP 305 Use Proxy"),
        (306, "HTTP 306"),
        (399, "HTTP 399"),
    ] {
        let text = format!("Ping failed: {text}");
        assert_eq!(
            shown(status, &["location: https://example.com/"]),
            (text, None)
        );
    }
}
