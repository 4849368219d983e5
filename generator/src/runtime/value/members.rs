//! What a JSON body or a structure holds: its members in order.

/// Implements [`Value`](super::super::Value) for a message: which of its fields are members of its body, their names on
/// the wire, and their marks (methods of `Member`). After them stands the field with all additional members, if there is
/// one.
macro_rules! members {
    (
        $structure:ident {
            $($field:ident: $name:literal$(.$xml:ident($argument:expr))? $(as $mark:ident)*),* $(,)?
            $(..$additional:ident $(as $format:ident)*)?
        }
    ) => {
        impl $structure {
            const MEMBERS: &'static [runtime::Member] =
                &[$(runtime::Member::new($name)$(.$xml($argument))?$(.$mark())*),*];
        }

        impl runtime::Value for $structure {
            fn read(
                &mut self,
                schema: &'static runtime::Member,
                reader: &mut dyn runtime::Reader,
            ) -> ::core::result::Result<(), runtime::ReadError> {
                reader.structure(
                    schema,
                    Self::MEMBERS,
                    &mut [$(&mut self.$field),*],
                    &mut [$((const { &runtime::Member::ROOT$(.$format())* }, &mut self.$additional))?],
                )
            }

            fn write(&self, schema: &'static runtime::Member, writer: &mut dyn runtime::Writer) {
                writer.structure(
                    schema,
                    Self::MEMBERS,
                    &[$(&self.$field),*],
                    &[$((const { &runtime::Member::ROOT$(.$format())* }, &self.$additional))?],
                );
            }
        }
    };
}

pub(crate) use members;
