//! The steps of a sweep, for whoever wants to watch it or to stop it.

use std::{
    fmt,
    ops::ControlFlow,
    sync::atomic::{AtomicBool, Ordering},
};

/// What a sweep is about to do, or has just done, with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Logout will be called for the token.
    Call,
    /// The server has answered, or has not.
    Called,
    /// The file will be set aside, so that no sign-in writes to it while it is checked for the last time.
    SetAside,
    /// It has another name now.
    IsSetAside,
    /// It is unchanged and will be removed.
    Remove,
    /// It is removed.
    Removed,
}

/// Is told of every step, with the name of the file, from several threads. A sweep that is told to break off
/// stops where it stands, as if it were killed there.
pub type Observer<'a> = dyn Fn(Step, &str) -> ControlFlow<()> + Sync + 'a;

/// Passes steps on to the observer until it has had enough.
pub(crate) struct Steps<'a> {
    observer: &'a Observer<'a>,
    has_stopped: AtomicBool,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(observer: &'a Observer<'a>) -> Self {
        Self {
            observer,
            has_stopped: AtomicBool::new(false),
        }
    }

    pub(crate) fn pass(&self, step: Step, file: &str) -> ControlFlow<()> {
        if self.has_stopped() {
            return ControlFlow::Break(());
        }
        let flow = (self.observer)(step, file);
        if flow.is_break() {
            self.has_stopped.store(true, Ordering::SeqCst);
        }
        flow
    }

    pub(crate) fn has_stopped(&self) -> bool {
        self.has_stopped.load(Ordering::SeqCst)
    }
}

impl fmt::Debug for Steps<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Steps")
            .field("has_stopped", &self.has_stopped)
            .finish_non_exhaustive()
    }
}
