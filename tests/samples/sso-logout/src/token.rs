//! What is in a file of a cache folder.

use std::{fmt, marker::PhantomData};

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{
    Deserialize, Deserializer,
    de::{self, IgnoredAny},
};
use serde_json::{error::Category, value::RawValue};

use crate::start_url::StartUrl;

/// A file of `sso/cache`.
#[derive(Debug)]
#[non_exhaustive]
pub enum SsoFile {
    /// The token of a sign-in.
    Token(Token),
    /// The registration of a client, which holds no sign-in.
    Registration,
    /// Something else.
    Other,
}

/// The token of a sign-in.
#[derive(Debug)]
pub struct Token {
    /// The token itself.
    pub access_token: SecretString,
    /// Where the user signs in.
    pub start_url: Option<String>,
    /// The region of the server that knows the token.
    pub region: Option<String>,
    /// When the token expires by itself.
    pub expires_at: Option<Timestamp>,
}

impl Token {
    /// Returns where the user signs in, to compare it.
    #[must_use]
    pub fn start_url(&self) -> Option<StartUrl> {
        StartUrl::parse(self.start_url.as_deref()?)
    }
}

/// A file of `cli/cache`.
#[derive(Debug)]
#[non_exhaustive]
pub enum CliFile {
    /// The credentials of a role that were handed out for a sign-in.
    SsoCredentials {
        /// When they expire.
        expires_at: Option<Timestamp>,
    },
    /// Something else.
    Other,
}

/// Why it can't be said what is in a file. It never repeats what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unclear {
    /// It is empty.
    #[error("empty")]
    Empty,
    /// It is not in UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// It is not JSON.
    #[error("not valid JSON (line {line}, column {column})")]
    Json {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// It is JSON, but a number or a list or the like.
    #[error("valid JSON, but not an object")]
    NotAnObject,
    /// A member stands in it twice.
    #[error("an object that has the same key twice")]
    Twice,
    /// The token is `null`, or a number or the like.
    #[error("`accessToken` is not text")]
    TokenNotText,
}

impl SsoFile {
    /// Finds out what a file of `sso/cache` holds.
    ///
    /// # Errors
    ///
    /// When that is unclear.
    pub fn parse(contents: &[u8]) -> Result<Self, Unclear> {
        let members: SsoMembers = object(contents)?;
        let access_token = match members.access_token {
            Member::Text(access_token) => access_token,
            Member::NotText => return Err(Unclear::TokenNotText),
            Member::Absent if members.client_id.is_text() => return Ok(Self::Registration),
            Member::Absent => return Ok(Self::Other),
        };
        // Whatever stands beside the token is shown, so it must not be the token again.
        let shown = |member: Member<String>| {
            let secret = access_token.expose_secret();
            member
                .text()
                .filter(|text| secret.is_empty() || !text.contains(secret))
        };
        Ok(Self::Token(Token {
            start_url: shown(members.start_url),
            region: shown(members.region),
            expires_at: members.expires_at.text().as_deref().and_then(timestamp),
            access_token,
        }))
    }
}

impl CliFile {
    /// Finds out what a file of `cli/cache` holds.
    ///
    /// # Errors
    ///
    /// When that is unclear.
    pub fn parse(contents: &[u8]) -> Result<Self, Unclear> {
        let members: CliMembers<'_> = object(contents)?;
        if members.provider_type.text().as_deref() != Some("sso") {
            return Ok(Self::Other);
        }
        let credentials = members
            .credentials
            .map(|json| object(json.get().as_bytes()));
        let expires_at = credentials.and_then(|credentials: Result<Credentials, _>| {
            credentials
                .ok()?
                .expiration
                .text()
                .as_deref()
                .and_then(timestamp)
        });
        Ok(Self::SsoCredentials { expires_at })
    }
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct SsoMembers {
    access_token: Member<SecretString>,
    client_id: Member<SecretString>,
    start_url: Member<String>,
    region: Member<String>,
    expires_at: Member<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CliMembers<'a> {
    #[serde(default)]
    provider_type: Member<String>,
    #[serde(default, borrow)]
    credentials: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Credentials {
    #[serde(default)]
    expiration: Member<String>,
}

/// A member of an object, which may be of any type: one that is wrong must not hide the others.
#[derive(Default)]
enum Member<T> {
    #[default]
    Absent,
    NotText,
    Text(T),
}

impl<T> Member<T> {
    fn text(self) -> Option<T> {
        match self {
            Self::Text(text) => Some(text),
            Self::Absent | Self::NotText => None,
        }
    }

    fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

impl<'de, T: From<String>> Deserialize<'de> for Member<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MemberVisitor(PhantomData))
    }
}

struct MemberVisitor<T>(PhantomData<T>);

impl<'de, T: From<String>> de::Visitor<'de> for MemberVisitor<T> {
    type Value = Member<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Member::Text(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Member::Text(text.into()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Member::NotText)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Member::NotText)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Member::NotText)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Member::NotText)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Member::NotText)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Member::NotText)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Member::NotText)
    }
}

/// Reads an object whose members can be anything. Serde's own errors quote what they find.
fn object<'de, T: Deserialize<'de>>(contents: &'de [u8]) -> Result<T, Unclear> {
    let text = str::from_utf8(contents).map_err(|_| Unclear::NotUtf8)?;
    let json = text.strip_prefix('\u{feff}').unwrap_or(text);
    if json.trim().is_empty() {
        return Err(Unclear::Empty);
    }
    let unclear = |error: &serde_json::Error, otherwise| match error.classify() {
        Category::Data => otherwise,
        _ => Unclear::Json {
            line: error.line(),
            column: error.column(),
        },
    };
    // Serde takes a list for a structure too.
    if !json.trim_start().starts_with('{') {
        let result = serde_json::from_str::<IgnoredAny>(json);
        return Err(result.err().map_or(Unclear::NotAnObject, |error| {
            unclear(&error, Unclear::NotAnObject)
        }));
    }
    serde_json::from_str(json).map_err(|error| unclear(&error, Unclear::Twice))
}

/// Reads `2025-01-31T10:00:00Z`, and the `2025-01-31T10:00:00UTC` of old files.
fn timestamp(text: &str) -> Option<Timestamp> {
    match text.strip_suffix("UTC") {
        Some(time) => format!("{time}Z").parse().ok(),
        None => text.parse().ok(),
    }
}
