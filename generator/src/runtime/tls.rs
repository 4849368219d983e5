//! Whom the bundled transports trust.

use rustls::pki_types::CertificateDer;

use super::{BuildError, Config};

/// The certificates of the operating system's trust store; none for an endpoint that needs no TLS.
pub(super) fn root_certificates(config: &Config) -> Result<Vec<CertificateDer<'static>>, BuildError> {
    if !config.endpoint().is_https() {
        return Ok(Vec::new());
    }
    let mut loaded = rustls_native_certs::load_native_certs();
    match loaded.errors.pop() {
        Some(error) if loaded.certs.is_empty() => Err(BuildError::Tls(Box::new(error))),
        _ if loaded.certs.is_empty() => Err(BuildError::Tls("the system trusts no certificate".into())),
        _ => Ok(loaded.certs),
    }
}
