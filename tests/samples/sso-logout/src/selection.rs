//! Which of the sessions are meant.

use std::collections::BTreeSet;

use crate::{
    cache::{CredentialFile, Problem, TokenFile},
    config::{Config, Profile, cache_stem},
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
    #[error("the profile `{0}` doesn't sign in with SSO: it has neither `sso_session` nor `sso_start_url`")]
    ProfileWithoutSession(String),
}

/// The sessions that are meant.
#[derive(Clone, Debug)]
pub struct Selection(Option<Sessions>);

#[derive(Clone, Debug)]
struct Sessions {
    token_stems: BTreeSet<String>,
    start_url: Option<String>,
    credential_stems: BTreeSet<String>,
    /// The credentials of any profile: of those outside it's unknown which session they came from.
    known_credential_stems: BTreeSet<String>,
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
                let profile = config.profile(name).ok_or_else(|| UnknownSession::NoProfile(name.clone()))?;
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
        let Self(Some(sessions)) = self else { return true };
        let start_url = token.start_url.as_deref().map(comparable_start_url);
        sessions.token_stems.contains(file.stem())
            || sessions.start_url.is_some() && sessions.start_url.as_deref() == start_url
    }

    /// Whether role credentials came from one of the sessions. If nobody can tell, it's none.
    #[must_use]
    pub fn has_credentials(&self, credentials: &CredentialFile) -> Option<bool> {
        let Self(Some(sessions)) = self else { return Some(true) };
        let stem = credentials.file.stem();
        if sessions.credential_stems.contains(stem) {
            return Some(true);
        }
        sessions.known_credential_stems.contains(stem).then_some(false)
    }

    /// Whether something that can't be read might belong to one of the sessions.
    #[must_use]
    pub fn concerns(&self, problem: &Problem) -> bool {
        let Self(Some(sessions)) = self else { return true };
        let name = problem.file.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let is_folder = stem == name;
        is_folder
            || sessions.start_url.is_some()
            || sessions.token_stems.contains(stem)
            || sessions.credential_stems.contains(stem)
    }

    fn session(name: &str, config: &Config) -> Self {
        let is_wanted = |profile: &Profile, _: Option<&str>| profile.session.as_deref() == Some(name);
        Self::new(name, None, config, is_wanted)
    }

    /// Everything that was signed in at a URL, with a named session or without.
    fn start_url(url: &str, config: &Config) -> Self {
        let is_wanted = |_: &Profile, of_profile: Option<&str>| {
            of_profile.map(comparable_start_url) == Some(comparable_start_url(url))
        };
        Self::new(url, Some(comparable_start_url(url)), config, is_wanted)
    }

    /// The sign-in that profiles without a session share.
    fn own_start_url(url: &str, config: &Config) -> Self {
        let is_wanted = |profile: &Profile, _: Option<&str>| {
            profile.session.is_none() && profile.start_url.as_deref() == Some(url)
        };
        Self::new(url, None, config, is_wanted)
    }

    fn new(
        cache_key: &str,
        start_url: Option<&str>,
        config: &Config,
        is_wanted: impl Fn(&Profile, Option<&str>) -> bool,
    ) -> Self {
        Self(Some(Sessions {
            token_stems: BTreeSet::from([cache_stem(cache_key)]),
            start_url: start_url.map(str::to_owned),
            credential_stems: config.credential_stems(is_wanted),
            known_credential_stems: config.credential_stems(|_, _| true),
        }))
    }
}

/// The part of a start URL that matters: `/start`, `/start/`, `/start#` and `/start#/` are one page.
pub(crate) fn comparable_start_url(url: &str) -> &str {
    url.trim_end_matches(['/', '#'])
}
