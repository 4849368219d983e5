//! How callers prove who they are.

use super::botocore::{Metadata, Operation};
use crate::format::Auth;

/// Returns the first way that is known of those that a model lists.
pub(super) fn known(schemes: &[String]) -> Option<Auth> {
    schemes.iter().find_map(|scheme| match scheme.as_str() {
        "aws.auth#sigv4" => Some(Auth::Sigv4),
        "smithy.api#httpBearerAuth" => Some(Auth::Bearer),
        "smithy.api#noAuth" => Some(Auth::None),
        _ => None,
    })
}

/// Returns the way of callers of the operations that say nothing about it.
pub(super) fn of_service(metadata: &Metadata) -> Auth {
    known(&metadata.auth).unwrap_or(match metadata.signature_version.as_deref() {
        Some("bearer") => Auth::Bearer,
        Some(version) if version.starts_with("v4") || version.starts_with("s3") => Auth::Sigv4,
        _ => Auth::None,
    })
}

/// Returns the way of callers of an operation.
pub(super) fn of_operation(operation: &Operation, of_service: Auth) -> Auth {
    match operation.authtype.as_deref() {
        Some("none") => Auth::None,
        Some("bearer") => Auth::Bearer,
        Some(kind) if kind.starts_with("v4") => Auth::Sigv4,
        _ => known(&operation.auth).unwrap_or(of_service),
    }
}
