//! Generates a client with progenitor: `progenitor-generator OPENAPI OUT`.

use std::{env, error::Error, fs};

use openapiv3::OpenAPI;
use progenitor_impl::Generator;

fn main() -> Result<(), Box<dyn Error>> {
    let [openapi, out] = [1, 2].map(|index| env::args_os().nth(index));
    let openapi: OpenAPI =
        serde_json::from_slice(&fs::read(openapi.ok_or("which description?")?)?)?;
    let tokens = Generator::default().generate_tokens(&openapi)?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    fs::write(out.ok_or("to where?")?, text)?;
    Ok(())
}
