//! The trait of blocking transports.

use std::sync::Arc;

use super::super::{
    Error, Operation,
    call::{attempts::Call, replay::ClientKind},
};
use super::config::Config;

pub use super::super::transport::blocking_http_client::HttpClient;

/// The settings and the transport of a blocking client. A clone shares them.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Caller {
    pub(super) config: Arc<Config>,
    pub(super) http: Arc<dyn HttpClient>,
}

impl Caller {
    /// Creates a caller with these settings and this transport.
    pub fn new(config: Config, http: impl HttpClient) -> Self {
        Self {
            config: Arc::new(config),
            http: Arc::new(http),
        }
    }

    /// Makes a call.
    ///
    /// # Errors
    ///
    /// Fails if the input is invalid, the call can't be authenticated, no complete response is received, or the service
    /// returns an error.
    pub fn call<O: Operation>(&self, mut input: O) -> Result<O::Output, Error<O::Error>> {
        let mut call = Call::new(&self.config, ClientKind::Blocking, &mut input)?;
        let result = loop {
            for source in call.begin::<O>()? {
                let identity = call.span().in_scope(|| source.identity());
                call.identify::<O>(Some(identity))?;
            }
            let request = call.attempt(&mut input)?;
            let outcome = call.span().in_scope(|| self.http.send(request));
            let result = call.result(&input, outcome);
            match call.delay(&result) {
                Some(delay) => self.http.sleep(delay),
                None => break result,
            }
        };
        // Its secrets are wiped.
        drop(input);
        result
    }
}
