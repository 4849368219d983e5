//! What clients of AWS's services have besides: regions, the environment, and the headers of AWS's SDKs.

use super::super::{
    BuildError, Builder, Endpoint, EndpointError, ServiceClient, client::endpoint::is_host_label,
};

/// What decides about the endpoint of a service of AWS's.
#[derive(Clone, Debug, Default)]
pub struct EndpointParams {
    region: Option<String>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
}

impl EndpointParams {
    /// Whether the endpoint has to be one that is validated by FIPS 140.
    #[must_use]
    pub fn use_fips(&self) -> bool {
        self.use_fips.unwrap_or(false)
    }

    /// Whether the endpoint has to be reachable over IPv6 as well.
    #[must_use]
    pub fn use_dual_stack(&self) -> bool {
        self.use_dual_stack.unwrap_or(false)
    }

    /// The region.
    ///
    /// # Errors
    ///
    /// When there is none, or it can't be part of a host name.
    pub fn region(&self) -> Result<&str, BuildError> {
        let region = self.region.as_deref().ok_or(BuildError::NoEndpoint)?;
        if is_host_label(region) {
            Ok(region)
        } else {
            Err(BuildError::Region)
        }
    }

    /// The region to sign for, if there is one, whatever the endpoint is.
    ///
    /// # Errors
    ///
    /// When it can't be part of a host name, which all regions can.
    pub fn signing_region(&self) -> Result<Option<&str>, BuildError> {
        self.region.as_ref().map(|_| self.region()).transpose()
    }

    /// The endpoint of a URL that the caller chose.
    ///
    /// # Errors
    ///
    /// When it can't be an endpoint, or FIPS or dual-stack is asked for, which nobody can promise for it.
    pub fn custom_endpoint(&self, url: &str) -> Result<Endpoint, BuildError> {
        if self.use_fips() || self.use_dual_stack() {
            return Err(BuildError::CustomEndpoint);
        }
        Ok(Endpoint::parse(url)?)
    }
}

/// The endpoint `https://{prefix}.{region}.{suffix}`.
///
/// # Errors
///
/// When the three make no host name.
pub fn regional_endpoint(
    prefix: &str,
    region: &str,
    suffix: &str,
) -> Result<Endpoint, EndpointError> {
    Endpoint::parse(&format!("https://{prefix}.{region}.{suffix}"))
}

/// The client of a service of AWS's.
pub trait AwsClient: ServiceClient<EndpointParams = EndpointParams> {
    /// The environment variable that names the service's endpoint.
    const ENDPOINT_URL_VARIABLE: Option<&'static str>;
}

impl<C: AwsClient> Builder<C> {
    /// Sends requests to the service in this region, such as `eu-west-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.endpoint_params.region = Some(region.into());
        self
    }

    /// Whether the endpoint has to be one that is validated by FIPS 140. The default is `false`.
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.endpoint_params.use_fips = Some(use_fips);
        self
    }

    /// Whether the endpoint has to be reachable over IPv6 as well. The default is `false`.
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.endpoint_params.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Whether each request says which attempt of how many it is, in `amz-sdk-request`. The default is `true`.
    #[must_use]
    pub fn send_attempt(mut self, send: bool) -> Self {
        self.headers.attempt = send;
        self
    }

    /// Whether the attempts of a call carry an id in common, in `amz-sdk-invocation-id`. The default is `true`.
    #[must_use]
    pub fn send_invocation_id(mut self, send: bool) -> Self {
        self.headers.invocation_id = send;
        self
    }

    /// Takes over what the environment says, where nothing is set yet. A variable that is missing or empty changes
    /// nothing.
    ///
    /// - `AWS_ENDPOINT_URL_{SERVICE}`, else `AWS_ENDPOINT_URL`, unless `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS`
    ///   is `true`
    /// - `AWS_REGION`, else `AWS_DEFAULT_REGION`
    /// - `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT`: `true` or `false`
    /// - `AWS_MAX_ATTEMPTS`: a number from 1
    ///
    /// # Errors
    ///
    /// When a variable has a value that it can't have.
    #[allow(
        clippy::wrong_self_convention,
        reason = "it is a setting among the others"
    )]
    pub fn from_env(self) -> Result<Self, BuildError> {
        self.environment(|name| std::env::var(name).ok())
    }

    /// Takes over what an environment says, whatever it is read from; see [`Builder::from_env`].
    ///
    /// # Errors
    ///
    /// When a variable has a value that it can't have.
    pub fn environment(
        mut self,
        read: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, BuildError> {
        let variables = Variables(read);
        let ignores_urls = variables.boolean("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")? == Some(true);
        if self.endpoint_url.is_none() && !ignores_urls {
            let own = C::ENDPOINT_URL_VARIABLE.and_then(|name| variables.text(name));
            self.endpoint_url = own.or_else(|| variables.text("AWS_ENDPOINT_URL"));
        }
        let params = &mut self.endpoint_params;
        if params.region.is_none() {
            params.region = variables
                .text("AWS_REGION")
                .or_else(|| variables.text("AWS_DEFAULT_REGION"));
        }
        let use_fips = variables.boolean("AWS_USE_FIPS_ENDPOINT")?;
        params.use_fips = params.use_fips.or(use_fips);
        let use_dual_stack = variables.boolean("AWS_USE_DUALSTACK_ENDPOINT")?;
        params.use_dual_stack = params.use_dual_stack.or(use_dual_stack);
        if let Some(attempts) = variables.text("AWS_MAX_ATTEMPTS") {
            let attempts = attempts.parse().ok().filter(|attempts| *attempts > 0);
            let attempts = attempts.ok_or(BuildError::Environment {
                variable: "AWS_MAX_ATTEMPTS",
            })?;
            self.max_attempts = self.max_attempts.or(Some(attempts));
        }
        Ok(self)
    }
}

struct Variables<F>(F);

impl<F: Fn(&str) -> Option<String>> Variables<F> {
    fn text(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
    }

    fn boolean(&self, variable: &'static str) -> Result<Option<bool>, BuildError> {
        match self.text(variable) {
            None => Ok(None),
            Some(value) if value.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Some(value) if value.eq_ignore_ascii_case("false") => Ok(Some(false)),
            Some(_) => Err(BuildError::Environment { variable }),
        }
    }
}
