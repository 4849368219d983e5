//! Signs out with the client that a build script generates with progenitor.

use std::{env, error::Error};

mod api {
    #![allow(
        missing_docs,
        clippy::pedantic,
        clippy::expect_used,
        reason = "it is not ours"
    )]
    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let client = api::Client::new(&url);
    match client.logout(&env::var("ACCESS_TOKEN")?).await {
        Ok(_) => println!("signed out"),
        Err(error) if error.status().is_some_and(|status| status == 401) => {
            println!("already signed out");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
