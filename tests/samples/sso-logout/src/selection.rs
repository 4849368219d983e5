//! Which of the sessions are meant.

use std::collections::BTreeSet;

use crate::{
    cache::{CredentialFile, Problem, TokenFile},
    config::{Config, SignIn, cache_stem},
    file::CachedFile,
    start_url::StartUrl,
    token::Token,
};

/// What a user asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wish {
    /// Every session.
    All,
    /// The session with this name.
    Session(String),
    /// The sessions of this start URL.
    StartUrl(String),
    /// The session that the profile with this name signs in with.
    Profile(String),
}

/// Why a wish names no session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnknownSession {
    /// There is no such profile.
    #[error("there is no profile `{0}` in the AWS configuration")]
    NoProfile(String),
    /// The profile gets its credentials in another way.
    #[error(
        "the profile `{0}` doesn't sign in with SSO: it has neither `sso_session` nor `sso_start_url`"
    )]
    ProfileWithoutSession(String),
}

/// The sessions that are meant.
#[derive(Clone, Debug)]
pub struct Selection(Option<Sessions>);

#[derive(Clone, Debug)]
struct Sessions {
    tokens: Tokens,
    /// The stems of the files in which the sessions have their tokens, as far as the configuration knows them.
    token_stems: BTreeSet<String>,
    credential_stems: BTreeSet<String>,
    /// The credentials of any profile: of those outside it's unknown which session they came from.
    known_credential_stems: BTreeSet<String>,
}

/// Whose tokens are meant.
#[derive(Clone, Debug)]
enum Tokens {
    /// The named session's.
    OfSession,
    /// Those of every session at a start URL.
    At(Option<StartUrl>),
    /// Those at a start URL that belong to no named session.
    WithoutSessionAt(Option<StartUrl>),
}

impl Selection {
    /// All sessions.
    #[must_use]
    pub fn all() -> Self {
        Self(None)
    }

    /// The sessions that a user means.
    ///
    /// # Errors
    ///
    /// When the wish names no session.
    pub fn of(wish: &Wish, config: &Config) -> Result<Self, UnknownSession> {
        match wish {
            Wish::All => Ok(Self::all()),
            Wish::Session(name) => Ok(Self::session(name, config)),
            Wish::StartUrl(url) => Ok(Self::start_url(url, config)),
            Wish::Profile(name) => {
                let profile = config
                    .profile(name)
                    .ok_or_else(|| UnknownSession::NoProfile(name.clone()))?;
                match (&profile.session, &profile.start_url) {
                    (Some(session), _) => Ok(Self::session(session, config)),
                    (None, Some(url)) => Ok(Self::own_start_url(url, config)),
                    (None, None) => Err(UnknownSession::ProfileWithoutSession(name.clone())),
                }
            }
        }
    }

    /// Whether all sessions are meant.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }

    /// Whether a token is of one of the sessions.
    #[must_use]
    pub fn has_token(&self, TokenFile { file, token }: &TokenFile) -> bool {
        let Self(Some(sessions)) = self else {
            return true;
        };
        let is_in_known_file = sessions.token_stems.contains(file.stem());
        match &sessions.tokens {
            Tokens::OfSession => is_in_known_file,
            // What the token says goes before what the configuration says now.
            Tokens::At(wanted) => match token.start_url() {
                Some(own) => wanted.as_ref() == Some(&own),
                None => is_in_known_file,
            },
            Tokens::WithoutSessionAt(wanted) => {
                let is_wanted = || wanted.is_some() && token.start_url() == *wanted;
                is_in_known_file || is_without_session(file, token) && is_wanted()
            }
        }
    }

    /// Whether role credentials came from one of the sessions. If nobody can tell, it's none.
    #[must_use]
    pub fn has_credentials(&self, credentials: &CredentialFile) -> Option<bool> {
        let Self(Some(sessions)) = self else {
            return Some(true);
        };
        let stem = credentials.file.stem();
        if sessions.credential_stems.contains(stem) {
            return Some(true);
        }
        sessions
            .known_credential_stems
            .contains(stem)
            .then_some(false)
    }

    /// Whether something that can't be read might belong to one of the sessions.
    #[must_use]
    pub fn concerns(&self, problem: &Problem) -> bool {
        let Self(Some(sessions)) = self else {
            return true;
        };
        let name = problem.file.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let is_folder = stem == name;
        is_folder
            || !matches!(sessions.tokens, Tokens::OfSession)
            || sessions.token_stems.contains(stem)
            || sessions.credential_stems.contains(stem)
    }

    fn session(name: &str, config: &Config) -> Self {
        Self::new(Tokens::OfSession, &[name], config, |sign_in| {
            sign_in.session == Some(name)
        })
    }

    /// Selects everything that was signed in at a URL, with a named session or without.
    fn start_url(url: &str, config: &Config) -> Self {
        let wanted = StartUrl::parse(url);
        // The AWS CLI knows no start URL without a scheme.
        let keys: &[_] = if url.contains("://") {
            &[url.trim()]
        } else {
            &[]
        };
        Self::new(Tokens::At(wanted.clone()), keys, config, |sign_in| {
            sign_in.is_at(wanted.as_ref())
        })
    }

    /// Selects the sign-in that profiles without a session share.
    fn own_start_url(url: &str, config: &Config) -> Self {
        let wanted = StartUrl::parse(url);
        Self::new(
            Tokens::WithoutSessionAt(wanted.clone()),
            &[url],
            config,
            |sign_in| sign_in.session.is_none() && sign_in.is_at(wanted.as_ref()),
        )
    }

    /// Selects the sign-ins of the configuration of which it is true, and those that have their files named after
    /// these keys.
    fn new(
        tokens: Tokens,
        keys: &[&str],
        config: &Config,
        is_wanted: impl Fn(&SignIn<'_>) -> bool,
    ) -> Self {
        let wanted = config.sign_ins().filter(&is_wanted);
        Self(Some(Sessions {
            tokens,
            token_stems: wanted
                .filter_map(|sign_in| sign_in.key())
                .chain(keys.iter().copied())
                .map(cache_stem)
                .collect(),
            credential_stems: config.credential_stems(is_wanted),
            known_credential_stems: config.credential_stems(|_| true),
        }))
    }
}

/// Returns whether a token belongs to no named session: then its file is named after its start URL.
fn is_without_session(file: &CachedFile, token: &Token) -> bool {
    token
        .start_url
        .as_deref()
        .is_some_and(|url| cache_stem(url) == file.stem())
}
