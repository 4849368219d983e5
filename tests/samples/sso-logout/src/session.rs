//! A session as people know it.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::{
    cache::{Found, Problem, TokenFile},
    config::Config,
    selection::Selection,
    start_url::StartUrl,
};

/// What there is to know about a session without its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its name in `~/.aws/config`.
    pub name: Option<String>,
    /// Where the user signs in.
    pub start_url: Option<String>,
    /// The region of the server that knows it.
    pub region: Option<String>,
    /// When its token expires.
    pub expires_at: Option<Timestamp>,
    /// The file of its token, below the `.aws` folder.
    pub file: String,
}

/// The sessions of a selection, and what is in the way of seeing more.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The sessions by name, and those without a name behind.
    pub sessions: Vec<Session>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Session {
    /// The session of a token.
    #[must_use]
    pub fn of(TokenFile { file, token }: &TokenFile, config: &Config) -> Self {
        Self {
            name: config.session_of_stem(file.stem()).map(str::to_owned),
            start_url: token.start_url.clone(),
            region: token.region.clone(),
            expires_at: token.expires_at,
            file: file.name.clone(),
        }
    }

    /// What to call it: its name, else its start URL, else its file.
    #[must_use]
    pub fn label(&self) -> Cow<'_, str> {
        match (&self.name, &self.start_url) {
            (Some(name), _) => name.into(),
            (None, Some(url)) => {
                StartUrl::parse(url).map_or(url.into(), |url| url.to_string().into())
            }
            (None, None) => (&self.file).into(),
        }
    }

    /// Sorts by name, those without a name behind.
    pub(crate) fn sort_key(&self) -> impl Ord + use<> {
        (
            self.name.is_none(),
            self.label().into_owned(),
            self.file.clone(),
        )
    }
}

impl Listing {
    /// The sessions that are cached.
    #[must_use]
    pub fn of(found: Found, config: &Config, selection: &Selection) -> Self {
        let selected = found
            .tokens
            .iter()
            .filter(|token| selection.has_token(token));
        let mut sessions: Vec<_> = selected.map(|token| Session::of(token, config)).collect();
        sessions.sort_by_key(Session::sort_key);
        let problems = found
            .problems
            .into_iter()
            .filter(|problem| selection.concerns(problem))
            .collect();
        Self { sessions, problems }
    }
}
