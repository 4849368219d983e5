//! Importing and generating all services of a folder of models.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use super::{
    only_in_full,
    tools::{command, restsmith},
};
use crate::{
    Failure,
    bench::Bench,
    models,
    number::Unit,
    process::run,
    row::{Goal, Pair, Row, measure},
    samples::{Contestant, by_turns},
};

pub(super) fn rows(bench: &Bench) -> Vec<Row> {
    let models = only_in_full(bench).and_then(|()| models::all(bench));
    let count = models
        .as_ref()
        .map_or("all".to_owned(), |models| models.len().to_string());
    let all = measure(
        format!("importing and generating {count} services, on two cores"),
        "one at a time",
        Unit::Seconds,
        Goal::AtMostOf(60.0),
    );
    vec![all.row(models.and_then(|models| times(bench, &models)))]
}

fn times(bench: &Bench, models: &[(String, PathBuf)]) -> Result<Pair, Failure> {
    bench.has_time()?;
    let restsmith = restsmith(bench)?;
    let contestants = [2, 1].map(|workers| -> Contestant<'_> {
        let restsmith = &restsmith;
        Box::new(move || {
            let folder = bench.empty("all-services")?;
            seconds(restsmith, models, &folder, workers)
        })
    });
    let [ours, theirs] = by_turns(bench.long_runs(), contestants)?;
    Ok(Pair { ours, theirs })
}

/// Imports and generates all, so many at a time.
fn seconds(
    restsmith: &Path,
    models: &[(String, PathBuf)],
    folder: &Path,
    workers: usize,
) -> Result<f64, Failure> {
    let (start, next) = (Instant::now(), AtomicUsize::new(0));
    let work = || -> Result<(), String> {
        while let Some((service, model)) = models.get(next.fetch_add(1, Ordering::Relaxed)) {
            generate(restsmith, service, model, folder)
                .map_err(|failure| format!("{service}: {failure}"))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().map_err(|_| "a thread panicked")?)
    })?;
    Ok(start.elapsed().as_secs_f64())
}

/// Imports and generates one. Says so if it can't be imported.
fn generate(restsmith: &Path, service: &str, model: &Path, folder: &Path) -> Result<(), Failure> {
    let spec = folder.join(service).with_extension("yaml");
    let mut import = command(restsmith);
    import.args(["import", "botocore", "--out"]);
    if let Err(failure) = run(import.arg(&spec).arg(model)) {
        eprintln!("left out: {service}: {failure}");
        return Ok(());
    }
    let mut generate = command(restsmith);
    generate.arg(&spec).args(["--crate", "--quiet", "--out"]);
    run(generate.arg(folder.join(service).join("src"))).map(drop)
}
