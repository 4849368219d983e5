//! Ends a session of IAM Identity Center.
//!
//! ```sh
//! ACCESS_TOKEN=... cargo run --example sign_out --features ureq -- eu-west-1
//! ```

use std::{env, error::Error};

use identity_center::portal::{LogoutInput, blocking::Client};

fn main() -> Result<(), Box<dyn Error>> {
    let region = env::args().nth(1).ok_or("name a region")?;
    let token = env::var("ACCESS_TOKEN").map_err(|_| "set ACCESS_TOKEN")?;
    let client = Client::builder().region(region).build()?;
    client.logout(LogoutInput::new(token))?;
    println!("signed out");
    Ok(())
}
