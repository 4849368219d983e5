//! The code and message in the JSON body of an error response.

#![doc(hidden)]

use jiter::{Jiter, JiterResult, Peek};

use super::super::super::{Body, Secrets, call::redact::redact};
use super::super::error::{
    body::{ErrorBody, ErrorFormat, Message, Places, Step},
    code::bare_code,
    text::shown,
};
use super::{error_repair, redaction};

/// The functions that read the JSON body of an error response.
pub const FORMAT: ErrorFormat = ErrorFormat {
    read,
    is_error: |_| false,
    redact: redaction::body,
    places: Places::USUAL,
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
fn read(
    body: &Body,
    content_type: Option<&str>,
    places: Places,
    secrets: &Secrets<'_>,
) -> ErrorBody {
    let mut members = Members::default();
    let json = error_repair::json(body.bytes());
    let is_whole = members.read(&json).unwrap_or(false);
    let Members {
        codes,
        messages,
        has_others,
    } = members;
    let code = if places.code.is_empty() {
        let mut codes = IntoIterator::into_iter(codes).flatten();
        codes.find_map(|code| bare_code(&redact(code, secrets)))
    } else {
        // The AWS forms of a code are in the usual places only.
        let code = text_at(&json, places.code).map(|code| redact(code, secrets));
        code.map(|code| code.trim().to_owned())
            .filter(|code| !code.is_empty())
    };
    let message = (!places.message.is_empty())
        .then(|| text_at(&json, places.message))
        .flatten();
    let message = message
        .into_iter()
        .chain(IntoIterator::into_iter(messages).flatten())
        .find(|message| !message.trim().is_empty());
    ErrorBody {
        code,
        message: match message {
            Some(message) => Some(Message::Member(redact(message, secrets))),
            None if is_whole && !has_others => None,
            None => shown(body, content_type, secrets),
        },
        request_id: None,
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

/// Returns the string or the number at a path, unless the body ends before it.
fn text_at(text: &[u8], path: &[Step]) -> Option<String> {
    let mut search = Search {
        json: Jiter::new(text),
        end: text.len(),
        found: None,
    };
    // After an error, what was found before remains.
    drop(search.value(path));
    search.found
}

/// The search for the value at a path. Of duplicate members, the last one counts.
struct Search<'j> {
    json: Jiter<'j>,
    end: usize,
    found: Option<String>,
}

impl Search<'_> {
    /// Reads a value, to which the rest of the path belongs.
    fn value(&mut self, path: &[Step]) -> JiterResult<()> {
        match (self.json.peek()?, path.split_first()) {
            (Peek::Object, Some((Step::Member(member), rest))) => {
                let mut key = self.json.known_object()?;
                while let Some(name) = key {
                    if name == *member {
                        self.value(rest)?;
                    } else {
                        self.json.next_skip()?;
                    }
                    key = self.json.next_key()?;
                }
                Ok(())
            }
            (Peek::Array, Some((Step::First, rest))) => {
                let mut next = self.json.known_array()?;
                if next.is_some() {
                    self.value(rest)?;
                    next = self.json.array_step()?;
                }
                while let Some(value) = next {
                    self.json.known_skip(value)?;
                    next = self.json.array_step()?;
                }
                Ok(())
            }
            (Peek::String, None) => {
                self.found = Some(self.json.known_str()?.to_owned());
                Ok(())
            }
            (value, None) if value.is_num() => {
                let number = self.json.known_number_bytes(value)?;
                let number = str::from_utf8(number).ok().map(str::to_owned);
                // Digits at the end of a truncated body may be the beginning of another number.
                self.found = number.filter(|_| self.json.current_index() < self.end);
                Ok(())
            }
            (value, _) => self.json.known_skip(value),
        }
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
