//! Reads and writes a file again and again with the generated code: `ours-run FILE`.

use http::{HeaderValue, Response};
use ours::{
    exchange::ExchangeInput,
    runtime::{Body, Endpoint, Operation},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let endpoint = Endpoint::parse("http://localhost")?;
    timing::rounds(|text| {
        let mut response = Response::new(Body::from(text.clone()));
        // Responses in CBOR have it; the others ignore it.
        let protocol = HeaderValue::from_static("rpc-v2-cbor");
        response.headers_mut().insert("smithy-protocol", protocol);
        let mut input = ExchangeInput::new();
        input.all = ExchangeInput::output(response)?.all;
        Ok(input.request(&endpoint)?.into_body().bytes().clone())
    })
}
