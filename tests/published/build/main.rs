//! Generates a client of each model in `../shared`, and the tests that need the models.

mod cases;
mod models;
#[path = "../../shared.rs"]
mod shared;
mod tests;

use std::{
    env,
    error::Error,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use restsmith::{BotocoreModel, Builder, ClientKind, Imported, import_botocore};

use crate::tests::Tests;

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or("there is no OUT_DIR")?);
    let folders = ["models", "conformance/endpoints"].map(shared::path);
    for folder in &folders {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    println!("cargo::rustc-check-cfg=cfg(shared, rustfmt_is_there)");
    let rustfmt = Command::new("rustfmt").arg("--version").output();
    if rustfmt.is_ok_and(|output| output.status.success()) {
        println!("cargo::rustc-cfg=rustfmt_is_there");
    }
    let (mut models, mut endpoints) = (Tests::default(), Tests::default());
    // There is always one client, whose service is at hosts of its own.
    let pets = BotocoreModel::read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/pets/service-2.json"),
    )?;
    let mut specs = vec![write_spec(&out_dir, &import_botocore(&pets, &["Ping"])?)?];
    if folders.iter().all(|folder| folder.is_dir()) {
        println!("cargo::rustc-cfg=shared");
        for published in models::all()? {
            let body = format!("becomes_a_spec_without_errors({:?});", published.folder);
            models.add(&published.name(), published.refusal.as_deref(), &body);
            if published.refusal.is_some() {
                continue;
            }
            let spec = published.spec()?;
            let client = format!(
                "restsmith_published::api, restsmith_published::api::{}",
                spec.service
            );
            cases::add(
                &published.folder,
                &published.name(),
                &client,
                &published.operations(&spec)?,
                &mut endpoints,
            )?;
            specs.push(write_spec(&out_dir, &spec)?);
        }
        for (service, module) in [("sso", "portal"), ("sso-oidc", "oidc")] {
            let client = format!("identity_center, identity_center::{module}");
            cases::add(
                service,
                &format!("checked_in_{module}"),
                &client,
                &[],
                &mut endpoints,
            )?;
        }
    } else {
        for tests in [&mut models, &mut endpoints] {
            tests.add(
                "all",
                Some(shared::NEEDED),
                "panic!(\"there is no ../shared\");",
            );
        }
    }
    let builder = Builder::new()
        .clients([ClientKind::Blocking])
        .file_name("clients.rs");
    builder.out_dir(&out_dir).compile(&specs)?;
    fs::write(out_dir.join("models.rs"), models.text())?;
    fs::write(out_dir.join("endpoints.rs"), endpoints.text())?;
    Ok(())
}

fn write_spec(out_dir: &Path, spec: &Imported) -> Result<PathBuf, Box<dyn Error>> {
    let path = out_dir.join(format!("{}.yaml", spec.service));
    fs::write(&path, &spec.yaml)?;
    // Cargo runs the script again for a file that is younger than its last run.
    File::options()
        .write(true)
        .open(&path)?
        .set_modified(SystemTime::UNIX_EPOCH)?;
    Ok(path)
}
