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
    /// The fragment, which isn't sent. It tells operations apart that share method and URI.
    pub(super) fragment: String,
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
            fragment: String::new(),
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
    let (uri, fragment) = without_fragment(uri.trim_start());
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
        fragment: fragment.to_owned(),
        labels: labels?,
    })
}

/// Splits a URI at its fragment, which begins at a `#`.
fn without_fragment(uri: &str) -> (&str, &str) {
    uri.split_once('#').unwrap_or((uri, ""))
}

fn labels(uri: &str, place: &Place<'_>) -> Checked<IndexSet<String>> {
    let span = place.value();
    if !uri.starts_with('/') {
        let message = format!("the URI `{uri}` doesn't begin with a slash");
        return Err(place.report(invalid(span, message, "begin it with `/`")));
    }
    let (path, query) = path_and_query(uri);
    let mut labels = IndexSet::new();
    let mut greedy = 0;
    for segment in path.split('/') {
        let pieces = pieces(segment);
        check_labels(segment, &pieces)
            .map_err(|(message, help)| place.report(invalid(span, message, &help)))?;
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
        for piece in pieces {
            let Piece::Label(label) = piece else {
                continue;
            };
            greedy += usize::from(label.ends_with('+'));
            let name = label_name(label);
            if !labels.insert(name.to_owned()) {
                let message = format!("the label `{name}` is twice in the URI");
                let help = "give each label a name of its own";
                return Err(place.report(invalid(span, message, help)));
            }
        }
    }
    if greedy > 1 {
        return Err(place.report(
            Diagnostic::new(Code::GreedyLabels, span, "the URI has two greedy labels")
                .help("only one label can take several segments: remove a `+`"),
        ));
    }
    let sent = format!("{}?{query}", with_labels(path, |_| "x"));
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

/// A piece of a path.
enum Piece<'a> {
    Text(&'a str),
    /// What is in braces: `id`, or `path+` for a greedy label.
    Label(&'a str),
}

/// Splits a path, or a segment of one, into text and labels. Braces that aren't closed are text.
fn pieces(path: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = path;
    while let Some((text, label, after)) = rest.split_once('{').and_then(|(text, after)| {
        let (label, after) = after.split_once('}')?;
        Some((text, label, after))
    }) {
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces.push(Piece::Label(label));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Returns a URI with something in place of each label.
fn with_labels(uri: &str, replace: impl Fn(&str) -> &'static str) -> String {
    let pieces = pieces(uri).into_iter().map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Label(label) => replace(label),
    });
    pieces.collect()
}

/// Checks the labels of a segment. Fails with a message and a help.
fn check_labels(segment: &str, pieces: &[Piece<'_>]) -> Result<(), (String, String)> {
    let is_valid = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => !text.contains(['{', '}']),
        Piece::Label(label) => is_label(label_name(label)),
    };
    if !pieces.iter().all(is_valid) {
        let message = format!("`{segment}` has braces that aren't those of a label");
        return Err((message, label_help(segment)));
    }
    if matches!(pieces, [_, _, ..]) && segment.contains("+}") {
        let message = format!("`{segment}` has text beside a greedy label");
        let help = "make the label a whole segment, or remove its `+`";
        return Err((message, help.to_owned()));
    }
    if segment.contains("}{") {
        let message = format!("`{segment}` has two labels without text between them");
        let help = "no server can tell where the first one ends: write what separates them";
        return Err((message, help.to_owned()));
    }
    Ok(())
}

/// Returns what to write in place of braces that aren't those of a label.
fn label_help(segment: &str) -> String {
    let inner = || {
        let (_, after) = segment.split_once('{')?;
        let (inner, _) = after.split_once('}')?;
        Some((inner, inner.trim_end_matches(['?', '*', '+'])))
    };
    match inner().filter(|(_, name)| is_label(name)) {
        Some((inner, name)) if inner.ends_with('?') => format!(
            "a label is always filled: write `{{{name}}}`, and an operation of its own for the path without it"
        ),
        Some((inner, name)) if inner != name => {
            format!("a label for several segments is `{{{name}+}}`")
        }
        _ => "a label is a name in braces, such as `{id}`".to_owned(),
    }
}

fn label_name(label: &str) -> &str {
    label.strip_suffix('+').unwrap_or(label)
}

fn is_label(name: &str) -> bool {
    let is_valid = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    !name.is_empty() && name.chars().all(is_valid)
}

fn invalid(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidHttp, span, message).help(help)
}

/// Returns a valid URI with the same name for all of its labels, which make no difference to a server.
pub(super) fn without_names(uri: &str) -> String {
    with_labels(uri, |label| if label.ends_with('+') { "{+}" } else { "{}" })
}

/// Returns whether the first segment of the path of a URI is this label.
pub(super) fn begins_with_label(uri: &str, label: &str) -> bool {
    let (path, _) = path_and_query(uri);
    let first = path.split('/').nth(1).unwrap_or_default();
    first == format!("{{{label}}}")
}

/// Returns the parts of a path, with the members that its labels are bound to.
pub(super) fn path_parts(
    request: &Request,
    members: &Named<MemberOrType>,
    input: &[InputMember],
) -> Vec<PathPart> {
    let (path, _) = path_and_query(&request.uri);
    let mut parts = Vec::new();
    let mut literal = String::new();
    for piece in pieces(path) {
        let label = match piece {
            Piece::Text(text) => {
                literal.push_str(text);
                continue;
            }
            Piece::Label(label) => label,
        };
        let bound = |(_, MemberOrType(member)): &(&String, &MemberOrType)| {
            member.label.as_deref() == Some(label_name(label))
        };
        let filled = members
            .iter()
            .find(bound)
            .and_then(|(name, MemberOrType(member))| {
                let lowered = input.iter().find(|member| member.field.name == *name)?;
                Some((lowered, member.virtual_host))
            });
        if let Some((InputMember { field, binding, .. }, is_virtual_host)) = filled {
            parts.push(PathPart::Literal(std::mem::take(&mut literal)));
            let field = Box::new(field.clone());
            let (format, style) = match binding {
                RequestBinding::Label { format, style } => (*format, *style),
                _ => (TextFormat::Plain, None),
            };
            parts.push(match style {
                Some(style) => PathPart::StyledLabel {
                    field,
                    name: label_name(label).to_owned(),
                    format,
                    style,
                },
                None if is_virtual_host => PathPart::VirtualHost(field),
                None => PathPart::Label {
                    field,
                    format,
                    is_greedy: label.ends_with('+'),
                },
            });
        }
    }
    if !literal.is_empty() {
        parts.push(PathPart::Literal(literal));
    }
    parts
}
