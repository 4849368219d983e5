//! How many crates the generated client and a build script bring along.

use std::{collections::BTreeSet, env, ffi::OsString, process::Command};

/// The crates that a package depends on with these features alone, by name and version.
fn crates(package: &str, features: &str) -> BTreeSet<String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let output = Command::new(cargo)
        .args(["tree", "--package", package, "--no-default-features"])
        .args(["--features", features, "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{p}"])
        .args(["--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout).unwrap();
    let crates = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)").to_owned());
    crates
        .filter(|line| !line.starts_with(&format!("{package} ")))
        .collect()
}

fn assert_at_most(feature: &str, most: usize) {
    let crates = crates("identity-center", feature);
    assert!(crates.len() <= most, "{} crates: {crates:#?}", crates.len());
    assert!(
        crates.iter().any(|name| name.starts_with("rustls ")),
        "TLS is included: {crates:#?}"
    );
}

#[test]
fn a_build_script_compiles_at_most_55_crates_and_none_of_the_command() {
    let crates = crates("restsmith", "");
    assert!(crates.len() <= 55, "{} crates: {crates:#?}", crates.len());
    for of_a_feature in ["clap", "flate2", "indicatif", "mdka", "schemars"] {
        let start = format!("{of_a_feature} ");
        assert!(
            !crates.iter().any(|name| name.starts_with(&start)),
            "{of_a_feature}"
        );
    }
}

#[test]
fn the_blocking_client_brings_at_most_40_crates() {
    assert_at_most("ureq", 40);
}

#[test]
fn the_asynchronous_client_brings_at_most_60_crates() {
    assert_at_most("hyper", 60);
}
