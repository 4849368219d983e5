//! The report for people.

use std::{borrow::Cow, fmt};

use crate::{
    cache::Problem,
    remove::Removal,
    report::{
        Context, shown,
        table::{Tone, table},
        time::{count, duration, expiry},
    },
    selection::Wish,
    session::{Listing, Session},
    sign_out::ServerSession,
    sweep::{Outcome, SessionOutcome},
};

/// The sessions that are cached.
#[must_use]
pub fn listing(listing: &Listing, context: &Context<'_>) -> String {
    let mut text = Text::default();
    if listing.sessions.is_empty() {
        text.line(format_args!("Nobody is signed in: {}.", nobody(context)));
    } else {
        let header = ["SESSION", "START URL", "REGION", "TIME LEFT"];
        let rows = listing.sessions.iter().map(|session| {
            [
                known(session.name.as_ref()),
                known(session.start_url.as_ref()),
                known(session.region.as_ref()),
                time_left(session, context),
            ]
        });
        text.block(&table(header, rows, context.look));
    }
    text.paragraph();
    text.problems(&listing.problems, "");
    text.note(context);
    text.text
}

/// What became of everything.
#[must_use]
pub fn outcome(outcome: &Outcome, context: &Context<'_>) -> String {
    let mut text = Text::default();
    if outcome.sessions.is_empty() {
        text.line(format_args!("Nothing to sign out: {}.", nobody(context)));
    } else {
        text.sessions(outcome, context);
    }
    text.paragraph();
    for session in &outcome.sessions {
        text.doubts(session, outcome.dry_run);
    }
    text.failed_credentials(outcome);
    text.problems(&outcome.problems, ", left as it is");
    text.note(context);
    text.paragraph();
    text.summary(outcome);
    text.what_stays(outcome, context);
    text.text
}

#[derive(Default)]
struct Text {
    text: String,
    begins_paragraph: bool,
}

impl Text {
    fn line(&mut self, line: fmt::Arguments<'_>) {
        self.block(&format!("{line}\n"));
    }

    fn block(&mut self, block: &str) {
        if self.begins_paragraph {
            self.text.push('\n');
        }
        self.begins_paragraph = false;
        self.text.push_str(block);
    }

    /// Puts an empty line between what is there and what follows, if anything does.
    fn paragraph(&mut self) {
        self.begins_paragraph = !self.text.is_empty();
    }

    fn sessions(&mut self, outcome: &Outcome, context: &Context<'_>) {
        if outcome.dry_run {
            let header = [
                "SESSION",
                "REGION",
                "TIME LEFT",
                "ON THE SERVER",
                "TOKEN FILE",
            ];
            let rows = outcome.sessions.iter().map(
                |SessionOutcome {
                     session,
                     server,
                     removal,
                 }| {
                    let [name, region] = name_and_region(session);
                    let time_left = time_left(session, context);
                    let server = planned_call(server, outcome.calls_server);
                    [
                        name,
                        region,
                        time_left,
                        server,
                        planned_removal(removal.as_ref()),
                    ]
                },
            );
            self.block(&table(header, rows, context.look));
        } else {
            let header = ["SESSION", "REGION", "ON THE SERVER", "TOKEN FILE"];
            let rows = outcome.sessions.iter().map(|outcome| {
                let [name, region] = name_and_region(&outcome.session);
                [
                    name,
                    region,
                    server(&outcome.server),
                    removal(outcome.removal.as_ref()),
                ]
            });
            self.block(&table(header, rows, context.look));
        }
    }

    /// What did not work for a session.
    fn doubts(
        &mut self,
        SessionOutcome {
            session,
            server,
            removal,
        }: &SessionOutcome,
        dry_run: bool,
    ) {
        let label = session.label();
        let name = shown(&label);
        let reason = match server {
            ServerSession::Unconfirmed(reason) | ServerSession::CannotSend(reason) if dry_run => {
                Some(format!("can't be signed out: {reason}").into())
            }
            ServerSession::Unconfirmed(reason) => Some(Cow::Borrowed(reason.as_str())),
            ServerSession::CannotSend(reason) => {
                Some(format!("the token can't be sent: {reason}").into())
            }
            _ => None,
        };
        if let Some(reason) = reason {
            let again = match (removal, dry_run) {
                (None, false) => " The token is kept, so that you can try again.",
                (None, true) => " The token would be kept, so that you can try again.",
                (Some(_), _) => "",
            };
            self.line(format_args!(
                "! {name}: {}. The server-side session may live on until it expires.{again}",
                shown(&reason).trim_end_matches('.')
            ));
        }
        match removal {
            Some(Removal::Changed) => self.line(format_args!(
                "! {name}: somebody signed in again meanwhile. The new token stays; run `sso-logout` once more to \
                 end that session too."
            )),
            Some(Removal::Failed(reason)) => {
                self.line(format_args!("! {}: can't be removed: {reason}", shown(&session.file)));
            }
            _ => {}
        }
    }

    fn failed_credentials(&mut self, outcome: &Outcome) {
        for credentials in &outcome.credentials {
            let file = shown(&credentials.file);
            match &credentials.removal {
                Removal::Changed => {
                    self.line(format_args!("! {file}: changed meanwhile, left as it is"));
                }
                Removal::Failed(reason) => {
                    self.line(format_args!("! {file}: can't be removed: {reason}"));
                }
                _ => {}
            }
        }
    }

    fn problems(&mut self, problems: &[Problem], consequence: &str) {
        for Problem { file, reason } in problems {
            self.line(format_args!(
                "! {}: {}{consequence}",
                shown(file),
                shown(reason)
            ));
        }
    }

    fn note(&mut self, context: &Context<'_>) {
        if let Some(note) = &context.note {
            self.line(format_args!("Note: {}", shown(note)));
        }
    }

    fn summary(&mut self, outcome: &Outcome) {
        let all = outcome.sessions.len();
        let credentials = outcome
            .credentials
            .iter()
            .filter(|file| file.removal.is_settled())
            .count();
        if all == 0 && credentials == 0 {
            return;
        }
        let credentials = count(credentials, "cached role credential");
        let is_settled = |session: &&SessionOutcome| session.server.is_settled();
        let sessions = match (
            outcome.sessions.iter().filter(is_settled).count(),
            count(all, "session"),
        ) {
            (done, sessions) if done == all => sessions,
            (done, sessions) => format!("{done} of {sessions}"),
        };
        let is_removed =
            |session: &&SessionOutcome| session.removal.as_ref().is_some_and(Removal::is_settled);
        let removed = count(
            outcome.sessions.iter().filter(is_removed).count(),
            "session",
        );
        match (outcome.dry_run, outcome.calls_server) {
            (true, true) => self.line(format_args!(
                "Dry run, nothing was changed. It would sign out of {sessions} and remove {credentials}."
            )),
            (true, false) => self.line(format_args!(
                "Dry run, nothing was changed. It would remove the tokens of {removed} and {credentials} from this \
                 machine only."
            )),
            (false, true) => self.line(format_args!("Signed out of {sessions}, removed {credentials}.")),
            (false, false) => self.line(format_args!(
                "Removed the tokens of {removed} and {credentials} from this machine.\n\
                 The server was not called: there the sessions live on until they expire."
            )),
        }
    }

    fn what_stays(&mut self, outcome: &Outcome, context: &Context<'_>) {
        if outcome.unassigned_credentials > 0 {
            self.line(format_args!(
                "Left alone: {} that no profile ties to a session (a plain `sso-logout` removes those too).",
                count(outcome.unassigned_credentials, "cached role credential")
            ));
        }
        if outcome.registrations > 0 && *context.wish == Wish::All {
            let registrations = count(outcome.registrations, "client registration");
            self.line(format_args!(
                "Left alone: {registrations} (they hold no sign-in)."
            ));
        }
        let is_nothing = outcome.sessions.is_empty() && outcome.credentials.is_empty();
        if is_nothing || outcome.dry_run {
            return;
        }
        self.line(format_args!(
            "Role credentials that were handed out earlier stay valid until they expire by themselves."
        ));
        let expiries = outcome
            .credentials
            .iter()
            .filter_map(|file| file.expires_at);
        if let Some(last) = expiries.max().filter(|last| *last > context.now) {
            let time = duration(last.as_second().saturating_sub(context.now.as_second()));
            self.line(format_args!(
                "The last of those that were cached here expires in {time}."
            ));
        }
    }
}

/// Who is not signed in.
fn nobody(context: &Context<'_>) -> String {
    let folder = context.aws_dir.display();
    match context.wish {
        Wish::All => format!("no session is cached in {folder}"),
        Wish::Session(name) => format!("the session `{}` is not cached in {folder}", shown(name)),
        Wish::StartUrl(url) => format!("no session of {} is cached in {folder}", shown(url)),
        Wish::Profile(name) => {
            format!(
                "the session of the profile `{}` is not cached in {folder}",
                shown(name)
            )
        }
    }
}

fn name_and_region(session: &Session) -> [(String, Tone); 2] {
    [plain(&session.label()), known(session.region.as_ref())]
}

fn plain(text: &str) -> (String, Tone) {
    (text.to_owned(), Tone::Plain)
}

fn known(text: Option<&String>) -> (String, Tone) {
    plain(text.map_or("-", String::as_str))
}

fn time_left(session: &Session, context: &Context<'_>) -> (String, Tone) {
    match session.expires_at {
        Some(time) if time > context.now => (expiry(time, context.now), Tone::Good),
        Some(time) => (expiry(time, context.now), Tone::Doubtful),
        None => plain("unknown"),
    }
}

fn server(server: &ServerSession) -> (String, Tone) {
    let (text, tone) = match server {
        ServerSession::SignedOut => ("signed out", Tone::Good),
        ServerSession::AlreadySignedOut => ("already signed out", Tone::Good),
        ServerSession::CannotSend(_) | ServerSession::Unconfirmed(_) => {
            ("unconfirmed", Tone::Doubtful)
        }
        ServerSession::NotCalled => ("not called", Tone::Doubtful),
    };
    (text.to_owned(), tone)
}

fn planned_call(server: &ServerSession, calls_server: bool) -> (String, Tone) {
    match server {
        server if !server.is_settled() => ("can't be signed out".to_owned(), Tone::Doubtful),
        _ if calls_server => plain("would be signed out"),
        _ => plain("would not be called"),
    }
}

fn planned_removal(removal: Option<&Removal>) -> (String, Tone) {
    match removal {
        None => ("would be kept".to_owned(), Tone::Doubtful),
        Some(removal) if removal.is_settled() => plain("would be removed"),
        Some(_) => ("can't be removed".to_owned(), Tone::Bad),
    }
}

fn removal(removal: Option<&Removal>) -> (String, Tone) {
    let (text, tone) = match removal {
        None | Some(Removal::Planned) => ("kept", Tone::Doubtful),
        Some(Removal::Removed) => ("removed", Tone::Good),
        Some(Removal::AlreadyGone) => ("already gone", Tone::Good),
        Some(Removal::Changed) => ("changed, kept", Tone::Doubtful),
        Some(Removal::Failed(_)) => ("not removed", Tone::Bad),
    };
    (text.to_owned(), tone)
}
