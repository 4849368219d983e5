//! Signs out with an asynchronous client written by hand.

use std::env;

use hand_written::{Error, hyper::Client};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let client = Client::new(&url)?;
    match client.logout(&env::var("ACCESS_TOKEN")?).await {
        Ok(_) => println!("signed out"),
        Err(Error::Unauthorized(_)) => println!("already signed out"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
