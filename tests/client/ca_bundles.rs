//! What a CA bundle may look like. Every certificate of it is read, or the client isn't built.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use identity_center::{
    portal::{Client, LogoutInput, blocking},
    runtime::{Builder, ServiceClient},
};
use restsmith_tests::{Authority, Outcome, block_on};
use rustls::pki_types::{CertificateDer, pem::PemObject};

/// OpenSSL's trust settings of a certificate: what it is trusted for and what not, and a name for it.
const FOR_SERVERS: &[u8] = b"\x30\x0c\x30\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x01";
const FOR_MAIL: &[u8] = b"\x30\x0c\x30\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x04";
const FOR_ANYTHING: &[u8] = b"\x30\x08\x30\x06\x06\x04\x55\x1d\x25\x00";
const NOT_FOR_SERVERS: &[u8] = b"\x30\x0c\xa0\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x01";
const NOT_FOR_MAIL: &[u8] = b"\x30\x0c\xa0\x0a\x06\x08\x2b\x06\x01\x05\x05\x07\x03\x04";
const NAMED: &[u8] = b"\x30\x06\x0c\x04Corp";

fn settings<C: ServiceClient>(builder: Builder<C>, url: &str, bundle: &[u8]) -> Builder<C> {
    builder
        .endpoint_url(url)
        .proxy_from_env(false)
        .max_attempts(1)
        .ca_bundle(bundle)
}

/// The outcome of each client at a server that the authority vouches for.
fn call(authority: &Authority, bundle: &[u8]) -> [Outcome; 2] {
    let server = authority.server("localhost");
    let client = settings(Client::builder(), &server.url(), bundle)
        .build()
        .unwrap();
    let asynchronous = block_on(client.logout(LogoutInput::new("token")));
    let client = settings(blocking::Client::builder(), &server.url(), bundle)
        .build()
        .unwrap();
    [asynchronous, client.logout(LogoutInput::new("token"))]
}

fn is_trusted(authority: &Authority, bundle: impl AsRef<[u8]>, what: &str) {
    for outcome in call(authority, bundle.as_ref()) {
        assert!(outcome.is_ok(), "{what}: {outcome:?}");
    }
}

/// Asserts that neither client is built, and this is why.
fn is_refused(bundle: impl AsRef<[u8]>, why: &str) {
    let url = "https://localhost:1";
    let asynchronous = settings(Client::builder(), url, bundle.as_ref())
        .build()
        .err();
    let blocking = settings(blocking::Client::builder(), url, bundle.as_ref())
        .build()
        .err();
    for error in [asynchronous, blocking] {
        let text = error.map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(
            text,
            format!("TLS can't be set up: a CA bundle{why}"),
            "{:?}",
            bundle.as_ref()
        );
    }
}

fn der(authority: &Authority) -> Vec<u8> {
    CertificateDer::from_pem_slice(authority.pem().as_bytes())
        .unwrap()
        .to_vec()
}

fn pem(label: &str, der: &[u8]) -> String {
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        BASE64_STANDARD.encode(der)
    )
}

#[test]
fn every_way_to_put_certificates_together_is_read() {
    let (authority, other) = (
        Authority::new("The Authority"),
        Authority::new("Another Authority"),
    );
    let (first, last) = (other.pem().trim_end(), authority.pem().trim_end());
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----";
    let bundles = [
        ("line feeds", format!("{first}\n{last}\n")),
        ("no line feed at the end", format!("{first}\n{last}")),
        ("no line feed in between", format!("{first}{last}")),
        ("CRLF", format!("{first}\n{last}\n").replace('\n', "\r\n")),
        ("CR", format!("{first}\n{last}\n").replace('\n', "\r")),
        ("a byte order mark", format!("\u{feff}{last}\n{first}\n")),
        (
            "two byte order marks",
            format!("\u{feff}{first}\n\u{feff}{last}\n"),
        ),
        (
            "a byte order mark without a line feed",
            format!("{first}\u{feff}{last}\n"),
        ),
        (
            "texts",
            format!("# Corp\n=======\n{first}\nNext - a certificate\n{last}\n-- \nThe end\n"),
        ),
        (
            "rulers",
            format!("----------\n{first}\n-------\n{last}\n------\n"),
        ),
        (
            "a private key",
            format!("{key}\n{first}\n{key}\n{last}\n{key}\n"),
        ),
        (
            "a key without an end",
            format!("-----BEGIN PRIVATE KEY-----\nAAAA\n{first}\n{last}\n"),
        ),
        ("duplicates", format!("{last}\n{first}\n{last}\n{first}\n")),
        (
            "indented",
            format!("{first}\n{last}\n").replace('\n', "\n    "),
        ),
        (
            "blanks at the ends of lines",
            format!("{first}\n{last}\n").replace('\n', "  \n"),
        ),
        ("one line", format!("{first}\n{last}\n").replace('\n', " ")),
        (
            "empty lines",
            format!("{first}\n{last}\n").replace('\n', "\n\n"),
        ),
        ("requests and lists", {
            let [request, revoked] =
                ["CERTIFICATE REQUEST", "X509 CRL"].map(|label| pem(label, b"0"));
            format!("{request}{first}\n{revoked}{last}\n")
        }),
    ];
    for (what, bundle) in bundles {
        is_trusted(&authority, bundle, what);
    }
    let latin_1 = [b"# Z\xfcrich\n".as_slice(), last.as_bytes()].concat();
    is_trusted(&authority, latin_1, "a text that is not UTF-8");
}

#[test]
fn the_labels_of_openssl_are_read() {
    let (authority, other) = (
        Authority::new("The Authority"),
        Authority::new("Another Authority"),
    );
    is_trusted(
        &authority,
        other.pem().to_owned() + &pem("X509 CERTIFICATE", &der(&authority)),
        "X509",
    );
    is_trusted(
        &authority,
        pem("TRUSTED CERTIFICATE", &der(&authority)) + other.pem(),
        "TRUSTED",
    );
}

#[test]
fn trust_settings_behind_a_certificate_count_for_servers() {
    let (authority, other) = (
        Authority::new("The Authority"),
        Authority::new("Another Authority"),
    );
    let bundle = |trust: &[u8]| {
        other.pem().to_owned()
            + &pem(
                "TRUSTED CERTIFICATE",
                &[der(&authority).as_slice(), trust].concat(),
            )
    };
    for trust in [FOR_SERVERS, FOR_ANYTHING, NOT_FOR_MAIL, NAMED] {
        is_trusted(&authority, bundle(trust), &format!("{trust:?}"));
    }
    for trust in [FOR_MAIL, NOT_FOR_SERVERS] {
        for outcome in call(&authority, bundle(trust).as_bytes()) {
            assert!(
                outcome.unwrap_err().to_string().contains("UnknownIssuer"),
                "{trust:?}"
            );
        }
    }
    for trust in [
        b"\x30".as_slice(),
        b"\x30\x05\x30",
        b"\x30\x02\x30\x05",
        b"\x30\x84\xff\xff\xff\xff",
    ] {
        is_refused(
            bundle(trust),
            &format!(
                ": certificate 2 (line {}) has damaged trust settings",
                lines(&other)
            ),
        );
    }
}

/// The line behind an authority's certificate.
fn lines(authority: &Authority) -> usize {
    authority.pem().lines().count() + 1
}

#[test]
fn a_certificate_that_is_not_read_is_named() {
    let (authority, other) = (
        Authority::new("The Authority"),
        Authority::new("Another Authority"),
    );
    let good = other.pem();
    let whole = authority.pem();
    let line = lines(&other);
    let cut = &whole[..whole.len() / 2];
    let middle = whole.lines().nth(2).unwrap();
    let no_end = "has no `-----END CERTIFICATE-----`";
    let no_beginning = "doesn't begin with `-----BEGIN CERTIFICATE-----`";
    let cases = [
        ("-----BEGIN CERTIFICATE-----\n".to_owned(), no_end),
        (cut.to_owned(), no_end),
        (format!("{cut}\n{good}"), no_end),
        (format!("{cut}\n-----BEGIN PRIVATE KEY-----\n"), no_end),
        (
            whole.replace("-----END CERTIFICATE", "-----END X509 CERTIFICATE"),
            no_end,
        ),
        (whole.replace("-----END", "----END"), no_end),
        (whole.replace("-----BEGIN", "----BEGIN"), no_beginning),
        (whole.replace("-----BEGIN", "------BEGIN"), no_beginning),
        (
            whole.replacen("CERTIFICATE-----", "CERTIFICATE----", 1),
            no_beginning,
        ),
        (whole.replace("BEGIN CERT", "BEGIN  CERT"), no_beginning),
        (
            whole.replace(
                "-----BEGIN CERTIFICATE-----",
                "----- begin certificate -----",
            ),
            no_beginning,
        ),
        (
            whole.replace("-----BEGIN CERTIFICATE-----", "---- BEGIN CERTIFICATE ----"),
            no_beginning,
        ),
        (pem("ATTRIBUTE CERTIFICATE", &der(&authority)), no_beginning),
        (
            whole.replace(middle, "%%%%"),
            "is damaged: it is not base64",
        ),
        (whole.replace('\n', "\n# "), "is damaged: it is not base64"),
        (
            whole.replace(middle, "-----"),
            "is damaged: it is not base64",
        ),
        (
            whole.replace(middle, ""),
            "is damaged: it is not a certificate, or is cut off",
        ),
        (
            pem("CERTIFICATE", b""),
            "is damaged: it is not a certificate, or is cut off",
        ),
        (
            pem("CERTIFICATE", b"text"),
            "is damaged: it is not a certificate, or is cut off",
        ),
        (
            pem("CERTIFICATE", &[&*der(&authority), b"0"].concat()),
            "is damaged: more data follows it",
        ),
        (
            pem("CERTIFICATE", b"\x30\x00"),
            "can't be used: invalid peer certificate: BadEncoding",
        ),
        (
            pem("TRUSTED CERTIFICATE", b"\x30\x00"),
            "can't be used: invalid peer certificate: BadEncoding",
        ),
    ];
    for (bad, problem) in cases {
        is_refused(&bad, &format!(": certificate 1 (line 1) {problem}"));
        is_refused(
            format!("{good}{bad}"),
            &format!(": certificate 2 (line {line}) {problem}"),
        );
        let crlf = format!("\u{feff}Text\n\n{good}{bad}").replace('\n', "\r\n");
        is_refused(
            crlf,
            &format!(": certificate 2 (line {}) {problem}", line + 2),
        );
    }
}

#[test]
fn an_end_without_a_beginning_is_named() {
    let authority = Authority::new("The Authority");
    let (_, rest) = authority.pem().split_once('\n').unwrap();
    let line = rest.lines().count();
    is_refused(
        format!("{rest}{}", authority.pem()),
        &format!(": `-----END CERTIFICATE-----` in line {line} has no beginning"),
    );
}

#[test]
fn a_bundle_that_is_no_pem_is_refused() {
    let authority = Authority::new("The Authority");
    is_refused(
        der(&authority),
        " holds no certificate in PEM; it seems to be DER, so convert it",
    );
    for bundle in [
        "",
        " \r\n",
        "\u{feff}",
        "garbage",
        "0",
        "certificate",
        &pem("PKCS7", b"0"),
        &pem("PRIVATE KEY", b"0"),
    ] {
        is_refused(bundle, " holds no certificate in PEM");
    }
    let text = format!("{0}{0}", authority.pem());
    let bytes = |swap: bool| {
        text.encode_utf16().flat_map(move |unit| {
            if swap {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
    };
    for utf_16 in [
        bytes(false).collect::<Vec<_>>(),
        bytes(true).collect(),
        b"\xff\xfe".iter().copied().chain(bytes(false)).collect(),
        b"\xfe\xff".iter().copied().chain(bytes(true)).collect(),
        authority.pem().bytes().chain(bytes(false)).collect(),
    ] {
        is_refused(utf_16, " is UTF-16: save it as UTF-8");
    }
}
