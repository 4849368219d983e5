//! What a protocol decides. Another one would be a module beside [`rest_json`], and a line in each function here.

use proc_macro2::TokenStream;

use super::rest_json;
use crate::model::{Operation, OutputMember, Protocol, Service};

/// The function that makes a request of an input.
pub(super) fn request_fn(protocol: Protocol, operation: &Operation) -> TokenStream {
    match protocol {
        Protocol::RestJson => rest_json::request_fn(operation),
    }
}

/// What reads an operation's output, called `output`, from a success, called `response`.
pub(super) fn output_body(service: &Service, operation: &Operation) -> TokenStream {
    match service.protocol {
        Protocol::RestJson => rest_json::output_body(&service.endpoint, operation),
    }
}

/// The statements that read the members of an error, called `error`, from a reference to a response, called
/// `response`. What can't be read is left as it is.
pub(super) fn read_error(protocol: Protocol, members: &[OutputMember]) -> Vec<TokenStream> {
    match protocol {
        Protocol::RestJson => rest_json::read_error(members),
    }
}
