//! The importer: any model of botocore, with pages and rules of endpoints, becomes a spec that restsmith reads, or an error.
//!
//! Zero bytes separate the three texts.

#![no_main]

use std::{fs, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use restsmith::{BotocoreModel, Builder, import_botocore};
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("there is a folder"));

fuzz_target!(|text: &str| {
    let mut texts = text.split('\0');
    let mut model = BotocoreModel::new(texts.next().unwrap_or_default());
    model.paginators = texts.next().map(str::to_owned);
    model.endpoint_rules = texts.next().map(str::to_owned);
    let Ok(imported) = import_botocore(&model, &[] as &[&str]) else {
        return;
    };
    let spec = FOLDER.path().join("spec.yaml");
    fs::write(&spec, &imported.yaml).expect("a file can be written");
    if let Err(error) = Builder::new().plan(FOLDER.path().join("out"), &[&spec]) {
        assert!(error.is_spec(), "{error}\n{}", imported.yaml);
    }
});
