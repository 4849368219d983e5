//! What the body of an error response says, wherever it says it.

use jiter::{Jiter, JiterResult, Peek};

use super::super::{
    Body, Secrets,
    call::redact::{redact, without_cut_secret},
};
use super::error_repair;

/// The members that may hold the code, the first one first. The last is that of OAuth (RFC 6749, section 5.2).
const CODES: [&str; 4] = ["code", "__type", "Code", OAUTH_CODE];
const OAUTH_CODE: &str = "error";

/// The members that may hold the message, the first one first: those of AWS, then those of OAuth (RFC 6749, section
/// 5.2) and of problem details (RFC 9457, section 3.1).
const MESSAGES: [&str; 6] = ["message", "Message", "errorMessage", "error_description", "detail", "title"];

/// How many characters of a body are shown if it has no message.
const MAX_TEXT: usize = 1_000;

/// The code and the message of an error.
#[derive(Debug, Default)]
pub(super) struct ErrorBody {
    pub(super) code: Option<String>,
    pub(super) message: Option<Message>,
}

/// What is shown as the message of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// What a member of the body says.
    Member(String),
    /// The beginning of a body that has no message.
    Body(String),
    /// Why a body that has no message can't be shown.
    Note(String),
}

impl Message {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Member(text) | Self::Body(text) | Self::Note(text) => text,
        }
    }

    pub(super) fn is_body(&self) -> bool {
        matches!(self, Self::Body(_))
    }
}

impl ErrorBody {
    /// Reads what there is to read, of damaged and of cut bodies too.
    pub(super) fn read(body: &Body, content_type: Option<&str>, secrets: &Secrets<'_>) -> Self {
        let mut members = Members::default();
        let is_whole = members.read(&error_repair::json(body.bytes())).unwrap_or(false);
        let Members { codes, messages, has_others } = members;
        let mut codes = IntoIterator::into_iter(codes).flatten().map(|code| redact(code, secrets));
        let message = IntoIterator::into_iter(messages).flatten().find(|message| !message.trim().is_empty());
        Self {
            code: codes.find_map(|code| bare_code(&code)),
            message: match message {
                Some(message) => Some(Message::Member(redact(message, secrets))),
                None if is_whole && !has_others => None,
                None => shown(body, content_type, secrets),
            },
        }
    }
}

/// The strings among the members of an object that hold the code or the message: the last one of each name.
#[derive(Default)]
struct Members {
    codes: [Option<String>; CODES.len()],
    /// Those of the object, then `error.message` and `errors[0].message`.
    messages: [Option<String>; MESSAGES.len() + 2],
    /// Whether there is more to show than a code.
    has_others: bool,
}

impl Members {
    /// Reads a text, and says whether it is one JSON object. What was read before an error stays.
    fn read(&mut self, text: &[u8]) -> JiterResult<bool> {
        let mut json = Jiter::new(text);
        if json.peek()? != Peek::Object {
            return Ok(false);
        }
        let mut key = json.known_object()?;
        while let Some(name) = key {
            let code = CODES.iter().position(|code| *code == name);
            let message = MESSAGES.iter().position(|message| *message == name);
            let (is_oauth_code, is_list) = (name == OAUTH_CODE, name == "errors");
            let value = json.peek()?;
            let is_empty = value == Peek::Null || (message.is_some() && value == Peek::String);
            self.has_others |= code.is_none() && !is_empty;
            match (value, code, message) {
                (Peek::String, Some(code), _) => {
                    let code_text = json.known_str()?.to_owned();
                    // A sentence is more than a code.
                    self.has_others |= is_oauth_code && bare_code(&code_text).as_ref() != Some(&code_text);
                    set(&mut self.codes, code, Some(code_text));
                }
                (Peek::String, None, Some(message)) => {
                    let text = json.known_str()?.to_owned();
                    set(&mut self.messages, message, Some(text));
                }
                (Peek::Object, ..) if is_oauth_code => {
                    self.has_others = true;
                    let message = message_of_object(&mut json)?;
                    set(&mut self.messages, MESSAGES.len(), message);
                }
                (Peek::Array, ..) if is_list => {
                    let message = message_of_first(&mut json)?;
                    set(&mut self.messages, MESSAGES.len() + 1, message);
                }
                (value, ..) => json.known_skip(value)?,
            }
            key = json.next_key()?;
        }
        json.finish()?;
        Ok(true)
    }
}

fn set(slots: &mut [Option<String>], index: usize, text: Option<String>) {
    if let (Some(slot), Some(text)) = (slots.get_mut(index), text) {
        *slot = Some(text);
    }
}

/// Reads an object, and returns its message.
fn message_of_object(json: &mut Jiter<'_>) -> JiterResult<Option<String>> {
    let mut message = None;
    let mut key = json.known_object()?;
    while let Some(name) = key {
        let is_message = name == "message";
        match json.peek()? {
            Peek::String if is_message => message = Some(json.known_str()?.to_owned()),
            value => json.known_skip(value)?,
        }
        key = json.next_key()?;
    }
    Ok(message)
}

/// Reads a list, and returns the message of its first item.
fn message_of_first(json: &mut Jiter<'_>) -> JiterResult<Option<String>> {
    let mut message = None;
    let mut is_first = true;
    let mut next = json.known_array()?;
    while let Some(value) = next {
        match value {
            Peek::Object if is_first => message = message_of_object(json)?,
            value => json.known_skip(value)?,
        }
        is_first = false;
        next = json.array_step()?;
    }
    Ok(message)
}

/// Returns the beginning of a body as text. Secrets go before the rest is cut off, so that none is left in part.
fn shown(body: &Body, content_type: Option<&str>, secrets: &Secrets<'_>) -> Option<Message> {
    let text = error_repair::text(body.bytes());
    if !is_text(&text, body.bytes(), content_type) {
        return Some(Message::Note("the body is not text".to_owned()));
    }
    let text = redact(text.into_owned(), secrets);
    let text = if body.is_truncated() { without_cut_secret(&text, secrets) } else { &text };
    (!text.trim().is_empty()).then(|| Message::Body(text.chars().take(MAX_TEXT).collect()))
}

/// Whether a body can be shown. Texts have few control characters; compressed bytes, images and the like have many.
fn is_text(text: &str, body: &[u8], content_type: Option<&str>) -> bool {
    const GZIP: &[u8] = &[0x1f, 0x8b];
    const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
    let content_type = content_type.unwrap_or_default().trim_start().to_ascii_lowercase();
    let is_media = ["image/", "audio/", "video/"].iter().any(|kind| content_type.starts_with(kind));
    if is_media || body.starts_with(GZIP) || body.starts_with(ZSTD) {
        return false;
    }
    let is_odd = |character: &char| {
        *character == char::REPLACEMENT_CHARACTER || (character.is_control() && !character.is_whitespace())
    };
    let start = || text.chars().take(MAX_TEXT);
    start().filter(is_odd).count() * 10 <= start().count()
}

/// Returns a code without the namespace before a `#` and the URL after a `:`.
pub(super) fn bare_code(code: &str) -> Option<String> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.rsplit_once('#').map_or(code, |(_, code)| code).trim();
    (!code.is_empty()).then(|| code.to_owned())
}
