//! What the parts of a call take that do no I/O: making requests, and reading what a service answers.
//!
//! ```sh
//! cargo bench --package restsmith-tests --bench sans_io
//! ```

#![expect(clippy::unwrap_used, reason = "a benchmark of what fails is none")]

use divan::Bencher;
use http::Response;
use identity_center::{
    oidc::CreateTokenInput,
    portal::{ListAccountsInput, LogoutInput},
    runtime::{Body, Endpoint, Operation},
};

const TOKEN: &str = "aoaAAAAAGVn1X2kLm3Pq5Rs7Tu9Vw1Xy3Za5Bc7De9Fg1Hi3Jk5Lm7No9Pq1Rs3Tu5Vw7Xy9Za";

fn main() {
    divan::main();
}

fn logout() -> LogoutInput {
    LogoutInput::new(TOKEN)
}

fn create_token() -> CreateTokenInput {
    CreateTokenInput::new("client", "secret of the client", "refresh_token").refresh_token(TOKEN)
}

fn list_accounts() -> ListAccountsInput {
    ListAccountsInput::new(TOKEN)
        .max_results(100)
        .next_token("the next one")
}

fn response(status: u16, body: impl Into<Body>) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header("content-type", "application/json");
    let response = response.header("x-amzn-requestid", "0f6bd1a2-6c1f-4b7e-9d05-5a3c8e2f7b14");
    response.body(body.into()).unwrap()
}

fn request<O: Operation>(bencher: Bencher, input: fn() -> O) {
    let endpoint = Endpoint::parse("https://portal.sso.eu-west-1.amazonaws.com").unwrap();
    bencher
        .with_inputs(input)
        .bench_local_values(|mut input| input.request(&endpoint).unwrap());
}

#[divan::bench]
fn request_with_a_header(bencher: Bencher) {
    request(bencher, logout);
}

#[divan::bench]
fn request_with_a_query(bencher: Bencher) {
    request(bencher, list_accounts);
}

#[divan::bench]
fn request_with_a_body(bencher: Bencher) {
    request(bencher, create_token);
}

#[divan::bench]
fn empty_output(bencher: Bencher) {
    let input = logout();
    bencher
        .with_inputs(|| response(200, ""))
        .bench_local_values(|response| input.response(response).unwrap());
}

#[divan::bench(args = [1, 10, 100])]
fn output(bencher: Bencher, accounts: usize) {
    let account = r#"{"accountId":"123456789012","accountName":"Ledger","emailAddress":"ledger@example.com"}"#;
    let body = format!(
        r#"{{"nextToken":"more","accountList":[{}]}}"#,
        vec![account; accounts].join(",")
    );
    let input = list_accounts();
    bencher
        .with_inputs(|| response(200, body.clone()))
        .bench_local_values(|response| input.response(response).unwrap());
}

#[divan::bench]
fn error(bencher: Bencher) {
    let body =
        r#"{"message":"Session token not found or invalid","__type":"UnauthorizedException"}"#;
    let input = logout();
    bencher
        .with_inputs(|| response(401, body))
        .bench_local_values(|response| input.response(response).unwrap_err());
}

#[divan::bench]
fn error_that_repeats_the_secret(bencher: Bencher) {
    let body = format!(r#"{{"message":"nobody knows {TOKEN}","__type":"UnauthorizedException"}}"#);
    let input = logout();
    bencher
        .with_inputs(|| response(401, body.clone()))
        .bench_local_values(|response| input.response(response).unwrap_err());
}
