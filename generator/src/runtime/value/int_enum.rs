//! Int enums, with the known numbers and any unknown one.

/// Implements an int enum: the numbers of its variants on the wire.
macro_rules! int_enum {
    ($name:ident { $($variant:ident: $value:literal),* $(,)? }) => {
        impl $name {
            /// Returns the number on the wire.
            #[must_use]
            pub fn as_i32(&self) -> i32 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::UnknownValue(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i32> for $name {
            fn from(value: i32) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::UnknownValue(value),
                }
            }
        }

        impl runtime::Value for $name {
            fn read(
                &mut self,
                schema: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                *self = Self::from(reader.value::<i32>(schema)?);
                Ok(())
            }

            fn write(&self, schema: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                runtime::Value::write(&self.as_i32(), schema, writer);
            }
        }

        impl runtime::Empty for $name {
            fn empty() -> Self {
                Self::from(0)
            }
        }

        impl runtime::Text for $name {
            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                self.as_i32().to_string().into()
            }
        }

        impl runtime::FromText for $name {
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                text.parse().ok().map(|value: i32| Self::from(value))
            }
        }

        impl runtime::Wipe for $name {
            fn wipe(&mut self) {
                *self = Self::from(0);
            }
        }
    };
}

pub(crate) use int_enum;
