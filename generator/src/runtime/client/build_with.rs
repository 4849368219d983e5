//! Clients with a transport of the user's.

/// Implements `build_with` for a client whose caller is in this module of the runtime.
macro_rules! build_with {
    ($client:ident, $module:ident) => {
        impl runtime::Builder<$client> {
            /// Builds the client with a transport of your own.
            ///
            /// # Errors
            ///
            /// Returns an error if a setting is invalid.
            pub fn build_with(
                self,
                http: impl runtime::$module::HttpClient,
            ) -> ::core::result::Result<$client, runtime::BuildError> {
                let caller = runtime::$module::Caller::new(self.config()?, http);
                Ok($client { caller })
            }
        }
    };
}

pub(crate) use build_with;
