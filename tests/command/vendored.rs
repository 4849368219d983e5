//! The generated module in a crate that has nothing of restsmith: warnings are errors there, and it signs out.

use std::{fs, process::Command};

use restsmith::{Builder, ClientKind};
use restsmith_tests::{Answer, FreshCrate, Server, readme_block};

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/portal.yaml");
const TOKEN: &str = "token-of-the-vendored-module";

const WITH_UREQ: &str = r"use std::{env, error::Error};

use api::portal::{LogoutInput, blocking::Client};

fn main() -> Result<(), Box<dyn Error>> {
    let [url, token] = [1, 2].map(|index| env::args().nth(index).unwrap_or_default());
    let client = Client::builder().endpoint_url(url).build()?;
    client.logout(LogoutInput::new(token))?;
    Ok(())
}
";

const WITH_HYPER: &str = r"use std::{env, error::Error};

use api::portal::{Client, LogoutInput};

fn main() -> Result<(), Box<dyn Error>> {
    let [url, token] = [1, 2].map(|index| env::args().nth(index).unwrap_or_default());
    let client = Client::builder().endpoint_url(url).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(client.logout(LogoutInput::new(token)))?;
    Ok(())
}
";

/// A program with the module in it, and in its manifest what restsmith says that the module needs.
fn program(name: &str, client: ClientKind, main: &str) -> FreshCrate {
    let program = FreshCrate::new(name).unwrap();
    let builder = Builder::new().clients([client]);
    let change = builder
        .plan(program.path().join("src/api"), &[SPEC])
        .unwrap();
    change.apply().unwrap();
    program.write_manifest(&change.dependencies()).unwrap();
    let module = readme_block("<!-- vendored -->");
    program
        .write(
            "src/main.rs",
            &format!("//! Signs out.\n\n{module}\n{main}"),
        )
        .unwrap();
    program
}

/// Builds the program, signs out with it, and gives what the server was sent, without the header lines that
/// differ from attempt to attempt.
fn sign_out(program: &FreshCrate, server: &Server) -> Vec<String> {
    program.cargo(&["build", "--quiet"]).unwrap();
    let output = Command::new(program.program())
        .args([&server.url(), TOKEN])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
    let lines = |request: &String| -> String {
        request
            .split_inclusive("\r\n")
            .filter(|line| !line.starts_with("amz-sdk-"))
            .collect()
    };
    server.requests().iter().map(lines).collect()
}

fn assert_nothing_of_restsmith(program: &FreshCrate) {
    let lock = fs::read_to_string(program.path().join("Cargo.lock")).unwrap();
    assert!(
        !lock.contains("restsmith") && !lock.contains("identity-center"),
        "{lock}"
    );
}

#[test]
fn a_private_module_with_the_blocking_client_has_no_warning_and_signs_out() {
    let program = program("vendored-ureq", ClientKind::Ureq, WITH_UREQ);
    program.cargo(&["fmt", "--check"]).unwrap();
    let server = Server::start([Answer::ok()]);
    let expected = format!(
        "POST /logout HTTP/1.1\r\n\
         host: {}\r\n\
         x-amz-sso_bearer_token: {TOKEN}\r\n\
         content-length: 0\r\n\
         user-agent: vendored-ureq/1.2.3\r\n\
         \r\n",
        server.address()
    );
    assert_eq!(sign_out(&program, &server), [expected]);
    assert_nothing_of_restsmith(&program);
}

#[test]
fn a_private_module_with_the_asynchronous_client_has_no_warning_and_signs_out() {
    let program = program("vendored-hyper", ClientKind::Hyper, WITH_HYPER);
    program.cargo(&["fmt", "--check"]).unwrap();
    let server = Server::start([Answer::ok()]);
    let expected = format!(
        "POST /logout HTTP/1.1\r\n\
         x-amz-sso_bearer_token: {TOKEN}\r\n\
         content-length: 0\r\n\
         user-agent: vendored-hyper/1.2.3\r\n\
         host: {}\r\n\
         \r\n",
        server.address()
    );
    assert_eq!(sign_out(&program, &server), [expected]);
    assert_nothing_of_restsmith(&program);
}
