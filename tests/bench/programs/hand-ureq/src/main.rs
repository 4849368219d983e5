//! Signs out with a blocking client written by hand.

use std::env;

use hand_written::{Error, blocking::Client};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let client = Client::new(&url)?;
    match client.logout(&env::var("ACCESS_TOKEN")?) {
        Ok(_) => println!("signed out"),
        Err(Error::Unauthorized(_)) => println!("already signed out"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
