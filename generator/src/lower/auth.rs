//! The authentication of operations.

use std::collections::HashMap;

use super::{
    auth_conflicts::{Places, Sent, can_be_combined, is_free},
    auth_schemes::AuthSchemes,
    place::Place,
    shapes::Shapes,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::{self, Auth, Operation},
    model::{self, SignatureVersion},
};

/// The authentication of a service, for all its operations.
pub(super) struct ServiceAuth<'a> {
    service: &'a format::Service,
    place: Place<'a>,
    signing_name: Checked<Option<String>>,
    /// The names in signatures of other endpoints that have one, by endpoint.
    other_names: Checked<HashMap<&'a str, String>>,
    schemes: Checked<AuthSchemes<'a>>,
}

impl<'a> ServiceAuth<'a> {
    pub(super) fn lower(
        service: &'a format::Service,
        shapes: &Shapes<'_>,
        place: Place<'a>,
    ) -> Self {
        Self {
            service,
            place,
            signing_name: signing_name(service, &place),
            other_names: other_names(&service.endpoint, &place.at("endpoint").at("others")),
            schemes: AuthSchemes::lower(&service.auth_schemes, shapes, place.at("auth_schemes")),
        }
    }

    /// Checks the keys of the service, and returns its schemes.
    pub(super) fn finish(self) -> Checked<Vec<model::AuthScheme>> {
        let _ = (self.signing_name?, self.other_names?);
        Ok(self.schemes?.into_model())
    }

    /// Lowers the authentication of an operation.
    pub(super) fn of(
        &self,
        name: &str,
        operation: &Operation,
        place: &Place<'_>,
    ) -> Checked<model::Auth> {
        self.unsaid(name, operation, place);
        let auth = operation.auth.as_ref().or(self.service.auth.as_ref());
        let auth = auth.unwrap_or(&Auth::None);
        let auth_place = if operation.auth.is_some() {
            place.at("auth")
        } else {
            self.place.at("auth")
        };
        if operation.unsigned_payload && !matches!(auth, Auth::Sigv4 | Auth::S3v4) {
            let message = "`unsigned_payload` requires `auth: sigv4` or `auth: s3v4`";
            return Err(place.report(
                Diagnostic::new(Code::Auth, place.at("unsigned_payload").key(), message).help(
                    "remove `unsigned_payload`, or write `auth: sigv4`, or `auth: s3v4` for S3",
                ),
            ));
        }
        let at = Places {
            service: self.place,
            operation: *place,
            auth: auth_place,
        };
        match auth {
            Auth::None => Ok(model::Auth::None),
            Auth::Bearer => {
                is_free(&Sent::AUTHORIZATION, self.service, operation, &at)?;
                Ok(model::Auth::Bearer)
            }
            Auth::Sigv4 => self.signed(SignatureVersion::V4, operation, &at),
            Auth::S3v4 => self.signed(SignatureVersion::S3v4, operation, &at),
            Auth::AnyOf(alternatives) => {
                let schemes = self.schemes.as_ref().map_err(|reported| *reported)?;
                let lowered = schemes.alternatives(alternatives, &auth_place)?;
                for (alternative, schemes) in alternatives.iter().zip(&lowered) {
                    can_be_combined(&alternative.0, schemes, &auth_place)?;
                }
                for scheme in lowered.iter().flatten() {
                    is_free(&Sent::by(scheme), self.service, operation, &at)?;
                }
                let settings = |schemes: &Vec<&model::AuthScheme>| {
                    let settings = schemes.iter().map(|scheme| scheme.setting.clone());
                    settings.collect()
                };
                Ok(model::Auth::AnyOf(lowered.iter().map(settings).collect()))
            }
        }
    }

    /// Lowers the authentication of an operation whose requests are signed.
    fn signed(
        &self,
        signature_version: SignatureVersion,
        operation: &Operation,
        at: &Places<'_>,
    ) -> Checked<model::Auth> {
        is_free(&Sent::AUTHORIZATION, self.service, operation, at)?;
        Ok(model::Auth::Sigv4 {
            signing_name: self.signing_name(operation, &at.auth)?,
            signature_version,
            signs_payload: !operation.unsigned_payload,
        })
    }

    fn signing_name(&self, operation: &Operation, auth: &Place<'_>) -> Checked<String> {
        let others = self.other_names.as_ref().map_err(|reported| *reported)?;
        let other = operation.endpoint.as_deref();
        if let Some(name) = other.and_then(|endpoint| others.get(endpoint)) {
            return Ok(name.clone());
        }
        self.signing_name.clone()?.ok_or_else(|| {
            let message = "the name of the service in signatures is missing";
            auth.report(
                Diagnostic::new(Code::Auth, auth.value(), message)
                    .help("add `signing_name:` to the service; only `endpoint.aws` implies one"),
            )
        })
    }

    /// Warns of an AWS operation without `auth`: most are signed, so it may be a mistake.
    fn unsaid(&self, name: &str, operation: &Operation, place: &Place<'_>) {
        let is_said = operation.auth.is_some()
            || self.service.auth.is_some()
            || place.has("auth")
            || self.place.has("auth");
        if self.service.endpoint.aws.is_some() && !is_said {
            let message = format!("the operation `{name}` of an AWS service has no `auth`");
            place.report(
                Diagnostic::new(Code::UnsaidAuth, place.key(), message)
                    .help("add `auth: none` if it isn't signed, or `auth: sigv4` to the service"),
            );
        }
    }
}

/// Returns the name in signatures: that in the spec, or else the first label of the AWS host.
fn signing_name(service: &format::Service, place: &Place<'_>) -> Checked<Option<String>> {
    let Some(name) = &service.signing_name else {
        let label = service
            .endpoint
            .aws
            .as_deref()
            .and_then(|prefix| prefix.split('.').next());
        return Ok(label.map(str::to_owned));
    };
    checked(name, &place.at("signing_name")).map(Some)
}

/// Returns the names in signatures of other endpoints that have one.
fn other_names<'a>(
    endpoint: &'a format::Endpoint,
    place: &Place<'_>,
) -> Checked<HashMap<&'a str, String>> {
    let named = endpoint.others.iter().filter_map(|(endpoint, other)| {
        let name = other.signing_name.as_deref()?;
        let place = place.at(endpoint).at("signing_name");
        Some(checked(name, &place).map(|name| (endpoint.as_str(), name)))
    });
    Ok(all(named)?.into_iter().collect())
}

/// Reports what can't be a name in signatures.
fn checked(name: &str, place: &Place<'_>) -> Checked<String> {
    let is_name_letter = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    if !name.is_empty() && name.chars().all(is_name_letter) {
        return Ok(name.to_owned());
    }
    let message = format!("`{name}` can't be the name of a service in signatures");
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.value(), message)
            .help("write letters, digits, `-`, `_` and `.`, such as `awsssoportal`"),
    ))
}
