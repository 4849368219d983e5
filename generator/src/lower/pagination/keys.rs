//! Which keys pagination has, and what they say together.

use super::super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported},
    format,
};

/// What names the next page, as written.
#[derive(Clone, Copy)]
pub(in super::super) enum Way<'a> {
    Token { input: &'a str, output: &'a str },
    Link(&'a str),
    Number { page: &'a str, last: Last<'a> },
    Offset { offset: &'a str, last: Last<'a> },
}

/// What tells the last page, as written.
#[derive(Clone, Copy)]
pub(in super::super) enum Last<'a> {
    /// It has no items.
    Empty,
    NoMore(&'a str),
    /// The key, and the path of the number of pages or of items.
    UpTo(&'static str, &'a str),
}

/// The keys each of which is a way of its own.
const WAYS: &[&[&str]] = &[
    &["input_token", "output_token"],
    &["next"],
    &["page"],
    &["offset"],
];

/// The keys that are for some of the ways only, with these.
const OF_WAYS: &[(&str, &[&str])] = &[
    ("first_page", &["page"]),
    ("until", &["page", "offset"]),
    ("pages", &["page"]),
    ("total", &["offset"]),
];

/// Returns what names the next page.
pub(in super::super) fn way<'a>(
    pagination: &'a format::Pagination,
    place: &Place<'_>,
) -> Checked<Way<'a>> {
    if !place.is_whole() {
        return Err(place.already_reported());
    }
    let ways = WAYS
        .iter()
        .filter_map(|keys| keys.iter().find(|key| place.has(key)));
    let way = match ways.copied().collect::<Vec<_>>().as_slice() {
        [] => {
            let message = "nothing says what names the next page";
            let help = "add `input_token` and `output_token`, or `next`, `page` or `offset`";
            return Err(missing(place, message, help));
        }
        [way] => *way,
        [first, second, ..] => return Err(conflict(place, first, second)),
    };
    for (key, ways) in OF_WAYS {
        if place.has(key) && !ways.contains(&way) {
            let place = place.at(key);
            let message = format!("`{key}` can't be used with `{way}`");
            let help = format!("remove it: it is for `{}`", ways.join("` and `"));
            return Err(
                place.report(Diagnostic::new(Code::InvalidValue, place.key(), message).help(help))
            );
        }
    }
    if let Some(page) = &pagination.page {
        let last = last(pagination, place)?.ok_or_else(|| {
            let message = "nothing says which page is the last one";
            let help = "add `until: empty`, or the path of a member in `has_more` or `pages`";
            missing(place, message, help)
        });
        return Ok(Way::Number { page, last: last? });
    }
    if let Some(offset) = &pagination.offset {
        items(pagination, place)?;
        let last = last(pagination, place)?.unwrap_or(Last::Empty);
        return Ok(Way::Offset { offset, last });
    }
    if let Some(next) = &pagination.next {
        return Ok(Way::Link(next));
    }
    match (&pagination.input_token, &pagination.output_token) {
        (Some(input), Some(output)) => Ok(Way::Token { input, output }),
        (input, _) => {
            let key = if input.is_some() {
                "output_token"
            } else {
                "input_token"
            };
            Err(missing(
                place,
                &format!("the key `{key}` is missing"),
                "add it: a token has a member in the input and one in the output",
            ))
        }
    }
}

/// Returns what tells the last page, if a key says it.
fn last<'a>(pagination: &'a format::Pagination, place: &Place<'_>) -> Checked<Option<Last<'a>>> {
    let keys = ["until", "has_more", "pages", "total"];
    let present: Vec<_> = keys.into_iter().filter(|key| place.has(key)).collect();
    if let [first, second, ..] = present.as_slice() {
        return Err(conflict(place, first, second));
    }
    Ok(match pagination {
        format::Pagination {
            until: Some(format::Until::Empty),
            ..
        } => {
            items(pagination, place)?;
            Some(Last::Empty)
        }
        format::Pagination {
            has_more: Some(path),
            ..
        } => Some(Last::NoMore(path)),
        format::Pagination {
            pages: Some(path), ..
        } => Some(Last::UpTo("pages", path)),
        format::Pagination {
            total: Some(path), ..
        } => Some(Last::UpTo("total", path)),
        _ => None,
    })
}

/// Checks that there are items, which are counted.
fn items(pagination: &format::Pagination, place: &Place<'_>) -> Checked<()> {
    if pagination.items.is_some() {
        return Ok(());
    }
    let message = "the key `items` is missing: the items of a page are counted";
    let help = "add the path of the list or map in the output that contains them";
    Err(missing(place, message, help))
}

fn missing(place: &Place<'_>, message: &str, help: &str) -> Reported {
    place.report(Diagnostic::new(Code::MissingKey, place.key(), message).help(help))
}

fn conflict(place: &Place<'_>, first: &str, second: &str) -> Reported {
    let message = format!("`{first}` and `{second}` can't be used together");
    place.report(
        Diagnostic::new(Code::InvalidValue, place.at(second).key(), message)
            .also(place.at(first).key(), "the other one")
            .help("remove one of the two"),
    )
}
