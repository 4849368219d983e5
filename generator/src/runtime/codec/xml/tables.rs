//! What tables of members say about XML.

/// Creates what a member has besides its name, by the methods of `Xml`.
macro_rules! xml {
    ($($method:ident($($argument:expr),*)),*) => {
        const { &runtime::Xml::new()$(.$method($($argument),*))* }
    };
}

pub(crate) use xml;
