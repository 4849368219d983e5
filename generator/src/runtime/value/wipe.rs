//! Wiping of values from memory.

use std::collections::BTreeMap;

use secrecy::{SecretString, zeroize::Zeroize};

/// A value that can be overwritten in memory.
#[doc(hidden)]
pub trait Wipe {
    /// Overwrites the value.
    fn wipe(&mut self);
}

macro_rules! zeroized {
    ($($type:ty)*) => {$(
        impl Wipe for $type {
            fn wipe(&mut self) {
                self.zeroize();
            }
        }
    )*};
}

zeroized!(bool i8 i16 i32 i64 f32 f64 String);

/// Does nothing: the string is wiped when it is dropped.
impl Wipe for SecretString {
    fn wipe(&mut self) {}
}

impl<T: Wipe> Wipe for Option<T> {
    fn wipe(&mut self) {
        self.iter_mut().for_each(T::wipe);
    }
}

impl<T: Wipe> Wipe for Box<T> {
    fn wipe(&mut self) {
        self.as_mut().wipe();
    }
}

impl<T: Wipe> Wipe for Vec<T> {
    fn wipe(&mut self) {
        self.iter_mut().for_each(T::wipe);
    }
}

impl<T: Wipe> Wipe for BTreeMap<String, T> {
    fn wipe(&mut self) {
        for (mut key, mut value) in std::mem::take(self) {
            key.wipe();
            value.wipe();
        }
    }
}
