//! Generates the clients, and says which emulators are installed.

#[path = "programs.rs"]
mod programs;
#[allow(dead_code, reason = "what the tests say of it has to be a literal")]
#[path = "../shared.rs"]
mod shared;

use std::{
    env,
    error::Error,
    fs::{self, File},
    path::{Path, PathBuf},
    time::SystemTime,
};

use restsmith::{BotocoreModel, Builder, ClientKind, import_botocore};

/// The services, and the operations that are called.
const SERVICES: [(&str, &[&str]); 4] = [
    (
        "dynamodb",
        &[
            "CreateTable",
            "DeleteItem",
            "DeleteTable",
            "DescribeTable",
            "GetItem",
            "ListTables",
            "PutItem",
            "Query",
        ],
    ),
    ("kms", &["CreateKey", "Decrypt", "Encrypt"]),
    (
        "secretsmanager",
        &["CreateSecret", "GetSecretValue", "ListSecrets"],
    ),
    (
        "sqs",
        &[
            "CreateQueue",
            "DeleteMessage",
            "DeleteQueue",
            "GetQueueUrl",
            "ReceiveMessage",
            "SendMessage",
        ],
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").ok_or("there is no OUT_DIR")?);
    // `.ci/emulators` touches it.
    println!("cargo::rerun-if-changed=programs.rs");
    println!("cargo::rustc-check-cfg=cfg(shared, dynalite, moto)");
    for (name, program) in [
        ("dynalite", programs::dynalite()),
        ("moto", programs::moto()),
    ] {
        if program.is_file() {
            println!("cargo::rerun-if-changed={}", program.display());
            println!("cargo::rustc-cfg={name}");
        }
    }
    let models = shared::path("models");
    println!("cargo::rerun-if-changed={}", models.display());
    if models.is_dir() {
        println!("cargo::rustc-cfg=shared");
        let specs = SERVICES
            .iter()
            .map(|(service, operations)| spec(&models.join(service), operations, &out_dir));
        let specs = specs.collect::<Result<Vec<_>, _>>()?;
        let builder = Builder::new()
            .clients([ClientKind::Ureq])
            .aws_sigv4(true)
            .file_name("clients.rs");
        builder.out_dir(&out_dir).compile(&specs)?;
    }
    Ok(())
}

/// Writes the spec of some operations of a service.
fn spec(folder: &Path, operations: &[&str], out_dir: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let imported = import_botocore(
        &BotocoreModel::read(&folder.join("service-2.json"))?,
        operations,
    )?;
    let path = out_dir.join(format!("{}.yaml", imported.service));
    fs::write(&path, &imported.yaml)?;
    // Cargo runs the script again for a file that is younger than its last run.
    File::options()
        .write(true)
        .open(&path)?
        .set_modified(SystemTime::UNIX_EPOCH)?;
    Ok(path)
}
