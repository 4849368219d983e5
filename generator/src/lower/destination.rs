//! The destinations of requests: the method and URI of an operation, or those of the protocol.

use super::{host_prefix, http_key, place::Place, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format,
    protocol::{self, Address, Header, Protocol, Rules},
};

/// The destination of a service's requests.
#[derive(Clone, Copy)]
pub(super) enum Destination<'a> {
    /// The method and the URI of each operation.
    OfOperation,
    /// A method and URI of the protocol, with the names of the service and the operation in a header.
    OfNames {
        target_prefix: &'a str,
        address: fn(&str, &str) -> Address,
    },
}

impl<'a> Destination<'a> {
    /// Lowers the service's name in requests, which is required or forbidden by the protocol.
    pub(super) fn lower(
        service: &'a format::Service,
        protocol: &Rules,
        place: &Place<'_>,
    ) -> Checked<Self> {
        let place = place.at("target_prefix");
        match (protocol.destination, &service.target_prefix) {
            (protocol::Destination::OfOperation, None) => Ok(Self::OfOperation),
            (protocol::Destination::OfOperation, Some(_)) => {
                let message = format!(
                    "`target_prefix` is only for {}",
                    protocols(|destination| matches!(
                        destination,
                        protocol::Destination::OfNames(_)
                    ))
                );
                Err(place.report(
                    Diagnostic::new(Code::UnknownKey, place.key(), message)
                        .help("remove `target_prefix`"),
                ))
            }
            (protocol::Destination::OfNames(_), None) => Err(place.already_reported()),
            (protocol::Destination::OfNames(address), Some(target_prefix)) => {
                name(target_prefix, &place)?;
                Ok(Self::OfNames {
                    target_prefix,
                    address,
                })
            }
        }
    }

    /// Returns whether an operation is idempotent by its method. If the protocol has one method for all operations,
    /// they all are: AWS's own clients retry them.
    pub(super) fn is_idempotent(self, request: &http_key::Request) -> bool {
        match self {
            Self::OfOperation => request.method.is_idempotent(),
            Self::OfNames { .. } => true,
        }
    }

    /// Lowers the method and URI of an operation, and the headers that identify it. They must be unique.
    pub(super) fn request(
        self,
        name: &str,
        operation: &format::Operation,
        requests: &mut Unique,
        place: &Place<'_>,
    ) -> Checked<(http_key::Request, Vec<Header>)> {
        let http = place.at("http");
        match (self, &operation.http) {
            (Self::OfOperation, None) => Err(place.already_reported()),
            (Self::OfOperation, Some(said)) => {
                let request = http_key::request(said, &http)?;
                let shown = format!("{} {}", request.method, request.uri);
                let fragment = &request.fragment;
                let host = operation.host.as_deref().unwrap_or_default();
                let path = http_key::without_names(&request.uri);
                let same = format!(
                    "{} {}{path}#{fragment}",
                    request.method,
                    host_prefix::without_names(host)
                );
                requests.take_as(&shown, &same, Code::OperationConflict, http.value(), &http)?;
                Ok((request, Vec::new()))
            }
            (Self::OfNames { .. }, Some(_)) => {
                let message = format!(
                    "`http` is only for {}: this protocol says the method and URI of each operation",
                    protocols(|destination| matches!(
                        destination,
                        protocol::Destination::OfOperation
                    ))
                );
                Err(place.report(
                    Diagnostic::new(Code::InvalidHttp, http.key(), message).help("remove `http`"),
                ))
            }
            (
                Self::OfNames {
                    target_prefix,
                    address,
                },
                None,
            ) => {
                let Address { path, headers } = address(target_prefix, name);
                Ok((http_key::Request::post(path, place.key()), headers))
            }
        }
    }
}

/// Returns the names of the protocols with such destinations.
fn protocols(is_meant: fn(protocol::Destination) -> bool) -> String {
    let names = Protocol::ALL
        .iter()
        .filter(|protocol| is_meant(protocol.rules().destination))
        .map(|protocol| format!("`{}`", protocol.name()));
    let names: Vec<_> = names.collect();
    match names.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        names => names.concat(),
    }
}

/// Reports characters that are invalid in a header or in a path.
fn name(name: &str, place: &Place<'_>) -> Checked<()> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    if !name.is_empty() && name.chars().all(is_plain) {
        return Ok(());
    }
    let message = format!(
        "`{}` can't be the name of a service in requests",
        name.escape_debug()
    );
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.value(), message)
            .help("write ASCII letters, digits, `_`, `-` and `.`, such as `DynamoDB_20120810`"),
    ))
}
