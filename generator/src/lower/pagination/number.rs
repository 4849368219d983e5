//! Pages that have numbers.

use super::{super::place::Place, Members, items::count, keys::Last};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    model::{EndOfPages, Field, FieldDefault, Literal, PageItems, PageNumber},
};

/// The number of the first page, unless a spec says another one.
const FIRST: i128 = 1;

/// Lowers the number in the input, and what tells the last page.
pub(super) fn number(
    page: &str,
    first_page: Option<u8>,
    end: Checked<EndOfPages>,
    members: &Members<'_>,
    place: &Place<'_>,
) -> Checked<PageNumber> {
    let field = members.number_of_input(page, "the number of a page", &place.at("page"));
    let field = field?;
    Ok(PageNumber {
        field: field.ident.clone(),
        first: first(field, first_page, place)?,
        end: end?,
    })
}

/// Lowers what tells the last page.
pub(super) fn end(
    last: Last<'_>,
    items: &Checked<Option<PageItems>>,
    members: &Members<'_>,
    place: &Place<'_>,
) -> Checked<EndOfPages> {
    match last {
        Last::Empty => count(items, place).map(EndOfPages::Empty),
        Last::NoMore(path) => members
            .boolean(path, &place.at("has_more"))
            .map(EndOfPages::NoMore),
        Last::UpTo(key, path) => members.number(path, &place.at(key)).map(EndOfPages::UpTo),
    }
}

/// Returns the number of the first page: the default of the member, or else `first_page`, or else 1.
fn first(field: &Field, first_page: Option<u8>, place: &Place<'_>) -> Checked<i128> {
    let first_page = first_page.map(i128::from);
    match (default(field), first_page) {
        (Some(default), Some(first)) if default != first => {
            let message = format!(
                "the first page is {first} here, and {default} by the default of `{}`",
                field.name
            );
            let place = place.at("first_page");
            Err(place.report(
                Diagnostic::new(Code::Pagination, place.value(), message)
                    .help("remove `first_page`, or change the default"),
            ))
        }
        (default, first_page) => Ok(default.or(first_page).unwrap_or(FIRST)),
    }
}

/// Returns the number that the service assumes if a caller sets none.
pub(super) fn default(field: &Field) -> Option<i128> {
    match &field.default {
        Some(
            FieldDefault::Taken(Literal::Integer(number))
            | FieldDefault::Sent(Literal::Integer(number)),
        ) => Some(*number),
        _ => None,
    }
}
