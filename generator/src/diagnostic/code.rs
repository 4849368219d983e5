//! The catalogue of everything that can be wrong with a spec.

macro_rules! catalogue {
    ($($(#[doc = $summary:literal])+ $variant:ident = $number:literal;)+) => {
        /// A rule of the format, by the code that a rendered diagnostic shows.
        ///
        /// A code keeps its number for good; a rule that goes away leaves a gap.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $summary])+ $variant,)+
        }

        impl Code {
            /// Every code, by number.
            #[cfg(test)]
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code as it is shown, such as `RS0001`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("RS", stringify!($number)),)+
                }
            }
        }
    };
}

catalogue! {
    /// The text is no YAML.
    Syntax = 0001;
    /// Collections are nested deeper than any spec needs.
    Nesting = 0002;
    /// An anchor or an alias is used.
    Alias = 0003;
    /// A tag is used.
    Tag = 0004;
    /// The file holds no document, or more than one.
    Documents = 0005;
    /// A key stands twice in one map.
    DuplicateKey = 0006;
    /// A key is unknown to the format.
    UnknownKey = 0007;
    /// A value has the wrong type.
    WrongType = 0008;
    /// A required key is missing.
    MissingKey = 0009;
    /// The format's version is not one that this generator knows.
    FormatVersion = 0010;
    /// A value is not among those that the key takes.
    InvalidValue = 0011;
    /// A shape that is named is not defined.
    UnknownShape = 0012;
    /// An error that is named is not defined.
    UnknownError = 0013;
    /// A name can't become a Rust identifier.
    InvalidName = 0014;
    /// Two names become the same Rust identifier.
    NameCollision = 0015;
    /// The method or the URI of an operation is invalid.
    InvalidHttp = 0016;
    /// A header name is one that HTTP doesn't allow.
    InvalidHeader = 0017;
    /// A status code is one that can't be used here.
    InvalidStatus = 0018;
    /// Two members are bound to one place of a message.
    BindingConflict = 0019;
    /// A member has more than one binding.
    SeveralBindings = 0020;
    /// An error is listed twice.
    DuplicateError = 0021;
    /// A service without operations.
    NoOperations = 0022;
    /// Two operations share method and URI.
    OperationConflict = 0023;
    /// The format allows it, but this version of the generator can't emit it.
    Unsupported = 0024;
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_count_up_from_one() {
        for (index, code) in Code::ALL.iter().enumerate() {
            assert_eq!(code.id(), format!("RS{:04}", index + 1));
        }
    }
}
