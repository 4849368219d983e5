//! What can't be right is refused before anything is sent, by an error that doesn't repeat it.

use identity_center::{
    portal::{self, BuildError, Builder},
    runtime::{EndpointError, ErrorKind, InputError, aws::AwsClient},
};
use restsmith_tests::{Answer, Logout, Server};

const NOT_A_HEADER_VALUE: &str = "Logout failed: the member `accessToken` is not a valid header value: it contains a \
                                  control or non-ASCII character, or begins or ends with a space";

/// What a client is built from.
#[derive(Clone, Copy, Default)]
struct Settings<'a> {
    endpoint_url: Option<&'a str>,
    region: Option<&'a str>,
    allow_clear_text: bool,
}

impl Settings<'_> {
    fn build(self) -> [Result<(), BuildError>; 2] {
        [
            self.set(portal::Client::builder()).build().map(drop),
            self.set(portal::blocking::Client::builder())
                .build()
                .map(drop),
        ]
    }

    /// The endpoint, without setting up TLS.
    fn endpoint(self) -> Result<String, BuildError> {
        Ok(self
            .set(portal::Client::builder())
            .config()?
            .endpoint()
            .to_string())
    }

    fn set<C: AwsClient>(self, mut builder: Builder<C>) -> Builder<C> {
        if let Some(url) = self.endpoint_url {
            builder = builder.endpoint_url(url);
        }
        if let Some(region) = self.region {
            builder = builder.region(region);
        }
        builder.allow_clear_text(self.allow_clear_text)
    }
}

fn at(url: &str) -> Settings<'_> {
    Settings {
        endpoint_url: Some(url),
        ..Settings::default()
    }
}

fn refused_token(token: &str, problem: &InputError, text: &str) {
    let server = Server::start([Answer::ok()]);
    for (client, outcome) in (Logout {
        token,
        ..Logout::default()
    })
    .send_to(&server.url())
    {
        let error = outcome.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Input(found) if found == problem),
            "{client}: {token:?}"
        );
        assert_eq!(error.to_string(), text, "{client}");
        assert!(
            !format!("{error:?} {error:#?} {error}").contains("secret"),
            "{client}: {token:?}"
        );
        assert_eq!(
            (
                error.status(),
                error.code(),
                error.message(),
                error.request_id()
            ),
            (None, None, None, None)
        );
        assert!(!error.is_retryable(), "{client}");
    }
    assert!(server.requests().is_empty());
    assert_eq!(server.connections(), 0);
}

#[test]
fn an_empty_token_is_refused() {
    refused_token(
        "",
        &InputError::Empty {
            member: "accessToken",
        },
        "Logout failed: the member `accessToken` must not be empty",
    );
}

#[test]
fn a_token_with_a_control_character_is_refused() {
    for control in (0..=0x1F_u8).chain([0x7F]).map(char::from) {
        for token in [
            format!("{control}secret"),
            format!("secret{control}secret"),
            format!("secret{control}"),
        ] {
            refused_token(
                &token,
                &InputError::HeaderValue {
                    member: "accessToken",
                },
                NOT_A_HEADER_VALUE,
            );
        }
    }
}

#[test]
fn a_token_that_is_not_ascii_is_refused() {
    for token in [
        "s\u{e9}cret-secret",
        "secret\u{80}",
        "\u{feff}secret",
        "secret\u{1f511}",
        "secret\u{2028}",
    ] {
        refused_token(
            token,
            &InputError::HeaderValue {
                member: "accessToken",
            },
            NOT_A_HEADER_VALUE,
        );
    }
}

#[test]
fn a_token_with_a_space_at_an_end_is_refused() {
    for token in [" ", " secret", "secret ", "secret\r\n", " secret "] {
        refused_token(
            token,
            &InputError::HeaderValue {
                member: "accessToken",
            },
            NOT_A_HEADER_VALUE,
        );
    }
}

#[test]
fn every_other_token_is_sent_as_it_is() {
    let printable: String = (b'!'..=b'~').map(char::from).collect();
    for token in [
        printable.as_str(),
        "a b",
        "a",
        "\"quoted\"",
        "aoa:MGU+/=",
        &"x".repeat(4_000),
    ] {
        let server = Server::start([Answer::ok()]);
        for (client, outcome) in (Logout {
            token,
            ..Logout::default()
        })
        .send_to(&server.url())
        {
            outcome.expect(client);
        }
        let line = format!("\r\nx-amz-sso_bearer_token: {token}\r\n");
        assert_eq!(
            server
                .requests()
                .iter()
                .filter(|request| request.contains(&line))
                .count(),
            2,
            "{token}"
        );
    }
}

#[test]
fn an_endpoint_that_can_not_be_meant_is_refused() {
    use EndpointError::{
        ClearText, Empty, Fragment, NoScheme, NotAUrl, Port, Query, UnknownScheme, UserInfo,
    };
    for (url, problem) in [
        ("", Empty),
        ("hunter2.example", NoScheme),
        ("hunter2.example:443", NoScheme),
        ("//hunter2.example", NoScheme),
        ("/hunter2", NoScheme),
        ("https:hunter2.example", NoScheme),
        ("ftp://hunter2.example", UnknownScheme),
        ("ws://hunter2.example", UnknownScheme),
        ("file://hunter2/x", UnknownScheme),
        ("httpss://hunter2.example", UnknownScheme),
        ("https://", NotAUrl),
        ("https:///hunter2", NotAUrl),
        ("https://:443", NotAUrl),
        ("https://hunter2 example", NotAUrl),
        (" https://hunter2.example", NotAUrl),
        ("https://hunter2.example\r\nx: y", NotAUrl),
        ("https://\u{e9}-hunter2.example", NotAUrl),
        ("https://[::1", NotAUrl),
        ("https://hunter2.example:99999", Port),
        ("https://hunter2.example:65536", Port),
        ("https://hunter2.example:0", Port),
        ("https://hunter2.example:", Port),
        ("https://hunter2.example:https", Port),
        ("https://hunter2.example:-1", Port),
        ("https://hunter2.example:443x", Port),
        ("https://user@hunter2.example", UserInfo),
        ("https://user:hunter2@h", UserInfo),
        ("https://:hunter2@h", UserInfo),
        ("http://localhost@hunter2.example", UserInfo),
        ("http://localhost:80@hunter2.example", UserInfo),
        ("https://hunter2.example?a=b", Query),
        ("https://hunter2.example/?", Query),
        ("https://hunter2.example/base?token=hunter2", Query),
        ("https://hunter2.example#a", Fragment),
        ("https://hunter2.example/#", Fragment),
        ("http://hunter2.example", ClearText),
        ("HTTP://hunter2.example", ClearText),
        ("http://127.0.0.1.hunter2.example", ClearText),
        ("http://localhost.hunter2.example", ClearText),
        ("http://hunter2-localhost", ClearText),
        ("http://0.0.0.0", ClearText),
        ("http://128.0.0.1", ClearText),
        ("http://[::2]", ClearText),
        ("http://[::]", ClearText),
        ("http://10.0.0.1:8080/base", ClearText),
    ] {
        for built in at(url).build() {
            let error = built.expect_err(url);
            assert!(
                matches!(&error, BuildError::Endpoint(found) if *found == problem),
                "{url}: {error:?} instead of {problem:?}"
            );
            assert!(
                !format!("{error:?} {error:#?} {error}").contains("hunter2"),
                "{url}"
            );
        }
    }
}

#[test]
fn a_port_with_a_sign_is_refused() {
    for built in at("https://secret.example:+443").build() {
        assert!(
            matches!(built, Err(BuildError::Endpoint(EndpointError::Port))),
            "{built:?}"
        );
    }
}

#[test]
fn an_endpoint_error_says_what_to_do() {
    for (error, text) in [
        (
            EndpointError::Empty,
            "the endpoint URL is empty: write one such as `https://api.example.com`",
        ),
        (
            EndpointError::NoScheme,
            "the endpoint URL has no scheme: begin it with `https://`",
        ),
        (
            EndpointError::UnknownScheme,
            "the endpoint URL's scheme is neither `https` nor `http`: begin it with `https://`",
        ),
        (
            EndpointError::NotAUrl,
            "the endpoint URL is not a valid URL with a host: write one such as `https://api.example.com`",
        ),
        (
            EndpointError::Port,
            "the endpoint URL's port is not a number from 1 to 65535",
        ),
        (
            EndpointError::UserInfo,
            "the endpoint URL has a user name or a password, which can't be sent: remove it",
        ),
        (
            EndpointError::Query,
            "the endpoint URL has a query: remove it",
        ),
        (
            EndpointError::Fragment,
            "the endpoint URL has a fragment: remove it",
        ),
        (
            EndpointError::ClearText,
            "the endpoint URL is plain http to another machine, to which secrets would travel unencrypted: use https, \
             or set `allow_clear_text(true)` on the client's builder",
        ),
    ] {
        assert_eq!(BuildError::from(error).to_string(), text);
    }
}

#[test]
fn plain_http_is_for_this_machine() {
    for url in [
        "http://localhost",
        "http://LOCALHOST:8080",
        "HTTP://localhost",
        "http://127.0.0.1",
        "http://127.9.9.9:1",
        "http://127.255.255.255/base",
        "http://[::1]",
        "http://[::1]:65535",
        "http://[0:0:0:0:0:0:0:1]",
    ] {
        for built in at(url).build() {
            built.expect(url);
        }
    }
}

#[test]
fn plain_http_to_another_machine_can_be_allowed() {
    for url in [
        "http://proxy.example",
        "http://10.0.0.1:8080/base",
        "http://[::2]",
    ] {
        for built in (Settings {
            allow_clear_text: true,
            ..at(url)
        })
        .build()
        {
            built.expect(url);
        }
    }
}

#[test]
fn a_region_that_is_no_host_label_is_refused() {
    let long = "a".repeat(64);
    for region in [
        "",
        "-",
        "-eu-west-1",
        "eu-west-1-",
        "eu_west_1",
        "eu.west",
        "eu west",
        "eu-west-1 ",
        "eu-west-1/",
        "eu-west-1?",
        "eu-west-1#",
        "eu-west-1@secret.example",
        "eu-west-1:443",
        "eu-west-1\r\n",
        "\u{fc}-west-1",
        long.as_str(),
    ] {
        for built in (Settings {
            region: Some(region),
            ..Settings::default()
        })
        .build()
        {
            let error = built.expect_err(region);
            assert!(matches!(error, BuildError::Region), "{region:?}: {error:?}");
            assert_eq!(
                error.to_string(),
                "the region is not a valid label of a host name: it consists of letters, digits and `-`, such as \
                 `eu-west-1`"
            );
        }
    }
}

#[test]
fn neither_region_nor_endpoint_is_refused() {
    for built in Settings::default().build() {
        let error = built.unwrap_err();
        assert!(matches!(error, BuildError::NoEndpoint), "{error:?}");
        assert_eq!(
            error.to_string(),
            "no endpoint: set `region` or `endpoint_url` on the client's builder"
        );
    }
}

#[test]
fn a_region_gives_the_endpoint_unless_there_is_one() {
    let region = Settings {
        region: Some("eu-west-1"),
        ..Settings::default()
    };
    assert_eq!(
        region.endpoint().unwrap(),
        "https://portal.sso.eu-west-1.amazonaws.com"
    );
    let both = Settings {
        endpoint_url: Some("https://h:8443/base/"),
        ..region
    };
    assert_eq!(both.endpoint().unwrap(), "https://h:8443/base");
}
