//! A small commented spec to start from.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use crate::{Error, names::is_service_name};

const TEMPLATE: &str = include_str!("init.yaml");

/// Writes a small commented spec. The service is called like the file.
///
/// # Errors
///
/// When the file exists already, or can't be written.
///
/// # Examples
///
/// ```no_run
/// restsmith::init("spec/users.yaml".as_ref())?;
/// # Ok::<(), restsmith::Error>(())
/// ```
pub fn init(path: &Path) -> Result<(), Error> {
    let name = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    if !is_service_name(&name) {
        return Err(Error::request(format!(
            "`{name}` can't be the name of a service: call the file by lower-case letters, digits and `_`, \
             beginning with a letter, no keyword, and not `runtime`"
        )));
    }
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
