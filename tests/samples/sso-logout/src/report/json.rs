//! The report for scripts.

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    cache::Problem,
    remove::Removal,
    report::Context,
    session::{Listing, Session},
    sign_out::ServerSession,
    sweep::{CredentialOutcome, Outcome, SessionOutcome},
};

/// The sessions that are cached.
#[must_use]
pub fn listing(listing: &Listing, context: &Context<'_>) -> String {
    let sessions: Vec<_> = listing.sessions.iter().map(SessionView::of).collect();
    pretty(&ListingView {
        sessions,
        problems: problems(&listing.problems),
        note: context.note.as_deref(),
    })
}

/// What became of everything.
#[must_use]
pub fn outcome(outcome: &Outcome, context: &Context<'_>) -> String {
    pretty(&OutcomeView {
        complete: outcome.is_complete(),
        dry_run: outcome.dry_run,
        local_only: !outcome.calls_server,
        sessions: outcome
            .sessions
            .iter()
            .map(SessionOutcomeView::of)
            .collect(),
        credentials: outcome.credentials.iter().map(CredentialView::of).collect(),
        unassigned_credentials: outcome.unassigned_credentials,
        registrations: outcome.registrations,
        problems: problems(&outcome.problems),
        note: context.note.as_deref(),
    })
}

fn pretty(view: &impl Serialize) -> String {
    // Strings, numbers and lists of them: there is nothing that can't be written.
    let json = serde_json::to_string_pretty(view).unwrap_or_default();
    format!("{json}\n")
}

#[derive(Serialize)]
struct ListingView<'a> {
    sessions: Vec<SessionView<'a>>,
    problems: Vec<ProblemView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutcomeView<'a> {
    complete: bool,
    dry_run: bool,
    local_only: bool,
    sessions: Vec<SessionOutcomeView<'a>>,
    credentials: Vec<CredentialView<'a>>,
    unassigned_credentials: usize,
    registrations: usize,
    problems: Vec<ProblemView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionView<'a> {
    name: Option<&'a str>,
    start_url: Option<&'a str>,
    region: Option<&'a str>,
    expires_at: Option<Timestamp>,
    file: &'a str,
}

#[derive(Serialize)]
struct SessionOutcomeView<'a> {
    #[serde(flatten)]
    session: SessionView<'a>,
    server: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    local: LocalView<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CredentialView<'a> {
    file: &'a str,
    expires_at: Option<Timestamp>,
    local: LocalView<'a>,
}

#[derive(Serialize)]
struct LocalView<'a> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    file: &'a str,
    reason: &'a str,
}

impl<'a> SessionView<'a> {
    fn of(session: &'a Session) -> Self {
        Self {
            name: session.name.as_deref(),
            start_url: session.start_url.as_deref(),
            region: session.region.as_deref(),
            expires_at: session.expires_at,
            file: &session.file,
        }
    }
}

impl<'a> SessionOutcomeView<'a> {
    fn of(outcome: &'a SessionOutcome) -> Self {
        let (server, reason) = match &outcome.server {
            ServerSession::SignedOut => ("signed-out", None),
            ServerSession::AlreadySignedOut => ("already-signed-out", None),
            ServerSession::CannotSend(reason) | ServerSession::Unconfirmed(reason) => {
                ("unconfirmed", Some(reason.as_str()))
            }
            ServerSession::NotCalled => ("not-called", None),
        };
        let local = LocalView::of(outcome.removal.as_ref());
        Self {
            session: SessionView::of(&outcome.session),
            server,
            reason,
            local,
        }
    }
}

impl<'a> CredentialView<'a> {
    fn of(outcome: &'a CredentialOutcome) -> Self {
        let local = LocalView::of(Some(&outcome.removal));
        Self {
            file: &outcome.file,
            expires_at: outcome.expires_at,
            local,
        }
    }
}

impl<'a> LocalView<'a> {
    fn of(removal: Option<&'a Removal>) -> Self {
        let (state, reason) = match removal {
            None | Some(Removal::Planned) => ("kept", None),
            Some(Removal::Removed) => ("removed", None),
            Some(Removal::AlreadyGone) => ("already-gone", None),
            Some(Removal::Changed) => ("changed", None),
            Some(Removal::Failed(reason)) => ("failed", Some(reason.as_str())),
        };
        Self { state, reason }
    }
}

fn problems(problems: &[Problem]) -> Vec<ProblemView<'_>> {
    problems
        .iter()
        .map(|problem| ProblemView {
            file: &problem.file,
            reason: &problem.reason,
        })
        .collect()
}
