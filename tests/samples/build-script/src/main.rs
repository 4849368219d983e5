//! Signs out of IAM Identity Center with a client that the build script generates.
//!
//! `ACCESS_TOKEN=... sample-build-script https://portal.sso.eu-west-1.amazonaws.com`

#[allow(dead_code, unreachable_pub, unused_imports)] // a program seldom calls all of a client
mod api {
    include!(concat!(env!("OUT_DIR"), "/portal.rs"));
}

use std::{env, error::Error, process::ExitCode};

use api::portal::{LogoutError, LogoutInput, blocking::Client};

fn main() -> ExitCode {
    match sign_out() {
        Ok(outcome) => println!("{outcome}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn sign_out() -> Result<&'static str, Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let token = env::var("ACCESS_TOKEN").map_err(|_| "put the token into ACCESS_TOKEN")?;
    let client = Client::builder().endpoint_url(url).build()?;
    match client.logout(LogoutInput::new(token)) {
        Ok(_) => Ok("signed out"),
        Err(error) => match error.service() {
            Some(LogoutError::UnauthorizedException(_)) => Ok("already signed out"),
            _ => Err(error.into()),
        },
    }
}
