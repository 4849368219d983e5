//! Where the code of an error is.

use http::{HeaderMap, HeaderName};

static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// Returns the code in the header of an error, which goes before that in its body.
pub(super) fn header_code(headers: &HeaderMap) -> Option<String> {
    bare_code(headers.get(&ERROR_TYPE)?.to_str().ok()?)
}

/// Returns a code without the namespace before a `#` and the URL after a `:`.
pub(super) fn bare_code(code: &str) -> Option<String> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.rsplit_once('#').map_or(code, |(_, code)| code).trim();
    (!code.is_empty()).then(|| code.to_owned())
}
