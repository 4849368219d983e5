//! Pages that begin after so many items.

use super::{super::place::Place, Members, items::count, keys::Last, number::default};
use crate::{
    diagnostic::Checked,
    model::{EndOfItems, PageItems, PageOffset},
};

/// Lowers the offset in the input, and what tells the last page.
pub(super) fn offset(
    offset: &str,
    items: &Checked<Option<PageItems>>,
    last: Last<'_>,
    members: &Members<'_>,
    place: &Place<'_>,
) -> Checked<PageOffset> {
    let field = members.number_of_input(offset, "an offset", &place.at("offset"));
    let items = count(items, place);
    let end = match last {
        Last::Empty => Ok(EndOfItems::Empty),
        Last::NoMore(path) => members
            .boolean(path, &place.at("has_more"))
            .map(EndOfItems::NoMore),
        Last::UpTo(key, path) => members.number(path, &place.at(key)).map(EndOfItems::UpTo),
    };
    let field = field?;
    Ok(PageOffset {
        field: field.ident.clone(),
        first: default(field).unwrap_or(0),
        items: items?,
        end: end?,
    })
}
