//! The `restsmith` command.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// The command, built from this workspace. It takes itself for installed, not for started by Cargo.
#[must_use]
pub fn restsmith() -> Command {
    let mut command = Command::new(PROGRAM.get_or_init(build));
    command.env_remove("CARGO_MANIFEST_DIR");
    command
}

/// Builds the command with the profile of the running test, whose file is `target/PROFILE/deps/TEST`.
///
/// # Panics
///
/// When it can't be built.
#[expect(clippy::expect_used, reason = "a test without the command has failed")]
fn build() -> PathBuf {
    let test = env::current_exe().expect("a running program has a path");
    let folder = test
        .parent()
        .and_then(Path::parent)
        .expect("tests are in target/PROFILE/deps");
    let profile = match folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(profile) => profile,
    };
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let output = Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--offline",
            "--package",
            "restsmith",
            "--profile",
            profile,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", folder.parent().unwrap_or(folder))
        .output()
        .expect("Cargo can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "restsmith can't be built:\n{errors}"
    );
    folder.join(format!("restsmith{}", env::consts::EXE_SUFFIX))
}
