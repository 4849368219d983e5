//! What a JSON body or a structure holds: its members in order.

/// Says which fields of a message are members of its body, and their names on the wire.
macro_rules! members {
    ($structure:ident { $($field:ident: $name:literal $(as $format:ident)?),* $(,)? }) => {
        impl $structure {
            const MEMBERS: &'static [runtime::Member] =
                &[$(runtime::Member::new($name)$(.with(runtime::TimestampFormat::$format))?),*];
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
