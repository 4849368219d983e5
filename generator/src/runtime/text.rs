//! Values as they stand in a header, a query or a path.

use secrecy::{ExposeSecret, SecretString};

/// A value that can stand in a header, a query or a path.
pub trait Text {
    /// The value as text, before anything is escaped.
    fn text(&self) -> String;

    /// Whether the text must not be shown.
    fn is_secret(&self) -> bool {
        false
    }
}

macro_rules! plain {
    ($($type:ty)*) => {$(
        impl Text for $type {
            fn text(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

plain!(bool i8 i16 i32 i64 String);

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Text for $type {
            fn text(&self) -> String {
                if self.is_infinite() {
                    let sign = if *self < 0.0 { "-" } else { "" };
                    return format!("{sign}Infinity");
                }
                self.to_string()
            }
        }
    )*};
}

floats!(f32 f64);

impl Text for SecretString {
    fn text(&self) -> String {
        self.expose_secret().to_owned()
    }

    fn is_secret(&self) -> bool {
        true
    }
}
