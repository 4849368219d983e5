//! The whole life of a session: signs in on a device, lists what the user may do, and signs out.
//!
//! `sample-session START_URL REGION`, where `AWS_ENDPOINT_URL` names another endpoint if need be.

use std::{env, error::Error, process::ExitCode, thread, time::Duration};

use identity_center::{
    oidc::{
        self, CreateTokenError, CreateTokenInput, RegisterClientInput,
        StartDeviceAuthorizationInput,
    },
    portal::{
        self, GetRoleCredentialsInput, ListAccountRolesInput, ListAccountsInput, LogoutInput,
    },
};
use secrecy::SecretString;

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let start_url = env::args()
        .nth(1)
        .ok_or("give the start URL of the access portal")?;
    let region = env::args().nth(2).ok_or("give the region")?;
    let oidc = oidc::blocking::Client::builder()
        .region(&region)
        .from_env()?
        .build()?;
    let portal = portal::blocking::Client::builder()
        .region(&region)
        .from_env()?
        .build()?;

    let token = sign_in(&oidc, &start_url)?;
    for account in portal
        .list_accounts_pages(ListAccountsInput::new(token.clone()))
        .items()
    {
        let account = account?;
        let id = account.account_id.unwrap_or_default();
        println!("account {id}: {}", account.account_name.unwrap_or_default());
        for role in portal
            .list_account_roles_pages(ListAccountRolesInput::new(&*id, token.clone()))
            .items()
        {
            let name = role?.role_name.unwrap_or_default();
            let input = GetRoleCredentialsInput::new(&*name, &*id, token.clone());
            let credentials = portal.get_role_credentials(input)?.role_credentials;
            let key = credentials
                .and_then(|credentials| credentials.access_key_id)
                .unwrap_or_default();
            println!("  role {name}: access key {key}");
        }
    }
    portal.logout(LogoutInput::new(token))?;
    println!("signed out");
    Ok(())
}

/// Asks the user to agree in a browser, and waits until they have.
fn sign_in(oidc: &oidc::blocking::Client, start_url: &str) -> Result<SecretString> {
    let client = oidc.register_client(RegisterClientInput::new("sample-session", "public"))?;
    let id = client.client_id.ok_or("the service gave no client id")?;
    let secret = client
        .client_secret
        .ok_or("the service gave no client secret")?;
    let input = StartDeviceAuthorizationInput::new(&*id, secret.clone(), start_url);
    let device = oidc.start_device_authorization(input)?;
    println!(
        "open {} and compare {}",
        device.verification_uri_complete.unwrap_or_default(),
        device.user_code.unwrap_or_default()
    );
    let device_code = device
        .device_code
        .ok_or("the service gave no device code")?;
    let interval = Duration::from_secs(
        device
            .interval
            .and_then(|seconds| seconds.try_into().ok())
            .unwrap_or(5),
    );
    loop {
        let input =
            CreateTokenInput::new(&*id, secret.clone(), DEVICE_CODE).device_code(&*device_code);
        match oidc.create_token(input) {
            Ok(output) => {
                return output
                    .access_token
                    .ok_or_else(|| "the service gave no token".into());
            }
            Err(error) => match error.service() {
                Some(CreateTokenError::AuthorizationPendingException(_)) => thread::sleep(interval),
                Some(CreateTokenError::SlowDownException(_)) => thread::sleep(interval * 2),
                _ => return Err(error.into()),
            },
        }
    }
}
