//! Tells the errors of a call apart: by the operation, by where the call failed, and by whether another one may succeed.
//!
//! ```sh
//! ACCESS_TOKEN=... cargo run --example errors --features ureq -- eu-west-1 123456789012 Reader
//! ```

use std::{env, error::Error};

use identity_center::{
    portal::{GetRoleCredentialsError, GetRoleCredentialsInput, blocking::Client},
    runtime::ErrorKind,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [region, account, role] = arguments.as_slice() else {
        return Err("name a region, an account and a role".into());
    };
    let token = env::var("ACCESS_TOKEN").map_err(|_| "set ACCESS_TOKEN")?;
    let client = Client::builder().region(region).build()?;
    let input = GetRoleCredentialsInput::new(role.as_str(), account.as_str(), token);
    let Err(error) = client.get_role_credentials(input) else {
        println!("the role has credentials");
        return Ok(());
    };
    if let Some(GetRoleCredentialsError::UnauthorizedException(_)) = error.service() {
        println!("the session is over: sign in again");
    } else if error.is_retryable() {
        println!("try again later");
    } else {
        match error.kind() {
            ErrorKind::Input(_) => println!("nothing was sent"),
            ErrorKind::Transport(_) => println!("there was no complete response"),
            ErrorKind::Service(_) => println!("the service refused the request"),
            _ => {}
        }
    }
    Err(error.into())
}
