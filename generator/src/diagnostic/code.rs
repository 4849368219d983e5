//! The catalogue of diagnostics.

/// Whether a diagnostic is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It keeps the spec from being used.
    Error,
    /// The spec can be used.
    Warning,
}

/// Returns the codes of all diagnostics, by number.
///
/// ```
/// assert_eq!(restsmith::codes().next(), Some("RS0001"));
/// ```
pub fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.id())
}

/// Returns the explanation of a diagnostic's code: what the rule is for, a spec that breaks it, and one that doesn't.
///
/// The code may be written in any case, and without its `RS` and its zeros.
///
/// ```
/// assert!(restsmith::explain("RS0006").is_some_and(|text| text.contains("A key occurs twice")));
/// assert_eq!(restsmith::explain("rs6"), restsmith::explain("RS0006"));
/// assert_eq!(restsmith::explain("RS9999"), None);
/// ```
#[must_use]
pub fn explain(code: &str) -> Option<&'static str> {
    let digits = match code.get(..2) {
        Some(start) if start.eq_ignore_ascii_case("RS") => code.get(2..)?,
        _ => code,
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let id = format!("RS{:04}", digits.parse::<u32>().ok()?);
    Code::ALL
        .iter()
        .find(|known| known.id() == id)
        .map(|code| code.explanation())
}

macro_rules! catalogue {
    ($($(#[doc = $summary:literal])+ $variant:ident = $number:literal $severity:ident;)+) => {
        /// A rule of the format, by the code that a rendered diagnostic shows.
        ///
        /// A code keeps its number for good; a rule that goes away leaves a gap.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $summary])+ $variant,)+
        }

        impl Code {
            /// Every code, by number.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the code as it is shown, such as `RS0001`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("RS", stringify!($number)),)+
                }
            }

            /// Returns the explanation of the rule, with a spec that breaks it and one that doesn't, in Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explain/RS", stringify!($number), ".md")),)+
                }
            }

            /// Returns whether it is an error or a warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)+
                }
            }
        }
    };
}

catalogue! {
    /// The text isn't YAML.
    Syntax = 0001 Error;
    /// Collections are nested deeper than any spec needs.
    Nesting = 0002 Error;
    /// An anchor or an alias is used.
    Alias = 0003 Error;
    /// A tag is used.
    Tag = 0004 Error;
    /// The file holds no document, or more than one.
    Documents = 0005 Error;
    /// A key occurs twice in one map.
    DuplicateKey = 0006 Error;
    /// A key is unknown to the format.
    UnknownKey = 0007 Error;
    /// A value has the wrong type.
    WrongType = 0008 Error;
    /// A required key is missing.
    MissingKey = 0009 Error;
    /// The format's version is not one that this generator knows.
    FormatVersion = 0010 Error;
    /// A value has the right type, but can't be used here.
    InvalidValue = 0011 Error;
    /// A shape that is named is not defined.
    UnknownShape = 0012 Error;
    /// An error that is named is not defined.
    UnknownError = 0013 Error;
    /// A name can't become a Rust identifier.
    InvalidName = 0014 Error;
    /// Two names become the same Rust identifier, so one gets a number.
    NameCollision = 0015 Warning;
    /// The method or the URI of an operation is invalid.
    InvalidHttp = 0016 Error;
    /// A header name is one that HTTP doesn't allow.
    InvalidHeader = 0017 Error;
    /// A status code is one that can't be used here.
    InvalidStatus = 0018 Error;
    /// Two members have the same binding.
    BindingConflict = 0019 Error;
    /// A member has more than one binding.
    SeveralBindings = 0020 Error;
    /// An error is listed twice.
    DuplicateError = 0021 Error;
    /// A service without operations.
    NoOperations = 0022 Error;
    /// Two operations share method and URI.
    OperationConflict = 0023 Error;
    /// A URI has two labels that take several segments.
    GreedyLabels = 0025 Error;
    /// A label of the URI has no member, or a member's label is not in the URI, or is optional.
    Label = 0026 Error;
    /// Two members are the whole body of a message.
    SeveralPayloads = 0027 Error;
    /// A member has a binding that its message doesn't support.
    MisplacedBinding = 0028 Error;
    /// A structure requires itself.
    EndlessShape = 0029 Error;
    /// Two errors of an operation have the same code on the wire.
    ErrorCodeConflict = 0030 Error;
    /// A shape that nothing uses.
    UnusedShape = 0031 Warning;
    /// An error that no operation lists.
    UnusedError = 0032 Warning;
    /// A GET or HEAD request has a body.
    BodyOnGet = 0033 Warning;
    /// A sensitive value is part of a URI.
    SensitiveInUri = 0034 Warning;
    /// An operation of an AWS service without `auth`.
    UnsaidAuth = 0035 Warning;
    /// An endpoint that is plain http on another machine.
    ClearText = 0036 Warning;
    /// The authentication is invalid.
    Auth = 0037 Error;
    /// The type of a member doesn't fit its binding.
    BindingType = 0038 Error;
    /// A member can't be used for pagination.
    Pagination = 0039 Error;
    /// A segment of a URI is a label in the style of other formats.
    ColonInPath = 0040 Warning;
    /// A host prefix that no `.` or `-` separates from the host name.
    HostPrefix = 0041 Warning;
    /// Two errors of an operation that only a code tells apart.
    SharedStatus = 0042 Warning;
    /// A member of the body of a response without a body.
    NoResponseBody = 0043 Warning;
    /// A timestamp in the body of a request without a format.
    TimestampFormat = 0044 Warning;
    /// Credentials in a member that isn't sensitive.
    PlainCredentials = 0045 Warning;
    /// Credentials in a header that every request carries.
    ConstantCredentials = 0046 Warning;
    /// A waiter is invalid.
    Waiter = 0047 Error;
    /// A waiter compares with a value or an error that the spec doesn't have.
    WaiterValue = 0048 Warning;
    /// An endpoint that no request goes to.
    UnusedEndpoint = 0049 Warning;
}

#[cfg(test)]
mod tests {
    use super::Code;

    /// The numbers of rules that went away.
    const GAPS: &[usize] = &[24];

    #[test]
    fn codes_count_up_from_one_but_for_gaps() {
        let numbers = (1..).filter(|number| !GAPS.contains(number));
        for (number, code) in numbers.zip(Code::ALL) {
            assert_eq!(code.id(), format!("RS{number:04}"));
        }
    }
}
