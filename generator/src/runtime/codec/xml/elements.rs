//! The elements of the items of lists, and of the keys and the values of maps.

use super::super::super::{Member, TimestampFormat};

macro_rules! usual {
    ($name:literal, $format:expr) => {
        match $format {
            TimestampFormat::EpochSeconds => const { &Member::new($name) },
            TimestampFormat::DateTime => const { &Member::new($name).date_time() },
            TimestampFormat::HttpDate => const { &Member::new($name).http_date() },
        }
    };
}

/// Returns the schema of the items of a list. Those of a flattened one have the name of the list.
pub(in super::super::super) fn item_of(list: &'static Member) -> &'static Member {
    match list.xml.and_then(|xml| xml.item.as_ref()) {
        Some(item) => item,
        None if is_flattened(list) => list,
        None => usual!("member", list.timestamp_format),
    }
}

/// Returns the schema of the values of a map.
pub(in super::super::super) fn value_of(map: &'static Member) -> &'static Member {
    match map.xml.and_then(|xml| xml.item.as_ref()) {
        Some(item) => item,
        None => usual!("value", map.timestamp_format),
    }
}

/// Returns the schema of the keys of a map.
pub(in super::super::super) fn key_of(map: &'static Member) -> &'static Member {
    match map.xml.and_then(|xml| xml.key.as_ref()) {
        Some(key) => key,
        None => const { &Member::new("key") },
    }
}

/// Returns whether the items of a list or the entries of a map stand where the list or the map would.
pub(in super::super::super) fn is_flattened(member: &Member) -> bool {
    member.xml.is_some_and(|xml| xml.is_flattened)
}

/// Returns whether a member is an attribute of its structure's element.
pub(super) fn is_attribute(member: &Member) -> bool {
    member.xml.is_some_and(|xml| xml.is_attribute)
}
