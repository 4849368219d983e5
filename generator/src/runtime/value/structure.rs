//! Structures: all of their fields are members.

/// Says what the members of a structure are called on the wire. All fields are members, and empty at first.
macro_rules! structure {
    (
        $structure:ident {
            $($field:ident: $name:literal$(.$xml:ident($argument:expr))? $(as $mark:ident)*),* $(,)?
            $(..$additional:ident $(as $format:ident)*)?
        }
    ) => {
        runtime::members!($structure {
            $($field: $name$(.$xml($argument))? $(as $mark)*,)*
            $(..$additional $(as $format)*)?
        });

        impl runtime::Empty for $structure {
            fn empty() -> Self {
                Self {
                    $($field: runtime::Empty::empty(),)*
                    $($additional: runtime::Empty::empty(),)?
                }
            }
        }
    };
}

pub(crate) use structure;
