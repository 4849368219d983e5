//! The program that makes the calls, with a client that is generated for it.

use std::process::Command;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use restsmith_tests::FreshCrate;
use restsmith_typed_values::{Values, identifiers};
use serde::Deserialize;

use crate::{
    Failure,
    case::{Case, Drawn},
};

/// What the program is made of besides the calls.
const FILES: [(&str, &str); 2] = [
    ("src/record.rs", include_str!("caller/record.rs")),
    (
        "src/value.rs",
        include_str!("../conformance/cases/value.rs"),
    ),
];

/// The crates that those files need, and a client may not.
const DEPENDENCIES: &str = "serde_json = \"1\"\n";

/// What became of a call: what was sent and received, and what the client says of it.
#[derive(Debug, Deserialize)]
pub struct Made {
    pub call: usize,
    pub exchange: Option<Exchange>,
    /// The stage at which it failed: `input`, `auth`, `transport`, `response`, `page` or `service`.
    pub failed: Option<String>,
    pub error: Option<String>,
}

/// A request and its response.
#[derive(Debug, Deserialize)]
pub struct Exchange {
    pub line: String,
    pub media_type: Option<String>,
    pub sent: String,
    pub status: Option<u16>,
    pub response_type: Option<String>,
    pub violations: Option<String>,
    pub received: String,
}

/// Generates the client and the calls, compiles them, and makes the calls at a URL. Calls whose values can't be written
/// are returned with the reason.
pub fn build(
    crate_: &FreshCrate,
    drawn: &Drawn<'_>,
) -> Result<(std::path::PathBuf, Vec<(usize, String)>), Failure> {
    crate_.write_caller(&drawn.imported.yaml, DEPENDENCIES, &FILES)?;
    let (program, unwritable) = program(drawn)?;
    crate_.write("src/main.rs", &program)?;
    crate_.cargo(&["build", "--quiet"])?;
    Ok((crate_.program(), unwritable))
}

/// Makes the calls at a URL.
pub fn run(program: &std::path::Path, url: &str) -> Result<Vec<Made>, Failure> {
    let output = Command::new(program)
        .arg(url)
        .env("RUST_BACKTRACE", "0")
        .output()?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let made = lines.lines().map(serde_json::from_str);
    let made = made.collect::<Result<Vec<_>, _>>()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the program of the calls failed: {said}").into());
    }
    Ok(made)
}

fn program(drawn: &Drawn<'_>) -> Result<(String, Vec<(usize, String)>), Failure> {
    let values = Values::new(&drawn.spec, &drawn.imported.service)?;
    let (mut unwritable, mut functions, mut calls) = (Vec::new(), Vec::new(), Vec::new());
    for (index, case) in drawn.cases.iter().enumerate() {
        match call(index, case, drawn, &values) {
            Ok((function, call)) => {
                functions.push(function);
                calls.push(call);
            }
            Err(why) => unwritable.push((index, why)),
        }
    }
    let service = &values.service;
    let schemes = drawn.spec.service.auth_schemes.iter();
    let credentials = schemes.map(|(name, scheme)| {
        let setting = format_ident!("{name}");
        if scheme.kind == "basic" {
            quote!(.#setting("user", "pässwörd"))
        } else {
            quote!(.#setting("s3cret"))
        }
    });
    let program = quote! {
        #![allow(dead_code, deprecated, unused_imports, unused_macros, unused_mut, unused_variables)]

        mod api;
        mod record;
        mod value;

        use #service::blocking::Client;

        fn main() {
            let url = ::std::env::args().nth(1).unwrap();
            let builder = Client::builder().endpoint_url(&url).max_attempts(1)#(#credentials)*;
            let recorder = crate::record::Recorder::new(&url, &builder.clone().config().unwrap());
            let client = builder.build_with(recorder.clone()).unwrap();
            #(#calls)*
        }

        #(#functions)*
    };
    Ok((prettyplease::unparse(&syn::parse2(program)?), unwritable))
}

/// Writes the input of a case, and its call.
fn call(
    index: usize,
    case: &Case<'_>,
    drawn: &Drawn<'_>,
    values: &Values<'_>,
) -> Result<(TokenStream, TokenStream), String> {
    let name = &case.operation;
    let operation = drawn
        .spec
        .operations
        .get(name)
        .ok_or_else(|| format!("the selection lacks {name}"))?;
    let [input_type, _] = identifiers::input_and_error(name)?;
    let (service, function) = (&values.service, identifiers::function(name)?);
    let additional = operation.additional_input.as_deref();
    let input = values.input_of_wire(
        &quote!(#service::#input_type),
        &operation.input,
        &case.input,
        additional.map(|of| (of, case.additional.clone())),
    )?;
    let own = format_ident!("input_{index}");
    let function_of_input = quote! {
        fn #own() -> #service::#input_type {
            #input
        }
    };
    Ok((
        function_of_input,
        quote!(recorder.report(#index, client.#function(#own()));),
    ))
}
