//! The settings of a client before it is built.

use std::{error::Error as StdError, fmt, marker::PhantomData, time::Duration};

use super::{Config, Endpoint, EndpointError};

/// Collects the settings of a client.
///
/// All of them have a default but the endpoint, which follows from what the service asks for.
#[derive(Debug)]
pub struct Builder<C: ServiceClient> {
    pub(super) endpoint_params: C::EndpointParams,
    endpoint_url: Option<String>,
    allow_clear_text: bool,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    response_limit: usize,
    client: PhantomData<fn() -> C>,
}

/// The client of one service.
pub trait ServiceClient {
    /// What decides about the endpoint if no URL is given.
    type EndpointParams: Clone + fmt::Debug + Default;

    /// The endpoint that the parameters stand for.
    ///
    /// # Errors
    ///
    /// When they stand for none.
    fn resolve_endpoint(params: &Self::EndpointParams) -> Result<Endpoint, BuildError>;
}

impl<C: ServiceClient> Builder<C> {
    /// The default settings.
    #[must_use]
    pub fn new() -> Self {
        Self {
            endpoint_params: C::EndpointParams::default(),
            endpoint_url: None,
            allow_clear_text: false,
            connect_timeout: Duration::from_millis(3_100),
            attempt_timeout: Duration::from_secs(30),
            response_limit: 16 * 1024 * 1024,
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

    /// How many bytes of a response's body are read. The default is 16 MiB.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    ///
    /// When there is no endpoint, or one that can't be used.
    pub fn config(self) -> Result<Config, BuildError> {
        let endpoint = match &self.endpoint_url {
            Some(url) => Endpoint::parse(url)?,
            None => C::resolve_endpoint(&self.endpoint_params)?,
        };
        if !endpoint.is_https() && !endpoint.is_loopback() && !self.allow_clear_text {
            return Err(BuildError::Endpoint(EndpointError::ClearText));
        }
        Ok(Config {
            endpoint,
            connect_timeout: self.connect_timeout,
            attempt_timeout: self.attempt_timeout,
            response_limit: self.response_limit,
        })
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
            endpoint_url: self.endpoint_url.clone(),
            ..*self
        }
    }
}

/// Why a client can't be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// Neither a region nor an endpoint is set.
    NoEndpoint,
    /// The region can't be part of a host name.
    Region,
    /// The endpoint can't be used.
    Endpoint(EndpointError),
    /// TLS can't be set up.
    Tls(Box<dyn StdError + Send + Sync>),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEndpoint => f.write_str("no endpoint: set `region` or `endpoint_url`"),
            Self::Region => f.write_str(
                "the region can't be part of a host name: it takes letters, digits and `-`, such as `eu-west-1`",
            ),
            Self::Endpoint(error) => error.fmt(f),
            Self::Tls(_) => f.write_str("TLS can't be set up"),
        }
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Tls(error) => {
                let error = error.as_ref();
                Some(error)
            }
            _ => None,
        }
    }
}

impl From<EndpointError> for BuildError {
    fn from(error: EndpointError) -> Self {
        Self::Endpoint(error)
    }
}
