//! The settings of clients of AWS services: regions, environment variables, and the headers of AWS SDKs.

use super::super::{
    BuildError, Builder, Endpoint, EndpointError, ServiceClient, client::endpoint::is_host_label,
};

/// The parameters that determine the endpoint of an AWS service.
#[derive(Clone, Debug, Default)]
pub struct EndpointParams {
    region: Option<String>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
}

impl EndpointParams {
    /// Returns whether a FIPS endpoint is requested.
    #[must_use]
    pub fn use_fips(&self) -> bool {
        self.use_fips.unwrap_or(false)
    }

    /// Returns whether a dual-stack endpoint, for IPv4 and IPv6, is requested.
    #[must_use]
    pub fn use_dual_stack(&self) -> bool {
        self.use_dual_stack.unwrap_or(false)
    }

    /// Returns the region.
    ///
    /// # Errors
    ///
    /// Fails if no region is set, or it is not a valid label of a host name.
    pub fn region(&self) -> Result<&str, BuildError> {
        let region = self.region.as_deref().ok_or(BuildError::NoEndpoint)?;
        if is_host_label(region) {
            Ok(region)
        } else {
            Err(BuildError::Region)
        }
    }

    /// Returns the region, if one is set.
    ///
    /// # Errors
    ///
    /// Fails if the region is not a valid label of a host name.
    pub fn signing_region(&self) -> Result<Option<&str>, BuildError> {
        self.region.as_ref().map(|_| self.region()).transpose()
    }

    /// Returns the endpoint of a URL.
    ///
    /// # Errors
    ///
    /// Fails if the URL is invalid, or a FIPS or dual-stack endpoint is requested, which the URL may not be.
    pub fn custom_endpoint(&self, url: &str) -> Result<Endpoint, BuildError> {
        if self.use_fips() || self.use_dual_stack() {
            return Err(BuildError::CustomEndpoint);
        }
        Ok(Endpoint::parse(url)?)
    }
}

/// Returns the endpoint `https://{prefix}.{region}.{suffix}`.
///
/// # Errors
///
/// Fails if that is not a valid URL.
pub fn regional_endpoint(
    prefix: &str,
    region: &str,
    suffix: &str,
) -> Result<Endpoint, EndpointError> {
    Endpoint::parse(&format!("https://{prefix}.{region}.{suffix}"))
}

impl AsMut<Self> for EndpointParams {
    fn as_mut(&mut self) -> &mut Self {
        self
    }
}

/// A client of an AWS service.
pub trait AwsClient: ServiceClient<EndpointParams: AsMut<EndpointParams>> {
    /// The environment variable that names the service's endpoint.
    const ENDPOINT_URL_VARIABLE: Option<&'static str>;
}

impl<C: AwsClient> Builder<C> {
    /// Sets the region of the service, such as `eu-west-1`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.endpoint_params.as_mut().region = Some(region.into());
        self
    }

    /// Sets whether the endpoint is the FIPS endpoint of the region. The default is `false`.
    #[must_use]
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.endpoint_params.as_mut().use_fips = Some(use_fips);
        self
    }

    /// Sets whether the endpoint is the dual-stack endpoint of the region, for IPv4 and IPv6. The default is `false`.
    #[must_use]
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.endpoint_params.as_mut().use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Sets whether requests carry the number of the attempt in `amz-sdk-request`. The default is `true`.
    #[must_use]
    pub fn send_attempt(mut self, send: bool) -> Self {
        self.headers.attempt = send;
        self
    }

    /// Sets whether requests carry the id of the call in `amz-sdk-invocation-id`. The default is `true`.
    #[must_use]
    pub fn send_invocation_id(mut self, send: bool) -> Self {
        self.headers.invocation_id = send;
        self
    }

    /// Sets what isn't set yet from environment variables. A variable that is missing or empty is ignored.
    ///
    /// - `AWS_ENDPOINT_URL_{SERVICE}`, or else `AWS_ENDPOINT_URL`, unless `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is
    ///   `true`
    /// - `AWS_REGION`, or else `AWS_DEFAULT_REGION`
    /// - `AWS_USE_FIPS_ENDPOINT` and `AWS_USE_DUALSTACK_ENDPOINT`: `true` or `false`
    /// - `AWS_MAX_ATTEMPTS`: a number of at least 1
    ///
    /// # Errors
    ///
    /// Fails if a variable has an invalid value.
    #[allow(
        clippy::wrong_self_convention,
        reason = "it is a setting among the others"
    )]
    pub fn from_env(self) -> Result<Self, BuildError> {
        self.environment(|name| std::env::var(name).ok())
    }

    /// Sets what isn't set yet like [`Builder::from_env`], from variables that `read` returns.
    ///
    /// # Errors
    ///
    /// Fails if a variable has an invalid value.
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
        let params = self.endpoint_params.as_mut();
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
                expected: "a number of at least 1",
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
            Some(_) => Err(BuildError::Environment {
                variable,
                expected: "`true` or `false`",
            }),
        }
    }
}
