use crate::runtime::{
    Endpoint, InputError,
    host_prefix::{before, label},
};

/// The endpoint that a prefix makes of another one.
fn prefixed(prefix: &str, endpoint: &str) -> Result<String, InputError> {
    before(&[prefix], &Endpoint::parse(endpoint).unwrap()).map(|endpoint| endpoint.to_string())
}

#[test]
fn a_prefix_stands_before_the_host_and_changes_nothing_else() {
    for (prefix, endpoint, expected) in [
        ("foo.", "https://example.com", "https://foo.example.com"),
        (
            "foo.bar-1.",
            "https://api.example.com:8443/v1/",
            "https://foo.bar-1.api.example.com:8443/v1",
        ),
        (
            "foo-",
            "https://api.example.com",
            "https://foo-api.example.com",
        ),
        ("foo.", "http://local", "http://foo.local"),
    ] {
        assert_eq!(prefixed(prefix, endpoint).as_deref(), Ok(expected));
    }
}

#[test]
fn below_an_address_and_localhost_there_are_no_hosts() {
    for endpoint in [
        "http://127.0.0.1:8080",
        "https://192.0.2.1",
        "http://[::1]:8080",
        "https://[2001:db8::1]/v1",
        "http://localhost:8080",
        "http://LOCALHOST",
    ] {
        assert_eq!(prefixed("foo.", endpoint).as_deref(), Ok(endpoint));
    }
}

#[test]
fn a_label_is_letters_digits_and_hyphens() {
    let longest = "a".repeat(63);
    for value in ["a", "A1-b", "0", "111122223333", &longest] {
        assert_eq!(label("account", &value.to_owned()).as_deref(), Ok(value));
    }
    let too_long = "a".repeat(64);
    for value in [
        "", "-a", "a-", "a.b", "a_b", "a b", "a/b", "a@b", "a:1", "ä", "a\n", "%61", &too_long,
    ] {
        let error = label("account", &value.to_owned()).unwrap_err();
        assert_eq!(
            error,
            InputError::HostLabel { member: "account" },
            "{value:?}"
        );
        assert_eq!(
            error.to_string(),
            "the member `account` is not a valid label of a host name: use 1 to 63 letters, digits and `-`, and no `-` \
             at the beginning or end"
        );
    }
}

#[test]
fn a_host_name_has_253_letters_at_the_most_and_63_in_a_label() {
    let long = format!("{}.", "a".repeat(63));
    assert_eq!(
        prefixed(&format!("x{long}"), "https://example.com"),
        Err(InputError::Host)
    );
    assert_eq!(
        prefixed(&"x".repeat(57), "https://example.com"),
        Err(InputError::Host)
    );
    assert!(prefixed(&"x".repeat(56), "https://example.com").is_ok());
    let three = long.repeat(3);
    let fits = format!("https://{}", "b".repeat(61));
    assert!(prefixed(&three, &fits).is_ok_and(|endpoint| endpoint.len() == "https://".len() + 253));
    assert_eq!(prefixed(&three, &format!("{fits}b")), Err(InputError::Host));
    assert_eq!(
        InputError::Host.to_string(),
        "the host name is too long: it has at most 253 characters, and each label \
                                              at most 63"
    );
}
