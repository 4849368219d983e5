//! What a protocol decides. Another one would be a module beside [`rest_json`], and a line in each function here.

use proc_macro2::TokenStream;

use super::rest_json;
use crate::model::{Operation, OutputMember, Protocol};

/// The function that makes a request of an input.
pub(super) fn request_fn(protocol: Protocol, operation: &Operation) -> TokenStream {
    match protocol {
        Protocol::RestJson => rest_json::request_fn(operation),
    }
}

/// What reads an operation's output, called `output`, from a success, called `response`.
pub(super) fn output_body(protocol: Protocol, operation: &Operation) -> TokenStream {
    match protocol {
        Protocol::RestJson => rest_json::output_body(operation),
    }
}

/// What reads the members of a message, each on its own, from a reference to a response: expressions that are
/// results.
pub(super) fn read_members(
    protocol: Protocol,
    members: &[OutputMember],
    message: &TokenStream,
    response: &TokenStream,
) -> Vec<TokenStream> {
    match protocol {
        Protocol::RestJson => rest_json::read_members(members, message, response),
    }
}
