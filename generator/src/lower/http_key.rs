//! The method and URI of an operation, in the key `http`.

use http::{Method, uri::PathAndQuery};
use indexmap::IndexSet;

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Span},
    format::{MemberOrType, Named},
    model::{InputMember, PathPart, RequestBinding, TextFormat},
};

const METHODS: &[Method] = &[
    Method::GET,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::HEAD,
    Method::OPTIONS,
];

/// A parsed method and URI.
pub(super) struct Request {
    pub(super) method: Method,
    /// The span in the spec.
    pub(super) span: Span,
    /// The path and the constant query, as written.
    pub(super) uri: String,
    /// The names of the labels, in the order of the path.
    pub(super) labels: IndexSet<String>,
}

impl Request {
    /// Creates a POST request to a path without labels.
    pub(super) fn post(path: String, span: Span) -> Self {
        Self {
            method: Method::POST,
            span,
            uri: path,
            labels: IndexSet::new(),
        }
    }
}

/// Parses `GET /users/{id}`.
pub(super) fn request(http: &str, place: &Place<'_>) -> Checked<Request> {
    let span = place.value();
    let Some((method, uri)) = http.split_once(char::is_whitespace) else {
        return Err(place.report(invalid(
            span,
            format!("`{http}` is not a method and a URI"),
            "write a method and a URI, such as `POST /logout`",
        )));
    };
    let uri = uri.trim_start();
    let known = METHODS.iter().find(|known| known.as_str() == method);
    let method = known.cloned().ok_or_else(|| {
        let message = format!("`{method}` is not a method that can be used");
        let upper_case = method.to_ascii_uppercase();
        if METHODS.iter().any(|known| known.as_str() == upper_case) {
            let help = format!("write `{upper_case}`");
            return place.report(invalid(span, message, &help));
        }
        place.report(invalid(
            span,
            message,
            "the methods are GET, POST, PUT, PATCH, DELETE, HEAD and OPTIONS",
        ))
    });
    let labels = labels(uri, place);
    Ok(Request {
        method: method?,
        span,
        uri: uri.to_owned(),
        labels: labels?,
    })
}

fn labels(uri: &str, place: &Place<'_>) -> Checked<IndexSet<String>> {
    let span = place.value();
    if !uri.starts_with('/') {
        let message = format!("the URI `{uri}` doesn't begin with a slash");
        return Err(place.report(invalid(span, message, "begin it with `/`")));
    }
    if uri.contains('#') {
        let message = format!("the URI `{uri}` has a fragment, which is never sent");
        return Err(place.report(invalid(span, message, "remove `#` and what follows")));
    }
    let (path, query) = path_and_query(uri);
    let mut labels = IndexSet::new();
    let mut greedy = 0;
    for segment in path.split('/') {
        let Some(name) = label(segment) else {
            if segment.contains(['{', '}']) {
                let message = format!("`{segment}` is neither text nor a label");
                return Err(place.report(invalid(span, message, &partial_label(segment))));
            }
            if matches!(segment, "." | "..") {
                let message = format!("`{segment}` can't be a segment of the path");
                let help = "clients and servers remove it: write the path that is left";
                return Err(place.report(invalid(span, message, help)));
            }
            if let Some(name) = segment.strip_prefix(':').filter(|name| is_label(name)) {
                let message = format!("`{segment}` is sent as it is");
                let help = format!("if it is a label, write `{{{name}}}`");
                place.report(Diagnostic::new(Code::ColonInPath, span, message).help(help));
            }
            continue;
        };
        greedy += usize::from(segment.ends_with("+}"));
        if !labels.insert(name.to_owned()) {
            let message = format!("the label `{name}` is twice in the URI");
            return Err(place.report(invalid(span, message, "give each label a name of its own")));
        }
    }
    if greedy > 1 {
        return Err(place.report(
            Diagnostic::new(Code::GreedyLabels, span, "the URI has two greedy labels")
                .help("only one label can take several segments: remove a `+`"),
        ));
    }
    let plain: Vec<_> = path
        .split('/')
        .map(|segment| {
            if label(segment).is_some() {
                "x"
            } else {
                segment
            }
        })
        .collect();
    let sent = format!("{}?{query}", plain.join("/"));
    let is_plain = sent
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !br#"<>"\^`{|}"#.contains(&byte));
    if !is_plain || sent.parse::<PathAndQuery>().is_err() {
        if query.contains('{') {
            let message = format!("the query of `{uri}` has a label");
            let help = "remove it, and bind a member of `input` by `query`, such as `limit: { type: integer, query: limit }`";
            return Err(place.report(invalid(span, message, help)));
        }
        let message = format!("`{uri}` isn't a path with an optional query");
        return Err(place.report(invalid(
            span,
            message,
            "percent-encode the other characters",
        )));
    }
    Ok(labels)
}

/// Splits a URI at the first `?` outside of braces.
fn path_and_query(uri: &str) -> (&str, &str) {
    let mut is_in_braces = false;
    let is_start = |character| {
        match character {
            '{' => is_in_braces = true,
            '}' | '/' => is_in_braces = false,
            _ => {}
        }
        character == '?' && !is_in_braces
    };
    uri.split_once(is_start).unwrap_or((uri, ""))
}

/// Returns what to write in place of a segment that isn't a label, but has braces.
fn partial_label(segment: &str) -> String {
    let otherwise = "a label is a whole segment, such as `{id}`".to_owned();
    let inner = |text: &str| {
        let (_, after) = text.split_once('{')?;
        let (inner, _) = after.split_once('}')?;
        Some(inner.to_owned())
    };
    let Some(inner) = inner(segment) else {
        return otherwise;
    };
    let name = inner.trim_end_matches(['?', '*', '+']);
    if !is_label(name) {
        return otherwise;
    }
    if segment == format!("{{{inner}}}") {
        return if inner.ends_with('?') {
            format!(
                "a label is always filled: write `{{{name}}}`, and an operation of its own for the path without it"
            )
        } else {
            format!("a label for several segments is `{{{name}+}}`")
        };
    }
    let value = segment.replace(['{', '}'], "");
    format!(
        "a label is a whole segment: write `{{{name}}}`, and pass all of the segment, such as `{value}`"
    )
}

/// Returns the name of a label, `{id}` or `{path+}`.
fn label(segment: &str) -> Option<&str> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    let name = name.strip_suffix('+').unwrap_or(name);
    is_label(name).then_some(name)
}

fn is_label(name: &str) -> bool {
    let is_valid = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    !name.is_empty() && name.chars().all(is_valid)
}

fn invalid(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidHttp, span, message).help(help)
}

/// Returns a path with the same name for all of its labels, which make no difference to a server.
pub(super) fn without_names(uri: &str) -> String {
    let segments = uri.split('/').map(|segment| match label(segment) {
        Some(_) if segment.ends_with("+}") => "{+}",
        Some(_) => "{}",
        None => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Returns the parts of a path, with the members that its labels are bound to.
pub(super) fn path_parts(
    request: &Request,
    members: &Named<MemberOrType>,
    input: &[InputMember],
) -> Vec<PathPart> {
    let path = request.uri.split('?').next().unwrap_or_default();
    let mut parts = Vec::new();
    let mut literal = String::new();
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            literal.push('/');
        }
        let filled = label(segment).and_then(|label| {
            let bound = |(_, MemberOrType(member)): &(&String, &MemberOrType)| {
                member.label.as_deref() == Some(label)
            };
            let (name, _) = members.iter().find(bound)?;
            input.iter().find(|member| member.field.name == *name)
        });
        match filled {
            None => literal.push_str(segment),
            Some(InputMember { field, binding, .. }) => {
                parts.push(PathPart::Literal(std::mem::take(&mut literal)));
                let is_greedy = segment.ends_with("+}");
                parts.push(PathPart::Label {
                    field: Box::new(field.clone()),
                    format: match binding {
                        RequestBinding::Label(format) => *format,
                        _ => TextFormat::Plain,
                    },
                    is_greedy,
                });
            }
        }
    }
    if !literal.is_empty() {
        parts.push(PathPart::Literal(literal));
    }
    parts
}
