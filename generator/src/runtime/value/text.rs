//! Values in headers, queries and paths.

use std::borrow::Cow;

use secrecy::{ExposeSecret, SecretString};

/// A value in a header, a query or a path.
#[doc(hidden)]
pub trait Text {
    /// Returns the value as a string, which is not yet escaped.
    fn text(&self) -> Cow<'_, str>;

    /// Returns the value as an item of a header's list. It is quoted if it contains a comma or a quote (RFC 9110,
    /// section 5.6.4).
    fn list_item(&self) -> String {
        let text = self.text();
        if !text.contains([',', '"']) {
            return text.into_owned();
        }
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }

    /// Returns whether the value is sensitive.
    fn is_secret(&self) -> bool {
        false
    }
}

/// A value that is read from a header.
#[doc(hidden)]
pub trait FromText: Sized {
    /// Parses the value.
    fn from_text(text: &str) -> Option<Self>;
}

/// Returns a value, or the default if it is absent or empty.
#[doc(hidden)]
pub fn or_default<'a, T: Text>(value: Option<&'a T>, default: &'a T) -> &'a T {
    value
        .filter(|value| !value.text().is_empty())
        .unwrap_or(default)
}

impl<T: Text> Text for &T {
    fn text(&self) -> Cow<'_, str> {
        (*self).text()
    }

    fn list_item(&self) -> String {
        (*self).list_item()
    }

    fn is_secret(&self) -> bool {
        (*self).is_secret()
    }
}

macro_rules! plain {
    ($($type:ty)*) => {$(
        impl Text for $type {
            fn text(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
        }

        impl FromText for $type {
            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

plain!(bool i8 i16 i32 i64);

impl Text for String {
    fn text(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl FromText for String {
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Text for $type {
            fn text(&self) -> Cow<'_, str> {
                if self.is_infinite() {
                    let sign = if *self < 0.0 { "-" } else { "" };
                    return format!("{sign}Infinity").into();
                }
                self.to_string().into()
            }
        }

        impl FromText for $type {
            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )*};
}

floats!(f32 f64);

impl Text for SecretString {
    fn text(&self) -> Cow<'_, str> {
        self.expose_secret().into()
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl FromText for SecretString {
    fn from_text(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

impl<T: FromText> FromText for Option<T> {
    fn from_text(text: &str) -> Option<Self> {
        T::from_text(text).map(Some)
    }
}
