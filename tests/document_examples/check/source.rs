//! The text of the program that reads and writes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::echo::{Arm, Echo, Reader, Variant};

/// Returns a program that reads the cases of the file that its argument names, and prints what became of them.
pub fn main(echo: &Echo) -> String {
    let names = echo.readers.keys();
    let functions = names
        .clone()
        .map(|name| format_ident!("{}", name.to_lowercase()));
    let readers = echo
        .readers
        .iter()
        .map(|(name, reader)| function(name, reader));
    let program = quote! {
        #![allow(dead_code, unreachable_patterns, unused_imports)]

        mod api;
        mod program;

        use api::echo::{self, blocking::Client};
        use program::{Outcome, described};

        fn main() {
            program::run(read);
        }

        fn read(client: &Client, reader: &str) -> Outcome {
            match reader {
                #(#names => #functions(client),)*
                _ => Err(format!("there is no operation `{reader}`")),
            }
        }

        #(#readers)*
    };
    program.to_string()
}

/// Returns the function that calls an operation, and writes what it has read.
fn function(name: &str, reader: &Reader) -> TokenStream {
    let method = format_ident!("{}", name.to_lowercase());
    let [input, output, error] =
        ["Input", "Output", "Error"].map(|kind| format_ident!("{name}{kind}"));
    let mut successes = Vec::new();
    let mut errors = Vec::new();
    for (variant, arm) in &reader.arms {
        let text = variant.name();
        match variant {
            Variant::Output => {
                let write = write(arm, |name| of_output(arm, name));
                successes.push(quote!(output => { #write Ok(#text) }));
            }
            Variant::OneOf(name) => {
                let name = format_ident!("{name}");
                let write = write(arm, |name| of_output(arm, name));
                successes.push(quote!(echo::#output::#name(output) => { #write Ok(#text) }));
            }
            Variant::Error(name) => {
                let name = format_ident!("{name}");
                let write = write(arm, |_| quote!(body));
                errors.push(quote! {
                    Some(echo::#error::#name(found)) => {
                        let Some(body) = found.body.clone() else {
                            return Err(format!("the body of `{}` is absent", #text));
                        };
                        #write
                        Ok(#text)
                    }
                });
            }
        }
    }
    quote! {
        fn #method(client: &Client) -> Outcome {
            match client.#method(echo::#input::new()) {
                Ok(output) => match output {
                    #(#successes)*
                    output => Err(format!("it is read as {output:?}")),
                },
                Err(error) => match error.service() {
                    #(#errors)*
                    _ => Err(described(&error)),
                },
            }
        }
    }
}

impl Variant {
    /// Returns the name of the variant in Rust.
    pub fn name(&self) -> &str {
        match self {
            Self::Output => "Output",
            Self::OneOf(name) | Self::Error(name) => name,
        }
    }
}

/// Returns a field of an output.
fn of_output(arm: &Arm, name: &str) -> TokenStream {
    let name = format_ident!("{name}");
    let whole = arm.whole.map(|whole| format_ident!("{whole}")).into_iter();
    quote!(output.#(#whole.)*#name)
}

/// Sends what was read, of which this is the value of a field.
fn write(arm: &Arm, value: impl Fn(&str) -> TokenStream) -> TokenStream {
    let method = format_ident!("write{}", arm.writer);
    let input = format_ident!("Write{}Input", arm.writer);
    let (required, optional): (Vec<_>, Vec<_>) =
        arm.fields.iter().partition(|field| field.is_required);
    let required = required.iter().map(|field| value(&field.name));
    let optional = optional.iter().map(|field| {
        let (name, value) = (format_ident!("{}", field.name), value(&field.name));
        quote! {
            if let Some(value) = #value { input = input.#name(value); }
        }
    });
    let others = arm.has_others.then(|| {
        let value = value("additional");
        quote!(input = input.additional(#value);)
    });
    quote! {
        #[allow(unused_mut)]
        let mut input = echo::#input::new(#(#required),*);
        #(#optional)*
        #others
        client.#method(input).map_err(|error| described(&error))?;
    }
}
