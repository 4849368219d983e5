//! Pages that a URI names.

use super::{super::place::Place, Members};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    model::{PageLink, Path, Type},
};

/// The word for the header `Link`.
pub(super) const HEADER: &str = "link";

/// Lowers the place of the URI: the header, or a member of the output.
pub(super) fn link(
    next: &str,
    has_more: Checked<Option<Path>>,
    members: &Members<'_>,
    place: &Place<'_>,
) -> Checked<PageLink> {
    let path = if next == HEADER {
        header(members, place).map(|()| None)
    } else {
        let is_text = |type_: &Type| matches!(type_, Type::String | Type::Secret);
        members
            .value(next, place, is_text, "`string`, which contains a URI")
            .map(Some)
    };
    Ok(PageLink {
        path: path?,
        has_more: has_more?,
    })
}

/// Checks that no member of the output can be meant instead of the header.
fn header(members: &Members<'_>, place: &Place<'_>) -> Checked<()> {
    if !members.has_other_link(HEADER) {
        return Ok(());
    }
    let message =
        format!("`{HEADER}` is the header `Link` here, but the output has a member of this name");
    let help = "give the member another name, and its name in the API by `name: link`; then write the other name here if it contains the URI";
    Err(place.report(Diagnostic::new(Code::Pagination, place.value(), message).help(help)))
}
