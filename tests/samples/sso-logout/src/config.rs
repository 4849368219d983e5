//! What `~/.aws/config` says about sign-ins.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs, io,
    path::Path,
};

use configparser::ini::Ini;
use sha1::{Digest, Sha1};

use crate::start_url::StartUrl;

/// The profile of those who name none.
pub(crate) const DEFAULT_PROFILE: &str = "default";

/// The sign-in sessions and the profiles that use one.
#[derive(Clone, Debug, Default)]
pub struct Config {
    sessions: BTreeMap<String, Option<String>>,
    profiles: BTreeMap<String, Profile>,
}

/// A profile, as far as signing in is concerned.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// The name of its session.
    pub session: Option<String>,
    /// Its own start URL, if it is of the older kind, without a session.
    pub start_url: Option<String>,
    account_id: Option<String>,
    role_name: Option<String>,
}

/// A sign-in of the configuration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignIn<'a> {
    /// The name of its session, if it has one.
    pub(crate) session: Option<&'a str>,
    /// Where the user signs in.
    pub(crate) start_url: Option<&'a str>,
}

/// Why the configuration can't be used. It never repeats what is there: the file may hold access keys.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file can't be read.
    #[error("can't be read: {0}")]
    Unreadable(#[from] io::Error),
    /// The file is not written as it has to be.
    #[error("can't be understood: {0}")]
    Syntax(String),
}

impl Config {
    /// Reads a file. One that is not there says nothing.
    ///
    /// # Errors
    ///
    /// When it is there and can't be used.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// When it is no INI file.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let mut ini = Ini::new_cs();
        // A start URL has a `#` in it.
        ini.set_inline_comment_symbols(Some(&[]));
        // What is indented below a key belongs to that key, as in `s3 =`.
        ini.set_multiline(true);
        // What stands before the first section belongs to no profile.
        ini.set_default_section("");
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let sections = ini.read(text.to_owned()).map_err(ConfigError::Syntax)?;
        // Two sections with the very same header are one already. Of others for one name the later one counts, as in
        // the AWS CLI.
        let mut sections: Vec<_> = sections.into_iter().collect();
        sections.sort_by_key(|(header, _)| !gives_way(header));
        let mut config = Self::default();
        for (header, keys) in sections {
            let value = |name: &str| {
                let (_, value) = keys
                    .iter()
                    .rfind(|(key, _)| key.eq_ignore_ascii_case(name))?;
                value
                    .clone()
                    .filter(|value| !value.is_empty() && !value.starts_with(['\n', '\r']))
            };
            if let Some(name) = name_in(&header, "sso-session") {
                config.sessions.insert(name, value("sso_start_url"));
            } else if let Some(name) = profile_name(&header) {
                let profile = Profile {
                    session: value("sso_session"),
                    start_url: value("sso_start_url"),
                    account_id: value("sso_account_id"),
                    role_name: value("sso_role_name"),
                };
                config.profiles.insert(name, profile);
            }
        }
        Ok(config)
    }

    /// The names of the sessions.
    pub fn session_names(&self) -> impl Iterator<Item = &str> {
        self.sessions.keys().map(String::as_str)
    }

    /// The profile with a name.
    #[must_use]
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.profiles.get(name)
    }

    /// The session whose token is in a file with this stem.
    #[must_use]
    pub fn session_of_stem(&self, stem: &str) -> Option<&str> {
        self.session_names().find(|name| cache_stem(name) == stem)
    }

    /// Returns every sign-in: those of the sessions, then those of the profiles.
    pub(crate) fn sign_ins<'a>(&'a self) -> impl Iterator<Item = SignIn<'a>> {
        let of_session = |(name, url): (&'a String, &'a Option<String>)| SignIn {
            session: Some(name),
            start_url: url.as_deref(),
        };
        self.sessions
            .iter()
            .map(of_session)
            .chain(self.profiles.values().map(|profile| self.sign_in(profile)))
    }

    /// Returns the stems of the files in `cli/cache` that hold the role credentials of some sign-ins: those of
    /// which it is true.
    pub(crate) fn credential_stems(
        &self,
        is_wanted: impl Fn(&SignIn<'_>) -> bool,
    ) -> BTreeSet<String> {
        let stem = |profile: &Profile| {
            let sign_in = self.sign_in(profile);
            is_wanted(&sign_in)
                .then(|| profile.credential_stem(&sign_in))
                .flatten()
        };
        self.profiles.values().filter_map(stem).collect()
    }

    fn sign_in<'a>(&'a self, profile: &'a Profile) -> SignIn<'a> {
        let session = profile.session.as_deref();
        let of_session = session.and_then(|session| self.sessions.get(session)?.as_deref());
        SignIn {
            session,
            start_url: of_session.or(profile.start_url.as_deref()),
        }
    }
}

impl<'a> SignIn<'a> {
    /// Returns what the AWS CLI names the token's file after.
    pub(crate) fn key(&self) -> Option<&'a str> {
        self.session.or(self.start_url)
    }

    /// Returns whether it is one at this start URL.
    pub(crate) fn is_at(&self, url: Option<&StartUrl>) -> bool {
        url.is_some() && self.start_url.and_then(StartUrl::parse).as_ref() == url
    }
}

impl Profile {
    fn credential_stem(&self, sign_in: &SignIn<'_>) -> Option<String> {
        let key = if sign_in.session.is_some() {
            "sessionName"
        } else {
            "startUrl"
        };
        // botocore takes the SHA-1 of these very bytes: sorted keys, no spaces, ASCII.
        let json = format!(
            r#"{{"accountId":{},"roleName":{},"{key}":{}}}"#,
            ascii_json(self.account_id.as_deref()?),
            ascii_json(self.role_name.as_deref()?),
            ascii_json(sign_in.key()?),
        );
        Some(cache_stem(&json))
    }
}

/// The name of the cache file of a key, without `.json`: the SHA-1 in hexadecimal.
#[must_use]
pub fn cache_stem(key: &str) -> String {
    let mut stem = String::new();
    for byte in Sha1::digest(key) {
        // Writing to a string can't fail.
        let _ = write!(stem, "{byte:02x}");
    }
    stem
}

fn profile_name(header: &str) -> Option<String> {
    if header == DEFAULT_PROFILE {
        Some(header.to_owned())
    } else {
        name_in(header, "profile")
    }
}

/// Returns whether another section for the same name counts instead, wherever it stands: `[profile default]` instead
/// of `[default]`, as in the AWS SDKs, and one with quotes instead of one with bare spaces, which the AWS CLI doesn't
/// take.
fn gives_way(header: &str) -> bool {
    header == DEFAULT_PROFILE
        || header.split_whitespace().nth(2).is_some() && !header.contains(['"', '\''])
}

/// The name in a section's header such as `profile NAME` or `profile "NAME"`.
fn name_in(header: &str, kind: &str) -> Option<String> {
    let name = header.strip_prefix(kind)?;
    if !name.starts_with([' ', '\t', '"', '\'']) {
        return None;
    }
    let name = name.trim();
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote));
    let name = unquoted.unwrap_or(name);
    (!name.is_empty()).then(|| name.to_owned())
}

/// A string as Python's `json.dumps` writes it: every character that is not ASCII is escaped.
fn ascii_json(text: &str) -> String {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            ' '..='~' | '\u{7f}' => json.push(character),
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing to a string can't fail.
                    let _ = write!(json, "\\u{unit:04x}");
                }
            }
        }
    }
    json.push('"');
    json
}
