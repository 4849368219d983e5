//! Where requests go: to what the operation says, or to what the protocol has for its name.

use super::{http_key, place::Place, unique::Unique};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format,
    protocol::{self, Address, Header, Rules},
};

/// Where the requests of a service go.
#[derive(Clone, Copy)]
pub(super) enum Destination<'a> {
    /// To the method and the URI that each operation says.
    OfOperation,
    /// To what follows from the service's name in requests and that of the operation.
    OfNames {
        target_prefix: &'a str,
        address: fn(&str, &str) -> Address,
    },
}

impl<'a> Destination<'a> {
    /// Lowers the service's name in requests, which it has exactly if the protocol needs one.
    pub(super) fn lower(
        service: &'a format::Service,
        protocol: &Rules,
        place: &Place<'_>,
    ) -> Checked<Self> {
        let place = place.at("target_prefix");
        match (protocol.destination, &service.target_prefix) {
            (protocol::Destination::OfOperation, None) => Ok(Self::OfOperation),
            (protocol::Destination::OfOperation, Some(_)) => {
                let message = "the requests of this protocol don't name the service";
                Err(place.report(
                    Diagnostic::new(Code::UnknownKey, place.key(), message).help("remove the key"),
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

    /// Returns whether a request may be sent twice, as far as it can be told from its method. A method that is the same
    /// for all operations tells nothing, and AWS's own clients send all of them again.
    pub(super) fn is_idempotent(self, request: &http_key::Request) -> bool {
        match self {
            Self::OfOperation => request.method.is_idempotent(),
            Self::OfNames { .. } => true,
        }
    }

    /// Lowers method and URI of an operation, and the headers that tell it apart. No other operation has the same request.
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
                let same = format!("{} {}", request.method, request.uri);
                requests.take(&same, Code::OperationConflict, http.value(), &http)?;
                Ok((request, Vec::new()))
            }
            (Self::OfNames { .. }, Some(_)) => {
                let message = "this protocol has one method and URI for all operations";
                let help = "remove the key: requests name the operation";
                Err(place
                    .report(Diagnostic::new(Code::InvalidHttp, http.key(), message).help(help)))
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

/// Refuses what can't stand in a header and in a path as it is.
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
