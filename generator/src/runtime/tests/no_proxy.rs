use crate::runtime::transport::no_proxy::NoProxy;

fn lists(list: &str, uri: &str) -> bool {
    NoProxy::parse(list).lists(&uri.parse().unwrap())
}

fn check(cases: &[(&str, &str, bool)]) {
    for (list, uri, expected) in cases {
        assert_eq!(lists(list, uri), *expected, "NO_PROXY={list} {uri}");
    }
}

#[test]
fn a_name_is_for_itself_and_the_hosts_below_it() {
    check(&[
        ("corp.example", "https://corp.example/logout", true),
        ("corp.example", "https://api.corp.example", true),
        ("corp.example", "https://a.b.corp.example:8443", true),
        (".corp.example", "https://corp.example", true),
        (".corp.example", "https://api.corp.example", true),
        ("*.corp.example", "https://corp.example", true),
        ("*.corp.example", "https://api.corp.example", true),
        ("CORP.Example", "https://api.corp.EXAMPLE", true),
        ("corp.example.", "https://api.corp.example", true),
        ("corp.example", "https://api.corp.example.", true),
        (".corp.example.", "https://corp.example.", true),
        ("corp.example", "https://notcorp.example", false),
        ("*corp.example", "https://notcorp.example", false),
        ("corp.example", "https://corp.example.org", false),
        ("api.corp.example", "https://corp.example", false),
        ("*.*.example", "https://api.corp.example", false),
        ("corp.*", "https://corp.example", false),
        ("https://corp.example", "https://corp.example", false),
    ]);
}

#[test]
fn an_asterisk_is_for_every_host() {
    for uri in [
        "https://corp.example",
        "https://127.0.0.1:9",
        "https://[::1]",
        "https://192.0.2.7",
    ] {
        for list in ["*", "x,*", "* x", " *\t", "x , * , y"] {
            assert!(lists(list, uri), "NO_PROXY={list} {uri}");
        }
    }
}

#[test]
fn a_list_has_commas_or_blanks_between_its_items() {
    for list in [
        "a.test,b.test",
        "a.test b.test",
        "a.test, b.test",
        ",,b.test,",
        "\ta.test\tb.test\n",
        "b.test",
    ] {
        assert!(lists(list, "https://b.test"), "{list:?}");
    }
    for list in [
        "",
        " ",
        ",",
        ".",
        "*.",
        ":443",
        "/8",
        "[]",
        "[",
        "]:9",
        "a.testb.test",
        "\u{fffd}",
    ] {
        assert!(!lists(list, "https://b.test"), "{list:?}");
        assert!(!lists(list, "https://127.0.0.1"), "{list:?}");
    }
}

#[test]
fn addresses_are_compared_as_addresses() {
    check(&[
        ("127.0.0.1", "https://127.0.0.1", true),
        ("127.0.0.1", "https://127.0.0.1.", true),
        ("127.0.0.1", "https://127.0.0.10", false),
        ("127.*", "https://127.0.0.1", false),
        ("127.", "https://127.0.0.1", false),
        ("127", "https://127.0.0.1", false),
        ("0.0.1", "https://127.0.0.1", false),
        ("::1", "https://[::1]:9", true),
        ("[::1]", "https://[::1]", true),
        ("0:0:0:0:0:0:0:1", "https://[::1]", true),
        ("::1", "https://[0:0:0:0:0:0:0:1]", true),
        ("2001:DB8::A", "https://[2001:db8:0::000a]", true),
        ("::2", "https://[::1]", false),
        ("::ffff:192.0.2.7", "https://192.0.2.7", true),
        ("192.0.2.7", "https://[::ffff:192.0.2.7]", true),
    ]);
}

#[test]
fn a_network_has_its_addresses() {
    check(&[
        ("127.0.0.0/8", "https://127.255.0.1", true),
        ("127.0.0.0/8", "https://128.0.0.1", false),
        ("127.0.0.1/8", "https://127.9.9.9", true),
        ("10.16.0.0/12", "https://10.31.255.255", true),
        ("10.16.0.0/12", "https://10.32.0.0", false),
        ("192.0.2.7/32", "https://192.0.2.7", true),
        ("192.0.2.7/32", "https://192.0.2.6", false),
        ("0.0.0.0/0", "https://192.0.2.7", true),
        ("0.0.0.0/0", "https://[::1]", false),
        ("::/0", "https://[2001:db8::1]", true),
        ("::/0", "https://192.0.2.7", false),
        ("::1/128", "https://[::1]", true),
        ("2001:db8::/33", "https://[2001:db8:7fff::1]", true),
        ("2001:db8::/33", "https://[2001:db8:8000::1]", false),
        ("[2001:db8::]/32", "https://[2001:db8:1::1]", true),
        ("127.0.0.0/33", "https://127.0.0.1", false),
        ("::1/129", "https://[::1]", false),
        ("127.0.0.0/", "https://127.0.0.1", false),
        ("127.0.0.0/255.0.0.0", "https://127.0.0.1", false),
        ("corp.example/8", "https://corp.example", false),
    ]);
}

#[test]
fn an_address_is_no_name_and_a_name_no_address() {
    check(&[
        ("1", "https://127.0.0.1", false),
        (".1", "https://127.0.0.1", false),
        ("127.0.0.1", "https://a.127.0.0.1.test", false),
        ("127.0.0.0/8", "https://localhost", false),
        ("localhost", "https://127.0.0.1", false),
        ("0.0.0.0/0", "https://corp.example", false),
    ]);
}

#[test]
fn a_port_is_the_only_one_that_is_meant() {
    check(&[
        ("corp.example:8443", "https://api.corp.example:8443", true),
        ("corp.example:8443", "https://corp.example", false),
        ("corp.example:443", "https://corp.example", true),
        ("corp.example:443", "https://corp.example:8443", false),
        ("*.corp.example:443", "https://api.corp.example:443", true),
        ("127.0.0.1:9", "https://127.0.0.1:9", true),
        ("127.0.0.1:9", "https://127.0.0.1:99", false),
        ("[::1]:9", "https://[::1]:9", true),
        ("[::1]:9", "https://[::1]", false),
        ("::1:9", "https://[::1]:9", false),
        ("127.0.0.0/8:9", "https://127.0.0.1:9", true),
        ("127.0.0.0/8:9", "https://127.0.0.1", false),
        ("*:9", "https://127.0.0.1:9", true),
        ("*:9", "https://corp.example", false),
        ("corp.example:", "https://corp.example", false),
        ("corp.example:https", "https://corp.example", false),
        ("corp.example:65536", "https://corp.example", false),
    ]);
}
