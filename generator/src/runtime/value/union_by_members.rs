//! Unions of structures that their required members tell apart.

/// Implements a union: the names on the wire of the members that each structure requires.
macro_rules! union_by_members {
    ($union:ident { $($variant:ident: [$($name:literal),*]),* $(,)? }) => {
        impl runtime::Value for $union {
            fn read(
                &mut self,
                schema: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                let present = reader.present(&[$($($name,)*)*])?;
                let has = |names: &[&str]| match &present {
                    Some(present) => names.iter().all(|name| present.contains(name)),
                    None => false,
                };
                *self = match () {
                    $(() if has(&[$($name),*]) => Self::$variant(reader.value(schema)?),)*
                    () => Self::Unknown(reader.value(schema)?),
                };
                Ok(())
            }

            fn write(&self, schema: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                match self {
                    $(Self::$variant(value) => runtime::Value::write(value, schema, writer),)*
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

pub(crate) use union_by_members;
