//! Lists the accounts of the user, and the roles in each, whatever the number of pages.
//!
//! ```sh
//! ACCESS_TOKEN=... cargo run --example list_accounts --features hyper -- eu-west-1
//! ```

use std::{env, error::Error};

use identity_center::portal::{Client, ListAccountRolesInput, ListAccountsInput};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let region = env::args().nth(1).ok_or("name a region")?;
    let token = env::var("ACCESS_TOKEN").map_err(|_| "set ACCESS_TOKEN")?;
    let client = Client::builder().region(region).build()?;
    let mut accounts = client
        .list_accounts_pages(ListAccountsInput::new(token.as_str()))
        .page_size(100)
        .items();
    while let Some(account) = accounts.next().await {
        let id = account?.account_id.unwrap_or_default();
        println!("account {id}");
        let input = ListAccountRolesInput::new(id, token.as_str());
        let mut roles = client.list_account_roles_pages(input).items();
        while let Some(role) = roles.next().await {
            println!("  role {}", role?.role_name.unwrap_or_default());
        }
    }
    Ok(())
}
