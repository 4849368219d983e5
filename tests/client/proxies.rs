//! The environment's proxy. Each call runs in a process of its own, so that it has its own environment.

use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::Command,
    sync::{Arc, Mutex},
    thread,
};

use restsmith_tests::{Answer, Authority, Server, TlsServer};

const HOST: &str = "sso.example.test";

/// What a proxy does once it has read the request for a tunnel.
#[derive(Clone, Copy, Debug)]
enum Reaction {
    Tunnel(SocketAddr),
    Say(&'static str),
    Hang,
}

/// A proxy on loopback that records the heads of what it is asked for.
#[derive(Debug)]
struct Proxy {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start(reaction: Reaction) -> Self {
        Self::listen(TcpListener::bind("127.0.0.1:0").unwrap(), reaction)
    }

    fn listen(listener: TcpListener, reaction: Reaction) -> Self {
        let address = listener.local_addr().unwrap();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&heads);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let heads = Arc::clone(&shared);
                thread::spawn(move || drop(serve(&stream, reaction, &heads)));
            }
        });
        Self { address, heads }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

fn serve(stream: &TcpStream, reaction: Reaction, heads: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            break;
        }
    }
    heads.lock().unwrap().push(head);
    match reaction {
        Reaction::Tunnel(address) => {
            let server = TcpStream::connect(address)?;
            (&*stream).write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
            let (mut back, mut to) = (server.try_clone()?, stream.try_clone()?);
            thread::spawn(move || io::copy(&mut back, &mut to));
            io::copy(&mut reader, &mut &server).map(drop)
        }
        Reaction::Say(text) => (&*stream).write_all(text.as_bytes()),
        Reaction::Hang => io::copy(&mut reader, &mut io::sink()).map(drop),
    }
}

/// What `call-once` prints for each client, in this environment and no other.
fn call(url: &str, proxy: &str, environment: &[(&str, &str)]) -> [String; 2] {
    ["async", "blocking"].map(|kind| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_call-once"));
        command
            .args([kind, url, proxy, "a-secret-token"])
            .env_clear()
            .envs(environment.iter().copied());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    })
}

/// A server for a host, and a file that has the authority that vouches for it.
fn trusted(host: &str) -> (TlsServer, tempfile::NamedTempFile) {
    let authority = Authority::new("The Authority");
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(&file, authority.pem()).unwrap();
    (authority.server(host), file)
}

fn path(file: &tempfile::NamedTempFile) -> (&'static str, &str) {
    ("SSL_CERT_FILE", file.path().to_str().unwrap())
}

#[test]
fn https_goes_through_the_proxy_that_the_environment_names() {
    let (server, file) = trusted(HOST);
    let proxy = Proxy::start(Reaction::Tunnel(server.address()));
    let url = proxy.url();
    let bare = proxy.address.to_string();
    let slash = format!("{url}/");
    let nowhere = "http://127.0.0.1:1";
    let cases: [&[(&str, &str)]; 6] = [
        &[("HTTPS_PROXY", &url)],
        &[("https_proxy", &url)],
        &[("HTTPS_PROXY", nowhere), ("https_proxy", &url)],
        &[("HTTPS_PROXY", &url), ("https_proxy", "")],
        &[("HTTPS_PROXY", &bare)],
        &[
            ("HTTPS_PROXY", &slash),
            ("HTTP_PROXY", nowhere),
            ("ALL_PROXY", nowhere),
        ],
    ];
    for (number, case) in cases.iter().enumerate() {
        let environment = [*case, &[path(&file)]].concat();
        assert_eq!(
            call(&format!("https://{HOST}"), "proxy", &environment),
            ["ok\n", "ok\n"],
            "{case:?}"
        );
        assert_eq!(
            (server.requests(), proxy.heads().len()),
            (2 * number + 2, 2 * number + 2),
            "{case:?}"
        );
    }
    for head in proxy.heads() {
        assert!(
            head.starts_with(&format!("CONNECT {HOST}:443 HTTP/1.1\r\n")),
            "{head}"
        );
        assert!(
            !head.to_lowercase().contains("token") && !head.to_lowercase().contains("auth"),
            "{head}"
        );
    }
}

#[test]
fn without_a_name_in_the_environment_there_is_no_proxy() {
    let (server, file) = trusted("localhost");
    let proxy = Proxy::start(Reaction::Tunnel(server.address()));
    let url = proxy.url();
    let cases: [&[(&str, &str)]; 3] = [
        &[],
        &[("HTTPS_PROXY", "")],
        &[
            ("HTTP_PROXY", &url),
            ("http_proxy", &url),
            ("ALL_PROXY", &url),
        ],
    ];
    for case in cases {
        let environment = [case, &[path(&file)]].concat();
        assert_eq!(
            call(&server.url(), "proxy", &environment),
            ["ok\n", "ok\n"],
            "{case:?}"
        );
    }
    assert_eq!((server.requests(), proxy.heads().len()), (6, 0));
}

#[test]
fn the_proxy_can_be_switched_off() {
    let (server, file) = trusted("localhost");
    let proxy = Proxy::start(Reaction::Tunnel(server.address()));
    for value in [proxy.url().as_str(), "socks5://127.0.0.1:1", "no URL"] {
        let environment = [("HTTPS_PROXY", value), path(&file)];
        assert_eq!(
            call(&server.url(), "no-proxy", &environment),
            ["ok\n", "ok\n"],
            "{value}"
        );
    }
    assert_eq!((server.requests(), proxy.heads().len()), (6, 0));
}

#[test]
fn plain_http_never_goes_through_a_proxy() {
    let server = Server::start([Answer::ok()]);
    let proxy = Proxy::start(Reaction::Say(
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
    ));
    for value in [proxy.url().as_str(), "socks5://127.0.0.1:1", "no URL"] {
        let names = [
            "HTTPS_PROXY",
            "https_proxy",
            "HTTP_PROXY",
            "http_proxy",
            "ALL_PROXY",
            "all_proxy",
        ];
        let environment = names.map(|name| (name, value));
        assert_eq!(
            call(&server.url(), "proxy", &environment),
            ["ok\n", "ok\n"],
            "{value}"
        );
    }
    assert_eq!((server.requests().len(), proxy.heads().len()), (6, 0));
}

#[test]
fn hosts_that_the_environment_excepts_are_reached_without_the_proxy() {
    let (server, file) = trusted("localhost");
    let proxy = Proxy::start(Reaction::Tunnel(server.address()));
    let url = proxy.url();
    let cases = [
        ("localhost", true),
        ("LOCALHOST", true),
        (".localhost", true),
        ("example.test, localhost ,", true),
        ("*", true),
        ("", false),
        ("ocalhost", false),
        ("localhos", false),
        ("a.localhost", false),
        ("localhost.test", false),
        ("example.test,127.0.0.1", false),
    ];
    for variable in ["NO_PROXY", "no_proxy"] {
        for (except, is_direct) in cases {
            let before = proxy.heads().len();
            let environment = [
                ("HTTPS_PROXY", url.as_str()),
                (variable, except),
                path(&file),
            ];
            assert_eq!(
                call(&server.url(), "proxy", &environment),
                ["ok\n", "ok\n"],
                "{except}"
            );
            let tunnels = if is_direct { 0 } else { 2 };
            assert_eq!(proxy.heads().len() - before, tunnels, "{variable}={except}");
        }
    }
}

#[test]
fn a_part_of_a_name_excepts_the_hosts_below_it_only() {
    let proxy = Proxy::start(Reaction::Say("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    let url = proxy.url();
    for (except, is_direct) in [
        ("example.test", true),
        (".example.test", true),
        ("*.example.test", true),
        ("*, other.test", true),
        ("test", true),
        ("ample.test", false),
        ("o.example.test", false),
        ("example", false),
        ("sso", false),
    ] {
        let before = proxy.heads().len();
        let environment = [("HTTPS_PROXY", url.as_str()), ("NO_PROXY", except)];
        call(&format!("https://{HOST}"), "proxy", &environment);
        let tunnels = if is_direct { 0 } else { 2 };
        assert_eq!(proxy.heads().len() - before, tunnels, "{except}");
    }
}

#[test]
fn both_clients_except_the_same_hosts() {
    let proxy = Proxy::start(Reaction::Say("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    let url = proxy.url();
    let cases = [
        ("https://127.0.0.1:1", "127.0.0.0/8", true),
        ("https://127.0.0.1:1", "127.0.0.1/32", true),
        ("https://127.0.0.1:1", "x,*", true),
        ("https://127.0.0.1:1", "localhost 127.0.0.1:1", true),
        ("https://127.0.0.1:1", "127.*", false),
        ("https://127.0.0.1:1", "127.0.0.1:2", false),
        ("https://[::1]:1", "0:0:0:0:0:0:0:1", true),
        ("https://[::1]:1", "[::1]:1", true),
        ("https://[::1]:1", "::/127", true),
        ("https://[::1]:1", "::2", false),
        ("https://localhost:1", "localhost.", true),
        ("https://localhost.:1", "LOCALHOST:1", true),
        ("https://localhost:1", "localhost:443", false),
    ];
    for (endpoint, except, is_direct) in cases {
        let before = proxy.heads().len();
        let environment = [("HTTPS_PROXY", url.as_str()), ("NO_PROXY", except)];
        call(endpoint, "proxy", &environment);
        let tunnels = if is_direct { 0 } else { 2 };
        assert_eq!(
            proxy.heads().len() - before,
            tunnels,
            "NO_PROXY={except} {endpoint}"
        );
    }
}

#[test]
fn both_clients_ask_a_proxy_for_the_same() {
    let proxy = Proxy::start(Reaction::Say("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    let address = proxy.address;
    let cases = [
        (String::new(), ""),
        ("user:a-password@".to_owned(), "dXNlcjphLXBhc3N3b3Jk"),
        ("user@".to_owned(), "dXNlcjo="),
        (":a-password@".to_owned(), "OmEtcGFzc3dvcmQ="),
        ("user:p@ss:w%25rd@".to_owned(), "dXNlcjpwQHNzOnclcmQ="),
        ("us%3Aer:%C3%A4%2F+%@".to_owned(), "dXM6ZXI6w6QvKyU="),
    ];
    for (user_info, encoded) in cases {
        for (scheme, path) in [
            ("", ""),
            ("http://", "/"),
            ("HTTP://", "/a/path?query#fragment"),
        ] {
            let (before, url) = (
                proxy.heads().len(),
                format!("{scheme}{user_info}{address}{path}"),
            );
            for (endpoint, target) in [
                ("https://[::1]:8443", "[::1]:8443"),
                ("https://a.test", "a.test:443"),
            ] {
                call(endpoint, "proxy", &[("HTTPS_PROXY", &url)]);
                let authorization = match encoded {
                    "" => String::new(),
                    encoded => format!("proxy-authorization: basic {}\r\n", encoded.to_lowercase()),
                };
                let expected = format!(
                    "connect {target} http/1.1\r\nhost: {target}\r\nproxy-connection: keep-alive\r\n\
                     {authorization}\r\n"
                );
                let heads = proxy.heads().split_off(before);
                let [.., asynchronous, blocking] = heads.as_slice() else {
                    panic!("{url}: {heads:?}")
                };
                for head in [asynchronous, blocking] {
                    assert_eq!(head.to_lowercase(), expected, "{url}");
                    assert!(head.contains(encoded), "{url}: {head}");
                }
            }
        }
    }
}

#[test]
fn a_proxy_may_have_an_ipv6_address() {
    let (server, file) = trusted(HOST);
    let listener = TcpListener::bind("[::1]:0").unwrap();
    let proxy = Proxy::listen(listener, Reaction::Tunnel(server.address()));
    let environment = [
        ("HTTPS_PROXY", &*format!("http://{}", proxy.address)),
        path(&file),
    ];
    assert_eq!(
        call(&format!("https://{HOST}"), "proxy", &environment),
        ["ok\n", "ok\n"]
    );
    assert_eq!(proxy.heads().len(), 2);
}

#[test]
fn a_proxy_may_be_reached_by_https() {
    let (server, file) = trusted("localhost");
    let environment = [("HTTPS_PROXY", &*server.url()), path(&file)];
    for printed in call(&format!("https://{HOST}"), "proxy", &environment) {
        // It says that there is a tunnel, and nothing comes through it.
        let name = server.url().replace("https://", "");
        let text = format!("no connection to the service within 1s (through the proxy {name})");
        assert!(printed.contains(&text), "{printed}");
    }
    assert_eq!(server.requests(), 2);
}

#[test]
fn a_value_that_is_no_proxys_is_refused_and_not_shown() {
    let neither = "is the URL of a proxy that is neither http nor https";
    let no_host = "is a URL without a host";
    let bad_host = "is a URL with an invalid host";
    let bad_port = "is a URL whose port is not a number from 1 to 65535";
    let cases = [
        ("socks5://user:a-password@127.0.0.1:1", neither),
        ("socks4://127.0.0.1:1", neither),
        ("ftp://127.0.0.1:1", neither),
        ("://127.0.0.1", neither),
        ("http://", no_host),
        ("http://:3128", no_host),
        ("http:///path", no_host),
        ("http://user:a-password@", no_host),
        ("no URL", bad_host),
        (" ", bad_host),
        ("http://user:a-password@a b:1", bad_host),
        ("http://[::g]:1", bad_host),
        ("http://[::1:1", bad_host),
        ("http://::1:1", bad_host),
        ("http://user:a/password@127.0.0.1:1", bad_port),
        ("http://127.0.0.1:port", bad_port),
        ("http://127.0.0.1:0", bad_port),
        ("http://127.0.0.1:+1", bad_port),
        ("http://127.0.0.1:65536", bad_port),
        (
            "http://user:%ff@127.0.0.1:1",
            "has a user name or a password that is not valid UTF-8 after percent-decoding",
        ),
    ];
    for (url, problem) in cases {
        for variable in ["HTTPS_PROXY", "https_proxy"] {
            for printed in call("https://localhost:1", "proxy", &[(variable, url)]) {
                let text = format!(
                    "the environment variable `{variable}` {problem}: correct it, or set \
                             `proxy_from_env(false)` on the client's builder\n"
                );
                assert!(
                    printed.starts_with(&text) && !printed.contains("password@"),
                    "{url}: {printed}"
                );
                assert!(
                    !printed.contains("a-pass") && !printed.contains("127.0.0.1"),
                    "{url}: {printed}"
                );
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_value_that_is_not_unicode_is_refused() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

    for kind in ["async", "blocking"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_call-once"));
        command
            .args([kind, "https://localhost:1", "proxy", "a-secret-token"])
            .env_clear();
        let output = command
            .env("HTTPS_PROXY", OsStr::from_bytes(b"http://\xff:1"))
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(
            printed.starts_with(
                "the environment variable `HTTPS_PROXY` is not valid Unicode: correct it, or set"
            ),
            "{printed}"
        );
    }
}

#[test]
fn the_proxys_credentials_are_sent_to_the_proxy_and_shown_nowhere() {
    let cases = [
        ("user:a-password@", "dXNlcjphLXBhc3N3b3Jk"),
        ("user:p%40ss%2Fword%25@", "dXNlcjpwQHNzL3dvcmQl"),
    ];
    let (server, file) = trusted(HOST);
    for (credentials, encoded) in cases {
        let secrets = [
            credentials.trim_end_matches('@'),
            encoded,
            "password",
            "p@ss",
            "p%40",
        ];
        let reactions = [
            Reaction::Tunnel(server.address()),
            Reaction::Say("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
            Reaction::Say("garbage\r\n\r\n"),
        ];
        for reaction in reactions {
            let proxy = Proxy::start(reaction);
            let url = format!("http://{credentials}{}", proxy.address);
            let environment = [("HTTPS_PROXY", url.as_str()), path(&file)];
            for printed in call(&format!("https://{HOST}"), "proxy", &environment) {
                let is_ok = matches!(reaction, Reaction::Tunnel(_));
                assert_eq!(printed == "ok\n", is_ok, "{printed}");
                assert!(
                    !secrets.iter().any(|secret| printed.contains(secret)),
                    "{printed}"
                );
            }
            for head in proxy.heads() {
                let line = format!(
                    "\r\nproxy-authorization: basic {}\r\n",
                    encoded.to_lowercase()
                );
                assert!(
                    head.to_lowercase().contains(&line) && head.contains(encoded),
                    "{head}"
                );
            }
        }
        let gone = format!("http://{credentials}127.0.0.1:1");
        for printed in call(
            &format!("https://{HOST}"),
            "proxy",
            &[("HTTPS_PROXY", &gone), path(&file)],
        ) {
            assert!(
                printed.starts_with("Logout failed: no connection to the service: "),
                "{printed}"
            );
            assert!(
                printed.contains(" (through the proxy 127.0.0.1:1)\n"),
                "{printed}"
            );
            assert!(
                !secrets.iter().any(|secret| printed.contains(secret)),
                "{printed}"
            );
        }
    }
}

#[test]
fn a_proxy_that_opens_no_tunnel_is_no_connection() {
    let texts = [
        "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 3\r\n\r\nBad",
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\n\r\n",
        "HTTP/1.1 200",
        "",
    ];
    let (_server, file) = trusted(HOST);
    for text in texts {
        let proxy = Proxy::start(Reaction::Say(text));
        let environment = [
            ("HTTPS_PROXY", proxy.url()),
            (path(&file).0, path(&file).1.to_owned()),
        ];
        let environment = environment
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        for printed in call(&format!("https://{HOST}"), "proxy", &environment) {
            assert!(
                printed.starts_with("Logout failed: no connection to the service: "),
                "{text}: {printed}"
            );
            assert!(
                printed.contains(&format!(" (through the proxy {})\n", proxy.address)),
                "{printed}"
            );
        }
        assert_eq!(proxy.heads().len(), 2, "{text}");
    }
    let proxy = Proxy::start(Reaction::Hang);
    for printed in call(
        &format!("https://{HOST}"),
        "proxy",
        &[("HTTPS_PROXY", &proxy.url()), path(&file)],
    ) {
        let text = format!(
            "Logout failed: no connection to the service within 1s (through the proxy {})\n",
            proxy.address
        );
        assert!(printed.starts_with(&text), "{printed}");
    }
}
