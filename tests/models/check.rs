//! What is done with a description of an API: it becomes a spec, the spec a crate, and the crate is checked.

use std::{
    fs, io,
    path::Path,
    time::{Duration, Instant},
};

use restsmith::{Builder, Imported};
use restsmith_tests::FreshCrate;
use serde_yaml::{Mapping, Value};

use crate::table::{Outcome, Row};

/// Returns the row of a service, and what went wrong. The crate is checked by this command of Cargo's.
pub fn row(
    service: &str,
    import: impl FnOnce() -> Result<Imported, restsmith::Error>,
    command: &str,
    fresh: &FreshCrate,
) -> (Row, Option<String>) {
    let mut row = Row::new(service);
    let failure = fill(&mut row, import, command, fresh).err();
    (row, failure)
}

/// Fills a row step by step; what it is not yet stands in its result.
fn fill(
    row: &mut Row,
    import: impl FnOnce() -> Result<Imported, restsmith::Error>,
    command: &str,
    fresh: &FreshCrate,
) -> Result<(), String> {
    row.result = Outcome::NotImported;
    let (imported, time) = timed(import);
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
    let (checked, time) = timed(|| fresh.cargo(&[command, "--quiet"]));
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
