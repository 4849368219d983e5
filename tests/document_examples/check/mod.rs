//! Reads the examples of a document with the client that is generated for it, and writes them again.

mod compare;
mod document;
mod echo;
mod schemas;
mod source;

use std::{collections::HashMap, error::Error, fmt, fs, process::Command};

use percent_encoding::percent_decode_str;
use restsmith::{Builder, ClientKind};
use restsmith_tests::FreshCrate;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use document::{Document, Example, Message};
use echo::{Case, Echo};
use schemas::{Schemas, Side};

/// What became of the examples of a document.
#[derive(Debug, Default)]
pub struct Report {
    pub examples: usize,
    /// How many were read and written again without a loss.
    pub kept: usize,
    /// Those that don't fit their own schema.
    pub broken: Vec<Finding>,
    pub lost: Vec<Finding>,
}

/// An example that isn't kept, and why.
#[derive(Debug)]
pub struct Finding {
    operation: String,
    message: String,
    place: String,
    what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            message,
            place,
            what,
        } = self;
        write!(f, "{operation}, {message}, {place}: {what}")
    }
}

impl Finding {
    fn new(document: &Document, example: &Example, what: String) -> Self {
        let operation = document.operations.get(example.operation);
        let (method, path) = operation.cloned().unwrap_or_default();
        Self {
            operation: format!("{method} {path}"),
            message: match &example.message {
                Message::Request => "request".to_owned(),
                Message::Response(key) => key.clone(),
            },
            place: example.place.clone(),
            what,
        }
    }
}

/// What the program prints of a case.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Outcome {
    Written { variant: String, written: String },
    Failed { error: String },
}

/// Checks the examples of a document, of which this spec was imported. The program is built in this crate.
pub fn check(text: &str, yaml: &str, crate_: &FreshCrate) -> Result<Report, Box<dyn Error>> {
    let document = Document::parse(text)?;
    let spec: Value = serde_yaml::from_str(yaml)?;
    let operations = operations(&document, &spec);
    let mut requests = Schemas::new(&document.root, Side::Request)?;
    let mut responses = Schemas::new(&document.root, Side::Response)?;
    let mut report = Report {
        examples: document.examples.len(),
        ..Report::default()
    };
    let mut echo = Echo::default();
    let mut cases: Vec<(&Example, Case)> = Vec::new();
    for example in &document.examples {
        let schemas = match example.message {
            Message::Request => &mut requests,
            Message::Response(_) => &mut responses,
        };
        let schema = example.schema.as_ref();
        let fits = schema.map_or(Ok(()), |schema| schemas.check(schema, &example.value));
        if let Err(error) = fits {
            report.broken.push(Finding::new(&document, example, error));
            continue;
        }
        let case = match operations.get(&example.operation) {
            Some(operation) => echo.case(&spec, operation, example),
            None => Err("the operation is left out".to_owned()),
        };
        match case {
            Ok(case) => cases.push((example, case)),
            Err(error) => report.lost.push(Finding::new(&document, example, error)),
        }
    }
    let outcomes = if cases.is_empty() {
        Vec::new()
    } else {
        build(&echo, &spec, crate_)?;
        run(&cases, crate_)?
    };
    for ((example, case), outcome) in cases.into_iter().zip(outcomes) {
        let schemas = match example.message {
            Message::Request => &mut requests,
            Message::Response(_) => &mut responses,
        };
        match judged(example, &case, outcome, schemas) {
            Ok(()) => report.kept += 1,
            Err(error) => report.lost.push(Finding::new(&document, example, error)),
        }
    }
    Ok(report)
}

/// Returns the names that the operations of a document have in the spec, by their numbers.
fn operations(document: &Document, spec: &Value) -> HashMap<usize, String> {
    let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, (method, path)) in document.operations.iter().enumerate() {
        let request = plain(&format!("{method} {path}"));
        numbers.entry(request).or_default().push(number);
    }
    let mut names: HashMap<String, Vec<&String>> = HashMap::new();
    let all = spec.get("operations").and_then(Value::as_object);
    for (name, operation) in all.into_iter().flat_map(Map::iter) {
        let http = operation.get("http").and_then(Value::as_str);
        names
            .entry(plain(http.unwrap_or_default()))
            .or_default()
            .push(name);
    }
    let mut operations = HashMap::new();
    for (request, names) in names {
        // Operations at one place are told apart by their order, if all of them are there.
        let numbers = numbers
            .get(&request)
            .filter(|numbers| numbers.len() == names.len());
        let pairs = numbers.into_iter().flatten().zip(names);
        operations.extend(pairs.map(|(number, name)| (*number, name.clone())));
    }
    operations
}

/// Returns a method and a path without the names of labels, without a fragment and without encoding.
fn plain(request: &str) -> String {
    let request = request.split('#').next().unwrap_or_default();
    let mut plain = String::new();
    let mut is_label = false;
    for character in percent_decode_str(request).decode_utf8_lossy().chars() {
        if character == '{' || !is_label {
            plain.push(character);
        }
        is_label = character == '{' || is_label && character != '}';
    }
    match plain.split_once(' ') {
        Some((method, path)) => format!("{method} /{}", path.trim_start_matches('/')),
        None => plain,
    }
}

/// Generates the client, and compiles the program.
fn build(echo: &Echo, spec: &Value, crate_: &FreshCrate) -> Result<(), Box<dyn Error>> {
    let source = crate_.path().join("src/api");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    crate_.write("echo.yaml", &echo.spec(spec).to_string())?;
    let change = Builder::new()
        .clients([ClientKind::Blocking])
        .plan(&source, &[crate_.path().join("echo.yaml")])?;
    change.apply()?;
    crate_.write_manifest(&format!("{}serde_json = \"1\"\n", change.dependencies()))?;
    crate_.write("src/program.rs", include_str!("caller/program.rs"))?;
    crate_.write("src/main.rs", &source::main(echo))?;
    crate_.cargo(&["build", "--quiet"])?;
    Ok(())
}

/// Runs the program, and returns what became of each case.
fn run(cases: &[(&Example, Case)], crate_: &FreshCrate) -> Result<Vec<Outcome>, Box<dyn Error>> {
    let cases = cases.iter().map(|(example, case)| {
        let media_type = Some(&example.media_type).filter(|name| !name.contains('*'));
        json!({
            "reader": case.reader,
            "status": case.status,
            "media_type": media_type.map_or("application/json", String::as_str),
            "body": example.value.to_string(),
        })
    });
    let file = crate_.path().join("cases.json");
    fs::write(&file, Value::Array(cases.collect()).to_string())?;
    let output = Command::new(crate_.program()).arg(&file).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Checks that an example was read as what its status says, and written as it was.
fn judged(
    example: &Example,
    case: &Case,
    outcome: Outcome,
    schemas: &mut Schemas,
) -> Result<(), String> {
    let (variant, written) = match outcome {
        Outcome::Written { variant, written } => (variant, written),
        Outcome::Failed { error } => return Err(error),
    };
    if variant != case.variant.name() {
        let expected = case.variant.name();
        return Err(format!(
            "it is read as `{variant}`, and not as `{expected}`"
        ));
    }
    // Without a body, null was read.
    let written: Value = match written.as_str() {
        "" => Value::Null,
        text => serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?,
    };
    let compared = compare::compare(schemas, example.schema.as_deref(), &example.value, &written);
    compared.map_err(|difference| format!("`{}`: {}", difference.place, difference.what))
}
