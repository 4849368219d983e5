//! Where an API is reached.

use super::{
    document::At,
    notes::{Notes, Owner},
};
use crate::lower::is_base_url;

/// The host of a document that names none. No such host exists (RFC 2606, section 2).
const NO_HOST: &str = "https://host.invalid";

/// Returns the URL of an API: the one that is given, or that of the document's first server that is encrypted.
pub(super) fn url(root: &At<'_>, given: Option<&str>, notes: &mut Notes) -> String {
    let servers = root.items("servers");
    // A server that is reached by https comes before one that isn't.
    let is_encrypted = |server: &&At<'_>| !filled_in(server).starts_with("http:");
    let first = servers
        .iter()
        .find(is_encrypted)
        .or_else(|| servers.first());
    let url = match (given, first) {
        (Some(url), _) => url.to_owned(),
        (None, Some(server)) => filled_in(server),
        (None, None) => String::new(),
    };
    let url = url.trim().trim_end_matches('/');
    let at = first.unwrap_or(root);
    if let Some(rest) = url.strip_prefix("http://").filter(|rest| !is_local(rest)) {
        let sentence = format!("`{url}` isn't encrypted: the client takes https instead");
        notes.add(Owner::Document, at, sentence);
        return url_or_none(&format!("https://{rest}"));
    }
    if let Some(rest) = url.strip_prefix("//") {
        return url_or_none(&format!("https://{rest}"));
    }
    let whole = without_query(url);
    if is_base_url(&whole) {
        return whole;
    }
    if url.contains("://") {
        let sentence = "the URL of the server can't be that of a client: name another one with --url, or on the client's builder";
        notes.add(Owner::Document, at, sentence);
        return NO_HOST.to_owned();
    }
    let sentence = "the document doesn't say at which host its API is reached: name the URL with --url, or on the client's builder";
    notes.add(Owner::Document, at, sentence);
    let slash = if url.is_empty() || url.starts_with('/') {
        ""
    } else {
        "/"
    };
    let path = without_query(&format!("{NO_HOST}{slash}{url}"));
    if is_base_url(&path) {
        path
    } else {
        NO_HOST.to_owned()
    }
}

/// Returns the URL of a server, in which each variable has its default.
pub(super) fn filled_in(server: &At<'_>) -> String {
    let mut url = server.text("url").unwrap_or_default().to_owned();
    for (name, variable) in server.entries("variables") {
        let values = variable.items("enum");
        let first = values.first().and_then(|value| value.value.as_str());
        let default = variable.map().and_then(|map| map.get("default"));
        let default = default.map(|default| {
            default
                .as_str()
                .map_or_else(|| default.to_string(), str::to_owned)
        });
        let value = default
            .or_else(|| first.map(str::to_owned))
            .filter(|value| !value.is_empty());
        let Some(value) = value else { continue };
        url = url.replace(&format!("{{{name}}}"), &value);
    }
    // A variable that isn't declared is a part that only the caller knows.
    url
}

fn url_or_none(url: &str) -> String {
    let url = without_query(url);
    if is_base_url(&url) {
        url
    } else {
        NO_HOST.to_owned()
    }
}

fn without_query(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    url.get(..end)
        .unwrap_or(url)
        .trim_end_matches('/')
        .to_owned()
}

fn is_local(authority: &str) -> bool {
    let host = authority.split('/').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) {
            host
        } else {
            authority
        }
    });
    host == "localhost" || host == "[::1]" || host.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::url;
    use crate::import::openapi::{document::Document, notes::Notes};

    #[test]
    fn the_first_server_is_the_endpoint() {
        let cases = [
            (
                r#"[{ "url": "https://api.example.com/v1/" }, { "url": "https://other" }]"#,
                "https://api.example.com/v1",
            ),
            (
                r#"[{ "url": "https://{region}.example.com:{port}", "variables": { "region": { "default": "eu" }, "port": { "default": 8443 } } }]"#,
                "https://eu.example.com:8443",
            ),
            (
                r#"[{ "url": "http://one.example.com" }, { "url": "https://two.example.com" }]"#,
                "https://two.example.com",
            ),
            (r#"[{ "url": "/api/v3" }]"#, "https://host.invalid/api/v3"),
            (
                r#"[{ "url": "http://api.example.com" }]"#,
                "https://api.example.com",
            ),
            (
                r#"[{ "url": "http://localhost:8080/x" }]"#,
                "http://localhost:8080/x",
            ),
            (
                r#"[{ "url": "//api.example.com" }]"#,
                "https://api.example.com",
            ),
            ("[]", "https://host.invalid"),
        ];
        for (servers, expected) in cases {
            let text = format!("{{ \"servers\": {servers} }}");
            let document = Document::of_text("api.json", text).unwrap();
            let root = document.root().unwrap();
            assert_eq!(
                url(&root, None, &mut Notes::default()),
                expected,
                "{servers}"
            );
        }
    }
}
