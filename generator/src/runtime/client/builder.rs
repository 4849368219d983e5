//! The settings of a client before it is built.

use std::{fmt, marker::PhantomData, time::Duration};

use http::HeaderValue;

use super::super::{
    auth::identity::Authentication,
    call::{
        attempts::attempt_header,
        idempotency_token::TokenSource,
        retry::{Quota, RetryPolicy},
    },
    protocol::response::RESPONSE_LIMIT,
};
use super::{
    build_error::BuildError,
    config::Config,
    endpoint::{Endpoint, EndpointError, is_host_label},
};

/// The name and version of the crate that holds this code.
const PRODUCT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Longer timeouts are cut to a year, which every clock can add to now.
const MAX_TIMEOUT: Duration = Duration::new(365 * 24 * 60 * 60, 0);

/// Collects the settings of a client.
///
/// All of them have a default but the endpoint, which follows from what the service asks for. A client built
/// with the defaults never waits longer than a minute.
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
    tokens: TokenSource,
    ca_bundles: Vec<Vec<u8>>,
    proxy_from_env: bool,
    client: PhantomData<fn() -> C>,
}

/// Which of the headers of AWS's SDKs are sent.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct AwsHeaders {
    pub(in super::super) invocation_id: bool,
    pub(in super::super) attempt: bool,
}

/// The client of one service.
pub trait ServiceClient {
    /// What decides about the endpoint if no URL is given.
    type EndpointParams: Clone + fmt::Debug + Default;

    /// Whether requests carry the headers of AWS's SDKs.
    const SENDS_AWS_HEADERS: bool;

    /// The endpoint of a URL that the caller chose, or else the one that the parameters stand for.
    ///
    /// # Errors
    ///
    /// When the URL can't be an endpoint, or the parameters stand for none.
    fn resolve_endpoint(
        url: Option<&str>,
        params: &Self::EndpointParams,
    ) -> Result<Endpoint, BuildError>;

    /// The region that the parameters say to sign for, if they say one.
    ///
    /// # Errors
    ///
    /// When it is no region.
    fn signing_region(_: &Self::EndpointParams) -> Result<Option<&str>, BuildError> {
        Ok(None)
    }
}

impl<C: ServiceClient> Builder<C> {
    /// The default settings.
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
            tokens: TokenSource::default(),
            ca_bundles: Vec::new(),
            proxy_from_env: true,
            client: PhantomData,
        }
    }

    /// Sends requests to this base URL instead of the service's own endpoint. A path in it is kept.
    #[must_use]
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Whether an endpoint may be plain http on another machine. Secrets then travel in clear text.
    ///
    /// The default is `false`; http to this machine is always possible.
    #[must_use]
    pub fn allow_clear_text(mut self, allow: bool) -> Self {
        self.allow_clear_text = allow;
        self
    }

    /// How long a connection may take to be there. The default is 3.1 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one attempt may take, from the connection to the last byte. The default is 30 seconds.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// How long a call may take with all its attempts, and the waiting in between. The default is 60 seconds.
    #[must_use]
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// How many bytes of a response's body are read. The default is 16 MiB.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// How often a call is attempted at the most. The default is 3; 1 means no retry.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// The most that is waited before the first retry; it doubles for each further one. The default is 50
    /// milliseconds.
    #[must_use]
    pub fn retry_delay(mut self, base: Duration) -> Self {
        self.retry.base_delay = base;
        self
    }

    /// The same after the service said that calls come too fast. The default is 1 second.
    #[must_use]
    pub fn throttling_delay(mut self, base: Duration) -> Self {
        self.retry.throttling_base_delay = base;
        self
    }

    /// The most that is waited before any retry, even if the service asks for more. The default is 20 seconds.
    #[must_use]
    pub fn max_retry_delay(mut self, delay: Duration) -> Self {
        self.retry.max_delay = delay;
        self
    }

    /// Says more in `user-agent`, behind the name and version of the crate that holds the client: what the
    /// program is, such as `my-app/1.0`.
    #[must_use]
    pub fn user_agent_suffix(mut self, suffix: impl fmt::Display) -> Self {
        self.user_agent = Some(format!("{PRODUCT} {suffix}"));
        self
    }

    /// Sends no `user-agent`.
    #[must_use]
    pub fn without_user_agent(mut self) -> Self {
        self.user_agent = None;
        self
    }

    /// Where idempotency tokens come from that a caller leaves out. By default each is a random UUID.
    ///
    /// A call asks once for each of its tokens, and sends the same in all attempts.
    #[must_use]
    pub fn idempotency_tokens(
        mut self,
        source: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        self.tokens = TokenSource::new(source);
        self
    }

    /// Trusts the certificate authorities of this bundle, in PEM, besides those of the operating system. With an
    /// https endpoint, `build` fails unless every certificate in it can be read.
    ///
    /// This is for the bundled transports; a transport of your own decides for itself.
    #[must_use]
    pub fn ca_bundle(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_bundles.push(pem.into());
        self
    }

    /// Whether `HTTPS_PROXY` and `NO_PROXY` of the environment count for https. The default is `true`; plain
    /// http never goes through a proxy.
    ///
    /// This is for the bundled transports; one of the caller's goes the way it likes.
    #[must_use]
    pub fn proxy_from_env(mut self, use_it: bool) -> Self {
        self.proxy_from_env = use_it;
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    ///
    /// When there is no endpoint, or a setting can't be used.
    pub fn config(self) -> Result<Config, BuildError> {
        let endpoint = C::resolve_endpoint(self.endpoint_url.as_deref(), &self.endpoint_params)?;
        if !endpoint.is_https() && !endpoint.is_loopback() && !self.allow_clear_text {
            return Err(BuildError::Endpoint(EndpointError::ClearText));
        }
        let signing_region = match &self.authentication.region {
            Some(region) if is_host_label(region) => Some(region.clone()),
            Some(_) => return Err(BuildError::Region),
            None => C::signing_region(&self.endpoint_params)?.map(str::to_owned),
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
            tokens: self.tokens,
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
            tokens: self.tokens.clone(),
            ca_bundles: self.ca_bundles.clone(),
            ..*self
        }
    }
}

/// Shows an endpoint's URL only if it can be used: another one may hold a password.
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
