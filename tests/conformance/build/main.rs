//! Generates the clients of all suites, and a test for each of their cases.

mod cbor;
mod client;
mod mismatch;
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
use restsmith_typed_values::{Spec, Values, identifiers::Tests, spec};

use crate::{place::Place, suite::Suite};

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or("there is no OUT_DIR")?);
    let mut generated = Generated {
        out_dir,
        ..Generated::default()
    };
    let mut names = Tests::default();
    let mut modules = vec![generated.place(&place::own()?, "", &mut names)?];
    match place::given()? {
        Ok(places) => modules.extend(generated.places(&places, "", &mut names)?),
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
    /// Returns the modules with the tests of folders. `path` says where they are, as a part of identifiers.
    fn places(
        &mut self,
        places: &[Place],
        path: &str,
        names: &mut Tests,
    ) -> Result<Vec<TokenStream>, Box<dyn Error>> {
        places
            .iter()
            .map(|place| self.place(place, path, names))
            .collect()
    }

    /// Returns the module with the tests of a folder.
    fn place(
        &mut self,
        place: &Place,
        path: &str,
        names: &mut Tests,
    ) -> Result<TokenStream, Box<dyn Error>> {
        let folder = names.name(&place.name);
        let path = format!("{path}{}_", folder.to_string().trim_start_matches("r#"));
        let mut names = Tests::default();
        let mut modules = Vec::new();
        for (name, file) in &place.files {
            println!("cargo::rerun-if-changed={}", file.display());
            let suites =
                suite::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
            modules.push(self.module(&names.name(name), &format!("{path}{name}"), &suites)?);
        }
        modules.extend(self.places(&place.places, &path, &mut names)?);
        Ok(quote!(mod #folder { #(#modules)* }))
    }

    /// Returns the module with the tests of a file. `path` is what its services are called after.
    fn module(
        &mut self,
        name: &Ident,
        path: &str,
        suites: &[Suite],
    ) -> Result<TokenStream, Box<dyn Error>> {
        let mut names = Tests::default();
        let (mut tests, mut comparisons) = (Vec::new(), Vec::new());
        let operations = suites.iter().flat_map(|suite| {
            model::operations(suite)
                .into_iter()
                .map(move |(operation, cases)| (suite, operation, cases))
        });
        for (suite, operation, cases) in operations {
            let cases: Vec<_> = cases
                .into_iter()
                .map(|case| (names.name(&case.id), case))
                .collect();
            if let Some(refusal) = &suite.refusal {
                tests.extend(cases.iter().map(|(name, _)| skipped(name, refusal)));
                continue;
            }
            let service = format!("{path}_{}", self.specs.len() + 1);
            let mut model = BotocoreModel::new(model::model(suite, &operation));
            model.endpoint_rules.clone_from(&suite.endpoint_rules);
            let yaml = match self.import(&service, &model) {
                Ok(yaml) => yaml,
                Err(error) => {
                    let error = format!("there is no client: {error}");
                    tests.extend(cases.iter().map(|(name, _)| failed(name, &error)));
                    continue;
                }
            };
            let spec = Spec::parse(&yaml)?;
            let values = Values::new(&spec, &service)?;
            comparisons.extend(values.comparisons()?);
            for (name, case) in &cases {
                if let Some(mismatch) = mismatch::of(case, suite) {
                    let reason = format!("skipped: the case is wrong in itself: {mismatch}");
                    tests.push(skipped(name, &reason));
                    continue;
                }
                let test = match (&case.serialized, &case.response) {
                    (Some(request), _) => request::test(name, case, request, suite, &spec, &values),
                    (None, Some(response)) => {
                        response::test(name, case, response, suite, &spec, &values)
                    }
                    (None, None) => Err("there is neither a request nor a response".to_owned()),
                };
                tests.push(test.unwrap_or_else(|error| failed(name, &error)));
            }
        }
        Ok(quote! {
            #[allow(clippy::too_many_lines, reason = "a case has so many members")]
            #[allow(clippy::useless_conversion, reason = "a member of a union may be in a box")]
            mod #name {
                #(#comparisons)*
                #(#tests)*
            }
        })
    }

    /// Returns the spec of a model, with `service` for its name. It is written too, for the generator.
    fn import(&mut self, service: &str, model: &BotocoreModel) -> Result<String, Box<dyn Error>> {
        let Imported { yaml, warnings, .. } = import_botocore(model, &[""; 0])?;
        if let Some(warning) = warnings.first() {
            return Err(warning.as_str().into());
        }
        let yaml = spec::renamed(&yaml, service)?;
        let path = self.out_dir.join(format!("{service}.yaml"));
        fs::write(&path, &yaml)?;
        // Cargo runs the script again for a file that is younger than its last run.
        File::options()
            .write(true)
            .open(&path)?
            .set_modified(SystemTime::UNIX_EPOCH)?;
        Builder::new().dependencies(&[&path])?;
        self.specs.push(path);
        Ok(yaml)
    }

    fn write(&self, modules: &[TokenStream]) -> Result<(), Box<dyn Error>> {
        let builder = Builder::new()
            .clients([ClientKind::Blocking])
            .file_name("clients.rs");
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

/// A test that can't be made.
fn failed(name: &Ident, error: &str) -> TokenStream {
    quote! {
        #[test]
        fn #name() {
            panic!("{}", #error);
        }
    }
}
