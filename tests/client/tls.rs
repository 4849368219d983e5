//! Whom the clients trust.

use std::{
    io::{self, Write},
    net::TcpListener,
    thread,
    time::Duration,
};

use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{
        BuildError, Builder, ErrorKind, ServiceClient,
        TransportErrorKind::{self, Connect, ConnectTimeout},
    },
};
use restsmith_tests::{Answer, Authority, Outcome, Server, TlsServer, block_on};

/// The outcome of each client at a URL, if it trusts the authorities of these bundles, and nobody asks the
/// environment for a proxy.
fn call(url: &str, bundles: &[&str]) -> [(&'static str, Outcome); 2] {
    let client = settings(Client::builder(), url, bundles).build().unwrap();
    let hyper = block_on(client.logout(LogoutInput::new("token")));
    let client = settings(blocking::Client::builder(), url, bundles)
        .build()
        .unwrap();
    [
        ("hyper", hyper),
        ("ureq", client.logout(LogoutInput::new("token"))),
    ]
}

fn settings<C: ServiceClient>(builder: Builder<C>, url: &str, bundles: &[&str]) -> Builder<C> {
    let builder = builder
        .endpoint_url(url)
        .proxy_from_env(false)
        .max_retry_delay(Duration::ZERO);
    let builder = builder.connect_timeout(Duration::from_secs(10));
    bundles
        .iter()
        .fold(builder, |builder, bundle| builder.ca_bundle(*bundle))
}

fn is_refused(outcome: &Outcome, kind: TransportErrorKind, why: &str, client: &str) {
    let Err(error) = outcome else {
        panic!("{client}: {outcome:?}")
    };
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("Logout failed: {kind}: ")) && text.contains(why),
        "{client}: {text}"
    );
    let ErrorKind::Transport(error) = error.kind() else {
        panic!("{client}: {error:?}")
    };
    assert_eq!(error.kind(), kind, "{client}: {error:?}");
}

fn is_refused_by_both(server: &TlsServer, bundles: &[&str], why: &str) {
    for (client, outcome) in call(&server.url(), bundles) {
        is_refused(&outcome, Connect, why, client);
    }
    // Three attempts of each client, and the token was in none.
    assert_eq!((server.connections(), server.requests()), (6, 0));
}

#[test]
fn a_server_is_trusted_that_an_authority_of_the_bundle_vouches_for() {
    let (authority, other) = (
        Authority::new("The Authority"),
        Authority::new("Another Authority"),
    );
    let both = format!("A comment\n{}\n{}", other.pem(), authority.pem());
    let bundles: [&[&str]; 4] = [
        &[authority.pem()],
        &[&both],
        &[authority.pem(), other.pem()],
        &[other.pem(), authority.pem()],
    ];
    for bundles in bundles {
        let server = authority.server("localhost");
        for (client, outcome) in call(&server.url(), bundles) {
            assert!(outcome.is_ok(), "{client}: {outcome:?}");
        }
        assert_eq!(server.requests(), 2);
    }
}

#[test]
fn a_server_that_no_authority_of_the_bundle_vouches_for_is_refused() {
    let server = Authority::new("The Authority").server("localhost");
    is_refused_by_both(
        &server,
        &[Authority::new("Another Authority").pem()],
        "UnknownIssuer",
    );
}

#[test]
fn a_server_is_refused_without_its_bundle() {
    let server = Authority::new("The Authority").server("localhost");
    let client = settings(Client::builder(), &server.url(), &[]).build();
    let hyper = client.map(|client| block_on(client.logout(LogoutInput::new("token"))));
    let client = settings(blocking::Client::builder(), &server.url(), &[]).build();
    let ureq = client.map(|client| client.logout(LogoutInput::new("token")));
    for (client, outcome) in [("hyper", hyper), ("ureq", ureq)] {
        match outcome {
            Ok(outcome) => is_refused(&outcome, Connect, "UnknownIssuer", client),
            // The system has no trust store.
            Err(error) => assert!(matches!(error, BuildError::Tls(_)), "{client}: {error:?}"),
        }
    }
    assert_eq!(server.requests(), 0);
}

#[test]
fn a_server_of_another_name_is_refused() {
    let authority = Authority::new("The Authority");
    let server = authority.server("portal.example.com");
    is_refused_by_both(&server, &[authority.pem()], "not valid for name");
}

#[test]
fn a_server_whose_certificate_has_expired_is_refused() {
    let authority = Authority::new("The Authority");
    let server = authority.expired_server("localhost");
    is_refused_by_both(&server, &[authority.pem()], "expired");
}

#[test]
fn a_server_that_speaks_no_tls_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
            let _ = io::copy(&mut stream, &mut io::sink());
        }
    });
    for (client, outcome) in call(&url, &[Authority::new("The Authority").pem()]) {
        is_refused(&outcome, Connect, "corrupt message", client);
    }
}

#[test]
fn a_handshake_that_never_ends_is_a_connection_that_takes_too_long() {
    let short = Duration::from_millis(50);
    let authority = Authority::new("The Authority");
    let server = Server::start([Answer::Hang(Vec::new())]);
    let url = server.url().replace("http:", "https:");
    let client = settings(Client::builder(), &url, &[authority.pem()])
        .connect_timeout(short)
        .build()
        .unwrap();
    let hyper = block_on(client.logout(LogoutInput::new("token")));
    let client =
        settings(blocking::Client::builder(), &url, &[authority.pem()]).connect_timeout(short);
    let ureq = client.build().unwrap().logout(LogoutInput::new("token"));
    for (client, outcome) in [("hyper", hyper), ("ureq", ureq)] {
        let Err(error) = outcome else {
            panic!("{client}")
        };
        assert!(
            error
                .to_string()
                .starts_with("Logout failed: no connection to the service within 50ms"),
            "{client}: {error}"
        );
        let ErrorKind::Transport(error) = error.kind() else {
            panic!("{client}: {error:?}")
        };
        assert_eq!(error.kind(), ConnectTimeout(short), "{client}: {error:?}");
    }
    assert_eq!(server.connections(), 6);
}

#[test]
fn a_bundle_without_a_certificate_is_refused() {
    let authority = Authority::new("The Authority");
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    let none = "TLS can't be set up: a CA bundle holds no certificate in PEM";
    let broken = "TLS can't be set up: a CA bundle: ";
    let cases = [
        ("", none),
        ("garbage", none),
        (key, none),
        ("-----BEGIN CERTIFICATE-----\n", broken),
        (
            "-----BEGIN CERTIFICATE-----\n%%%%\n-----END CERTIFICATE-----\n",
            broken,
        ),
    ];
    for (bundle, text) in cases {
        for bundles in [vec![bundle], vec![authority.pem(), bundle]] {
            let url = "https://localhost:1";
            let hyper = settings(Client::builder(), url, &bundles).build().err();
            let ureq = settings(blocking::Client::builder(), url, &bundles)
                .build()
                .err();
            for error in [hyper, ureq] {
                let error = error.map(|error| error.to_string()).unwrap_or_default();
                assert!(error.starts_with(text), "{bundle}: {error}");
            }
        }
    }
}
