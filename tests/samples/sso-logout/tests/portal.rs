//! A server that keeps sessions and really forgets them on Logout.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use identity_center::{portal::blocking::Client, runtime::Builder};
use restsmith_tests::{Answer, Server};

#[derive(Debug)]
pub struct Portal {
    server: Server,
    sessions: Arc<Mutex<BTreeSet<String>>>,
}

impl Portal {
    /// Knows these tokens.
    pub fn with(tokens: &[&str]) -> Self {
        let sessions: BTreeSet<_> = tokens.iter().map(|&token| token.to_owned()).collect();
        let sessions = Arc::new(Mutex::new(sessions));
        let known = Arc::clone(&sessions);
        let server = Server::start([Answer::decide(move |request| {
            let token = sent_token(request).unwrap_or_default();
            if known.lock().unwrap().remove(token) {
                Answer::ok()
            } else {
                unauthorized()
            }
        })]);
        Self { server, sessions }
    }

    /// Answers so.
    pub fn answering(script: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            server: Server::start(script),
            sessions: Arc::default(),
        }
    }

    /// Closes every connection at once.
    pub fn dead() -> Self {
        Self::answering([])
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Calls it without waiting between attempts.
    pub fn settings(&self) -> Builder<Client> {
        Client::builder()
            .endpoint_url(self.url())
            .retry_delay(Duration::ZERO)
            .throttling_delay(Duration::ZERO)
    }

    /// The sessions that live on.
    pub fn sessions(&self) -> Vec<String> {
        self.sessions.lock().unwrap().iter().cloned().collect()
    }

    /// The tokens that were sent, in the order of the tokens.
    pub fn sent(&self) -> Vec<String> {
        let requests = self.server.requests();
        let mut tokens: Vec<_> = requests
            .iter()
            .filter_map(|request| sent_token(request))
            .map(str::to_owned)
            .collect();
        tokens.sort();
        tokens
    }
}

pub fn sent_token(request: &str) -> Option<&str> {
    request
        .lines()
        .find_map(|line| line.strip_prefix("x-amz-sso_bearer_token: "))
}

pub fn unauthorized() -> Answer {
    let body = r#"{"message": "Session token not found or invalid"}"#;
    Answer::response(
        "401 Unauthorized",
        &["x-amzn-errortype: UnauthorizedException"],
        body,
    )
}
