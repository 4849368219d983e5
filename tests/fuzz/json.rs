//! The reader of JSON in responses: any body of a success or an error gives an output or an error that can be shown.
//!
//! The first byte chooses the operation, the second one the status.

#![no_main]

use http::Response;
use identity_center::{
    oidc::{CreateTokenInput, RegisterClientInput},
    portal::{GetRoleCredentialsInput, ListAccountsInput},
    runtime::{Body, Operation},
};
use libfuzzer_sys::fuzz_target;

const TOKEN: &str = "a-very-secret-token";

fuzz_target!(|bytes: &[u8]| {
    let [operation, status, body @ ..] = bytes else {
        return;
    };
    let status = [200, 400, 401, 403, 429, 500][usize::from(*status) % 6];
    match operation % 4 {
        0 => read(&ListAccountsInput::new(TOKEN), true, status, body),
        1 => read(
            &GetRoleCredentialsInput::new("role", "account", TOKEN),
            true,
            status,
            body,
        ),
        2 => read(
            &CreateTokenInput::new("client", TOKEN, "refresh_token"),
            true,
            status,
            body,
        ),
        _ => read(
            &RegisterClientInput::new("name", "public"),
            false,
            status,
            body,
        ),
    }
});

/// An input that holds the token hides it in what it makes of the response.
fn read<O: Operation>(input: &O, holds_token: bool, status: u16, body: &[u8]) {
    let response = Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("x-amzn-requestid", "id")
        .body(Body::from(body.to_vec()))
        .expect("the parts are valid");
    match input.response(response) {
        Ok(_) => assert_eq!(status, 200),
        Err(error) => {
            let shown = format!("{error} {error:?}");
            assert!(!holds_token || !shown.contains(TOKEN), "{shown}");
        }
    }
}
