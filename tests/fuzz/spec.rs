//! The reader of specs: any file gives clients or diagnostics, in each form.

#![no_main]

use std::{fs, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use restsmith::{Builder, MessageFormat};
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().expect("there is a folder"));

fuzz_target!(|content: &[u8]| {
    let spec = FOLDER.path().join("spec.yaml");
    fs::write(&spec, content).expect("a file can be written");
    for format in [MessageFormat::Human, MessageFormat::Json] {
        let builder = Builder::new().message_format(format);
        if let Err(error) = builder.plan(FOLDER.path().join("out"), &[&spec]) {
            assert!(error.is_spec(), "{error}");
        }
    }
});
