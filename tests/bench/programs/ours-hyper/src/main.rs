//! Signs out with the generated asynchronous client.

use std::{env, error::Error};

use identity_center::portal::{Client, LogoutError, LogoutInput};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let client = Client::builder().endpoint_url(url).build()?;
    match client
        .logout(LogoutInput::new(env::var("ACCESS_TOKEN")?))
        .await
    {
        Ok(_) => println!("signed out"),
        Err(error) => match error.service() {
            Some(LogoutError::UnauthorizedException(_)) => println!("already signed out"),
            _ => return Err(error.into()),
        },
    }
    Ok(())
}
