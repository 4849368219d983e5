//! Tells which of a service's errors a response is.

use http::StatusCode;

use super::super::RetryKind;
use super::error_code::ErrorCode;

/// How the errors of a service are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorsBy {
    /// By the code that the response names. A status alone proves nothing: without a code, the response is one of the
    /// operation's errors only if it has a request id of AWS.
    Code,
    /// By the status, whatever code the response names. The code tells errors of the same status apart.
    Status,
    /// By the code if an error has it, else by the status if exactly one error has it.
    CodeOrStatus,
}

/// An error that an operation, or every operation of a service, may answer with.
#[derive(Clone, Copy, Debug)]
pub struct ErrorCase {
    code: &'static str,
    status: u16,
    retry: Option<RetryKind>,
    is_secret: bool,
    has_secret_code: bool,
    has_secret_message: bool,
}

impl ErrorCase {
    /// Creates an error with this code and this status.
    #[must_use]
    pub const fn new(code: &'static str, status: u16) -> Self {
        Self {
            code,
            status,
            retry: None,
            is_secret: false,
            has_secret_code: false,
            has_secret_message: false,
        }
    }

    /// Marks an error after which the same call may succeed, because what broke may be whole again.
    #[must_use]
    pub const fn transient(self) -> Self {
        Self {
            retry: Some(RetryKind::Transient),
            ..self
        }
    }

    /// Marks an error after which the same call may succeed, because calls came too fast.
    #[must_use]
    pub const fn throttling(self) -> Self {
        Self {
            retry: Some(RetryKind::Throttling),
            ..self
        }
    }

    /// Marks an error with a sensitive member, so that its body is never shown as its message.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self {
            is_secret: true,
            ..self
        }
    }

    /// Marks an error whose code is a sensitive member, so that it isn't shown.
    #[must_use]
    pub const fn secret_code(self) -> Self {
        Self {
            has_secret_code: true,
            ..self
        }
    }

    /// Marks an error whose message is a sensitive member, so that it isn't shown.
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

/// Which of a service's errors a response is, by the error's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognized {
    /// One that the operation lists.
    Listed(&'static str),
    /// One that every operation may answer with.
    Common(&'static str),
    /// None of them.
    Unknown,
}

/// What of a response tells errors apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs<'a> {
    pub(super) status: StatusCode,
    pub(super) code: &'a ErrorCode,
    /// Whether it has a request id of AWS.
    pub(super) is_from_aws: bool,
}

impl ErrorsBy {
    /// Finds the error that a response is, first among those that the operation lists, then among the common ones.
    /// Returns it with whether it is a common one.
    pub(super) fn find(
        self,
        signs: Signs<'_>,
        listed: &'static [ErrorCase],
        common: &'static [ErrorCase],
    ) -> Option<(&'static ErrorCase, bool)> {
        let all = || {
            let listed = listed.iter().map(|case| (case, false));
            listed.chain(common.iter().map(|case| (case, true)))
        };
        let has_code = |case: &ErrorCase| signs.code.names().any(|name| name == case.code);
        let has_status = |case: &ErrorCase| signs.status == case.status;
        let of_code = || {
            signs
                .code
                .names()
                .find_map(|name| all().find(|(case, _)| case.code == name))
        };
        let of_both = || all().find(|(case, _)| has_code(case) && has_status(case));
        // An operation's own errors go before the common ones, and of several none is taken.
        let of_status = || {
            let mut same = all().filter(|(case, _)| has_status(case));
            let first = same.next()?;
            same.all(|(_, is_common)| is_common && !first.1)
                .then_some(first)
        };
        match self {
            Self::Code if signs.code.code.is_none() && signs.is_from_aws => {
                of_status().filter(|(_, is_common)| !is_common)
            }
            Self::Code => of_code(),
            Self::Status => of_both().or_else(of_status),
            Self::CodeOrStatus => of_code().or_else(of_status),
        }
    }
}
