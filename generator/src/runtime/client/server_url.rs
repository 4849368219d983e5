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
        while let Some((before, after)) = url.split_once(label) {
            let value = value.ok_or(BuildError::NoEndpointVariable(setting))?;
            let filled = format!("{before}{value}{after}");
            let mut segments = filled.split('/').skip(3);
            let is_changed = segments.any(|segment| segment == "." || segment == "..");
            if is_changed || !fits(value, before) {
                return Err(BuildError::EndpointVariable(setting));
            }
            url = filled;
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
