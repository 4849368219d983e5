//! Signs out with the official SDK.

use std::{env, error::Error};

use aws_sdk_sso::{
    Client,
    config::{BehaviorVersion, Config, Region},
    operation::logout::LogoutError,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url(url)
        .build();
    let client = Client::from_conf(config);
    match client
        .logout()
        .access_token(env::var("ACCESS_TOKEN")?)
        .send()
        .await
    {
        Ok(_) => println!("signed out"),
        Err(error) => match error.as_service_error() {
            Some(LogoutError::UnauthorizedException(_)) => println!("already signed out"),
            _ => return Err(error.into()),
        },
    }
    Ok(())
}
