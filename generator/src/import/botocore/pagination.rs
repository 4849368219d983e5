//! How outputs are split into pages: `paginators-1.json`, as far as the format can say it.

use std::collections::HashMap;

use serde::Deserialize;

use super::{
    model::{Kind, Shape},
    targets::Targets,
};
use crate::{
    Error,
    format::{MemberOrType, Named, Pagination},
};

/// A file `paginators-1.json`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Paginators {
    #[serde(default)]
    pagination: HashMap<String, Paginator>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Paginator {
    input_token: Option<OneOrMore>,
    output_token: Option<OneOrMore>,
    result_key: Option<OneOrMore>,
    limit_key: Option<String>,
}

/// One path, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Paginators {
    pub(super) fn read(text: Option<&str>) -> Result<Self, Error> {
        let Some(text) = text else {
            return Ok(Self::default());
        };
        serde_json::from_str(text).map_err(|error| {
            Error::request(format!("this isn't a botocore paginators file: {error}"))
        })
    }

    pub(super) fn of(&self, operation: &str) -> Option<&Paginator> {
        self.pagination.get(operation)
    }
}

/// The input or the output of an operation.
pub(super) struct Side<'a> {
    pub(super) members: &'a Named<MemberOrType>,
    /// The name of its shape.
    pub(super) shape: &'a str,
}

impl Side<'_> {
    /// Returns whether a path leads to a value of one of these types that may be shown.
    fn is_shown(&self, path: &str, kinds: &[Kind], targets: &Targets<'_>) -> bool {
        self.target(path, targets)
            .is_some_and(|shape| kinds.contains(&shape.kind) && !shape.sensitive)
    }

    /// Returns the shape that a path leads to.
    fn target<'m>(&self, path: &str, targets: &Targets<'m>) -> Option<&'m Shape> {
        let target = path.split('.').try_fold(self.shape, |shape, name| {
            let shape = targets.shape(shape).ok()?;
            let member = shape.members.get(name)?;
            Some(member.shape.as_str())
        });
        target.and_then(|name| targets.shape(name).ok())
    }
}

/// Returns whether what the output says names a page for the input. `DynamoDB` names one by the key of an item.
fn names_a_page(input: &Shape, output: &Shape) -> bool {
    let of = |shape: &Shape| shape.value.as_ref().map(|value| value.shape.clone());
    let is_plain = input.values.is_empty() && output.values.is_empty();
    let may_be_shown = !input.sensitive && !output.sensitive;
    input.kind == output.kind
        && match input.kind {
            Kind::String => is_plain && (input.sensitive || !output.sensitive),
            Kind::Integer | Kind::Long => may_be_shown,
            Kind::Map => may_be_shown && of(input) == of(output) && input.sparse == output.sparse,
            _ => false,
        }
}

/// The key `pagination`, if each side has one token that is a member.
pub(super) fn pagination(
    paginator: &Paginator,
    [input, output]: &[Side<'_>; 2],
    targets: &Targets<'_>,
) -> Option<Pagination> {
    let input_token = member(only(paginator.input_token.as_ref()?)?, input.members)?;
    let output_token = member(only(paginator.output_token.as_ref()?)?, output.members)?;
    if !names_a_page(
        input.target(&input_token, targets)?,
        output.target(&output_token, targets)?,
    ) {
        return None;
    }
    let items = paginator
        .result_key
        .as_ref()
        .and_then(first)
        .and_then(|path| member(path, output.members));
    // What else pages may have is not gone through.
    let items = items.filter(|path| output.is_shown(path, &[Kind::List, Kind::Map], targets));
    let page_size = paginator
        .limit_key
        .as_deref()
        .and_then(|path| member(path, input.members));
    // Some services take text.
    let page_size =
        page_size.filter(|path| input.is_shown(path, &[Kind::Integer, Kind::Long], targets));
    Some(Pagination {
        input_token: Some(input_token),
        output_token: Some(output_token),
        items,
        page_size,
        ..Pagination::default()
    })
}

fn only(paths: &OneOrMore) -> Option<&str> {
    match paths {
        OneOrMore::One(path) => Some(path),
        OneOrMore::More(paths) => match paths.as_slice() {
            [path] => Some(path),
            _ => None,
        },
    }
}

/// Of several lists the first is the one that is paged through.
fn first(paths: &OneOrMore) -> Option<&str> {
    match paths {
        OneOrMore::One(path) => Some(path),
        OneOrMore::More(paths) => paths.first().map(String::as_str),
    }
}

/// Returns a path of names, `token` or `page.token`, whose first is a member; anything else is an expression.
fn member(path: &str, members: &Named<MemberOrType>) -> Option<String> {
    let first = path.split('.').next()?;
    let is_path = path.split('.').all(|name| {
        !name.is_empty()
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-')
    });
    (is_path && members.contains_key(first)).then(|| path.to_owned())
}
