//! Calls with an HTTP client that returns a given response, and then keeps what it is sent.

use std::{
    env,
    error::Error,
    fs,
    sync::{Arc, Mutex},
};

use http::Response;
use serde_json::{Value, json};

use crate::api::{
    echo::blocking::Client,
    runtime::{Body, HttpRequest, TransportError, blocking::HttpClient},
};

/// The variant that was read, and then written.
pub type Outcome = Result<&'static str, String>;

#[derive(Clone, Debug, Default)]
struct Canned(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    response: Option<Response<Body>>,
    written: Vec<u8>,
}

impl HttpClient for Canned {
    fn send(&self, request: HttpRequest) -> Result<Response<Body>, TransportError> {
        let mut state = self.0.lock().unwrap();
        if let Some(response) = state.response.take() {
            return Ok(response);
        }
        state.written = request.message.into_body().into_bytes()?.to_vec();
        Ok(Response::new(Body::empty()))
    }
}

/// Reads the cases, and prints for each what was written or what went wrong.
pub fn run(read: fn(&Client, &str) -> Outcome) {
    let file = env::args().nth(1).expect("an argument names the file of cases");
    let cases: Vec<Value> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let canned = Canned::default();
    let client = Client::builder().max_attempts(1).build_with(canned.clone()).unwrap();
    let outcomes = cases.iter().map(|case| {
        let status = case["status"].as_u64().unwrap();
        let response = Response::builder()
            .status(u16::try_from(status).unwrap())
            .header("content-type", case["media_type"].as_str().unwrap());
        let body = Body::from(case["body"].as_str().unwrap().to_owned());
        *canned.0.lock().unwrap() = State {
            response: Some(response.body(body).unwrap()),
            written: Vec::new(),
        };
        match read(&client, case["reader"].as_str().unwrap()) {
            Ok(variant) => {
                let written = String::from_utf8(canned.0.lock().unwrap().written.clone()).unwrap();
                json!({ "variant": variant, "written": written })
            }
            Err(error) => json!({ "error": error }),
        }
    });
    println!("{}", Value::Array(outcomes.collect()));
}

/// Returns an error with its causes.
pub fn described(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text += &format!(": {error}");
        cause = error.source();
    }
    text
}
