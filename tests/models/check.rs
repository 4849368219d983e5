//! What is done with a model: it becomes a spec, the spec a crate, and the crate is checked.

use std::{
    fs, io,
    path::Path,
    time::{Duration, Instant},
};

use restsmith::{BotocoreModel, Builder, Imported, import_botocore};
use restsmith_tests::FreshCrate;
use serde_yaml::{Mapping, Value};

use crate::table::{Outcome, Row};

/// Returns the row of a service, and what went wrong.
pub fn row(service: &str, model: &BotocoreModel, fresh: &FreshCrate) -> (Row, Option<String>) {
    let mut row = Row::new(service);
    let failure = fill(&mut row, model, fresh).err();
    (row, failure)
}

/// Fills a row step by step; what it is not yet stands in its result.
fn fill(row: &mut Row, model: &BotocoreModel, fresh: &FreshCrate) -> Result<(), String> {
    row.result = Outcome::NotImported;
    let (imported, time) = timed(|| import_botocore(model, &[] as &[&str]));
    row.import = time;
    let imported = imported.map_err(|error| error.to_string())?;
    row.left_out = imported.warnings.len();
    let spec: Value = serde_yaml::from_str(&imported.yaml).map_err(|error| error.to_string())?;
    row.operations = spec
        .get("operations")
        .and_then(Value::as_mapping)
        .map_or(0, Mapping::len);
    let protocol = spec
        .get("service")
        .and_then(|service| service.get("protocol"))
        .and_then(Value::as_str);
    protocol.unwrap_or_default().clone_into(&mut row.protocol);
    row.result = Outcome::NotGenerated;
    let (lines, time) = timed(|| generate(&imported, fresh));
    row.generate = time;
    row.lines = lines?;
    row.result = Outcome::NotCompiled;
    let (checked, time) = timed(|| fresh.cargo(&["check", "--quiet"]));
    row.check = time;
    drop(checked?);
    row.result = Outcome::Good;
    Ok(())
}

/// Generates a crate, and counts its lines.
fn generate(imported: &Imported, fresh: &FreshCrate) -> Result<usize, String> {
    let io = |error: io::Error| error.to_string();
    fresh.write("spec.yaml", &imported.yaml).map_err(io)?;
    let source = fresh.path().join("src");
    if source.exists() {
        fs::remove_dir_all(&source).map_err(io)?;
    }
    let change = Builder::new()
        .for_crate(true)
        .plan(&source, &[fresh.path().join("spec.yaml")]);
    let change = change.map_err(|error| error.to_string())?;
    change.apply().map_err(|error| error.to_string())?;
    fresh.write_manifest(&change.dependencies()).map_err(io)?;
    lines(&source).map_err(io)
}

fn lines(folder: &Path) -> io::Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        count += if path.is_dir() {
            lines(&path)?
        } else {
            fs::read_to_string(&path)?.lines().count()
        };
    }
    Ok(count)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}
