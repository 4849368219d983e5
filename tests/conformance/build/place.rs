//! Where the suites are.

use std::{
    env,
    error::Error,
    path::{Path, PathBuf},
};

/// The variable that names the folder of the suites that aren't the project's own.
const VARIABLE: &str = "RESTSMITH_CONFORMANCE_DIR";
/// Its default, as a relative folder below the root of the workspace.
const DEFAULT: &str = "../shared/conformance/rest-json";

/// A folder with `input` and `output`, as JSON or YAML.
#[derive(Debug)]
pub struct Place {
    pub folder: PathBuf,
    /// What the modules of its tests begin with.
    prefix: &'static str,
    extension: &'static str,
    /// Whether somebody chose it, who has to hear of it if nothing is there.
    pub is_chosen: bool,
}

impl Place {
    /// The project's own suites.
    pub fn own() -> Self {
        Self {
            folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("own"),
            prefix: "own_",
            extension: "yaml",
            is_chosen: false,
        }
    }

    /// The suites that the variable names.
    pub fn given() -> Result<Self, Box<dyn Error>> {
        println!("cargo::rerun-if-env-changed={VARIABLE}");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).ok_or("there is no workspace")?;
        let folder = env::var_os(VARIABLE).filter(|folder| !folder.is_empty());
        let is_chosen = folder.is_some();
        Ok(Self {
            folder: root.join(folder.unwrap_or_else(|| DEFAULT.into())),
            prefix: "",
            extension: "json",
            is_chosen,
        })
    }

    /// The modules of tests, and the files whose cases they hold.
    pub fn files(&self) -> [(String, PathBuf); 2] {
        ["input", "output"].map(|name| {
            (format!("{}{name}", self.prefix), self.folder.join(format!("{name}.{}", self.extension)))
        })
    }

    /// Why there are no cases, if there are none.
    pub fn absence(&self) -> Option<String> {
        let is_absent = self.files().iter().all(|(_, path)| !path.exists());
        is_absent.then(|| {
            format!(
                "skipped: there is neither input.json nor output.json in {}, which {VARIABLE} can replace",
                self.folder.display()
            )
        })
    }
}
