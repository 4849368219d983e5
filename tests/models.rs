//! Imports, generates and checks every model of a folder, and prints a table of how it went.
//!
//! `cargo run --release -p restsmith-tests --bin models -- [FOLDER...]`
//!
//! Without a folder it takes the newest `botocore` from `PyPI`, by `pip`, into a temporary folder. Models of a
//! protocol that can't be imported are skipped, and counted below the table. Each client is generated with both bundled transports and checked with
//! warnings denied; what goes wrong stands below the table, and makes the exit code 1.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use restsmith::{BotocoreModel, Builder, Imported, import_botocore};
use restsmith_tests::FreshCrate;
use tempfile::TempDir;

type Failure = Box<dyn Error>;

fn main() -> Result<ExitCode, Failure> {
    let folders: Vec<_> = env::args_os().skip(1).map(PathBuf::from).collect();
    let downloaded = TempDir::new()?;
    let folders = if folders.is_empty() { vec![download(downloaded.path())?] } else { folders };
    let mut models = Vec::new();
    for folder in folders {
        find_models(&folder, &mut models)?;
    }
    models.sort();
    println!("| service | operations | lines | import | generate | check | result |");
    println!("|---|---:|---:|---:|---:|---:|---|");
    let (mut failures, mut skipped) = (Vec::new(), BTreeMap::<_, u32>::new());
    let fresh = FreshCrate::new("model")?;
    for path in models {
        let model = BotocoreModel::read(&path)?;
        if let Err(refusal) = model.check_protocol() {
            *skipped.entry(refusal.to_string()).or_default() += 1;
            continue;
        }
        if let Err(failure) = row(&path, &model, &fresh) {
            failures.push(format!("## {}\n\n{failure}\n", path.display()));
        }
    }
    println!("\n{} skipped, {} failed\n", skipped.values().sum::<u32>(), failures.len());
    for (refusal, count) in skipped {
        println!("{count} skipped: {refusal}");
    }
    println!("\n{}", failures.join("\n"));
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes `botocore` from `PyPI`.
fn download(folder: &Path) -> Result<PathBuf, Failure> {
    let pip = Command::new("pip")
        .args(["install", "--quiet", "--no-deps", "--no-compile", "--disable-pip-version-check", "--target"])
        .arg(folder)
        .arg("botocore")
        .status()?;
    if pip.success() { Ok(folder.join("botocore/data")) } else { Err(format!("pip: {pip}").into()) }
}

fn find_models(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find_models(&path, found)?;
        } else if path.file_name().is_some_and(|name| name == "service-2.json" || name == "service-2.json.gz")
        {
            found.push(path);
        }
    }
    Ok(())
}

/// Prints the row of one model.
fn row(path: &Path, model: &BotocoreModel, fresh: &FreshCrate) -> Result<(), Failure> {
    // The two folders above are the service and its version, or the service alone.
    let name = path.iter().rev().skip(1).take(2).find(|part| !part.to_string_lossy().starts_with("20"));
    let name = name.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let (imported, import) = timed(|| import_botocore(model, &[] as &[&str]));
    let imported =
        imported.inspect_err(|_| println!("| {name} | | | {} | | | not imported |", seconds(import)))?;
    let operations = imported.yaml.lines().filter(|line| line.starts_with("    http: ")).count();
    let (generated, generate) = timed(|| generate(&imported, fresh));
    let lines = generated.inspect_err(|_| {
        println!(
            "| {name} | {operations} | | {} | {} | | not generated |",
            seconds(import),
            seconds(generate)
        );
    })?;
    let (checked, check) = timed(|| fresh.cargo(&["check", "--quiet"]));
    let result = match (&checked, imported.warnings.len()) {
        (Err(_), _) => "doesn't compile".to_owned(),
        (Ok(_), 0) => "ok".to_owned(),
        (Ok(_), left_out) => format!("ok, {left_out} left out"),
    };
    let times = [import, generate, check].map(seconds).join(" | ");
    println!("| {name} | {operations} | {lines} | {times} | {result} |");
    checked.map(|_| ()).map_err(Into::into)
}

/// Generates a crate, and counts its lines.
fn generate(imported: &Imported, fresh: &FreshCrate) -> Result<usize, Failure> {
    fresh.write("spec.yaml", &imported.yaml)?;
    let source = fresh.path().join("src");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    let change = Builder::new().for_crate(true).plan(&source, &[fresh.path().join("spec.yaml")])?;
    change.apply()?;
    fresh.write_manifest(&change.dependencies())?;
    Ok(lines(&source)?)
}

fn lines(folder: &Path) -> io::Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        count += if path.is_dir() { lines(&path)? } else { fs::read_to_string(&path)?.lines().count() };
    }
    Ok(count)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}
