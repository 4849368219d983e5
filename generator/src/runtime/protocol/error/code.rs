//! The code of an error: in a header, or in the body (`protocol/json/error_body`).

use http::{HeaderMap, HeaderName};

static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
static QUERY_ERROR: HeaderName = HeaderName::from_static("x-amzn-query-error");

/// The names of an error in a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ErrorCode {
    /// The code. A service that supported AWS's query protocol before still returns the codes of that protocol.
    pub(super) code: Option<String>,
    /// The name of the error's shape, if that is not the code.
    pub(super) shape: Option<String>,
}

impl ErrorCode {
    /// Reads the headers of an error response, which have precedence over the code in the body.
    pub(super) fn read(headers: &HeaderMap, in_body: Option<String>) -> Self {
        let header = |name| headers.get(name)?.to_str().ok();
        let name = header(&ERROR_TYPE).and_then(bare_code).or(in_body);
        // `AWS.SimpleQueueService.NonExistentQueue;Sender`
        let query = header(&QUERY_ERROR).and_then(|error| bare_code(error.split(';').next()?));
        match query {
            Some(query) => Self {
                code: Some(query),
                shape: name,
            },
            None => Self {
                code: name,
                shape: None,
            },
        }
    }

    /// Returns the names to find the error by. The shape is first, since several errors may share a code of the query
    /// protocol.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.shape.iter().chain(&self.code).map(String::as_str)
    }
}

/// Returns a code without the namespace before a `#` and the URL after a `:`.
pub(in super::super) fn bare_code(code: &str) -> Option<String> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.rsplit_once('#').map_or(code, |(_, code)| code).trim();
    (!code.is_empty()).then(|| code.to_owned())
}
