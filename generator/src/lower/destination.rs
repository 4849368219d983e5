//! The destinations of requests: the method and URI of an operation, or those of the protocol.

use super::{host_prefix, http_key, place::Place, protocols, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format,
    protocol::{self, Address, Header, Rules},
};

/// The destination of a service's requests.
#[derive(Clone, Copy)]
pub(super) enum Destination<'a> {
    /// The method and the URI of each operation.
    Operation,
    /// A method and URI of the protocol, with the names of the service and the operation in a header or
    /// in the path.
    Names {
        target_prefix: &'a str,
        address: fn(&str, &str) -> Address,
    },
    /// A method and URI of the protocol, with the version of the service and the name of the operation in a form.
    Form {
        version: &'a str,
        form: fn(&str, &str) -> String,
    },
}

/// The constant parts of a request that say which operation is called.
#[derive(Default)]
pub(super) struct Constants {
    pub(super) headers: Vec<Header>,
    /// The beginning of a form.
    pub(super) form: Option<String>,
}

impl<'a> Destination<'a> {
    /// Lowers the service's name or version in requests, which is required or forbidden by the protocol.
    pub(super) fn lower(
        service: &'a format::Service,
        protocol: &Rules,
        place: &Place<'_>,
    ) -> Checked<Self> {
        let prefix = place.at("target_prefix");
        match (protocol.destination, &service.target_prefix) {
            (protocol::Destination::Names(_), None) => Err(prefix.already_reported()),
            (protocol::Destination::Names(address), Some(target_prefix)) => {
                let help =
                    "write ASCII letters, digits, `_`, `-` and `.`, such as `DynamoDB_20120810`";
                plain(target_prefix, "the name of a service", help, &prefix)?;
                Ok(Self::Names {
                    target_prefix,
                    address,
                })
            }
            (_, Some(_)) => {
                let message = format!(
                    "`target_prefix` is only for {}",
                    protocols(|rules| matches!(rules.destination, protocol::Destination::Names(_)))
                );
                Err(prefix.report(
                    Diagnostic::new(Code::UnknownKey, prefix.key(), message)
                        .help("remove `target_prefix`"),
                ))
            }
            (protocol::Destination::Operation, None) => Ok(Self::Operation),
            (protocol::Destination::Form(form), None) => {
                let place = place.at("version");
                let version = service.version.as_deref();
                let version = version.ok_or_else(|| place.already_reported())?;
                let help = "write ASCII letters, digits, `_`, `-` and `.`, such as `2011-06-15`";
                plain(version, "the version of a service", help, &place)?;
                Ok(Self::Form { version, form })
            }
        }
    }

    /// Returns whether an operation is idempotent by its method. If the protocol has one method for all operations,
    /// they all are: AWS's own clients retry them.
    pub(super) fn is_idempotent(self, request: &http_key::Request) -> bool {
        match self {
            Self::Operation => request.method.is_idempotent(),
            Self::Names { .. } | Self::Form { .. } => true,
        }
    }

    /// Lowers the method and URI of an operation, and the constants that identify it. They must be unique.
    pub(super) fn request(
        self,
        name: &str,
        operation: &format::Operation,
        requests: &mut Unique,
        place: &Place<'_>,
    ) -> Checked<(http_key::Request, Constants)> {
        let http = place.at("http");
        match (self, &operation.http) {
            (Self::Operation, None) => Err(place.already_reported()),
            (Self::Operation, Some(said)) => {
                let request = http_key::request(said, &http)?;
                let shown = format!("{} {}", request.method, request.uri);
                let fragment = &request.fragment;
                let host = operation.host.as_deref().unwrap_or_default();
                let path = http_key::without_names(&request.uri);
                let same = format!(
                    "{} {} {}{path}#{fragment}",
                    request.method,
                    operation.endpoint.as_deref().unwrap_or_default(),
                    host_prefix::without_names(host)
                );
                requests.take_as(&shown, &same, Code::OperationConflict, http.value(), &http)?;
                Ok((request, Constants::default()))
            }
            (Self::Names { .. } | Self::Form { .. }, Some(_)) => {
                let message = format!(
                    "`http` is only for {}: this protocol says the method and URI of each operation",
                    protocols(|rules| matches!(
                        rules.destination,
                        protocol::Destination::Operation
                    ))
                );
                Err(place.report(
                    Diagnostic::new(Code::InvalidHttp, http.key(), message).help("remove `http`"),
                ))
            }
            (
                Self::Names {
                    target_prefix,
                    address,
                },
                None,
            ) => {
                let Address { path, headers } = address(target_prefix, name);
                let constants = Constants {
                    headers,
                    form: None,
                };
                Ok((http_key::Request::post(path, place.key()), constants))
            }
            (Self::Form { version, form }, None) => {
                let constants = Constants {
                    headers: Vec::new(),
                    form: Some(form(version, name)),
                };
                let request = http_key::Request::post("/".to_owned(), place.key());
                Ok((request, constants))
            }
        }
    }
}

/// Reports characters that are invalid in a header, in a path or in a form.
fn plain(text: &str, what: &str, help: &str, place: &Place<'_>) -> Checked<()> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    if !text.is_empty() && text.chars().all(is_plain) {
        return Ok(());
    }
    let message = format!("`{}` can't be {what} in requests", text.escape_debug());
    Err(place.report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help)))
}
