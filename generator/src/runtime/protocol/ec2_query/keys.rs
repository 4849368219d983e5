//! The keys of forms.

use std::borrow::Cow;

use super::super::super::{Member, codec::query_form::keys::Keys};

/// The keys of EC2's query protocol (Smithy's `ec2Query`). Its lists are all flattened, whatever their items are called.
pub(in super::super::super) const KEYS: Keys = Keys {
    member,
    items: |list, _| list.to_owned(),
    has_empty_lists: false,
};

/// Returns the own key of a member, or its name with a capital first letter.
fn member(member: &'static Member) -> Cow<'static, str> {
    if let Some(name) = member.xml.and_then(|xml| xml.query_name) {
        return name.into();
    }
    let mut characters = member.name.chars();
    match characters.next() {
        Some(first) if first.is_ascii_lowercase() => {
            format!("{}{}", first.to_ascii_uppercase(), characters.as_str()).into()
        }
        _ => member.name.into(),
    }
}
