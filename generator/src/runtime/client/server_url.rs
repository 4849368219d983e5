//! The URL of a service, in which variables are filled in.

use super::super::{Builder, ServiceClient};
use super::{build_error::BuildError, endpoint::Endpoint, url_variable::fits};

/// A variable: the label that it replaces, its setting, and its value.
type UrlVariable<'a> = (&'a str, &'static str, Option<&'a str>);

/// Returns the endpoint of a URL with variables.
///
/// # Errors
///
/// Fails if a variable of the URL isn't set, or its value is invalid there.
#[doc(hidden)]
pub fn server_url(url: &str, variables: &[UrlVariable<'_>]) -> Result<Endpoint, BuildError> {
    let mut url = url.to_owned();
    for (label, setting, value) in variables {
        while let Some(start) = url.find(label) {
            let value = value.ok_or(BuildError::NoEndpointVariable(setting))?;
            let slashes = url.bytes().take(start).filter(|byte| *byte == b'/');
            let is_in_host = slashes.count() == 2;
            url = url.replacen(label, value, 1);
            let mut segments = url.split('/').skip(3);
            let is_changed = segments.any(|segment| segment == "." || segment == "..");
            if is_changed || !fits(value, is_in_host) {
                return Err(BuildError::EndpointVariable(setting));
            }
        }
    }
    Ok(Endpoint::parse(&url)?)
}

impl<C: ServiceClient> Builder<C> {
    /// Changes the parameters that determine the endpoint.
    #[doc(hidden)]
    #[must_use]
    pub fn set_endpoint_params(mut self, set: impl FnOnce(&mut C::EndpointParams)) -> Self {
        set(&mut self.endpoint_params);
        self
    }
}
