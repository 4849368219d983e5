//! Generates the clients of all suites, and a test for each of their cases.

mod model;
mod place;
mod request;
mod response;
#[path = "../../shared.rs"]
mod shared;
mod suite;

use std::{
    env,
    error::Error,
    fs::{self, File},
    path::PathBuf,
    time::SystemTime,
};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use restsmith::{BotocoreModel, Builder, ClientKind, Imported, import_botocore};
use restsmith_typed_values::{Spec, Values, identifiers::Tests};

use crate::{place::Place, suite::Suite};

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or("there is no OUT_DIR")?);
    let mut generated = Generated { out_dir, ..Generated::default() };
    let mut modules = vec![generated.place(&place::own())?];
    match place::given()? {
        Ok(places) => {
            for place in places {
                modules.push(generated.place(&place)?);
            }
        }
        Err(reason) => modules.push(skipped(&format_ident!("cases"), &reason)),
    }
    generated.write(&modules)
}

/// What comes of all suites together.
#[derive(Default)]
struct Generated {
    out_dir: PathBuf,
    specs: Vec<PathBuf>,
}

impl Generated {
    /// The module with the tests of a folder.
    fn place(&mut self, place: &Place) -> Result<TokenStream, Box<dyn Error>> {
        let folder = Tests::default().name(&place.name);
        let mut modules = Vec::new();
        for (name, path) in &place.files {
            println!("cargo::rerun-if-changed={}", path.display());
            let suites = suite::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            modules.push(self.module(&folder.to_string(), name, &suites)?);
        }
        Ok(quote!(mod #folder { #(#modules)* }))
    }

    /// The module with the tests of a file.
    fn module(&mut self, folder: &str, name: &str, suites: &[Suite]) -> Result<TokenStream, Box<dyn Error>> {
        let mut names = Tests::default();
        let (mut tests, mut comparisons) = (Vec::new(), Vec::new());
        let operations = suites.iter().flat_map(|suite| {
            model::operations(suite).into_iter().map(move |(operation, cases)| (suite, operation, cases))
        });
        for (index, (suite, operation, cases)) in operations.enumerate() {
            if let Some(refusal) = &suite.refusal {
                tests.extend(cases.iter().map(|case| skipped(&names.name(&case.id), refusal)));
                continue;
            }
            let service = format!("{}_{name}_{}", folder.trim_start_matches("r#"), index + 1);
            let yaml = match self.import(&service, model::model(suite, &service, &operation)) {
                Ok(yaml) => yaml,
                Err(error) => {
                    let error = error.to_string();
                    tests.extend(cases.iter().map(|case| failed(&names.name(&case.id), &error)));
                    continue;
                }
            };
            let spec = Spec::parse(&yaml)?;
            let values = Values::new(&spec, &service)?;
            comparisons.extend(values.comparisons()?);
            for case in cases {
                let name = names.name(&case.id);
                let test = match (&case.serialized, &case.response) {
                    (Some(request), _) => request::test(&name, case, request, suite, &spec, &values),
                    (None, Some(response)) => response::test(&name, case, response, &spec, &values),
                    (None, None) => Err("there is neither a request nor a response".to_owned()),
                };
                tests.push(test.unwrap_or_else(|misfit| {
                    skipped(&name, &format!("skipped: the case doesn't suit its own model: {misfit}"))
                }));
            }
        }
        let name = format_ident!("{name}");
        Ok(quote! {
            #[allow(clippy::too_many_lines, reason = "a case has so many members")]
            mod #name {
                #(#comparisons)*
                #(#tests)*
            }
        })
    }

    /// The spec of a model. It is written too, for the generator.
    fn import(&mut self, service: &str, model: String) -> Result<String, Box<dyn Error>> {
        let Imported { yaml, warnings, .. } = import_botocore(&BotocoreModel::new(model), &[""; 0])?;
        if let Some(warning) = warnings.first() {
            return Err(warning.as_str().into());
        }
        let path = self.out_dir.join(format!("{service}.yaml"));
        fs::write(&path, &yaml)?;
        // Cargo runs the script again for a file that is younger than its last run.
        File::options().write(true).open(&path)?.set_modified(SystemTime::UNIX_EPOCH)?;
        Builder::new().dependencies(&[&path])?;
        self.specs.push(path);
        Ok(yaml)
    }

    fn write(&self, modules: &[TokenStream]) -> Result<(), Box<dyn Error>> {
        let builder = Builder::new().clients([ClientKind::Blocking]).file_name("clients.rs");
        builder.out_dir(&self.out_dir).compile(&self.specs)?;
        let tests = syn::parse2(quote!(#(#modules)*))?;
        fs::write(self.out_dir.join("tests.rs"), prettyplease::unparse(&tests))?;
        Ok(())
    }
}

/// A test that can't be run here.
fn skipped(name: &Ident, reason: &str) -> TokenStream {
    quote! {
        #[test]
        #[ignore = #reason]
        fn #name() {
            panic!(#reason);
        }
    }
}

/// A test of an operation that has no client.
fn failed(name: &Ident, error: &str) -> TokenStream {
    quote! {
        #[test]
        fn #name() {
            panic!("there is no client: {}", #error);
        }
    }
}
