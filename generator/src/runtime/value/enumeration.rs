//! Enums, with the known values and any unknown one.

/// Implements an enum: the values of its variants on the wire.
macro_rules! enumeration {
    ($name:ident { $($variant:ident: $value:literal),* $(,)? }) => {
        impl $name {
            /// Returns the value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::UnknownValue(value) => value,
                }
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::UnknownValue(value.to_owned()),
                }
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl runtime::Value for $name {
            fn read(
                &mut self,
                _: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                *self = Self::from(reader.text()?);
                Ok(())
            }

            fn write(&self, _: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                writer.text(self.as_str());
            }
        }

        impl runtime::Empty for $name {
            fn empty() -> Self {
                Self::from("")
            }
        }

        impl runtime::Text for $name {
            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                self.as_str().into()
            }
        }

        impl runtime::FromText for $name {
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                Some(Self::from(text))
            }
        }

        impl runtime::Wipe for $name {
            fn wipe(&mut self) {
                *self = Self::from("");
            }
        }
    };
}

pub(crate) use enumeration;
