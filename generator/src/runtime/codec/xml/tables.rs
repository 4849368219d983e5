//! What tables of members say about XML.

/// Creates what a member has besides its name, by the methods of `Xml`. The items of a list, and the keys and the values
/// of a map, are rows as those of a table.
macro_rules! xml {
    (@ [$($done:tt)*]) => {
        const { &runtime::Xml::new()$($done)* }
    };
    (
        @ [$($done:tt)*]
        items($name:literal$(.$xml:ident($argument:expr))? $(as $mark:ident)*) $(, $($rest:tt)*)?
    ) => {
        runtime::xml!(
            @ [
                $($done)*
                .items(const { &runtime::Member::new($name)$(.$xml($argument))?$(.$mark())* })
            ]
            $($($rest)*)?
        )
    };
    (
        @ [$($done:tt)*]
        keys($name:literal$(.$xml:ident($argument:expr))?) $(, $($rest:tt)*)?
    ) => {
        runtime::xml!(
            @ [$($done)* .keys(const { &runtime::Member::new($name)$(.$xml($argument))? })]
            $($($rest)*)?
        )
    };
    (@ [$($done:tt)*] $method:ident($($argument:literal),*) $(, $($rest:tt)*)?) => {
        runtime::xml!(@ [$($done)* .$method($($argument),*)] $($($rest)*)?)
    };
    ($method:ident $($rest:tt)*) => {
        runtime::xml!(@ [] $method $($rest)*)
    };
}

pub(crate) use xml;
