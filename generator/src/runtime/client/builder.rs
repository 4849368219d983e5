//! The builder of clients.

use std::{fmt, marker::PhantomData, time::Duration};

use http::HeaderValue;

use super::super::{
    auth::identity::Authentication,
    call::{
        attempts::attempt_header,
        idempotency_token::IdempotencyTokenSource,
        retry::{Quota, RetryPolicy},
    },
    protocol::response::RESPONSE_LIMIT,
};
use super::{
    build_error::BuildError,
    config::Config,
    endpoint::{Endpoint, EndpointError, is_host_label},
};

/// The name and version of the crate that contains this code.
const PRODUCT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// The maximum of timeouts, a year, which can be added to any clock's time.
const MAX_TIMEOUT: Duration = Duration::new(365 * 24 * 60 * 60, 0);

/// The builder of a client, with its settings.
///
/// Every setting has a default, except the endpoint. A call of a client with the defaults takes at most a minute.
///
/// ```text
/// let client = Client::builder()
///     .endpoint_url("https://api.example.com/v1")
///     .call_timeout(Duration::from_secs(10))
///     .max_attempts(5)
///     .user_agent_suffix("my-app/1.0")
///     .build()?;
/// ```
pub struct Builder<C: ServiceClient> {
    pub(in super::super) endpoint_params: C::EndpointParams,
    pub(in super::super) headers: AwsHeaders,
    pub(in super::super) authentication: Authentication,
    pub(in super::super) endpoint_url: Option<String>,
    pub(in super::super) max_attempts: Option<u32>,
    pub(in super::super) min_compression_size: Option<usize>,
    allow_clear_text: bool,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    call_timeout: Duration,
    response_limit: usize,
    retry: RetryPolicy,
    user_agent: Option<String>,
    idempotency_tokens: IdempotencyTokenSource,
    ca_bundles: Vec<Vec<u8>>,
    proxy_from_env: bool,
    client: PhantomData<fn() -> C>,
}

/// Whether requests carry the headers of AWS SDKs.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct AwsHeaders {
    pub(in super::super) invocation_id: bool,
    pub(in super::super) attempt: bool,
}

/// A client of a service. Generated clients implement it.
pub trait ServiceClient {
    /// The parameters that determine the endpoint if no URL is set.
    type EndpointParams: Clone + fmt::Debug + Default;

    /// Whether requests carry the headers of AWS SDKs.
    const SENDS_AWS_HEADERS: bool;

    /// Returns the endpoint of a URL, or else the one that the parameters determine.
    ///
    /// # Errors
    ///
    /// Fails if the URL is invalid, or the parameters don't determine an endpoint.
    fn endpoint(url: Option<&str>, params: &Self::EndpointParams) -> Result<Endpoint, BuildError>;

    /// Returns the region to sign for, if the parameters contain one.
    ///
    /// # Errors
    ///
    /// Fails if the region is invalid.
    fn signing_region(_: &Self::EndpointParams) -> Result<Option<&str>, BuildError> {
        Ok(None)
    }
}

impl<C: ServiceClient> Builder<C> {
    /// Creates a builder with the default settings.
    #[must_use]
    pub fn new() -> Self {
        Self {
            endpoint_params: C::EndpointParams::default(),
            headers: AwsHeaders {
                invocation_id: C::SENDS_AWS_HEADERS,
                attempt: C::SENDS_AWS_HEADERS,
            },
            authentication: Authentication::default(),
            endpoint_url: None,
            max_attempts: None,
            min_compression_size: Some(10_240),
            allow_clear_text: false,
            connect_timeout: Duration::from_millis(3_100),
            attempt_timeout: Duration::from_secs(30),
            call_timeout: Duration::new(60, 0),
            response_limit: RESPONSE_LIMIT,
            retry: RetryPolicy {
                max_attempts: 3,
                base_delay: Duration::from_millis(50),
                throttling_base_delay: Duration::from_secs(1),
                max_delay: Duration::from_secs(20),
            },
            user_agent: Some(PRODUCT.to_owned()),
            idempotency_tokens: IdempotencyTokenSource::default(),
            ca_bundles: Vec::new(),
            proxy_from_env: true,
            client: PhantomData,
        }
    }

    /// Sets the base URL of requests, instead of the service's own endpoint. It may have a path.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Sets whether the endpoint may be plain http on another machine. Secrets are then sent unencrypted.
    ///
    /// The default is `false`. Plain http to this machine is always allowed.
    #[must_use]
    pub fn allow_clear_text(mut self, allow: bool) -> Self {
        self.allow_clear_text = allow;
        self
    }

    /// Sets the time limit for establishing a connection. The default is 3.1 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the time limit for one attempt, from the connection to the last byte of the response. The default is 30
    /// seconds.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Sets the time limit for a call with all its attempts and the delays between them. The default is 60 seconds.
    #[must_use]
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// Sets the maximum length of a response's body in bytes. The default is 16 MiB.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Sets the maximum number of attempts of a call. The default is 3; 1 means no retry.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Sets the maximum delay before the first retry, which doubles with each further retry. The default is 50
    /// milliseconds.
    #[must_use]
    pub fn retry_delay(mut self, base: Duration) -> Self {
        self.retry.base_delay = base;
        self
    }

    /// Sets the maximum delay before the first retry after throttling. The default is 1 second.
    #[must_use]
    pub fn throttling_delay(mut self, base: Duration) -> Self {
        self.retry.throttling_base_delay = base;
        self
    }

    /// Sets the maximum delay before any retry, even if the service asks for a longer one. The default is 20 seconds.
    #[must_use]
    pub fn max_retry_delay(mut self, delay: Duration) -> Self {
        self.retry.max_delay = delay;
        self
    }

    /// Appends the name of the program, such as `my-app/1.0`, to the header `user-agent`.
    ///
    /// The header begins with the name and version of the crate that contains the client.
    #[must_use]
    pub fn user_agent_suffix(mut self, suffix: impl fmt::Display) -> Self {
        self.user_agent = Some(format!("{PRODUCT} {suffix}"));
        self
    }

    /// Removes the header `user-agent` from requests.
    #[must_use]
    pub fn without_user_agent(mut self) -> Self {
        self.user_agent = None;
        self
    }

    /// Sets the source of idempotency tokens for inputs without one. By default, each token is a random UUID.
    ///
    /// The source is called once for each token of a call. All attempts send the same tokens.
    #[must_use]
    pub fn idempotency_tokens(
        mut self,
        source: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        self.idempotency_tokens = IdempotencyTokenSource::new(source);
        self
    }

    /// Adds a bundle of trusted certificate authorities, in PEM, to those of the operating system.
    ///
    /// With an https endpoint, `build` fails if a certificate in the bundle is invalid. A transport of your own may
    /// ignore this setting.
    #[must_use]
    pub fn ca_bundle(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_bundles.push(pem.into());
        self
    }

    /// Sets whether https requests use the proxy of the environment variables `HTTPS_PROXY` and `NO_PROXY`.
    ///
    /// The default is `true`. Plain http never uses a proxy. A transport of your own may ignore this setting.
    #[must_use]
    pub fn proxy_from_env(mut self, use_it: bool) -> Self {
        self.proxy_from_env = use_it;
        self
    }

    /// Validates the settings, for a transport of your own that depends on them.
    ///
    /// # Errors
    ///
    /// Fails if there is no endpoint, or a setting is invalid.
    pub fn config(self) -> Result<Config, BuildError> {
        let endpoint = C::endpoint(self.endpoint_url.as_deref(), &self.endpoint_params)?;
        if !endpoint.is_https() && !endpoint.is_loopback() && !self.allow_clear_text {
            return Err(BuildError::Endpoint(EndpointError::ClearText));
        }
        let (endpoint, signing_region) = match &self.authentication.region {
            Some(region) if is_host_label(region) => {
                (endpoint.without_signing_regions(), Some(region.clone()))
            }
            Some(_) => return Err(BuildError::Region),
            None => {
                let region = C::signing_region(&self.endpoint_params)?;
                (endpoint, region.map(str::to_owned))
            }
        };
        let retry = self.retry_policy();
        if retry.max_attempts == 0 {
            return Err(BuildError::MaxAttempts);
        }
        let user_agent = self
            .user_agent
            .as_deref()
            .map(HeaderValue::from_str)
            .transpose();
        Ok(Config {
            endpoint,
            connect_timeout: self.connect_timeout.min(MAX_TIMEOUT),
            attempt_timeout: self.attempt_timeout.min(MAX_TIMEOUT),
            call_timeout: self.call_timeout.min(MAX_TIMEOUT),
            response_limit: self.response_limit,
            min_compression_size: self.min_compression_size,
            retry,
            quota: Quota::new(),
            user_agent: user_agent.map_err(|_| BuildError::UserAgent)?,
            sends_invocation_id: self.headers.invocation_id,
            first_attempt: self
                .headers
                .attempt
                .then(|| attempt_header(1, retry.max_attempts))
                .flatten(),
            idempotency_tokens: self.idempotency_tokens,
            authentication: Authentication {
                region: signing_region,
                ..self.authentication
            },
            ca_bundles: self.ca_bundles,
            proxy_from_env: self.proxy_from_env,
        })
    }
}

impl<C: ServiceClient> Builder<C> {
    fn retry_policy(&self) -> RetryPolicy {
        RetryPolicy {
            max_attempts: self.max_attempts.unwrap_or(self.retry.max_attempts),
            ..self.retry
        }
    }
}

impl<C: ServiceClient> Default for Builder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C: ServiceClient> Clone for Builder<C> {
    fn clone(&self) -> Self {
        Self {
            endpoint_params: self.endpoint_params.clone(),
            authentication: self.authentication.clone(),
            endpoint_url: self.endpoint_url.clone(),
            user_agent: self.user_agent.clone(),
            idempotency_tokens: self.idempotency_tokens.clone(),
            ca_bundles: self.ca_bundles.clone(),
            ..*self
        }
    }
}

/// Shows the endpoint URL only if it is valid. An invalid one may contain a password.
impl<C: ServiceClient> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("endpoint_params", &self.endpoint_params)
            .field(
                "endpoint_url",
                &self.endpoint_url.as_deref().map(Endpoint::parse),
            )
            .field("authentication", &self.authentication)
            .field("allow_clear_text", &self.allow_clear_text)
            .field("connect_timeout", &self.connect_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("call_timeout", &self.call_timeout)
            .field("response_limit", &self.response_limit)
            .field("retry", &self.retry_policy())
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}
