//! The keys of forms.

use super::super::super::{
    Member,
    codec::{
        query_form::keys::Keys,
        xml::elements::{is_flattened, item_of},
    },
};

/// The keys of AWS's query protocol (Smithy's `awsQuery`).
pub(in super::super::super) const KEYS: Keys = Keys {
    member: |member| member.name.into(),
    items,
    has_empty_lists: true,
};

/// Returns `a.member`, `a` and the own name of its items, or `a` alone for a flattened list.
fn items(list: &str, schema: &'static Member) -> String {
    if is_flattened(schema) {
        list.to_owned()
    } else {
        format!("{list}.{}", item_of(schema).name)
    }
}
