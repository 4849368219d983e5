//! Generates the clients of all suites, and a test for each of their cases.

mod identifiers;
mod model;
mod place;
mod plain;
mod request;
mod response;
mod spec;
mod suite;
mod value;

use std::{
    env,
    error::Error,
    fs::{self, File},
    path::PathBuf,
    time::SystemTime,
};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use restsmith::{BotocoreModel, Builder, ClientKind, Imported, import_botocore};

use crate::{identifiers::Tests, place::Place, spec::Spec, suite::Suite, value::Values};

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or("there is no OUT_DIR")?);
    let mut generated = Generated { out_dir, ..Generated::default() };
    generated.add(&Place::own())?;
    let given = Place::given()?;
    generated.add(&given)?;
    if let Some(reason) = given.absence() {
        if given.is_chosen {
            println!("cargo::warning={reason}");
        }
        generated.modules.push(skipped(&reason));
    }
    generated.write()
}

/// What comes of all suites together.
#[derive(Default)]
struct Generated {
    out_dir: PathBuf,
    specs: Vec<PathBuf>,
    modules: Vec<TokenStream>,
}

impl Generated {
    /// Takes in the suites of a folder.
    fn add(&mut self, place: &Place) -> Result<(), Box<dyn Error>> {
        for (name, path) in place.files() {
            println!("cargo::rerun-if-changed={}", path.display());
            if !path.exists() {
                continue;
            }
            let suites = suite::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let module = self.module(&name, &suites)?;
            self.modules.push(module);
        }
        Ok(())
    }

    /// The module with the tests of a file.
    fn module(&mut self, name: &str, suites: &[Suite]) -> Result<TokenStream, Box<dyn Error>> {
        let mut names = Tests::new();
        let (mut tests, mut comparisons) = (Vec::new(), Vec::new());
        let operations = suites.iter().flat_map(|suite| {
            model::operations(suite).into_iter().map(move |(operation, cases)| (suite, operation, cases))
        });
        for (index, (suite, operation, cases)) in operations.enumerate() {
            let service = format!("{name}_{}", index + 1);
            let model = model::model(suite, &service, &operation);
            let yaml = self.import(&service, model)?;
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
                tests.push(test.map_err(|error| format!("{}: {error}", case.id))?);
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
        self.specs.push(path);
        Ok(yaml)
    }

    fn write(&self) -> Result<(), Box<dyn Error>> {
        let builder = Builder::new().clients([ClientKind::Blocking]).file_name("clients.rs");
        builder.out_dir(&self.out_dir).compile(&self.specs)?;
        let modules = &self.modules;
        let tests = syn::parse2(quote!(#(#modules)*))?;
        fs::write(self.out_dir.join("tests.rs"), prettyplease::unparse(&tests))?;
        Ok(())
    }
}

/// The one test where there are no cases.
fn skipped(reason: &str) -> TokenStream {
    quote! {
        #[test]
        fn the_cases_are_skipped() {
            use ::std::io::Write;

            // What `println!` says is not shown of a test that passes.
            ::std::writeln!(::std::io::stderr(), #reason).unwrap();
        }
    }
}
