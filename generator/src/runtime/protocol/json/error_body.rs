//! The code and message in the JSON body of an error response.

#![doc(hidden)]

use jiter::{Jiter, JiterResult, Peek};

use super::super::super::{Body, Secrets, call::redact::redact};
use super::super::error::{
    body::{ErrorBody, ErrorFormat, Message},
    code::bare_code,
    text::shown,
};
use super::error_repair;

/// The functions that read the JSON body of an error response.
pub const FORMAT: ErrorFormat = ErrorFormat {
    read,
    repair: error_repair::body,
};

/// The members that may contain the code, in order of precedence. The last one is that of OAuth (RFC 6749, section
/// 5.2).
const CODES: [&str; 4] = ["code", "__type", "Code", OAUTH_CODE];
const OAUTH_CODE: &str = "error";

/// The members that may contain the message, in order of precedence: those of AWS, of OAuth (RFC 6749, section 5.2),
/// and of problem details (RFC 9457, section 3.1).
const MESSAGES: [&str; 6] = [
    "message",
    "Message",
    "errorMessage",
    "error_description",
    "detail",
    "title",
];

/// Reads the code and the message, also of a damaged or truncated body.
fn read(body: &Body, content_type: Option<&str>, secrets: &Secrets<'_>) -> ErrorBody {
    let mut members = Members::default();
    let is_whole = members
        .read(&error_repair::json(body.bytes()))
        .unwrap_or(false);
    let Members {
        codes,
        messages,
        has_others,
    } = members;
    let mut codes = IntoIterator::into_iter(codes)
        .flatten()
        .map(|code| redact(code, secrets));
    let message = IntoIterator::into_iter(messages)
        .flatten()
        .find(|message| !message.trim().is_empty());
    ErrorBody {
        code: codes.find_map(|code| bare_code(&code)),
        message: match message {
            Some(message) => Some(Message::Member(redact(message, secrets))),
            None if is_whole && !has_others => None,
            None => shown(body, content_type, secrets),
        },
    }
}

/// The strings of an object that may be the code or the message. Of duplicate members, the last one counts.
#[derive(Default)]
struct Members {
    codes: [Option<String>; CODES.len()],
    /// Those of [`MESSAGES`], and then `error.message` and `errors[0].message`.
    messages: [Option<String>; MESSAGES.len() + 2],
    /// Whether the object contains more than a code.
    has_others: bool,
}

impl Members {
    /// Reads a body, and returns whether it is a JSON object. After an error, what was read before remains.
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
                    // It may be a message instead of a code.
                    self.has_others |=
                        is_oauth_code && bare_code(&code_text).as_ref() != Some(&code_text);
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
