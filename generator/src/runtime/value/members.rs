//! What a JSON body or a structure holds: its members in order.

/// Implements [`Value`](super::super::Value) for a message: which of its fields are members of its body, their names on the
/// wire, and their marks (methods of `Member`).
macro_rules! members {
    ($structure:ident { $($field:ident: $name:literal $(as $mark:ident)*),* $(,)? }) => {
        impl $structure {
            const MEMBERS: &'static [runtime::Member] =
                &[$(runtime::Member::new($name)$(.$mark())*),*];
        }

        impl runtime::Value for $structure {
            fn read(
                &mut self,
                reader: &mut runtime::Reader<'_>,
            ) -> ::core::result::Result<(), runtime::JsonError> {
                reader.structure(Self::MEMBERS, &mut [$(&mut self.$field),*])
            }

            fn write(&self, writer: &mut runtime::Writer<'_>) {
                writer.structure(Self::MEMBERS, &[$(&self.$field),*]);
            }
        }
    };
}

pub(crate) use members;
