//! The URL of a service with variables and environments.

#![cfg(test)]

use restsmith_requests::{
    runtime::{BuildError, Builder, EndpointError, ServiceClient},
    servers::{
        Client, blocking,
        endpoint::{Environment, Region},
    },
};

/// Returns the base URL of the client that a builder makes, or why it makes none.
fn url<C: ServiceClient>(builder: Builder<C>) -> Result<String, BuildError> {
    builder.config().map(|config| config.endpoint().to_string())
}

fn acme() -> Builder<Client> {
    Client::builder().tenant("acme")
}

#[test]
fn a_variable_has_the_value_that_is_set_or_else_its_default() {
    assert_eq!(url(acme()).unwrap(), "https://acme.eu.example.com:443/v1");
    let builder = acme().region(Region::Us1).port("8443").base_2("api/v2");
    assert_eq!(
        url(builder).unwrap(),
        "https://acme.us-1.example.com:8443/api/v2"
    );
    let builder = blocking::Client::builder()
        .tenant("a.b")
        .region(Region::Us1);
    assert_eq!(url(builder).unwrap(), "https://a.b.us-1.example.com:443/v1");
    assert_eq!(Region::Us1.as_str(), "us-1");
}

#[test]
fn an_environment_has_a_url_of_its_own() {
    let sandbox = Client::builder().environment(Environment::Sandbox);
    assert_eq!(
        url(sandbox.clone()).unwrap(),
        "https://sandbox.example.com/v1"
    );
    assert_eq!(
        url(sandbox.base_2("v2")).unwrap(),
        "https://sandbox.example.com/v2"
    );
    let local = blocking::Client::builder().environment(Environment::Local);
    assert_eq!(url(local).unwrap(), "http://localhost:8080");
}

#[test]
fn a_whole_url_takes_precedence() {
    let builder = acme()
        .environment(Environment::Sandbox)
        .base_2("/../")
        .endpoint_url("https://proxy.example.com");
    assert_eq!(url(builder).unwrap(), "https://proxy.example.com");
}

#[test]
fn a_variable_without_a_default_is_required() {
    let error = url(Client::builder()).unwrap_err();
    assert!(matches!(error, BuildError::NoEndpointVariable("tenant")));
    assert_eq!(
        error.to_string(),
        "no endpoint: set `tenant` or `endpoint_url` on the client's builder"
    );
}

#[test]
fn no_value_changes_the_rest_of_the_url() {
    for tenant in [
        "", ".", "a/", "a/b", "a?", "a#", "a@b", "a\\b", "a b", "a%2f", "{region}", "a..b", ".a",
        "é", "a\r\n",
    ] {
        let error = url(Client::builder().tenant(tenant)).unwrap_err();
        assert!(
            matches!(error, BuildError::EndpointVariable("tenant")),
            "{tenant}: {error:?}"
        );
    }
    for base in [
        "", "..", "a/../b", ".", "./a", "a?b", "a#b", "a%2e", "a b", "a:b",
    ] {
        let error = url(acme().base_2(base)).unwrap_err();
        assert!(
            matches!(error, BuildError::EndpointVariable("base_2")),
            "{base}: {error:?}"
        );
        assert_eq!(
            error.to_string(),
            "`base_2` can't be a part of the endpoint URL: write letters, digits, `-`, `.` and `_`, without an empty label in a host"
        );
    }
    for (tenant, port) in [
        ("evil.example.com:1", "443"),
        ("a", "x"),
        ("a", "0"),
        ("a", "70000"),
    ] {
        let error = url(Client::builder().tenant(tenant).port(port)).unwrap_err();
        assert!(
            matches!(
                error,
                BuildError::Endpoint(EndpointError::NotAUrl | EndpointError::Port)
            ),
            "{tenant} {port}: {error:?}"
        );
    }
}
