//! The program's text.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use restsmith_typed_values::{Spec, Values, identifiers, spec::Operation};

use crate::{
    Failure,
    case::{Case, Drawn, ErrorAnswer},
};

/// Returns a program that makes the call that its second argument names, at the URL that is the first.
pub fn main(drawn: &Drawn) -> Result<String, Failure> {
    let spec = Spec::parse(&drawn.imported.yaml)?;
    let values = Values::new(&spec, &drawn.imported.service)?;
    let (mut names, mut functions) = (Vec::new(), Vec::new());
    for (index, case) in drawn.cases.iter().enumerate() {
        let [input, output, error] =
            ["input", "output", "error"].map(|kind| format_ident!("{kind}_{index}"));
        functions.push(calls(case, &spec, &values, [&input, &output, &error])?);
        names.extend([output, error]);
    }
    let (texts, service) = (names.iter().map(Ident::to_string), &values.service);
    let comparisons = values.comparisons()?;
    let program = quote! {
        #![allow(dead_code, unused_imports, unused_macros, unused_mut, unused_variables)]

        mod api;
        #[macro_use]
        mod same;
        mod outcome;
        mod value;

        use #service::blocking::Client;

        fn main() {
            let arguments: Vec<String> = ::std::env::args().collect();
            let [_, url, name] = arguments.as_slice() else { panic!("give a URL and the name of a call") };
            let client = Client::builder().endpoint_url(url).max_attempts(1).build().unwrap();
            match name.as_str() {
                #(#texts => #names(&client),)*
                name => panic!("there is no call `{name}`"),
            }
        }

        #(#functions)*
        #(#comparisons)*
    };
    Ok(prettyplease::unparse(&syn::parse2(program)?))
}

/// Writes the input of a case, and its two calls.
fn calls(
    case: &Case,
    spec: &Spec,
    values: &Values<'_>,
    [input, output, error]: [&Ident; 3],
) -> Result<TokenStream, String> {
    let Case {
        operation: name, ..
    } = case;
    let operation = spec
        .operations
        .get(name)
        .ok_or_else(|| format!("the import lacks {name}"))?;
    let [input_type, error_type] = identifiers::input_and_error(name)?;
    let (service, function) = (&values.service, identifiers::function(name)?);
    let given = values.input(
        &quote!(#service::#input_type),
        &operation.input,
        &case.input,
    )?;
    let streams = streams(operation, values)?;
    let known = operation
        .output
        .iter()
        .filter(|(name, _)| !case.of_server.contains(name));
    let known = known
        .map(|(name, member)| (name.clone(), member.clone()))
        .collect();
    let checks = values.checks(&known, &case.output)?;
    let ErrorAnswer {
        shape,
        code,
        keeps_code,
        message,
        has_message,
        ..
    } = &case.error;
    let variant = if let Some(shape) = shape {
        let variant = identifiers::errors(&spec.errors)?.remove(shape);
        let variant = variant.ok_or_else(|| format!("the import lacks {shape}"))?;
        quote!(|error| matches!(error, #service::#error_type::#variant(_)))
    } else {
        quote!(|_| true)
    };
    // Otherwise the type tells which error it is.
    let code = if *keeps_code {
        quote!(Some(#code))
    } else {
        quote!(None)
    };
    let message = if *has_message {
        quote!(Some(#message))
    } else {
        quote!(None)
    };
    Ok(quote! {
        fn #input() -> #service::#input_type {
            #given
        }

        fn #output(client: &Client) {
            let mut output = crate::outcome::output(client.#function(#input()));
            #(#streams)*
            #(#checks)*
        }

        fn #error(client: &Client) {
            crate::outcome::error(client.#function(#input()), #code, #message, #variant);
        }
    })
}

/// Writes what reads the streams of an output.
fn streams(operation: &Operation, values: &Values<'_>) -> Result<Vec<TokenStream>, String> {
    let fields = identifiers::fields(&operation.output)?;
    let members = operation.output.values().zip(fields);
    let streams = members.filter(|(member, _)| values.is_stream(member.target()));
    Ok(streams
        .map(|(_, field)| quote!(output.#field = crate::outcome::read(output.#field);))
        .collect())
}
