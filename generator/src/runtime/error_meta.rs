//! What every error response of a service says.

use std::fmt;

use http::{HeaderMap, HeaderName, Response, StatusCode};

use super::{
    Body, ContentCodingError, RetryAfter, json,
    redact::{Secrets, redact, without_cut_secret},
    response,
};

static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// How many characters are kept of a body that is no JSON object.
const MAX_TEXT: usize = 1_000;

/// Status, code, message and request id of an error response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorMeta(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    status: StatusCode,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    retry_after: Option<RetryAfter>,
}

impl ErrorMeta {
    /// Reads an error response.
    ///
    /// Whatever a server sends, it can be read. `secrets` visits those that were sent: a server that
    /// repeats one in the body doesn't bring it into the error.
    #[must_use]
    pub fn read(response: &Response<Body>, secrets: &Secrets<'_>) -> Self {
        let body = response.body().bytes();
        let mut members = [
            ("code", None),
            ("__type", None),
            ("Code", None),
            ("message", None),
            ("Message", None),
            ("errorMessage", None),
        ];
        let mut code = error_type(response.headers());
        let message = if json::read_strings(body, &mut members) {
            let (codes, messages) = members.split_at_mut(3);
            let redacted = |(_, string): &mut (_, Option<_>)| Some(redact(string.take()?, secrets));
            code = code.or_else(|| codes.iter_mut().filter_map(redacted).find_map(|code| bare_code(&code)));
            messages.iter_mut().find_map(redacted)
        } else {
            text(body, secrets)
        };
        Self(Box::new(Details {
            status: response.status(),
            code,
            message,
            request_id: response::request_id(response.headers()),
            retry_after: RetryAfter::read(response.headers()),
        }))
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The error code: the one that the response names, or the one that its status stands for.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What the service says about the error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// When the service asks to be called again.
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.0.retry_after
    }

    /// Sets the message to why the body can't be decoded, unless there is another one.
    pub(super) fn or_message(mut self, problem: Option<&ContentCodingError>) -> Self {
        let message = &mut self.0.message;
        *message = message.take().or_else(|| problem.map(ToString::to_string));
        self
    }

    /// Fills in the code of a response that names none, if exactly one of an operation's errors, given as
    /// code and status, has its status.
    #[must_use]
    pub fn or_code_of_status(mut self, errors: &[(&str, u16)]) -> Self {
        if self.0.code.is_none() {
            let mut same = errors.iter().filter(|(_, status)| self.0.status == *status);
            if let (Some((code, _)), None) = (same.next(), same.next()) {
                self.0.code = Some((*code).to_owned());
            }
        }
        self
    }
}

/// Shows control characters, line feeds too, as spaces: a server must not write a log's lines.
impl fmt::Display for ErrorMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let otherwise = if self.0.status.is_redirection() {
            "a redirect, which isn't followed"
        } else {
            "error without a code"
        };
        let code = self.code().unwrap_or(otherwise);
        write!(f, "{} (HTTP {})", Printable(code), self.0.status.as_u16())?;
        if let Some(message) = self.message() {
            write!(f, ": {}", Printable(message))?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {})", Printable(id))?;
        }
        Ok(())
    }
}

struct Printable<'a>(&'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.0.split_inclusive(char::is_control) {
            match part.strip_suffix(char::is_control) {
                Some(part) => write!(f, "{part} ")?,
                None => f.write_str(part)?,
            }
        }
        Ok(())
    }
}

fn error_type(headers: &HeaderMap) -> Option<String> {
    bare_code(headers.get(&ERROR_TYPE)?.to_str().ok()?)
}

/// A code may have a namespace before a `#` and a URL behind a `:`.
fn bare_code(code: &str) -> Option<String> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.rsplit_once('#').map_or(code, |(_, code)| code).trim();
    (!code.is_empty()).then(|| code.to_owned())
}

/// The beginning of a body as text. Secrets go before the rest is cut off, so that none is left in part.
fn text(body: &[u8], secrets: &Secrets<'_>) -> Option<String> {
    let mut longest = 0;
    secrets(&mut |secret| longest = longest.max(secret.len()));
    // No character takes more than four bytes.
    let start = without_cut_secret(body.get(..MAX_TEXT * 4 + longest).unwrap_or(body), secrets);
    let text = redact(String::from_utf8_lossy(start).into_owned(), secrets);
    (!text.trim().is_empty()).then(|| text.chars().take(MAX_TEXT).collect())
}
