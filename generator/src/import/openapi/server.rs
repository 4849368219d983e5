//! Where an API is reached.

use super::{
    document::At,
    names::{Taken, type_of, type_words},
    notes::{Notes, Owner},
};
use crate::{
    format::{self, Named},
    import::enums,
    lower::{fits, is_base_url},
    names::value_name,
};

/// The host of a document that names none. No such host exists (RFC 2606, section 2).
const NO_HOST: &str = "https://host.invalid";

/// The words of descriptions that don't tell servers apart.
const COMMON: &[&str] = &[
    "a",
    "api",
    "base",
    "endpoint",
    "env",
    "environment",
    "for",
    "host",
    "main",
    "our",
    "server",
    "the",
    "url",
];

/// The most words that a name has.
const MANY_WORDS: usize = 3;

/// Returns where an API is reached: at the URL that is given, or at those of the document's servers.
pub(super) fn endpoint(root: &At<'_>, given: Option<&str>, notes: &mut Notes) -> format::Endpoint {
    let servers = root.items("servers");
    let mut variables = Named::new();
    let first = first(&servers).filter(|_| given.is_none());
    let template = first.and_then(|first| template(first, &mut variables, notes));
    let with_variables = template.filter(|url| url.contains('{'));
    let url = with_variables.unwrap_or_else(|| url(root, given, notes));
    let others = first.filter(|_| !url.starts_with(NO_HOST));
    let environments = others
        .map(|first| environments(first, &servers, &mut variables, notes))
        .unwrap_or_default();
    format::Endpoint {
        url: Some(url),
        variables,
        environments,
        ..format::Endpoint::default()
    }
}

/// Returns the server that is the endpoint: the first one that is reached by https, or else the first that names a host on
/// another machine.
fn first<'s, 'd>(servers: &'s [At<'d>]) -> Option<&'s At<'d>> {
    let is_encrypted = |url: &str| url.starts_with("https://") || url.starts_with("//");
    let has_host = |url: &str| {
        let rest = url.strip_prefix("http://");
        rest.is_some_and(|rest| !is_local(rest))
    };
    let find =
        |is: &dyn Fn(&str) -> bool| servers.iter().find(|server| is(filled_in(server).trim()));
    find(&is_encrypted)
        .or_else(|| find(&has_host))
        .or_else(|| servers.first())
}

/// Returns the URLs of the other servers, by their names.
fn environments(
    first: &At<'_>,
    servers: &[At<'_>],
    variables: &mut Named<format::Variable>,
    notes: &mut Notes,
) -> Named<String> {
    let whole = |server: &At<'_>| without_query(filled_in(server).trim());
    let mut known = vec![whole(first)];
    let all: Vec<_> = servers.iter().map(whole).collect();
    let (mut environments, mut taken) = (Named::new(), Taken::default());
    for (server, url) in servers.iter().zip(&all) {
        if known.contains(url) {
            continue;
        }
        known.push(url.clone());
        let unencrypted = url.strip_prefix("http://").filter(|rest| !is_local(rest));
        let why = match unencrypted {
            Some(rest) if all.contains(&format!("https://{rest}")) => continue,
            Some(_) => "it isn't encrypted",
            None => match template(server, variables, notes) {
                Some(url) => {
                    let names = [name(server, first), name_of_url(server)];
                    let name = taken.type_among(names.iter().map(String::as_str));
                    environments.insert(name, url);
                    continue;
                }
                None => "its URL isn't that of a client",
            },
        };
        // Its URL may contain a password.
        let sentence = format!("this server is left out: {why}");
        notes.add(Owner::Document, server, sentence);
    }
    environments
}

/// Returns the name of a server: its description if that is short, or else the parts of its URL that the first server's
/// URL lacks.
fn name(server: &At<'_>, first: &At<'_>) -> String {
    let description = server.text("description").unwrap_or_default();
    let words = description
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty() && !COMMON.contains(&word.to_ascii_lowercase().as_str()));
    let words: Vec<_> = words.collect();
    let said = type_words(&words.join(" "));
    if words.len() <= MANY_WORDS && !said.is_empty() {
        return type_of(&said);
    }
    let parts = |server: &At<'_>| {
        let url = filled_in(server);
        let parts = host_and_path(&url).split(['.', '/', ':', '-']);
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let of_first = parts(first);
    let own = parts(server).into_iter();
    let own: Vec<_> = own.filter(|part| !of_first.contains(part)).collect();
    let own = type_words(&own.join(" "));
    if own.is_empty() {
        name_of_url(server)
    } else {
        type_of(&own)
    }
}

/// Returns the name of a server that its whole URL gives it.
fn name_of_url(server: &At<'_>) -> String {
    type_of(&host_and_path(&filled_in(server)).replace(['.', '/', ':'], "-"))
}

fn host_and_path(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    rest.trim_end_matches('/')
}

/// Returns the URL of a server with its variables, which are added to the others, or `None` if it isn't one of a client.
fn template(
    server: &At<'_>,
    variables: &mut Named<format::Variable>,
    notes: &mut Notes,
) -> Option<String> {
    let url = server.text("url").unwrap_or_default().trim();
    let filled = filled_in(server);
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if scheme.contains('{') => {
            let scheme = filled.split("://").next().unwrap_or_default();
            (Some(scheme).filter(|scheme| *scheme == "https")?, rest)
        }
        Some(parts) => parts,
        None => ("https", url.strip_prefix("//")?),
    };
    let mut url = format!("{scheme}://");
    let mut sample = url.clone();
    let mut found: Named<format::Variable> = Named::new();
    let rest = without_query(rest);
    let mut rest = rest.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        rest = after;
        url += before;
        sample += before;
        let known = found.get(name).or_else(|| variables.get(name));
        match variable(server, name, &url, known, notes)? {
            Variable::Setting(variable) => {
                let said = variable.as_ref().or(known);
                let default = said.and_then(|variable| variable.default.as_deref());
                sample += default.unwrap_or("1");
                url = url + "{" + name + "}";
                found.extend(variable.map(|variable| (name.to_owned(), variable)));
            }
            Variable::Fixed(value) => {
                url += &value;
                sample += &value;
            }
        }
    }
    url += rest;
    sample += rest;
    if !is_base_url(&sample) {
        return None;
    }
    variables.extend(found);
    Some(url)
}

/// What a variable of a URL becomes.
enum Variable {
    /// A setting, which another server may have brought already.
    Setting(Option<format::Variable>),
    /// A part of the URL like any other.
    Fixed(String),
}

/// Returns what a variable of a server becomes, or `None` if it has neither a value nor a name that a setting can have.
///
/// One that isn't declared is a part that only the caller knows, and so is an empty one in a host. `before` is the URL before
/// it, and `known` the variable of this name of another server.
fn variable(
    server: &At<'_>,
    name: &str,
    before: &str,
    known: Option<&format::Variable>,
    notes: &mut Notes,
) -> Option<Variable> {
    let declared = server.get("variables").and_then(|all| all.get(name));
    let is_in_host = before.matches('/').count() == 2;
    let is_unknown = |value: &String| value.contains(['{', '}']) || is_in_host && value.is_empty();
    let values = declared.as_ref().map(|declared| declared.items("enum"));
    let values = values.into_iter().flatten();
    let values = values.filter_map(|value| text(value.value));
    let values: Vec<_> = values.filter(|value| !is_unknown(value)).collect();
    let default = declared.as_ref().and_then(At::map);
    let default = default.and_then(|map| map.get("default")).and_then(text);
    let is_missing = default.is_none();
    let default = default.filter(|value| !is_unknown(value));
    let default = default.or_else(|| values.first().filter(|_| is_missing).cloned());
    let has_name = value_name(name).is_some() && !name.contains(['$', '@']);
    let have_place = values.iter().all(|value| fits(value, before));
    let variable = format::Variable {
        values: (have_place && !values.is_empty()).then(|| enums::values(&values)),
        docs: declared.and_then(|declared| super::docs::docs([declared.text("description")])),
        default: default.clone(),
    };
    let Some(value) = default else {
        let variable = known.is_none().then_some(variable);
        return has_name.then_some(Variable::Setting(variable));
    };
    let is_only = values.is_empty() && value.is_empty() || values.iter().eq([&value]);
    let has_values = have_place && (values.is_empty() || values.contains(&value));
    let is_of_known = known.is_none_or(|known| known.values == variable.values);
    if is_only {
        return Some(Variable::Fixed(value));
    }
    if !has_name || !has_values || !fits(&value, before) || !is_of_known {
        let sentence = format!(
            "the variable `{name}` of the server's URL is fixed to its default: not all of its values can be a setting"
        );
        notes.add(Owner::Document, server, sentence);
        return Some(Variable::Fixed(value));
    }
    // A setting has one default for all servers.
    let has_other_default = known.is_some_and(|known| known.default != variable.default);
    Some(if has_other_default {
        Variable::Fixed(value)
    } else {
        Variable::Setting(Some(variable))
    })
}

fn text(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(_) | serde_json::Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// Returns the URL of an API: the one that is given, or that of the document's first server that is encrypted.
fn url(root: &At<'_>, given: Option<&str>, notes: &mut Notes) -> String {
    let servers = root.items("servers");
    let first = first(&servers);
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
    let sentence = "the document doesn't say at which host its API is reached: name the URL with --url, as `url` in a build script, or on the client's builder";
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
        let value = default.or_else(|| first.map(str::to_owned));
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
    use super::endpoint;
    use crate::{
        format::Endpoint,
        import::openapi::{document::Document, notes::Notes},
    };

    /// Returns the endpoint of a document with these servers, and what is said of it.
    fn of_servers(servers: &str) -> (Endpoint, Vec<String>) {
        let text = format!("{{ \"servers\": {servers} }}");
        let document = Document::of_text("api.json", text).unwrap();
        let root = document.root().unwrap();
        let mut notes = Notes::default();
        let endpoint = endpoint(&root, None, &mut notes);
        (endpoint, notes.sentences(&document, |_| true))
    }

    #[test]
    fn the_first_server_is_the_endpoint() {
        let cases = [
            (
                r#"[{ "url": "https://api.example.com/v1/" }, { "url": "https://other" }]"#,
                "https://api.example.com/v1",
            ),
            (
                r#"[{ "url": "https://{region}.example.com:{port}", "variables": { "region": { "default": "eu" }, "port": { "default": 8443 } } }]"#,
                "https://{region}.example.com:{port}",
            ),
            (
                r#"[{ "url": "http://one.example.com" }, { "url": "https://two.example.com" }]"#,
                "https://two.example.com",
            ),
            (r#"[{ "url": "/api/v3" }]"#, "https://host.invalid/api/v3"),
            (
                r#"[{ "url": "/v1" }, { "url": "http://localhost" }, { "url": "https://three.example.com" }]"#,
                "https://three.example.com",
            ),
            (
                r#"[{ "url": "/v1" }, { "url": "http://four.example.com" }]"#,
                "https://four.example.com",
            ),
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
            let (endpoint, _) = of_servers(servers);
            assert_eq!(endpoint.url.as_deref(), Some(expected), "{servers}");
        }
    }

    #[test]
    fn the_other_servers_are_environments_that_are_called_by_what_they_say() {
        let (endpoint, notes) = of_servers(
            r#"[
                { "url": "https://api.example.com/v1", "description": "The production server" },
                { "url": "https://api.example.com/v1/" },
                { "url": "https://api.sandbox.example.com/v1", "description": "Sandbox server." },
                { "url": "https://api-eu.example.com/v1", "description": "This one is for all those who are in Europe" },
                { "url": "http://api.example.com/v1" },
                { "url": "http://old.example.com" },
                { "url": "http://localhost:8080/v1" },
                { "url": "https://api.example.com/v2" },
                { "url": "/v3" }
            ]"#,
        );
        assert_eq!(endpoint.url.as_deref(), Some("https://api.example.com/v1"));
        let environments: Vec<_> = endpoint
            .environments
            .iter()
            .map(|(name, url)| format!("{name} {url}"))
            .collect();
        assert_eq!(
            environments,
            [
                "Sandbox https://api.sandbox.example.com/v1",
                "Eu https://api-eu.example.com/v1",
                "Localhost8080 http://localhost:8080/v1",
                "V2 https://api.example.com/v2",
            ]
        );
        let sentences: Vec<_> = notes
            .iter()
            .filter_map(|note| note.split_once(": ").map(|(_, sentence)| sentence))
            .collect();
        assert_eq!(
            sentences,
            [
                "this server is left out: it isn't encrypted",
                "this server is left out: its URL isn't that of a client",
            ]
        );
    }

    #[test]
    fn variables_are_settings_with_their_values() {
        let (endpoint, notes) = of_servers(
            r#"[{
                "url": "{scheme}://{tenant}.{region}.example.com:{port}/{base}",
                "variables": {
                    "scheme": { "default": "https", "enum": ["https", "http"] },
                    "region": { "default": "eu", "enum": ["eu", "us-1"], "description": "Where." },
                    "port": { "default": "443", "enum": ["443"] },
                    "base": { "default": "api/v1" }
                }
            }, {
                "url": "https://test.example.com/{base}",
                "variables": { "base": { "default": "v0" } }
            }]"#,
        );
        assert_eq!(notes, Vec::<String>::new());
        assert_eq!(
            endpoint.url.as_deref(),
            Some("https://{tenant}.{region}.example.com:443/{base}")
        );
        let variables = &endpoint.variables;
        let names: Vec<_> = variables.keys().map(String::as_str).collect();
        assert_eq!(names, ["tenant", "region", "base"]);
        let defaults: Vec<_> = variables
            .values()
            .map(|variable| variable.default.as_deref())
            .collect();
        assert_eq!(defaults, [None, Some("eu"), Some("api/v1")]);
        assert_eq!(variables["region"].docs.as_deref(), Some("Where."));
        assert!(variables["region"].values.is_some() && variables["base"].values.is_none());
        assert_eq!(
            endpoint.environments["TestV0"],
            "https://test.example.com/v0"
        );
    }
}
