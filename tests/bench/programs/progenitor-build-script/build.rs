//! Generates the client.

use std::{env, error::Error, fs, path::PathBuf};

use openapiv3::OpenAPI;
use progenitor_impl::Generator;

const OPENAPI: &str = "../progenitor-program/openapi.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={OPENAPI}");
    let openapi: OpenAPI = serde_json::from_slice(&fs::read(OPENAPI)?)?;
    let tokens = Generator::default().generate_tokens(&openapi)?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("where to?")?);
    fs::write(out.join("api.rs"), text)?;
    Ok(())
}
