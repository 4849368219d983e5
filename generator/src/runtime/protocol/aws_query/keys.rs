//! The keys of forms.

use super::super::super::{Member, codec::query_form::keys::Keys};

/// The keys of AWS's query protocol (Smithy's `awsQuery`).
pub(in super::super::super) const KEYS: Keys = Keys {
    member: |member| member.name.into(),
    items,
    has_empty_lists: true,
};

/// Returns `a.member`, `a` and the own name of its items, or `a` alone for a flattened list.
fn items(list: &str, schema: &'static Member) -> String {
    let xml = schema.xml;
    if xml.is_some_and(|xml| xml.is_flattened) {
        return list.to_owned();
    }
    let item = xml.and_then(|xml| xml.item);
    let name = item.map_or("member", |item| item.name);
    format!("{list}.{name}")
}
