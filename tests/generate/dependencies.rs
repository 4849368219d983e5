//! How many crates the generated client brings along.

use std::{collections::BTreeSet, env, ffi::OsString, process::Command};

/// The crates below `identity-center` with one feature, by name and version.
fn crates(feature: &str) -> BTreeSet<String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let output = Command::new(cargo)
        .args([
            "tree",
            "--package",
            "identity-center",
            "--no-default-features",
            "--features",
            feature,
        ])
        .args([
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--offline",
            "--locked",
        ])
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
        .filter(|line| !line.starts_with("identity-center "))
        .collect()
}

fn assert_at_most(feature: &str, most: usize) {
    let crates = crates(feature);
    assert!(crates.len() <= most, "{} crates: {crates:#?}", crates.len());
    assert!(
        crates.iter().any(|name| name.starts_with("rustls ")),
        "TLS is included: {crates:#?}"
    );
}

#[test]
fn the_blocking_client_brings_at_most_40_crates() {
    assert_at_most("ureq", 40);
}

#[test]
fn the_asynchronous_client_brings_at_most_60_crates() {
    assert_at_most("hyper", 60);
}
