//! The outcomes and the errors of waiters.

use std::{error::Error as StdError, fmt, time::Duration};

use super::super::Error;

/// What a call of a waiter returned: an output, or an error that the waiter names.
#[derive(Debug)]
pub enum WaitOutcome<T, E> {
    /// The output.
    Output(T),
    /// The error.
    Error(Error<E>),
}

impl<T, E> WaitOutcome<T, E> {
    /// Returns the output, if there is one.
    #[must_use]
    pub fn output(&self) -> Option<&T> {
        match self {
            Self::Output(output) => Some(output),
            Self::Error(_) => None,
        }
    }

    /// Converts it into the output, if there is one.
    #[must_use]
    pub fn into_output(self) -> Option<T> {
        match self {
            Self::Output(output) => Some(output),
            Self::Error(_) => None,
        }
    }

    /// Returns the error, if there is one.
    #[must_use]
    pub fn error(&self) -> Option<&Error<E>> {
        match self {
            Self::Output(_) => None,
            Self::Error(error) => Some(error),
        }
    }
}

impl<T, E: fmt::Display> fmt::Display for WaitOutcome<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Output(_) => f.write_str("the call returned an output"),
            Self::Error(error) => error.fmt(f),
        }
    }
}

/// The error of a waiter. It never contains a secret that was sent.
///
/// ```text
/// match client.wait_until_table_exists(input, Duration::from_secs(60)).await {
///     Ok(outcome) => println!("it exists: {:?}", outcome.output()),
///     Err(error) => match error.kind() {
///         WaitErrorKind::Exceeded { calls, .. } => println!("not after {calls} calls"),
///         _ => return Err(error.into()),
///     },
/// }
/// ```
#[derive(Debug)]
pub struct WaitError<T, E> {
    waiter: &'static str,
    kind: Box<WaitErrorKind<T, E>>,
}

/// The reason why a wait failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitErrorKind<T, E> {
    /// The wait has failed: further calls wouldn't succeed.
    Failed(WaitOutcome<T, E>),
    /// Not enough time is left for another call.
    Exceeded {
        /// What the last call returned.
        last: WaitOutcome<T, E>,
        /// The number of calls.
        calls: u32,
        /// The time since the wait began.
        elapsed: Duration,
    },
    /// A call failed with an error that the waiter doesn't name.
    Call(Error<E>),
}

impl<T, E> WaitError<T, E> {
    /// Creates an error of the waiter with this name, such as for tests.
    #[must_use]
    pub fn new(waiter: &'static str, kind: WaitErrorKind<T, E>) -> Self {
        Self {
            waiter,
            kind: Box::new(kind),
        }
    }

    /// Returns the name of the waiter.
    #[must_use]
    pub fn waiter(&self) -> &'static str {
        self.waiter
    }

    /// Returns the reason, with the outcome of the last call.
    #[must_use]
    pub fn kind(&self) -> &WaitErrorKind<T, E> {
        &self.kind
    }

    /// Converts the error into the reason, with the outcome of the last call.
    #[must_use]
    pub fn into_kind(self) -> WaitErrorKind<T, E> {
        *self.kind
    }

    /// Returns the error of the last call, if it failed.
    #[must_use]
    pub fn error(&self) -> Option<&Error<E>> {
        match self.kind() {
            WaitErrorKind::Failed(outcome) | WaitErrorKind::Exceeded { last: outcome, .. } => {
                outcome.error()
            }
            WaitErrorKind::Call(error) => Some(error),
        }
    }
}

impl<T, E: fmt::Display> fmt::Display for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiter = self.waiter;
        match self.kind() {
            WaitErrorKind::Failed(WaitOutcome::Output(_)) => write!(
                f,
                "the waiter `{waiter}` failed: an acceptor with `state: failure` matches the output"
            ),
            WaitErrorKind::Failed(WaitOutcome::Error(error)) => {
                write!(f, "the waiter `{waiter}` failed: {error}")
            }
            WaitErrorKind::Exceeded {
                last,
                calls,
                elapsed,
            } => {
                let (plural, seconds) = (if *calls == 1 { "" } else { "s" }, elapsed.as_secs_f64());
                write!(
                    f,
                    "the waiter `{waiter}` didn't succeed within {calls} call{plural} and {seconds:.1} s: {last}"
                )
            }
            WaitErrorKind::Call(error) => write!(
                f,
                "the waiter `{waiter}` ended with an error that it doesn't name: {error}"
            ),
        }
    }
}

/// Returns the source of the error of the last call, whose own message this one contains.
impl<T: fmt::Debug, E: fmt::Debug + fmt::Display> StdError for WaitError<T, E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        StdError::source(self.error()?)
    }
}
