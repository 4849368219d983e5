//! The blocking side: the loop around a call.

use std::sync::Arc;

use super::super::{
    Error, Operation,
    call::{attempts::Call, replay::Side},
};
use super::config::Config;

pub use super::super::transport::blocking_http_client::HttpClient;

/// Settings and transport of a blocking client; a clone shares them.
#[derive(Clone, Debug)]
pub struct Caller {
    config: Arc<Config>,
    http: Arc<dyn HttpClient>,
}

impl Caller {
    /// Calls with these settings over this transport.
    pub fn new(config: Config, http: impl HttpClient) -> Self {
        Self {
            config: Arc::new(config),
            http: Arc::new(http),
        }
    }

    /// Makes one call.
    ///
    /// # Errors
    ///
    /// When the input can't be right, no response arrives, or it is not a success.
    pub fn call<O: Operation>(&self, mut input: O) -> Result<O::Output, Error<O::Error>> {
        let mut call = Call::new(&self.config, Side::Blocking, &mut input)?;
        let result = loop {
            if let Some(source) = call.begin::<O>()? {
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
        // Nobody needs its secrets any longer.
        drop(input);
        result
    }
}
