//! A call from its input to its result: what asynchronous and blocking clients have in common.

use std::{
    convert::TryFrom,
    mem,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use http::{HeaderName, HeaderValue, Request, Response, StatusCode, header::USER_AGENT};
use secrecy::{ExposeSecret, SecretString};

use super::super::{
    AuthError, Body, Config, ErrorMeta, HttpRequest, Operation, ServiceError, TransportError,
    TransportErrorKind,
    auth::identity::{Identity, IdentitySource, Resolved},
    http::accept_gzip,
    protocol::operation::read_outcome,
};
use super::{
    CallSpan,
    error::{Error, ErrorKind, InputError},
    idempotency_token::uuid,
    redact::{Secrets, redact_headers},
    replay::{ClientKind, Replay},
    retry::{Decision, Failure, decide},
};

const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");

/// The error codes of AWS services for expired credentials.
const EXPIRED_CODES: &[&str] = &["ExpiredToken", "ExpiredTokenException"];

/// Returns the value of `amz-sdk-request`: the number of an attempt, and how many there are at most.
pub(in super::super) fn attempt_header(attempt: u32, max: u32) -> Option<HeaderValue> {
    HeaderValue::try_from(format!("attempt={attempt}; max={max}")).ok()
}

/// A call in progress.
#[derive(Debug)]
pub(in super::super) struct Call<'a> {
    config: &'a Config,
    /// The bodies of the input that may be streams, which can be read only once.
    streams: Vec<Replay>,
    /// The identities of the attempt: one of each scheme.
    identities: Vec<Arc<dyn Identity>>,
    /// The secret values that authentication added to the request.
    added_secrets: Vec<SecretString>,
    /// Whether the service refused an identity, and another attempt was made with a renewed one.
    is_renewed: bool,
    is_idempotent: bool,
    invocation_id: u128,
    attempts: u32,
    deadline: Instant,
    /// The time that was left for the call when the last attempt began.
    attempt_time_left: Duration,
    /// The cost of the last retry.
    last_cost: Option<u32>,
    span: CallSpan,
}

impl<'a> Call<'a> {
    /// Starts a call. It fails if the input has a body that this kind of client can't read.
    pub(in super::super) fn new<O: Operation>(
        config: &'a Config,
        client: ClientKind,
        input: &mut O,
    ) -> Result<Self, Error<O::Error>> {
        input.prepare(&|| config.idempotency_tokens.next());
        let mut streams = Vec::new();
        input.streams(&mut |body| streams.push(Replay::new(mem::take(body))));
        let refuse = |error| Error::new(O::NAME, ErrorKind::Input(error));
        for reader in streams.iter().filter_map(Replay::reader) {
            match (client, reader) {
                (ClientKind::Async, ClientKind::Blocking) => {
                    return Err(refuse(InputError::BlockingBody));
                }
                (ClientKind::Blocking, ClientKind::Async) => {
                    return Err(refuse(InputError::AsyncBody));
                }
                _ => {}
            }
        }
        Ok(Self {
            config,
            streams,
            identities: Vec::new(),
            added_secrets: Vec::new(),
            is_renewed: false,
            is_idempotent: O::IS_IDEMPOTENT,
            invocation_id: fastrand::u128(..),
            attempts: 0,
            deadline: Instant::now() + config.call_timeout,
            attempt_time_left: config.call_timeout,
            last_cost: None,
            span: CallSpan::none(),
        })
    }

    /// Returns the call's span, for what happens during an attempt.
    pub(in super::super) fn span(&self) -> &CallSpan {
        &self.span
    }

    /// Begins an attempt, and returns the sources that its identities must be requested from first.
    ///
    /// There are none if the identities are the same in all attempts, or the operation isn't authenticated.
    pub(in super::super) fn begin<O: Operation>(
        &mut self,
    ) -> Result<Vec<&'a dyn IdentitySource>, Error<O::Error>> {
        let providers = self.config.authentication.providers(O::AUTH);
        let providers = providers.map_err(|error| Error::new(O::NAME, ErrorKind::Auth(error)))?;
        let fixed = providers.iter().filter_map(|it| it.identity.clone());
        self.identities.clear();
        self.identities.extend(fixed);
        let sources = providers.iter().filter_map(|it| it.source.as_deref());
        let sources: Vec<_> = sources.collect();
        if !sources.is_empty() {
            self.span.begin(O::NAME);
        }
        Ok(sources)
    }

    /// Takes an identity from a source that [`Self::begin`] returned, or `None` after a timeout.
    pub(in super::super) fn identify<O: Operation>(
        &mut self,
        identity: Option<Resolved>,
    ) -> Result<(), Error<O::Error>> {
        let refuse = |kind| Err(Error::new(O::NAME, kind));
        self.attempt_time_left = self.time_left();
        match identity {
            Some(Err(error)) => refuse(ErrorKind::Auth(error)),
            Some(Ok(identity)) if !self.attempt_time_left.is_zero() => {
                self.identities.push(identity);
                Ok(())
            }
            _ => refuse(ErrorKind::Transport(self.call_timeout())),
        }
    }

    /// Creates the request of the attempt. It fails if the input is invalid, or the request can't be authenticated.
    pub(in super::super) fn attempt<O: Operation>(
        &mut self,
        input: &mut O,
    ) -> Result<HttpRequest, Error<O::Error>> {
        let mut streams = self.streams.iter();
        input.streams(&mut |body| {
            if let Some(stream) = streams.next() {
                *body = stream.body();
            }
        });
        let refuse = |kind| Error::new(O::NAME, kind);
        let request = input
            .request(&self.config.endpoint)
            .map_err(|error| refuse(ErrorKind::Input(error)))?;
        let mut message = O::finish(request, self.config.min_compression_size);
        if !O::KEEPS_CONTENT_CODING {
            accept_gzip(&mut message);
        }
        self.complete(O::NAME, &mut message);
        self.added_secrets = self
            .authenticate::<O>(&mut message)
            .map_err(|error| refuse(ErrorKind::Auth(error)))?;
        Ok(HttpRequest {
            message,
            connect_timeout: self.config.connect_timeout.min(self.attempt_time_left),
            attempt_timeout: self.attempt_timeout(),
            response_limit: self.config.response_limit,
            streams_response: O::STREAMS_OUTPUT,
            read_timeout: self.config.attempt_timeout,
        })
    }

    /// Returns the time limit of the current attempt.
    pub(in super::super) fn attempt_timeout(&self) -> Duration {
        self.config.attempt_timeout.min(self.attempt_time_left)
    }

    /// Counts the attempt, and adds the client's own headers to its request.
    fn complete(&mut self, operation: &'static str, message: &mut Request<Body>) {
        self.attempts = self.attempts.saturating_add(1);
        let (attempt, max) = (self.attempts, self.config.retry.max_attempts);
        if attempt == 1 {
            self.span.begin(operation);
        } else {
            self.attempt_time_left = self.time_left();
        }
        self.span.attempt(attempt, max);
        let headers = message.headers_mut();
        if let Some(user_agent) = &self.config.user_agent {
            drop(headers.insert(USER_AGENT, user_agent.clone()));
        }
        let id = self
            .config
            .sends_invocation_id
            .then(|| uuid(self.invocation_id));
        if let Some(Ok(id)) = id.map(HeaderValue::try_from) {
            drop(headers.insert(INVOCATION_ID, id));
        }
        let value = match &self.config.first_attempt {
            Some(_) if attempt > 1 => attempt_header(attempt, max),
            first => first.clone(),
        };
        if let Some(value) = value {
            drop(headers.insert(ATTEMPT, value));
        }
    }

    /// Authenticates a request, and returns the secret values that were added to it.
    fn authenticate<O: Operation>(
        &self,
        message: &mut Request<Body>,
    ) -> Result<Vec<SecretString>, AuthError> {
        let own = self.config.endpoint.of(O::ENDPOINT).signing_region();
        let region = own.or(self.config.authentication.region.as_deref());
        let region = region.unwrap_or_default();
        let mut added = Vec::new();
        for identity in &self.identities {
            added.extend(identity.authenticate(message, O::AUTH, region, SystemTime::now())?);
        }
        Ok(added)
    }

    /// Returns the result of an attempt: the output, or an error without the secrets that were sent.
    pub(in super::super) fn result<O: Operation>(
        &self,
        input: &O,
        outcome: Result<Response<Body>, TransportError>,
    ) -> Result<O::Output, Error<O::Error>> {
        let mut response = outcome.map_err(|error| {
            Error::new(O::NAME, ErrorKind::Transport(self.or_call_timeout(error)))
        })?;
        let secrets: &Secrets<'_> = &|visit| {
            input.secrets(visit);
            self.identities
                .iter()
                .for_each(|identity| identity.secrets(visit));
            self.added_secrets
                .iter()
                .for_each(|secret| visit(secret.expose_secret()));
        };
        let is_error = !O::is_success(response.status());
        redact_headers(&mut response, is_error, secrets);
        self.span.response(response.status(), response.headers());
        read_outcome::<O>(response, self.config.response_limit, secrets)
    }

    /// Returns the delay before the next attempt, or `None` if there is no next attempt.
    pub(in super::super) fn delay<T, E: ServiceError>(
        &mut self,
        result: &Result<T, Error<E>>,
    ) -> Option<Duration> {
        let Err(error) = result else {
            self.config.quota.refund(self.last_cost);
            return None;
        };
        if self.has_other_identity(error) {
            self.span.retry(Duration::ZERO, error);
            return Some(Duration::ZERO);
        }
        let failure = self.failure(error)?;
        let Config { retry, quota, .. } = self.config;
        let random = fastrand::u32(..);
        match decide(
            retry,
            self.attempts,
            &failure,
            quota.left(),
            self.time_left(),
            random,
        ) {
            Decision::Retry { delay, cost } if quota.take(cost) => {
                self.last_cost = Some(cost);
                self.span.retry(delay, error);
                Some(delay)
            }
            Decision::Retry { .. } | Decision::Stop => None,
        }
    }

    /// Returns whether the service refused the identity, its source has another one, and an attempt is left. A refused
    /// request had no effect, so the operation need not be idempotent.
    fn has_other_identity<E: ServiceError>(&mut self, error: &Error<E>) -> bool {
        let is_refused = error
            .service()
            .is_some_and(|error| is_refusal(error.meta()))
            && self.has_renewed();
        is_refused
            && self.attempts < self.config.retry.max_attempts
            && !self.time_left().is_zero()
            && !self.streams.iter().any(Replay::is_spent)
            && !mem::replace(&mut self.is_renewed, true)
    }

    /// Tells all sources that the service refused their identities, and returns whether one has another.
    fn has_renewed(&self) -> bool {
        let renewed = self.identities.iter().filter(|identity| identity.refused());
        renewed.count() > 0
    }

    fn failure<E: ServiceError>(&self, error: &Error<E>) -> Option<Failure> {
        match error.kind() {
            _ if self.streams.iter().any(Replay::is_spent) => None,
            ErrorKind::Transport(error) => Failure::of_transport(error.kind(), !self.is_idempotent),
            ErrorKind::Service(error) if self.is_idempotent => Some(Failure {
                kind: error.retry_kind()?,
                is_timeout: false,
                retry_after: error
                    .meta()
                    .retry_after()
                    .map(|after| after.delay(SystemTime::now())),
            }),
            _ => None,
        }
    }

    /// Returns the call timeout instead of an attempt's timeout that the call's time caused. The clock of a transport
    /// may be slightly ahead, so the call's time need not be over yet.
    fn or_call_timeout(&self, error: TransportError) -> TransportError {
        let own_time = match error.kind() {
            TransportErrorKind::ConnectTimeout(_) => self.config.connect_timeout,
            TransportErrorKind::AttemptTimeout(_) => self.config.attempt_timeout,
            _ => return error,
        };
        if self.attempt_time_left < own_time || self.time_left().is_zero() {
            return self.call_timeout();
        }
        error
    }

    fn call_timeout(&self) -> TransportError {
        TransportError::new(TransportErrorKind::CallTimeout(self.config.call_timeout))
    }

    /// Returns the time that is left for the call.
    pub(in super::super) fn time_left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }
}

/// Returns whether an error says that the identity is not or no longer valid.
fn is_refusal(meta: &ErrorMeta) -> bool {
    meta.status() == StatusCode::UNAUTHORIZED
        || meta
            .code()
            .is_some_and(|code| EXPIRED_CODES.contains(&code))
}
