//! Clients with the transport that comes with them.

/// Implements `build` for a client whose caller is in this module of the runtime, with this transport.
macro_rules! build {
    ($client:ident, $module:ident, $transport:path) => {
        impl runtime::Builder<$client> {
            /// Builds the client with the transport that comes with it.
            ///
            /// # Errors
            ///
            /// Returns an error if a setting is invalid, or if TLS can't be set up.
            pub fn build(self) -> ::core::result::Result<$client, runtime::BuildError> {
                let config = self.config()?;
                let http = <$transport>::new(&config)?;
                let caller = runtime::$module::Caller::new(config, http);
                Ok($client { caller })
            }
        }
    };
}

pub(crate) use build;
