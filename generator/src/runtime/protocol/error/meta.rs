//! The status code, code, message and request id of an error response.

use std::fmt;

use http::{
    HeaderMap, Response, StatusCode,
    header::{CONTENT_TYPE, LOCATION},
};

use super::super::super::{Body, ContentCodingError, RetryAfter, RetryKind, Secrets};
use super::super::response;
use super::{
    body::{ErrorBody, ErrorFormat, Message},
    code::ErrorCode,
    recognition::{Criteria, ErrorCase, ErrorsBy, Recognized},
};

/// The status code, code, message and request id of an error response.
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
    /// Creates the metadata of an error response with this status code and nothing else, for tests.
    ///
    /// ```text
    /// let meta = ErrorMeta::new(StatusCode::UNAUTHORIZED)
    ///     .with_code("UnauthorizedException")
    ///     .with_message("the session has ended");
    /// let error = LogoutError::UnauthorizedException(UnauthorizedException::new(meta));
    /// let error = Error::new("Logout", ErrorKind::Service(error));
    /// ```
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self(Box::new(Details {
            status,
            code: ErrorCode::default(),
            message: None,
            request_id: None,
            is_from_aws: false,
            location: None,
            retry: None,
            retry_after: None,
        }))
    }

    /// Sets the error code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code.code = Some(code.into());
        self
    }

    /// Sets the message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = Some(Message::Member(message.into()));
        self
    }

    /// Sets the id that the service gave the request.
    #[must_use]
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.0.request_id = Some(id.into());
        self
    }

    /// Reads an error response with a body in this format.
    ///
    /// It never fails, whatever a server sends. The `secrets` that were sent are redacted.
    #[doc(hidden)]
    #[must_use]
    pub fn read(response: &Response<Body>, format: ErrorFormat, secrets: &Secrets<'_>) -> Self {
        let headers = response.headers();
        let content_type = headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let ErrorBody {
            code,
            mut message,
            request_id,
        } = (format.read)(response.body(), content_type, format.places, secrets);
        if is_redirect(response.status()) {
            // The body of a redirect repeats its location, which may contain secrets.
            message = message.filter(|message| !message.is_body());
        }
        Self(Box::new(Details {
            status: response.status(),
            code: ErrorCode::read(headers, code),
            message,
            request_id: response::request_id(headers).or(request_id),
            is_from_aws: response::has_aws_request_id(headers),
            location: is_redirect(response.status())
                .then(|| location(headers))
                .flatten(),
            retry: None,
            retry_after: RetryAfter::read(headers),
        }))
    }

    /// Returns the status code of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the error code: that in the response, or else that of the error that its status code identifies.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.code.as_deref()
    }

    /// Returns the message of the service.
    ///
    /// If the body has no message in any of the usual places, this is the beginning of the body, or the reason why the
    /// body can't be shown.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_ref().map(Message::as_str)
    }

    /// Returns the id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the location of a redirect, without the query. Redirects aren't followed.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.0.location.as_deref()
    }

    /// Returns the time at which the service asks for a retry.
    #[must_use]
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.0.retry_after
    }

    /// Sets the message to the reason why the body can't be decoded, unless there is a message.
    pub(in super::super) fn or_message(mut self, problem: Option<&ContentCodingError>) -> Self {
        let message = &mut self.0.message;
        *message = message
            .take()
            .or_else(|| problem.map(|problem| Message::Note(problem.to_string())));
        self
    }

    /// Returns the reason why the same call may succeed later, or `None` for a permanent error.
    ///
    /// It follows from the description of the error in the API, or else from the code and the status code.
    #[must_use]
    pub fn retry_kind(&self) -> Option<RetryKind> {
        self.0.retry.or_else(|| RetryKind::of(self))
    }

    /// Recognizes the error. Sets its code, if the response has none, and its retry kind, and removes what is
    /// sensitive.
    #[doc(hidden)]
    pub fn recognize(
        &mut self,
        by: ErrorsBy,
        listed: &'static [ErrorCase],
        common: &'static [&'static [ErrorCase]],
    ) -> Recognized {
        // There is at most one; a list lets the macro omit it.
        let common = common.first().copied().unwrap_or_default();
        // An unrecognized error may be one with a sensitive member.
        let may_be = |is: fn(&ErrorCase) -> bool| listed.iter().chain(common).any(is);
        if may_be(ErrorCase::is_secret) && self.0.message.as_ref().is_some_and(Message::is_body) {
            self.0.message = None;
        }
        let criteria = Criteria {
            status: self.0.status,
            code: &self.0.code,
            is_from_aws: self.0.is_from_aws,
        };
        let Some((case, is_common)) = by.find(criteria, listed, common) else {
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

/// Shows control characters and line feeds as spaces, so that a server can't forge lines of a log.
impl fmt::Display for ErrorMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status;
        match (self.code(), self.location()) {
            (Some(code), _) => write!(f, "{} (HTTP {})", Printable(code), status.as_u16())?,
            (None, Some(location)) => {
                write!(
                    f,
                    "a redirect to {}, which isn't followed (HTTP {})",
                    Printable(location),
                    status.as_u16()
                )?;
            }
            (None, None) if is_redirect(status) => {
                write!(
                    f,
                    "a redirect, which isn't followed (HTTP {})",
                    status.as_u16()
                )?;
            }
            (None, None) => match status.canonical_reason() {
                Some(reason) => write!(f, "HTTP {} {reason}", status.as_u16())?,
                None => write!(f, "HTTP {}", status.as_u16())?,
            },
        }
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

/// Returns whether a character ends a line, or changes the direction of the text.
fn is_unprintable(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns whether a status code is one of a redirect to another URI. 300, 304 and 305 aren't (RFC 9110, section 15.4).
fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Returns the location of a redirect, without user info, query and fragment, which may contain secrets.
fn location(headers: &HeaderMap) -> Option<String> {
    let location = headers.get(LOCATION)?.to_str().ok()?;
    let (location, rest) = location
        .find(['?', '#'])
        .map_or((location, ""), |end| location.split_at(end));
    let scheme = location
        .split_once("//")
        .filter(|(scheme, _)| scheme.is_empty() || scheme.ends_with(':'));
    let Some((scheme, after_scheme)) = scheme else {
        // A URI with a scheme and no authority may contain user info elsewhere.
        let is_path = location.starts_with('/') || !location.contains(':');
        return (is_path && !location.is_empty()).then(|| location.to_owned());
    };
    let (authority, path) = after_scheme
        .find('/')
        .map_or((after_scheme, ""), |end| after_scheme.split_at(end));
    // A password may contain a `?` or a `#`.
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
