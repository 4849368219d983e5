//! Asks STS who is calling, with the official SDK.

use std::{env, error::Error};

use aws_sdk_sts::{
    Client,
    config::{BehaviorVersion, Config, Credentials, Region},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let credentials = Credentials::new(
        env::var("AWS_ACCESS_KEY_ID")?,
        env::var("AWS_SECRET_ACCESS_KEY")?,
        env::var("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    );
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .credentials_provider(credentials)
        .endpoint_url(url)
        .build();
    let identity = Client::from_conf(config)
        .get_caller_identity()
        .send()
        .await?;
    println!("{}", identity.arn().unwrap_or("nobody"));
    Ok(())
}
