//! Which operations are imported.

use indexmap::IndexSet;

use super::calls::Call;
use crate::{Error, similar::similar};

/// What is wanted of a document. What isn't said selects all.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection<'s> {
    /// Patterns of names or `operationId`s.
    pub(super) operations: &'s [String],
    pub(super) tags: &'s [String],
    /// Patterns of paths.
    pub(super) paths: &'s [String],
}

impl Selection<'_> {
    /// Returns whether an operation is selected: by one of each kind that is said.
    pub(super) fn selects(&self, call: &Call<'_>) -> bool {
        let is_any = |wanted: &[String], is: fn(&str, &Call<'_>) -> bool| {
            wanted.is_empty() || wanted.iter().any(|wanted| is(wanted, call))
        };
        is_any(self.operations, is_named)
            && is_any(self.tags, is_tagged)
            && is_any(self.paths, is_at)
    }

    /// Returns whether it selects all.
    pub(super) fn is_all(&self) -> bool {
        self.operations.is_empty() && self.tags.is_empty() && self.paths.is_empty()
    }

    /// Reports what is wanted and selects nothing.
    pub(super) fn check(&self, calls: &[Call<'_>]) -> Result<(), Error> {
        let ids = calls
            .iter()
            .flat_map(|call| call.id.into_iter().chain([call.name.as_str()]));
        let tags = calls.iter().flat_map(tags);
        let paths = calls.iter().map(|call| call.path);
        let wrong = [
            unknown(
                "operation",
                self.operations,
                is_named,
                calls,
                &ids.collect::<Vec<_>>(),
            ),
            unknown(
                "tag",
                self.tags,
                is_tagged,
                calls,
                &tags.collect::<Vec<_>>(),
            ),
            unknown("path", self.paths, is_at, calls, &paths.collect::<Vec<_>>()),
        ];
        let wrong = wrong.concat();
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(Error::request(wrong.join("\n")))
        }
    }
}

fn is_named(pattern: &str, call: &Call<'_>) -> bool {
    matches(pattern, &call.name) || call.id.is_some_and(|id| matches(pattern, id))
}

fn is_tagged(tag: &str, call: &Call<'_>) -> bool {
    tags(call).any(|known| known == tag)
}

fn is_at(pattern: &str, call: &Call<'_>) -> bool {
    matches(pattern, call.path)
}

fn tags<'d>(call: &Call<'d>) -> impl Iterator<Item = &'d str> + use<'d> {
    let tags = call.at.items("tags").into_iter();
    tags.filter_map(|tag| tag.value.as_str())
}

/// Returns a sentence for each wanted name that selects nothing.
fn unknown(
    what: &str,
    wanted: &[String],
    is: fn(&str, &Call<'_>) -> bool,
    calls: &[Call<'_>],
    known: &[&str],
) -> Vec<String> {
    let is_unknown = |wanted: &&String| !calls.iter().any(|call| is(wanted, call));
    let unknown = wanted.iter().filter(is_unknown);
    unknown
        .map(|name| {
            let near: IndexSet<_> = similar(name, known.iter().copied()).into_iter().collect();
            let near: Vec<_> = near
                .into_iter()
                .take(3)
                .map(|known| format!("`{known}`"))
                .collect();
            match near.as_slice() {
                [] => format!("the document has no {what} `{name}`"),
                near => format!(
                    "the document has no {what} `{name}`; did you mean {}?",
                    near.join(" or ")
                ),
            }
        })
        .collect()
}

/// Returns whether a text matches a pattern, in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(start) => rest = rest.get(start + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text) in [
            ("*", ""),
            ("a", "a"),
            ("repos/*", "repos/get"),
            ("*get*", "x/get/y"),
            ("a*c*e", "abcde"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("a", "ab"),
            ("", "a"),
            ("repos/*", "issues/get"),
            ("a*a", "a"),
            ("*b", "bc"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
