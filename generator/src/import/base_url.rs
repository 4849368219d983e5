//! The base URL that is given for an API, instead of what its description says.

use crate::{Error, lower::is_base_url};

/// Returns a URL without the spaces around it and the slashes at its end, if it can be that of an API.
pub(super) fn checked(given: &str) -> Result<&str, Error> {
    let url = given.trim().trim_end_matches('/');
    let secure = url
        .strip_prefix("http://")
        .map(|rest| format!("https://{rest}"));
    if is_base_url(secure.as_deref().unwrap_or(url)) {
        return Ok(url);
    }
    Err(Error::request(format!(
        "`{given}` isn't the URL of an API: write one such as `https://api.example.com/v1`"
    )))
}
