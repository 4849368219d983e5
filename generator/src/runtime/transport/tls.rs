//! The certificate authorities that the bundled transports trust.

use rustls::pki_types::CertificateDer;

use super::super::{BuildError, Config};
use super::ca_bundle;

/// Returns the certificates of the operating system's trust store and of the client's bundles, or none for an endpoint
/// without TLS.
pub(super) fn root_certificates(
    config: &Config,
) -> Result<Vec<CertificateDer<'static>>, BuildError> {
    if !config.endpoint.is_https() {
        return Ok(Vec::new());
    }
    let mut loaded = rustls_native_certs::load_native_certs();
    let mut roots = loaded.certs;
    for bundle in &config.ca_bundles {
        let certificates = ca_bundle::certificates(bundle);
        roots.extend(
            certificates
                .map_err(|problem| BuildError::Tls(format!("a CA bundle{problem}").into()))?,
        );
    }
    match loaded.errors.pop() {
        Some(error) if roots.is_empty() => Err(BuildError::Tls(Box::new(error))),
        None if roots.is_empty() => Err(BuildError::Tls(
            "the operating system's trust store is empty".into(),
        )),
        _ => Ok(roots),
    }
}
