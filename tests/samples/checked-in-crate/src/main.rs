//! Signs out of IAM Identity Center with a client that is checked in as a crate.
//!
//! `ACCESS_TOKEN=... sample-checked-in-crate https://portal.sso.eu-west-1.amazonaws.com`

use std::{env, error::Error, process::ExitCode};

use identity_center::portal::{Client, LogoutError, LogoutInput};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match sign_out().await {
        Ok(outcome) => println!("{outcome}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

async fn sign_out() -> Result<&'static str, Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let token = env::var("ACCESS_TOKEN").map_err(|_| "put the token into ACCESS_TOKEN")?;
    let client = Client::builder().endpoint_url(url).build()?;
    match client.logout(LogoutInput::new(token)).await {
        Ok(_) => Ok("signed out"),
        Err(error) => match error.service() {
            Some(LogoutError::UnauthorizedException(_)) => Ok("already signed out"),
            _ => Err(error.into()),
        },
    }
}
