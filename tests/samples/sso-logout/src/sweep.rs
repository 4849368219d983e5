//! Signing out: on the server, then on this machine.

use std::{
    ops::ControlFlow,
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
};

use identity_center::{portal::blocking::Client, runtime::Builder};
use jiff::Timestamp;

use crate::{
    cache::{CacheFolder, CredentialFile, Found, Problem, TokenFile},
    config::Config,
    file::CachedFile,
    remove::{Removal, plan, remove},
    selection::Selection,
    session::Session,
    sign_out::{Clients, ServerSession},
    steps::{Observer, Steps},
};

/// How many sessions are signed out side by side.
pub const SIDE_BY_SIDE: usize = 8;

/// One pass over the cache folders of an `.aws` folder.
#[derive(Clone, Debug)]
pub struct Sweep<'a> {
    /// The `.aws` folder.
    pub aws_dir: &'a Path,
    /// What is known about the sessions in it.
    pub config: &'a Config,
    /// Which of them are meant.
    pub selection: &'a Selection,
    /// The settings to call the server with. Without them it isn't called.
    pub server: Option<Builder<Client>>,
    /// Whether to do nothing, and only say what there is to do.
    pub dry_run: bool,
    /// Whether the file of a token stays if the server doesn't confirm the end of the session, so that it can
    /// be tried again. That of a token that can never be sent goes anyway.
    pub keep_on_failure: bool,
}

/// What became of everything.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whether the server was to be called.
    pub calls_server: bool,
    /// Whether nothing was to be done.
    pub dry_run: bool,
    /// The sessions by name, and those without a name behind.
    pub sessions: Vec<SessionOutcome>,
    /// The role credentials of these sessions.
    pub credentials: Vec<CredentialOutcome>,
    /// How many role credentials stay because nobody can say which session they came from.
    pub unassigned_credentials: usize,
    /// How many client registrations stay.
    pub registrations: usize,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// What became of a session.
#[derive(Clone, Debug)]
pub struct SessionOutcome {
    /// The session.
    pub session: Session,
    /// What became of it on the server.
    pub server: ServerSession,
    /// What became of its file; nothing if it was to stay.
    pub removal: Option<Removal>,
}

/// What became of role credentials.
#[derive(Clone, Debug)]
pub struct CredentialOutcome {
    /// Their file, below the `.aws` folder.
    pub file: String,
    /// When they expire.
    pub expires_at: Option<Timestamp>,
    /// What became of the file.
    pub removal: Removal,
}

impl Sweep<'_> {
    /// Signs out. Whatever fails for one file, the others get their turn.
    ///
    /// The observer is told of every step, and can break off.
    pub fn run(&self, found: Found, observer: &Observer<'_>) -> ControlFlow<(), Outcome> {
        let steps = Steps::new(observer);
        let Found {
            mut tokens,
            credentials,
            registrations,
            mut problems,
        } = found;
        tokens.retain(|token| self.selection.has_token(token));
        problems.retain(|problem| self.selection.concerns(problem));
        let sessions = self.sessions(&tokens, &steps)?;

        let all = credentials.len();
        let foreign = credentials
            .iter()
            .filter(|file| self.selection.has_credentials(file) == Some(false))
            .count();
        let mut outcomes = Vec::new();
        for file in credentials
            .iter()
            .filter(|file| self.selection.has_credentials(file) == Some(true))
        {
            outcomes.push(self.credentials(file, &steps)?);
        }
        let unassigned_credentials = all.saturating_sub(foreign).saturating_sub(outcomes.len());
        ControlFlow::Continue(Outcome {
            calls_server: self.server.is_some(),
            dry_run: self.dry_run,
            sessions,
            credentials: outcomes,
            unassigned_credentials,
            registrations,
            problems,
        })
    }

    /// Signs out of several sessions at a time.
    fn sessions(
        &self,
        tokens: &[TokenFile],
        steps: &Steps<'_>,
    ) -> ControlFlow<(), Vec<SessionOutcome>> {
        let clients = self.server.as_ref().map(|settings| {
            Clients::new(
                settings,
                tokens.iter().map(|file| &file.token),
                self.dry_run,
            )
        });
        let queue = Mutex::new(tokens.iter());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let outcomes = Mutex::new(Vec::new());
        let work = || {
            while let Some(file) = next() {
                let ControlFlow::Continue(outcome) = self.session(file, clients.as_ref(), steps)
                else {
                    break;
                };
                outcomes
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(outcome);
            }
        };
        thread::scope(|scope| {
            for _ in 0..tokens.len().min(SIDE_BY_SIDE) {
                scope.spawn(work);
            }
        });
        if steps.has_stopped() {
            return ControlFlow::Break(());
        }
        let mut outcomes = outcomes
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        outcomes.sort_by_key(|outcome| outcome.session.sort_key());
        ControlFlow::Continue(outcomes)
    }

    fn session(
        &self,
        token: &TokenFile,
        clients: Option<&Clients>,
        steps: &Steps<'_>,
    ) -> ControlFlow<(), SessionOutcome> {
        let server = match clients {
            Some(clients) => clients.sign_out(token, steps)?,
            None => ServerSession::NotCalled,
        };
        let stays = matches!(server, ServerSession::Unconfirmed(_)) && self.keep_on_failure;
        let removal = if stays {
            None
        } else {
            Some(self.remove(&CacheFolder::tokens(self.aws_dir), &token.file, steps)?)
        };
        let session = Session::of(token, self.config);
        ControlFlow::Continue(SessionOutcome {
            session,
            server,
            removal,
        })
    }

    fn credentials(
        &self,
        credentials: &CredentialFile,
        steps: &Steps<'_>,
    ) -> ControlFlow<(), CredentialOutcome> {
        let CredentialFile { file, expires_at } = credentials;
        let removal = self.remove(&CacheFolder::credentials(self.aws_dir), file, steps)?;
        ControlFlow::Continue(CredentialOutcome {
            file: file.name.clone(),
            expires_at: *expires_at,
            removal,
        })
    }

    fn remove(
        &self,
        folder: &CacheFolder,
        file: &CachedFile,
        steps: &Steps<'_>,
    ) -> ControlFlow<(), Removal> {
        if self.dry_run {
            ControlFlow::Continue(plan(folder))
        } else {
            remove(folder, file, steps)
        }
    }
}

impl Outcome {
    /// Whether nothing was left behind and nothing is unconfirmed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let is_removed =
            |outcome: &SessionOutcome| outcome.removal.as_ref().is_none_or(Removal::is_settled);
        self.problems.is_empty()
            && self
                .sessions
                .iter()
                .all(|outcome| outcome.server.is_settled() && is_removed(outcome))
            && self
                .credentials
                .iter()
                .all(|outcome| outcome.removal.is_settled())
    }
}
