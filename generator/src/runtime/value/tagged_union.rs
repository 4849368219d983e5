//! Unions of structures that a tag tells apart.

/// Implements a union: the name of the tag, and its value for each member.
macro_rules! tagged_union {
    ($tag:literal, $union:ident { $($variant:ident: $name:literal),* $(,)? }) => {
        impl runtime::Value for $union {
            fn read(
                &mut self,
                schema: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                *self = match reader.tag($tag)?.as_deref() {
                    $(Some($name) => Self::$variant(reader.value(schema)?),)*
                    _ => Self::Unknown(reader.value(schema)?),
                };
                Ok(())
            }

            fn write(&self, schema: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                match self {
                    $(Self::$variant(value) => writer.tagged(schema, $tag, $name, value),)*
                    Self::Unknown(value) => runtime::Value::write(value, schema, writer),
                }
            }
        }

        impl runtime::Empty for $union {
            fn empty() -> Self {
                Self::Unknown(runtime::Empty::empty())
            }
        }
    };
}

pub(crate) use tagged_union;
