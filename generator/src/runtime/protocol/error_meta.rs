//! What every error response of a service says.

use std::fmt;

use http::{
    HeaderMap, Response, StatusCode,
    header::{CONTENT_TYPE, LOCATION},
};

use super::super::{Body, ContentCodingError, RetryAfter, RetryKind, Secrets};
use super::{
    error_body::{ErrorBody, ErrorFormat, Message},
    error_code::ErrorCode,
    error_recognition::{ErrorCase, ErrorsBy, Recognized, Signs},
    response,
};

/// Status, code, message and request id of an error response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorMeta(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    status: StatusCode,
    code: ErrorCode,
    message: Option<Message>,
    request_id: Option<String>,
    is_from_aws: bool,
    location: Option<String>,
    retry: Option<RetryKind>,
    retry_after: Option<RetryAfter>,
}

impl ErrorMeta {
    /// Reads an error response whose body is of this format.
    ///
    /// Whatever a server sends, it can be read. `secrets` visits those that were sent: a server that repeats one in the
    /// body doesn't bring it into the error.
    #[must_use]
    pub fn read(response: &Response<Body>, format: ErrorFormat, secrets: &Secrets<'_>) -> Self {
        let headers = response.headers();
        let content_type = headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let ErrorBody { code, mut message } = (format.read)(response.body(), content_type, secrets);
        if is_redirect(response.status()) {
            // The page of a redirect repeats its location, which may hold secrets.
            message = message.filter(|message| !message.is_body());
        }
        Self(Box::new(Details {
            status: response.status(),
            code: ErrorCode::read(headers, code),
            message,
            request_id: response::request_id(headers),
            is_from_aws: response::has_aws_request_id(headers),
            location: is_redirect(response.status())
                .then(|| location(headers))
                .flatten(),
            retry: None,
            retry_after: RetryAfter::read(headers),
        }))
    }

    /// Returns the status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the error code: the one that the response names, or else that of the error that it is by its status.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.code.as_deref()
    }

    /// Returns what the service says about the error. If a body has no message in any of the usual places, this is the
    /// beginning of the body or, if it can't be shown, why not.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_ref().map(Message::as_str)
    }

    /// Returns the id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns where a redirect leads, without the query. It isn't followed.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// Returns when the service asks to be called again.
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.0.retry_after
    }

    /// Sets the message to why the body can't be decoded, unless there is another one.
    pub(super) fn or_message(mut self, problem: Option<&ContentCodingError>) -> Self {
        let message = &mut self.0.message;
        *message = message
            .take()
            .or_else(|| problem.map(|problem| Message::Note(problem.to_string())));
        self
    }

    /// Returns why the same call may succeed a little later, if it may: what the API says of the error, or else what
    /// its code and its status say.
    #[must_use]
    pub fn retry_kind(&self) -> Option<RetryKind> {
        self.0.retry.or_else(|| RetryKind::of(self))
    }

    /// Finds out which error this is, and takes over what is known about it: its code, if the response names none, and
    /// why the same call may succeed a little later.
    pub fn recognize(
        &mut self,
        by: ErrorsBy,
        listed: &'static [ErrorCase],
        common: &'static [&'static [ErrorCase]],
    ) -> Recognized {
        // None or one: a macro has no other way to give an empty list.
        let common = common.first().copied().unwrap_or_default();
        // What can't be told apart may be an error with a sensitive member.
        let may_be = |is: fn(&ErrorCase) -> bool| listed.iter().chain(common).any(is);
        if may_be(ErrorCase::is_secret) && self.0.message.as_ref().is_some_and(Message::is_body) {
            self.0.message = None;
        }
        let signs = Signs {
            status: self.0.status,
            code: &self.0.code,
            is_from_aws: self.0.is_from_aws,
        };
        let Some((case, is_common)) = by.find(signs, listed, common) else {
            if may_be(ErrorCase::has_secret_message) {
                self.0.message = None;
            }
            if may_be(ErrorCase::has_secret_code) {
                self.0.retry = self.retry_kind();
                self.0.code = ErrorCode::default();
            }
            return Recognized::Unknown;
        };
        self.0.retry = case.retry();
        if case.has_secret_message() {
            self.0.message = None;
        }
        if case.has_secret_code() {
            self.0.code = ErrorCode::default();
        }
        if self.0.code.code.is_none() {
            self.0.code.code = Some(case.code().to_owned());
        }
        if is_common {
            Recognized::Common(case.code())
        } else {
            Recognized::Listed(case.code())
        }
    }
}

/// Shows control characters, line feeds too, as spaces: a server must not write a log's lines.
impl fmt::Display for ErrorMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code(), self.location()) {
            (Some(code), _) => write!(f, "{}", Printable(code))?,
            (None, Some(location)) => {
                write!(
                    f,
                    "a redirect to {}, which isn't followed",
                    Printable(location)
                )?;
            }
            (None, None) if is_redirect(self.0.status) => {
                f.write_str("a redirect, which isn't followed")?;
            }
            (None, None) => f.write_str("error without a code")?,
        }
        write!(f, " (HTTP {})", self.0.status.as_u16())?;
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
        for part in self.0.split_inclusive(is_unprintable) {
            match part.strip_suffix(is_unprintable) {
                Some(part) => write!(f, "{part} ")?,
                None => f.write_str(part)?,
            }
        }
        Ok(())
    }
}

/// Whether a character ends a line or changes the direction of what follows.
fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a status asks to send the request to another URI. 300, 304 and 305 don't (RFC 9110, section 15.4).
fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Returns where a redirect leads, without user info, query and fragment, which may hold secrets.
fn location(headers: &HeaderMap) -> Option<String> {
    let location = headers.get(LOCATION)?.to_str().ok()?;
    let (location, rest) = location
        .find(['?', '#'])
        .map_or((location, ""), |end| location.split_at(end));
    let scheme = location
        .split_once("//")
        .filter(|(scheme, _)| scheme.is_empty() || scheme.ends_with(':'));
    let Some((scheme, after_scheme)) = scheme else {
        // What has a colon and no authority may hold user info in another place.
        let is_path = location.starts_with('/') || !location.contains(':');
        return (is_path && !location.is_empty()).then(|| location.to_owned());
    };
    let (authority, path) = after_scheme
        .find('/')
        .map_or((after_scheme, ""), |end| after_scheme.split_at(end));
    // A password may hold what begins a query.
    if path.is_empty()
        && rest
            .split('/')
            .next()
            .is_some_and(|rest| rest.contains('@'))
    {
        return None;
    }
    let host = authority.rsplit('@').next().unwrap_or_default();
    Some(format!("{scheme}//{host}{path}"))
}
