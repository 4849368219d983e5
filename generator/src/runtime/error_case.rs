//! Tells which of a service's errors a response is.

use super::{ErrorMeta, RetryKind};

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
}

impl ErrorCase {
    /// Creates an error with this code and this status.
    #[must_use]
    pub const fn new(code: &'static str, status: u16) -> Self {
        Self { code, status, retry: None, is_secret: false }
    }

    /// Marks an error after which the same call may succeed, because what broke may be whole again.
    #[must_use]
    pub const fn transient(self) -> Self {
        Self { retry: Some(RetryKind::Transient), ..self }
    }

    /// Marks an error after which the same call may succeed, because calls came too fast.
    #[must_use]
    pub const fn throttling(self) -> Self {
        Self { retry: Some(RetryKind::Throttling), ..self }
    }

    /// Marks an error with a sensitive member, so that its body is never shown as its message.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { is_secret: true, ..self }
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

impl ErrorsBy {
    /// Finds the error that a response is, first among those that the operation lists, then among the common ones.
    /// Returns it with whether it is a common one.
    pub(super) fn find(
        self,
        meta: &ErrorMeta,
        listed: &'static [ErrorCase],
        common: &'static [ErrorCase],
    ) -> Option<(&'static ErrorCase, bool)> {
        let of_code = |cases: &'static [ErrorCase]| {
            let code = meta.code()?;
            cases.iter().find(|case| case.code == code)
        };
        let of_status = |cases: &'static [ErrorCase]| {
            let mut same = cases.iter().filter(|case| meta.status() == case.status);
            let first = same.next()?;
            same.next().is_none().then_some(first)
        };
        let of_both = |cases: &'static [ErrorCase]| {
            let same = |case: &&ErrorCase| meta.status() == case.status && meta.code() == Some(case.code);
            of_status(cases).or_else(|| cases.iter().find(same))
        };
        let in_either = |find: &dyn Fn(&'static [ErrorCase]) -> Option<&'static ErrorCase>| {
            let listed = find(listed).map(|case| (case, false));
            listed.or_else(|| find(common).map(|case| (case, true)))
        };
        match self {
            Self::Code if meta.code().is_none() && meta.is_from_aws() => {
                of_status(listed).map(|case| (case, false))
            }
            Self::Code => in_either(&of_code),
            Self::Status => in_either(&of_both),
            Self::CodeOrStatus => in_either(&of_code).or_else(|| in_either(&of_status)),
        }
    }
}
