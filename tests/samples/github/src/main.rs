//! Lists the open issues of a repository, on the blocking client.
//!
//! `GITHUB_TOKEN=... sample-github OWNER REPOSITORY`, and a URL after these for a GitHub Enterprise Server.

use std::{env, error::Error, process::ExitCode};

use sample_github::github::{ListIssuesError, ListIssuesInput, blocking::Client};

fn main() -> ExitCode {
    match list() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn list() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let owner = arguments.next().ok_or("give the owner")?;
    let name = arguments.next().ok_or("give the repository")?;
    let token = env::var("GITHUB_TOKEN").map_err(|_| "put the token into GITHUB_TOKEN")?;
    let mut client = Client::builder().bearer_token(token);
    if let Some(url) = arguments.next() {
        client = client.endpoint_url(url);
    }
    let client = client.build()?;
    let input = ListIssuesInput::new(&*owner, &*name);
    for issue in client.list_issues_pages(input).page_size(100).items() {
        match issue {
            Ok(issue) => println!("#{} {}", issue.number, issue.title),
            Err(error) => {
                return Err(match error.service() {
                    Some(ListIssuesError::NotFound(_)) => {
                        format!("there is no repository {owner}/{name} that the token can read")
                            .into()
                    }
                    _ => error.into(),
                });
            }
        }
    }
    Ok(())
}
