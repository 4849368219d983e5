//! What `~/.aws/config` says about sign-ins.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs, io,
    path::Path,
};

use configparser::ini::Ini;
use sha1::{Digest, Sha1};

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
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let sections = ini.read(text.to_owned()).map_err(ConfigError::Syntax)?;
        let mut config = Self::default();
        for (header, keys) in sections {
            let value = |name: &str| {
                let (_, value) = keys.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
                value.clone().filter(|value| !value.is_empty())
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

    /// The stems of the files in `cli/cache` that hold the role credentials of some profiles: those of which
    /// it is true, given the profile and its start URL.
    pub(crate) fn credential_stems(
        &self,
        is_wanted: impl Fn(&Profile, Option<&str>) -> bool,
    ) -> BTreeSet<String> {
        let wanted = self.profiles.values().filter(|profile| is_wanted(profile, self.start_url(profile)));
        wanted.filter_map(Profile::credential_stem).collect()
    }

    fn start_url<'a>(&'a self, profile: &'a Profile) -> Option<&'a str> {
        match &profile.session {
            Some(session) => self.sessions.get(session)?.as_deref(),
            None => profile.start_url.as_deref(),
        }
    }
}

impl Profile {
    fn credential_stem(&self) -> Option<String> {
        let (key, value) = match (&self.session, &self.start_url) {
            (Some(session), _) => ("sessionName", session),
            (None, Some(url)) => ("startUrl", url),
            (None, None) => return None,
        };
        // botocore takes the SHA-1 of these very bytes: sorted keys, no spaces, ASCII.
        let json = format!(
            r#"{{"accountId":{},"roleName":{},"{key}":{}}}"#,
            ascii_json(self.account_id.as_deref()?),
            ascii_json(self.role_name.as_deref()?),
            ascii_json(value),
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
    if header == "default" { Some(header.to_owned()) } else { name_in(header, "profile") }
}

/// The name in a section's header such as `profile NAME` or `profile "NAME"`.
fn name_in(header: &str, kind: &str) -> Option<String> {
    let name = header.strip_prefix(kind)?;
    if !name.starts_with([' ', '\t', '"', '\'']) {
        return None;
    }
    let name = name.trim();
    let unquoted = ['"', '\''].iter().find_map(|quote| name.strip_prefix(*quote)?.strip_suffix(*quote));
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
