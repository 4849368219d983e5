//! How the output of an operation is split into pages, where the document leaves no doubt.

use std::collections::HashSet;

use crate::format::{MemberOrType, Named, Pagination, Shape};

/// How deep the next token or the items may be in an output.
const MAX_DEPTH: usize = 3;

/// The names of a query parameter that is the token of a page, and those of the next token in an output. Both are compared
/// without `_`, `-` and case.
const TOKENS: &[(&[&str], &[&str])] = &[
    (
        &["cursor", "pagecursor"],
        &["nextcursor", "cursornext", "nextpagecursor"],
    ),
    (&["pagetoken", "nextpagetoken"], &["nextpagetoken"]),
    (&["pagetoken"], &["nextpage"]),
    (&["nexttoken"], &["nexttoken"]),
    (&["continue"], &["continue"]),
    (
        &["continuationtoken"],
        &["continuationtoken", "nextcontinuationtoken"],
    ),
    (&["marker"], &["nextmarker"]),
    (&["page"], &["nextpage"]),
];

/// The names of a query parameter that is the number of items on a page.
const SIZES: &[&str] = &[
    "perpage",
    "pagesize",
    "limit",
    "maxresults",
    "count",
    "size",
];

/// The query parameters that go along with a `Link` header.
const WITH_LINK: &[&str] = &[
    "page", "perpage", "cursor", "after", "before", "since", "pagesize", "limit",
];

/// Returns how an output is split into pages, if it certainly is.
pub(super) fn pagination(
    input: &Named<MemberOrType>,
    output: &Named<MemberOrType>,
    shapes: &Named<Shape>,
    sent: &HashSet<String>,
) -> Option<Pagination> {
    let found = Found {
        input,
        output,
        shapes,
        sent,
    };
    let pagination = found
        .link()
        .or_else(|| found.token())
        .or_else(|| found.last_item())?;
    Some(Pagination {
        page_size: found.page_size(&pagination),
        ..pagination
    })
}

/// What an operation has.
struct Found<'s> {
    input: &'s Named<MemberOrType>,
    output: &'s Named<MemberOrType>,
    shapes: &'s Named<Shape>,
    /// The shapes that inputs contain.
    sent: &'s HashSet<String>,
}

impl<'s> Found<'s> {
    /// The next page is in the header `Link` (RFC 8288).
    fn link(&self) -> Option<Pagination> {
        let is_link = |member: &MemberOrType| {
            let header = member.0.header.as_deref();
            member.0.target == "string"
                && header.is_some_and(|header| header.eq_ignore_ascii_case("link"))
        };
        self.output.values().find(|member| is_link(member))?;
        self.query(|name| WITH_LINK.contains(&name))?;
        Some(Pagination {
            next: Some("link".to_owned()),
            items: self.items(),
            ..Pagination::default()
        })
    }

    /// A token of the output is that of the next request.
    fn token(&self) -> Option<Pagination> {
        TOKENS.iter().find_map(|(names, next_names)| {
            let (input_token, type_) = self.query(|name| names.contains(&name))?;
            let is_next = |path: &str, target: &str| {
                let name = plain(path.rsplit('.').next().unwrap_or_default());
                next_names.contains(&name.as_str()) && target == type_
            };
            Some(Pagination {
                input_token: Some(input_token),
                output_token: Some(self.only(is_next)?),
                items: self.items(),
                ..Pagination::default()
            })
        })
    }

    /// The id of the last item is the token of the next page, and the output says whether there is one.
    fn last_item(&self) -> Option<Pagination> {
        let (input_token, type_) = self.query(|name| name == "startingafter")?;
        let has_more =
            self.only(|path, target| target == "boolean" && plain(path).ends_with("hasmore"))?;
        let items = self.items()?;
        let list = self.paths().into_iter().find(|(path, _)| *path == items)?.1;
        let item = self.shapes.get(self.shapes.get(list)?.of.as_ref()?)?;
        let MemberOrType(id) = item
            .members
            .get("id")
            .filter(|_| item.kind == "structure")?;
        (id.target == type_).then(|| Pagination {
            input_token: Some(input_token),
            output_token: Some(format!("{items}[-1].id")),
            has_more: Some(has_more),
            items: Some(items),
            ..Pagination::default()
        })
    }

    /// Returns an optional query parameter and its type.
    fn query(&self, is: impl Fn(&str) -> bool) -> Option<(String, String)> {
        let is_meant = |(_, MemberOrType(member)): &(&String, &MemberOrType)| {
            let query = member.query.as_deref();
            !member.required && !member.nullable && query.is_some_and(|query| is(&plain(query)))
        };
        let (name, MemberOrType(member)) = self.input.iter().find(is_meant)?;
        Some((name.clone(), member.target.clone()))
    }

    fn page_size(&self, pagination: &Pagination) -> Option<String> {
        let (name, type_) = self.query(|name| SIZES.contains(&name))?;
        let is_token = pagination.input_token.as_ref() == Some(&name);
        (!is_token && matches!(type_.as_str(), "integer" | "long" | "unsigned_long"))
            .then_some(name)
    }

    /// Returns the only list or map of structures in the output, if there is one.
    fn items(&self) -> Option<String> {
        let is_list = |target: &str| {
            let shape = self
                .shapes
                .get(target)
                .filter(|shape| shape.kind == "list" && !shape.sparse);
            let of = shape.and_then(|shape| shape.of.as_deref());
            of.is_some_and(|of| self.shapes.contains_key(of))
        };
        let lists = self
            .paths()
            .into_iter()
            .filter(|(_, target)| is_list(target));
        let lists: Vec<_> = lists.map(|(path, _)| path).collect();
        // The list that isn't inside of anything else comes first.
        let depth = lists.iter().map(|path| path.matches('.').count()).min()?;
        let mut outer = lists
            .into_iter()
            .filter(|path| path.matches('.').count() == depth);
        let first = outer.next()?;
        outer.next().is_none().then_some(first)
    }

    /// Returns the path of the only member of the output that is meant.
    fn only(&self, is: impl Fn(&str, &str) -> bool) -> Option<String> {
        let mut paths = self
            .paths()
            .into_iter()
            .filter(|(path, target)| is(path, target));
        let (first, _) = paths.next()?;
        paths.next().is_none().then_some(first)
    }

    /// Returns the members of the output, and those of structures in it, by their paths.
    fn paths(&self) -> Vec<(String, &'s str)> {
        let mut paths = Vec::new();
        self.add_paths(self.output, "", false, &mut paths);
        paths
    }

    fn add_paths(
        &self,
        members: &'s Named<MemberOrType>,
        before: &str,
        is_sent: bool,
        paths: &mut Vec<(String, &'s str)>,
    ) {
        for (name, MemberOrType(member)) in members {
            // A dot separates the members of a path, and what may be null in a request leads to no page.
            let is_closed = is_sent && member.nullable && !member.required;
            if name.contains(['.', '[']) || is_closed {
                continue;
            }
            let path = format!("{before}{name}");
            let shape = self
                .shapes
                .get(&member.target)
                .filter(|shape| shape.kind == "structure");
            paths.push((path.clone(), member.target.as_str()));
            if let Some(shape) = shape.filter(|_| path.matches('.').count() < MAX_DEPTH) {
                let is_sent = self.sent.contains(&member.target);
                self.add_paths(&shape.members, &format!("{path}."), is_sent, paths);
            }
        }
    }
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}
