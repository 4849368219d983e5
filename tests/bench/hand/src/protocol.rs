//! The request and what the response means.

use std::time::Duration;

use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use serde::Deserialize;

use crate::Error;

const TOKEN: HeaderName = HeaderName::from_static("x-amz-sso_bearer_token");
const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// How long a call may take.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);

/// Where requests go.
#[derive(Clone, Debug)]
pub struct Protocol {
    logout: Uri,
}

/// The body of an error response.
#[derive(Deserialize)]
struct Body {
    #[serde(rename = "__type", alias = "code")]
    code: Option<String>,
    #[serde(alias = "Message")]
    message: Option<String>,
}

impl Protocol {
    /// Requests to an endpoint without a path.
    ///
    /// # Errors
    ///
    /// When it is no URL.
    pub fn new(endpoint: &str) -> Result<Self, Error> {
        let logout = format!("{endpoint}/logout")
            .parse()
            .map_err(|error| Error::Setup(Box::new(error)))?;
        Ok(Self { logout })
    }

    /// The request of a call.
    ///
    /// # Errors
    ///
    /// When the token can't be a header's value.
    pub fn request<B>(&self, token: &str, body: B) -> Result<Request<B>, Error> {
        if token.is_empty() {
            return Err(Error::Token);
        }
        let mut token = HeaderValue::from_str(token).map_err(|_| Error::Token)?;
        token.set_sensitive(true);
        let id = HeaderValue::from_str(&uuid()).map_err(|error| Error::Setup(Box::new(error)))?;
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.logout.clone();
        let headers = request.headers_mut();
        headers.insert(TOKEN, token);
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        headers.insert(header::USER_AGENT, HeaderValue::from_static("hand-written"));
        headers.insert(INVOCATION_ID, id);
        headers.insert(ATTEMPT, HeaderValue::from_static("attempt=1; max=1"));
        Ok(request)
    }
}

/// What a response means; of a success, the request id.
///
/// # Errors
///
/// When it is no success.
pub fn outcome(response: &Response<impl AsRef<[u8]>>) -> Result<Option<String>, Error> {
    let header = |name| {
        response
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    let status = response.status();
    if status.is_success() {
        return Ok(header("x-amzn-requestid"));
    }
    let body: Option<Body> = serde_json::from_slice(response.body().as_ref()).ok();
    let (code, message) = body
        .map(|body| (body.code, body.message))
        .unwrap_or_default();
    let code = header("x-amzn-errortype").or(code);
    Err(match (code.as_deref(), status) {
        (Some("InvalidRequestException"), _) => Error::InvalidRequest(message),
        (Some("TooManyRequestsException"), _) => Error::TooManyRequests(message),
        (Some("UnauthorizedException"), _) | (None, StatusCode::UNAUTHORIZED) => {
            Error::Unauthorized(message)
        }
        _ => Error::Other {
            status: status.as_u16(),
            code,
            message,
        },
    })
}

/// A UUID of version 4.
fn uuid() -> String {
    let bits = fastrand::u128(..) & !(0xf << 76) & !(0b11 << 62) | (4 << 76) | (0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        bits >> 96,
        (bits >> 80) & 0xffff,
        (bits >> 64) & 0xffff,
        (bits >> 48) & 0xffff,
        bits & 0xffff_ffff_ffff
    )
}
