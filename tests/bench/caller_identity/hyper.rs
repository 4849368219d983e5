//! Asks STS who is calling, with the generated asynchronous client.

use std::{env, error::Error};

use sts::{
    runtime::aws_sigv4::AwsSigv4,
    sts::{Client, GetCallerIdentityInput},
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = env::args().nth(1).ok_or("give the endpoint's URL")?;
    let client = Client::builder()
        .region("eu-west-1")
        .endpoint_url(url)
        .signer(AwsSigv4::from_env()?)
        .build()?;
    let identity = client
        .get_caller_identity(GetCallerIdentityInput::new())
        .await?;
    println!("{}", identity.arn.as_deref().unwrap_or("nobody"));
    Ok(())
}
