//! A small commented spec to start from.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{MAIN_SEPARATOR, Path},
};

use crate::{Error, names::is_service_name};

const TEMPLATE: &str = include_str!("init.yaml");

/// Writes a small commented spec. The service is called like the file, with `_` for `-`.
///
/// # Errors
///
/// When the file exists already, isn't called like a spec, or can't be written.
///
/// # Examples
///
/// ```no_run
/// restsmith::init("spec/users.yaml".as_ref())?;
/// # Ok::<(), restsmith::Error>(())
/// ```
pub fn init(path: &Path) -> Result<(), Error> {
    let name = service_name(path)?;
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::request(format!(
            "{} exists already; nothing was written",
            path.display()
        )),
        _ => Error::io("write", path, error),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = File::create_new(path).map_err(failed)?;
    file.write_all(TEMPLATE.replace("my_api", &name).as_bytes())
        .map_err(failed)
}

/// Returns the name of the service that a file describes.
fn service_name(path: &Path) -> Result<String, Error> {
    let shown = path.display().to_string();
    if path.is_dir() || shown.ends_with(MAIN_SEPARATOR) {
        return Err(Error::request(format!(
            "`{shown}` is a folder: name a file in it, such as `{}`",
            path.join("my_api.yaml").display()
        )));
    }
    let is_yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    if !is_yaml && !shown.is_empty() {
        return Err(Error::request(format!(
            "`{shown}` isn't the name of a spec: write `{}`",
            path.with_extension("yaml").display()
        )));
    }
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name = stem.replace('-', "_");
    if is_service_name(&name) {
        return Ok(name);
    }
    Err(Error::request(format!(
        "`{stem}` can't be the name of a service: call the file by lower-case letters, digits and `_`, \
         beginning with a letter, no keyword, and not `runtime`"
    )))
}
