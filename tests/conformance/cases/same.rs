//! Whether a value is the one that a case expects. Generated types can't be compared, because a number in them may
//! be none, and a secret must not be.

use std::{collections::BTreeMap, fmt::Debug};

use bytes::Bytes;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use crate::api::runtime::{Body, Document, Number, Sensitive, Wipe};

/// A value that can be compared with an expected one.
pub trait Same {
    /// Whether they are the same.
    fn is_same(&self, expected: &Self) -> bool;
}

/// Compares a member.
pub fn same<T: Same + Debug>(actual: &T, expected: &T, member: &str) {
    assert!(
        actual.is_same(expected),
        "{member} is {actual:?}, and not {expected:?}"
    );
}

macro_rules! equal {
    ($($type:ty)*) => {$(
        impl Same for $type {
            fn is_same(&self, expected: &Self) -> bool {
                self == expected
            }
        }
    )*};
}

equal!(bool i8 i16 i32 i64 String Bytes Timestamp Document Number);

/// A body that is there at once.
impl Same for Body {
    fn is_same(&self, expected: &Self) -> bool {
        self.bytes() == expected.bytes()
    }
}

/// Two floats that are no numbers are the same.
macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Same for $type {
            fn is_same(&self, expected: &Self) -> bool {
                self.is_nan() && expected.is_nan() || self.total_cmp(expected).is_eq()
            }
        }
    )*};
}

floats!(f32 f64);

impl Same for SecretString {
    fn is_same(&self, expected: &Self) -> bool {
        self.expose_secret() == expected.expose_secret()
    }
}

impl<T: Same + Wipe> Same for Sensitive<T> {
    fn is_same(&self, expected: &Self) -> bool {
        self.expose().is_same(expected.expose())
    }
}

impl<T: Same> Same for Option<T> {
    fn is_same(&self, expected: &Self) -> bool {
        match (self, expected) {
            (Some(actual), Some(expected)) => actual.is_same(expected),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<T: Same> Same for Box<T> {
    fn is_same(&self, expected: &Self) -> bool {
        self.as_ref().is_same(expected)
    }
}

impl<T: Same> Same for Vec<T> {
    fn is_same(&self, expected: &Self) -> bool {
        self.len() == expected.len()
            && self
                .iter()
                .zip(expected)
                .all(|(actual, expected)| actual.is_same(expected))
    }
}

impl<T: Same> Same for BTreeMap<String, T> {
    fn is_same(&self, expected: &Self) -> bool {
        self.len() == expected.len()
            && self
                .iter()
                .zip(expected)
                .all(|(actual, expected)| actual.0 == expected.0 && actual.1.is_same(expected.1))
    }
}

/// Compares structures field by field.
macro_rules! same_structure {
    ($type:path { $($field:ident),* }) => {
        impl crate::same::Same for $type {
            fn is_same(&self, expected: &Self) -> bool {
                let _ = expected;
                true $(&& crate::same::Same::is_same(&self.$field, &expected.$field))*
            }
        }
    };
}

/// Compares unions by what they hold.
macro_rules! same_union {
    ($type:path { $($variant:ident),* }) => {
        impl crate::same::Same for $type {
            fn is_same(&self, expected: &Self) -> bool {
                use $type as Union;
                match (self, expected) {
                    $((Union::$variant(actual), Union::$variant(expected)) => {
                        crate::same::Same::is_same(actual, expected)
                    })*
                    (Union::Unknown(actual), Union::Unknown(expected)) => actual.name() == expected.name(),
                    _ => false,
                }
            }
        }
    };
}

/// Compares enums.
macro_rules! same_enum {
    ($type:path) => {
        impl crate::same::Same for $type {
            fn is_same(&self, expected: &Self) -> bool {
                self == expected
            }
        }
    };
}
