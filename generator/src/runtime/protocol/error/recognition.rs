//! Recognition of the errors of a service.

use http::StatusCode;

use super::super::super::RetryKind;
use super::code::ErrorCode;

/// The criterion by which the errors of a service are recognized.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorsBy {
    /// The code in the response. Without a code, the status code identifies an error of the operation only if the
    /// response has a request id of AWS.
    Code,
    /// The status code. The code in the response distinguishes errors with the same status code.
    Status,
    /// The code if an error has it, or else the status code if exactly one error has it.
    CodeOrStatus,
}

/// The status codes of an error beside that of its [`ErrorCase`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Statuses {
    /// No others.
    One,
    /// All with the same first digit.
    Range,
    /// All.
    Default,
}

/// An error that an operation, or every operation of a service, may return.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ErrorCase {
    code: &'static str,
    status: u16,
    statuses: Statuses,
    retry: Option<RetryKind>,
    is_secret: bool,
    has_secret_code: bool,
    has_secret_message: bool,
}

impl ErrorCase {
    /// Creates an error with this code and this status code.
    #[must_use]
    pub const fn new(code: &'static str, status: u16) -> Self {
        Self {
            code,
            status,
            statuses: Statuses::One,
            retry: None,
            is_secret: false,
            has_secret_code: false,
            has_secret_message: false,
        }
    }

    /// Marks an error with any status code of the hundred that begins with its status code.
    #[must_use]
    pub const fn range(self) -> Self {
        Self {
            statuses: Statuses::Range,
            ..self
        }
    }

    /// Marks an error with any status code.
    #[must_use]
    pub const fn default(self) -> Self {
        Self {
            statuses: Statuses::Default,
            ..self
        }
    }

    /// Marks a transient error, after which a call is retried.
    #[must_use]
    pub const fn transient(self) -> Self {
        Self {
            retry: Some(RetryKind::Transient),
            ..self
        }
    }

    /// Marks an error of throttling, after which a call is retried.
    #[must_use]
    pub const fn throttling(self) -> Self {
        Self {
            retry: Some(RetryKind::Throttling),
            ..self
        }
    }

    /// Marks an error with a sensitive member, whose body is not shown as its message.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self {
            is_secret: true,
            ..self
        }
    }

    /// Marks an error whose code is a sensitive member, which is not shown.
    #[must_use]
    pub const fn secret_code(self) -> Self {
        Self {
            has_secret_code: true,
            ..self
        }
    }

    /// Marks an error whose message is a sensitive member, which is not shown.
    #[must_use]
    pub const fn secret_message(self) -> Self {
        Self {
            has_secret_message: true,
            ..self
        }
    }

    /// Returns the code of the error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    fn has_status(&self, status: StatusCode) -> bool {
        match self.statuses {
            Statuses::One => status == self.status,
            Statuses::Range => status.as_u16() / 100 == self.status / 100,
            Statuses::Default => true,
        }
    }

    pub(super) fn retry(&self) -> Option<RetryKind> {
        self.retry
    }

    pub(super) fn is_secret(&self) -> bool {
        self.is_secret
    }

    pub(super) fn has_secret_code(&self) -> bool {
        self.has_secret_code
    }

    pub(super) fn has_secret_message(&self) -> bool {
        self.has_secret_message
    }
}

/// A recognized error, by its code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognized {
    /// An error that the operation lists.
    Listed(&'static str),
    /// An error that every operation may return.
    Common(&'static str),
    /// An unknown error.
    Unknown,
}

/// The properties of a response by which its error is recognized.
#[derive(Clone, Copy, Debug)]
pub(super) struct Criteria<'a> {
    pub(super) status: StatusCode,
    pub(super) code: &'a ErrorCode,
    /// Whether it has a request id of AWS.
    pub(super) is_from_aws: bool,
}

impl ErrorsBy {
    /// Returns the error of a response, and whether it is a common one. The errors that the operation lists have
    /// precedence over the common ones.
    pub(super) fn find(
        self,
        criteria: Criteria<'_>,
        listed: &'static [ErrorCase],
        common: &'static [ErrorCase],
    ) -> Option<(&'static ErrorCase, bool)> {
        let all = || {
            let listed = listed.iter().map(|case| (case, false));
            listed.chain(common.iter().map(|case| (case, true)))
        };
        let has_code = |case: &ErrorCase| criteria.code.names().any(|name| name == case.code);
        let has_status = |case: &ErrorCase| case.has_status(criteria.status);
        let of_code = || {
            criteria
                .code
                .names()
                .find_map(|name| all().find(|(case, _)| case.code == name))
        };
        let of_both = || all().find(|(case, _)| has_code(case) && has_status(case));
        // A status code that several errors of the same rank share identifies none of them.
        let of_statuses = |statuses| {
            let has_status = |case: &ErrorCase| case.statuses == statuses && has_status(case);
            let mut same = all().filter(|(case, _)| has_status(case));
            let first = same.next()?;
            let is_only = same.all(|(_, is_common)| is_common && !first.1);
            Some(is_only.then_some(first))
        };
        let of_status = || {
            [Statuses::One, Statuses::Range, Statuses::Default]
                .iter()
                .find_map(|&statuses| of_statuses(statuses))
                .flatten()
        };
        match self {
            Self::Code if criteria.code.code.is_none() && criteria.is_from_aws => {
                of_status().filter(|(_, is_common)| !is_common)
            }
            Self::Code => of_code(),
            Self::Status => of_both().or_else(of_status),
            Self::CodeOrStatus => of_code().or_else(of_status),
        }
    }
}
