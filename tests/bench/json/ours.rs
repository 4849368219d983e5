//! Reads and writes a file again and again with the generated code: `json-ours-run FILE ROUNDS`.

use ours::{
    exchange::ExchangeInput,
    runtime::{Body, Endpoint, Operation},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let endpoint = Endpoint::parse("http://localhost")?;
    timing::rounds(|text| {
        let output = ExchangeInput::output(http::Response::new(Body::from(text.clone())))?;
        let mut input = ExchangeInput::new();
        input.all = output.all;
        Ok(input.request(&endpoint)?.into_body().bytes().clone())
    })
}
