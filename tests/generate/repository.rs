//! The repository itself: no test is left out of its binary.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_file_in_the_folder_of_a_test_binary_is_a_module_of_it() {
    for binary in ["client", "command", "format", "generate"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(binary);
        let main = fs::read_to_string(folder.join("main.rs")).unwrap();
        let modules: BTreeSet<_> = main
            .lines()
            .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
            .map(|module| format!("{module}.rs"))
            .collect();
        let files: BTreeSet<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".rs") && name != "main.rs")
            .collect();
        assert_eq!(modules, files, "in tests/{binary}");
    }
}

#[test]
fn every_folder_with_a_main_is_a_target_of_the_tests() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(tests.join("Cargo.toml")).unwrap();
    for entry in fs::read_dir(tests).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().join("main.rs").exists() {
            let path = format!("path = \"{name}/main.rs\"");
            assert!(manifest.contains(&path), "{path}");
        }
    }
}
