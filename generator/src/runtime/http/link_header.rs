//! The header `Link` (RFC 8288, section 3).

use http::{HeaderMap, header::LINK};
use secrecy::SecretString;

/// Returns the target of the link to the next page, if the headers contain one.
#[doc(hidden)]
#[must_use]
pub fn next(headers: &HeaderMap) -> Option<SecretString> {
    headers.get_all(LINK).iter().find_map(|value| {
        let value = String::from_utf8_lossy(value.as_bytes());
        let mut links = Links { rest: &value };
        links.find_map(|link| link.leads_to("next").then(|| link.target.into()))
    })
}

/// The links in a header, up to the first that is malformed.
struct Links<'v> {
    rest: &'v str,
}

/// A link.
struct Link<'v> {
    target: &'v str,
    /// The relation types, separated by spaces.
    rel: Option<String>,
    /// Whether it is a link from another resource.
    has_anchor: bool,
}

impl Link<'_> {
    /// Returns whether it is a link from this response with a relation type.
    fn leads_to(&self, relation: &str) -> bool {
        let rel = self.rel.as_deref().unwrap_or_default();
        !self.has_anchor
            && rel
                .split_ascii_whitespace()
                .any(|one| one.eq_ignore_ascii_case(relation))
    }
}

impl<'v> Iterator for Links<'v> {
    type Item = Link<'v>;

    fn next(&mut self) -> Option<Link<'v>> {
        let rest = self
            .rest
            .trim_start_matches(|character| " \t,".contains(character));
        let (target, rest) = rest.strip_prefix('<')?.split_once('>')?;
        self.rest = rest;
        let mut link = Link {
            target,
            rel: None,
            has_anchor: false,
        };
        while let Some((name, value)) = self.parameter() {
            if name.eq_ignore_ascii_case("anchor") {
                link.has_anchor = true;
            } else if name.eq_ignore_ascii_case("rel") && link.rel.is_none() {
                // A later one doesn't count.
                link.rel = Some(value);
            }
        }
        Some(link)
    }
}

impl<'v> Links<'v> {
    /// Takes a parameter, such as `; rel="next"`.
    fn parameter(&mut self) -> Option<(&'v str, String)> {
        let rest = without_spaces(self.rest).strip_prefix(';')?;
        let rest = without_spaces(rest);
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let (value, rest) = match rest.strip_prefix('=') {
            Some(rest) => value(without_spaces(rest)),
            None => (String::new(), rest),
        };
        self.rest = rest;
        Some((name.trim_end(), value))
    }
}

/// Returns the value of a parameter, and what follows.
fn value(text: &str) -> (String, &str) {
    if let Some(rest) = text.strip_prefix('"') {
        return quoted(rest);
    }
    let end = text.find([';', ',']).unwrap_or(text.len());
    let (value, rest) = text.split_at(end);
    (value.trim_end().to_owned(), rest)
}

/// Returns the value of a quoted string whose first quote has been taken, and what follows.
fn quoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '"' => break,
            '\\' => value.extend(rest.next()),
            character => value.push(character),
        }
    }
    (value, rest.as_str())
}

fn without_spaces(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}
