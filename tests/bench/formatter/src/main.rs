//! Parses every Rust file of a folder and formats it into another: `formatter FROM TO`.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let [from, to] = [1, 2].map(|index| env::args_os().nth(index).map(PathBuf::from));
    format(&from.ok_or("from where?")?, &to.ok_or("to where?")?)
}

fn format(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, to) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if path.is_dir() {
            format(&path, &to)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = syn::parse_file(&fs::read_to_string(&path)?)?;
            fs::write(to, prettyplease::unparse(&file))?;
        }
    }
    Ok(())
}
