//! The authentication of operations.

use super::{auth_schemes::AuthSchemes, place::Place, shapes::Shapes};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{self, Auth, MemberOrType, Operation},
    model::{self, AuthSchemeKind, KeyPlace},
};

/// The authentication of a service, for all its operations.
pub(super) struct ServiceAuth<'a> {
    service: &'a format::Service,
    place: Place<'a>,
    signing_name: Checked<Option<String>>,
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
            schemes: AuthSchemes::lower(&service.auth_schemes, shapes, place.at("auth_schemes")),
        }
    }

    /// Checks the keys of the service, and returns its schemes.
    pub(super) fn finish(self) -> Checked<Vec<model::AuthScheme>> {
        let _ = self.signing_name?;
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
        if operation.unsigned_payload && *auth != Auth::Sigv4 {
            let message = "`unsigned_payload` requires `auth: sigv4`";
            return Err(place.report(
                Diagnostic::new(Code::Auth, place.at("unsigned_payload").key(), message)
                    .help("remove `unsigned_payload`, or write `auth: sigv4`"),
            ));
        }
        match auth {
            Auth::None => Ok(model::Auth::None),
            Auth::Bearer => {
                is_free(&SetBy::AUTHORIZATION, operation, &auth_place, place)?;
                Ok(model::Auth::Bearer)
            }
            Auth::Sigv4 => {
                is_free(&SetBy::AUTHORIZATION, operation, &auth_place, place)?;
                Ok(model::Auth::Sigv4 {
                    signing_name: self.signing_name(&auth_place)?,
                    signs_payload: !operation.unsigned_payload,
                })
            }
            Auth::AnyOf(alternatives) => {
                let schemes = self.schemes.as_ref().map_err(|reported| *reported)?;
                let alternatives = schemes.alternatives(alternatives, &auth_place)?;
                for alternative in &alternatives {
                    can_be_combined(alternative, &auth_place)?;
                }
                for set in alternatives
                    .iter()
                    .flatten()
                    .filter_map(|it| SetBy::scheme(it))
                {
                    is_free(&set, operation, &auth_place, place)?;
                    self.no_constant(&set, operation, &auth_place, place)?;
                }
                let settings = |all: &Vec<&model::AuthScheme>| {
                    all.iter().map(|scheme| scheme.setting.clone()).collect()
                };
                Ok(model::Auth::AnyOf(
                    alternatives.iter().map(settings).collect(),
                ))
            }
        }
    }

    /// Reports a constant of the service's headers or of the URI that a scheme sets too.
    fn no_constant(
        &self,
        set: &SetBy<'_>,
        operation: &Operation,
        auth: &Place<'_>,
        place: &Place<'_>,
    ) -> Checked<()> {
        let name = set.name;
        let constant = if set.binding == "header" {
            let mut headers = self.service.headers.keys();
            let header = headers.find(|header| header.eq_ignore_ascii_case(name));
            header.map(|header| self.place.at("headers").at(header).key())
        } else {
            let uri = operation.http.as_deref().unwrap_or_default();
            let (_, query) = uri.split_once('?').unwrap_or_default();
            let mut keys = query.split('&').map(|pair| pair.split('=').next());
            keys.any(|key| key == Some(name))
                .then(|| place.at("http").value())
        };
        let Some(constant) = constant else {
            return Ok(());
        };
        let message = format!("`{name}` is a constant here, but `auth` sets it");
        Err(place.report(
            Diagnostic::new(Code::Auth, constant, message)
                .also(auth.value(), "sets it")
                .help("remove the constant: the caller sets the value on the client's builder"),
        ))
    }

    fn signing_name(&self, auth: &Place<'_>) -> Checked<String> {
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
    let is_name_letter = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    if name.is_empty() || !name.chars().all(is_name_letter) {
        let message = format!("`{name}` can't be the name of a service in signatures");
        return Err(place.report(
            Diagnostic::new(
                Code::InvalidValue,
                place.at("signing_name").value(),
                message,
            )
            .help("write letters, digits, `-`, `_` and `.`, such as `awsssoportal`"),
        ));
    }
    Ok(Some(name.clone()))
}

/// What a scheme of authentication sets in a request, to which no member can be bound.
#[derive(PartialEq, Eq)]
struct SetBy<'a> {
    /// The key of the binding.
    binding: &'static str,
    name: &'a str,
}

impl<'a> SetBy<'a> {
    const AUTHORIZATION: Self = Self {
        binding: "header",
        name: "authorization",
    };

    /// Returns what a scheme sets. A cookie is added to those of members.
    fn scheme(scheme: &'a model::AuthScheme) -> Option<Self> {
        match &scheme.kind {
            AuthSchemeKind::Bearer { .. } | AuthSchemeKind::Basic => Some(Self::AUTHORIZATION),
            AuthSchemeKind::ApiKey(KeyPlace::Header { name, .. }) => Some(Self {
                binding: "header",
                name: name.as_str(),
            }),
            AuthSchemeKind::ApiKey(KeyPlace::Query(name)) => Some(Self {
                binding: "query",
                name,
            }),
            AuthSchemeKind::ApiKey(KeyPlace::Cookie(_)) => None,
        }
    }

    fn is_bound(&self, member: &format::Member) -> bool {
        match self.binding {
            "header" => (member.header.as_deref())
                .is_some_and(|header| header.eq_ignore_ascii_case(self.name)),
            _ => member.query.as_deref() == Some(self.name),
        }
    }
}

/// Reports two schemes of one alternative that set the same, of which only the last would be sent.
fn can_be_combined(schemes: &[&model::AuthScheme], auth: &Place<'_>) -> Checked<()> {
    for (index, second) in schemes.iter().enumerate() {
        let Some(set) = SetBy::scheme(second) else {
            continue;
        };
        let mut before = schemes.iter().take(index);
        let Some(first) = before.find(|first| SetBy::scheme(first).as_ref() == Some(&set)) else {
            continue;
        };
        let (first, second) = (&first.setting, &second.setting);
        let message = format!("`{first}` and `{second}` both set `{}`", set.name);
        return Err(auth.report(
            Diagnostic::new(Code::Auth, auth.value(), message).help(format!(
                "for either of the two, write `auth: [{first}, {second}]`"
            )),
        ));
    }
    Ok(())
}

/// Reports a member that is bound to what authentication sets.
fn is_free(
    set: &SetBy<'_>,
    operation: &Operation,
    auth: &Place<'_>,
    place: &Place<'_>,
) -> Checked<()> {
    let bound = operation
        .input
        .iter()
        .find(|(_, MemberOrType(member))| set.is_bound(member));
    let Some((name, _)) = bound else {
        return Ok(());
    };
    let SetBy {
        binding,
        name: wire,
    } = set;
    let message = format!("the member `{name}` can't be bound to `{wire}`, which `auth` sets");
    Err(place.report(
        Diagnostic::new(
            Code::Auth,
            place.at("input").at(name).at(binding).value(),
            message,
        )
        .also(auth.value(), "sets it")
        .help("remove the member, or write `auth: none`"),
    ))
}
