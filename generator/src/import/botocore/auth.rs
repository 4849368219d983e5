//! The authentication schemes of services and operations.

use super::{
    customs,
    model::{Metadata, Operation},
};
use crate::{Error, format::Auth};

/// The beginning of the versions of signatures as S3 takes them, which are `s3` and `s3v4`.
const OF_S3: &str = "s3";

/// Checks that the requests of a service aren't signed with version 2 of AWS's signatures.
///
/// # Errors
///
/// Fails if they are, as those of `SimpleDB` are. The error says what to import instead.
pub(super) fn not_version_2(metadata: &Metadata) -> Result<(), Error> {
    let is_version_2 = metadata.signature_version.as_deref() == Some("v2");
    if is_version_2 && metadata.auth.is_empty() {
        return Err(Error::request(
            "the service takes requests with AWS Signature Version 2 only, and clients sign with version 4: import a newer \
             model of the service that has `\"signatureVersion\": \"v4\"` if there is one, such as `simpledbv2` for \
             SimpleDB",
        ));
    }
    Ok(())
}

/// Returns the scheme of an operation.
///
/// # Errors
///
/// When the format has none of those that the model names; the error lists them.
pub(super) fn of_operation(operation: &Operation, metadata: &Metadata) -> Result<Auth, String> {
    match operation.authtype.as_deref() {
        None if operation.auth.is_empty() => of_service(metadata),
        None | Some("") => of_schemes(&operation.auth, metadata),
        Some("none") => Ok(Auth::None),
        Some(version) => of_version(version, metadata),
    }
}

/// Returns the scheme of the operations that don't name one of their own.
///
/// # Errors
///
/// When the format has none of those that the model names; the error lists them.
pub(super) fn of_service(metadata: &Metadata) -> Result<Auth, String> {
    match metadata.signature_version.as_deref() {
        _ if !metadata.auth.is_empty() => of_schemes(&metadata.auth, metadata),
        Some(version) => of_version(version, metadata),
        None => Ok(Auth::None),
    }
}

/// Returns the first of the schemes in a list that the format has.
fn of_schemes(schemes: &[String], metadata: &Metadata) -> Result<Auth, String> {
    let known = schemes.iter().find_map(|scheme| match scheme.as_str() {
        "aws.auth#sigv4" => Some(signature(metadata)),
        "smithy.api#httpBearerAuth" => Some(Auth::Bearer),
        "smithy.api#noAuth" => Some(Auth::None),
        _ => None,
    });
    known.ok_or_else(|| schemes.join(" or "))
}

/// Returns the scheme of a version of AWS's signatures.
fn of_version(version: &str, metadata: &Metadata) -> Result<Auth, String> {
    match version {
        "bearer" => Ok(Auth::Bearer),
        _ if version.starts_with("v4") || version.starts_with(OF_S3) => Ok(signature(metadata)),
        _ => Err(version.to_owned()),
    }
}

/// Returns how the service wants its requests signed: the lists of schemes and the operations name version 4 in both cases.
fn signature(metadata: &Metadata) -> Auth {
    let is_as_s3 = match &metadata.signature_version {
        Some(version) => version.starts_with(OF_S3),
        None => customs::is_signed_as_s3(metadata),
    };
    if is_as_s3 { Auth::S3v4 } else { Auth::Sigv4 }
}
