//! The command line.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand};
use jiff::SignedDuration;

const EXAMPLES: &str = "\
Examples:
  sso-logout                       sign out of every session
  sso-logout --dry-run             see what that would do
  sso-logout list                  see who is signed in where, and for how long
  sso-logout --session dev         sign out of one session of ~/.aws/config
  sso-logout --profile             sign out of the session of $AWS_PROFILE
  sso-logout --start-url acme.awsapps.com/start
  sso-logout --json | jq .sessions

Exit code:
  0  everything asked for is done
  1  something was left, or the server didn't confirm it; the output says what
  2  the command line can't be right; nothing was touched
A dry run ends with the exit code of the run, as far as that is known without calling the server.

AWS_DEFAULT_PROFILE and AWS_PROFILE count only with --profile, and in this order, as in the AWS CLI: a plain
`sso-logout` signs out of everything, as `aws sso logout` does.
Of the environment it also reads the endpoint variables of the AWS CLI (AWS_ENDPOINT_URL_SSO,
AWS_USE_FIPS_ENDPOINT, ...), HTTPS_PROXY and NO_PROXY, and NO_COLOR.";

/// Sign out of AWS IAM Identity Center (SSO): on the server, and on this machine
///
/// Ends every cached session on the server, then removes its token and the role credentials that came from it
/// from ~/.aws. Client registrations and whatever else is there stay.
#[derive(Clone, Debug, Parser)]
#[command(version, after_help = EXAMPLES, max_term_width = 110)]
pub struct Arguments {
    /// What to do instead of signing out.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Which sessions, and where.
    #[command(flatten)]
    pub common: CommonArguments,
    /// How to sign out.
    #[command(flatten)]
    pub sign_out: SignOutArguments,
}

/// What to do instead of signing out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Show the cached sessions: region, start URL and time left
    List,
}

/// Which sessions are meant, and where they are.
#[derive(Args, Clone, Debug)]
pub struct CommonArguments {
    /// Only the session with this name in ~/.aws/config
    #[arg(long, value_name = "NAME", global = true, conflicts_with_all = ["start_url", "profile"])]
    pub session: Option<String>,
    /// Only the sessions of this start URL, however it is spelled: `https://` can be left out
    #[arg(long, value_name = "URL", global = true, conflicts_with = "profile")]
    pub start_url: Option<String>,
    /// Only the session of this profile; without NAME, that of `AWS_DEFAULT_PROFILE`, else `AWS_PROFILE`, else
    /// `default`
    #[arg(long, value_name = "NAME", global = true, num_args = 0..=1)]
    pub profile: Option<Option<String>>,
    /// Print JSON, for scripts
    #[arg(long, global = true)]
    pub json: bool,
    /// The .aws folder itself [default: ~/.aws]
    #[arg(long, value_name = "FOLDER", global = true)]
    pub aws_dir: Option<PathBuf>,
    /// The file that names sessions and profiles [default: `config` in the .aws folder]
    #[arg(
        long,
        value_name = "FILE",
        global = true,
        env = "AWS_CONFIG_FILE",
        hide_env_values = true
    )]
    pub config_file: Option<OsString>,
}

/// How to sign out.
#[derive(Args, Clone, Debug)]
pub struct SignOutArguments {
    /// Show what would happen, and what can't, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Remove the files without calling the server, where the sessions live on until they expire
    #[arg(long)]
    pub local_only: bool,
    /// Keep a token when the server doesn't confirm, so that it can be tried again
    #[arg(long, conflicts_with = "local_only")]
    pub keep_on_failure: bool,
    /// The most time for one session, with all retries: seconds, or like 10s or 1m30s
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = timeout)]
    pub timeout: Duration,
    /// Call this server instead of AWS's
    #[arg(long, value_name = "URL")]
    pub endpoint_url: Option<String>,
    /// Trust the certificates of this PEM file too
    #[arg(
        long,
        value_name = "FILE",
        env = "AWS_CA_BUNDLE",
        hide_env_values = true
    )]
    pub ca_bundle: Option<OsString>,
}

/// Reads seconds, with or without a unit.
fn timeout(text: &str) -> Result<Duration, String> {
    let with_unit = if text.parse::<f64>().is_ok() {
        format!("{text}s")
    } else {
        text.to_owned()
    };
    let timeout = with_unit
        .parse::<SignedDuration>()
        .ok()
        .and_then(|time| Duration::try_from(time).ok());
    let timeout = timeout.ok_or("give seconds, or a time like 10s or 1m30s")?;
    if timeout.is_zero() {
        Err("it must be more than nothing".to_owned())
    } else {
        Ok(timeout)
    }
}
