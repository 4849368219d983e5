//! The items of a page.

use super::{super::place::Place, Members, output_path::output_path};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    model::{Count, PageItems, Step, Type},
};

/// Lowers the list or map in the output that contains a page's items.
pub(super) fn items(name: &str, members: &Members<'_>, place: &Place<'_>) -> Checked<PageItems> {
    let (path, container) = output_path(name, members, place)?;
    let fields = path.into_iter().map(|step| match step {
        Step::Field(field) => Some(field),
        Step::Last { .. } => None,
    });
    let Some(path) = fields.collect() else {
        let message = format!("`{name}` is in the last item of a list only");
        return Err(place.report(
            Diagnostic::new(Code::Pagination, place.value(), message)
                .help("name the list or map that contains all items of a page"),
        ));
    };
    let (of, is_sparse, is_map) = match container {
        Type::List { of, is_sparse } => (of, *is_sparse, false),
        Type::Map { of, is_sparse } => (of, *is_sparse, true),
        _ => {
            let message = format!("`{name}` is neither a list nor a map");
            return Err(place.report(
                Diagnostic::new(Code::Pagination, place.value(), message).help(
                    "name the list or map that contains the items of a page, or remove `items`",
                ),
            ));
        }
    };
    Ok(PageItems {
        path,
        type_: (**of).clone(),
        is_sparse,
        is_map,
    })
}

/// Returns the items to be counted. Their absence was reported.
pub(super) fn count(items: &Checked<Option<PageItems>>, place: &Place<'_>) -> Checked<Count> {
    match items {
        Ok(Some(items)) => Ok(Count::of(items)),
        Ok(None) => Err(place.already_reported()),
        Err(reported) => Err(*reported),
    }
}
