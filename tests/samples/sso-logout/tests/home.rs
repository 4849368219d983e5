//! An `.aws` folder of a test's own.

use std::{
    collections::BTreeMap,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use identity_center::{portal::blocking::Client, runtime::Builder};
use jiff::{SignedDuration, Timestamp};
use sso_logout::{Config, Found, Observer, Outcome, Selection, Sweep, Wish, config::cache_stem};
use tempfile::TempDir;

use crate::portal::Portal;

/// What time it is in all tests.
pub const NOW: &str = "2025-06-01T12:00:00Z";

#[derive(Debug)]
pub struct Home {
    dir: TempDir,
    /// Whether a token stays that the server didn't confirm.
    pub keep_on_failure: bool,
    /// Whether nothing is done.
    pub dry_run: bool,
}

impl Home {
    pub fn new() -> Self {
        Self {
            dir: TempDir::new().unwrap(),
            keep_on_failure: false,
            dry_run: false,
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn at(&self, file: &str) -> PathBuf {
        self.path().join(file)
    }

    pub fn write(&self, file: &str, contents: impl AsRef<[u8]>) {
        let path = self.at(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// Writes the token file of a session, and gives its name.
    pub fn token(&self, session: &str, token: &str) -> String {
        self.token_in(session, token, "eu-west-1", &in_hours(3))
    }

    pub fn token_in(&self, session: &str, token: &str, region: &str, expires_at: &str) -> String {
        let file = format!("sso/cache/{}.json", cache_stem(session));
        self.write(&file, token_json(token, region, expires_at));
        file
    }

    /// Writes role credentials that came from a sign-in, and gives the file's name.
    pub fn credentials(&self, name: &str) -> String {
        let file = format!("cli/cache/{name}.json");
        self.write(&file, credentials_json());
        file
    }

    pub fn has(&self, file: &str) -> bool {
        self.at(file).symlink_metadata().is_ok()
    }

    /// All files and what is in them.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        self.collect(self.path(), &mut files);
        files
    }

    fn collect(&self, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                self.collect(&path, files);
            } else {
                let name = path
                    .strip_prefix(self.path())
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }

    /// Signs out of everything, the server being there or not.
    pub fn sign_out(&self, portal: &Portal) -> Outcome {
        self.sweep(Some(portal.settings()), &Wish::All, &|_, _| {
            ControlFlow::Continue(())
        })
        .unwrap()
    }

    pub fn sign_out_of(&self, wish: &Wish, portal: &Portal) -> Outcome {
        self.sweep(Some(portal.settings()), wish, &|_, _| {
            ControlFlow::Continue(())
        })
        .unwrap()
    }

    /// Nothing comes back if the observer breaks off.
    pub fn sweep(
        &self,
        server: Option<Builder<Client>>,
        wish: &Wish,
        observer: &Observer<'_>,
    ) -> Option<Outcome> {
        let config = Config::read(&self.at("config")).unwrap();
        let sweep = Sweep {
            aws_dir: self.path(),
            config: &config,
            selection: &Selection::of(wish, &config).unwrap(),
            server,
            dry_run: self.dry_run,
            keep_on_failure: self.keep_on_failure,
        };
        match sweep.run(Found::in_aws_dir(self.path()), observer) {
            ControlFlow::Continue(outcome) => Some(outcome),
            ControlFlow::Break(()) => None,
        }
    }
}

pub fn in_hours(hours: i64) -> String {
    let now: Timestamp = NOW.parse().unwrap();
    (now + SignedDuration::from_hours(hours)).to_string()
}

pub fn token_json(token: &str, region: &str, expires_at: &str) -> String {
    format!(
        r#"{{"startUrl": "https://acme.awsapps.com/start", "region": "{region}", "accessToken": "{token}",
           "expiresAt": "{expires_at}", "refreshToken": "refresh", "clientId": "id", "clientSecret": "secret"}}"#
    )
}

pub fn credentials_json() -> String {
    format!(
        r#"{{"ProviderType": "sso", "Credentials": {{"AccessKeyId": "AKIA", "SecretAccessKey": "key",
           "SessionToken": "session", "Expiration": "{}"}}}}"#,
        in_hours(1)
    )
}
