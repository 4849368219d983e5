//! Unions of values that differ by kind.

/// Implements a union: the kind of each member, and its marks (methods of `Member`).
macro_rules! union_by_kind {
    ($union:ident { $($variant:ident: $kind:ident $(as $mark:ident)*),* $(,)? }) => {
        impl runtime::Value for $union {
            fn read(
                &mut self,
                schema: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                *self = match reader.kind()? {
                    $(runtime::Kind::$kind => Self::$variant(reader.value(schema)?),)*
                    _ => Self::Unknown(reader.value(schema)?),
                };
                Ok(())
            }

            fn write(&self, schema: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                match self {
                    $(Self::$variant(value) => {
                        const MEMBER: &runtime::Member = &runtime::Member::ROOT$(.$mark())*;
                        runtime::Value::write(value, MEMBER, writer);
                    })*
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

pub(crate) use union_by_kind;
