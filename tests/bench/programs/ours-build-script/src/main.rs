//! Signs out with the blocking client that a build script generates.

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "only one call is made"
)]
mod api {
    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}

use std::{env, error::Error};

use api::portal::{LogoutError, LogoutInput, blocking::Client};

fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let client = Client::builder().endpoint_url(url).build()?;
    match client.logout(LogoutInput::new(env::var("ACCESS_TOKEN")?)) {
        Ok(_) => println!("signed out"),
        Err(error) => match error.service() {
            Some(LogoutError::UnauthorizedException(_)) => println!("already signed out"),
            _ => return Err(error.into()),
        },
    }
    Ok(())
}
