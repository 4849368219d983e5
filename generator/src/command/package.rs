//! The package that generated code belongs to, and what is added to its `Cargo.toml`.

use std::{
    env, fs, iter,
    path::{Component, Path, PathBuf},
};

use toml::de::DeTable;
use toml_edit::{DocumentMut, Item, TableLike};

use super::Failure;

/// The package that the code in a folder belongs to.
pub(super) struct Package {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// Its `Cargo.toml`, as seen from the current folder.
    pub(super) manifest: PathBuf,
}

impl Package {
    /// Finds the package as Cargo does, by the `Cargo.toml` in this folder or above it. A workspace isn't a package.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let here = env::current_dir().ok()?;
        let folder = absolute(folder)?;
        let folder = folder
            .ancestors()
            .find(|folder| folder.join("Cargo.toml").is_file())?;
        let text = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
        // Whoever reads one that isn't TOML says so.
        let is_package = DeTable::parse(&text)
            .map_or(true, |document| document.get_ref().contains_key("package"));
        is_package.then(|| Self {
            folder: folder.to_owned(),
            manifest: from(&here, folder).join("Cargo.toml"),
        })
    }

    /// Returns whether a folder is `src` of the package.
    pub(super) fn has_sources_in(&self, folder: &Path) -> bool {
        absolute(folder) == Some(self.folder.join("src"))
    }

    /// Adds lines to the `Cargo.toml`, each to its table. What is there stays as it is, comments and format too.
    pub(super) fn add(&self, lines: &str) -> Result<(), Failure> {
        let name = self.manifest.display();
        let invalid = |error| Failure::new(format!("{name} isn't valid TOML: {error}"));
        let text = fs::read_to_string(&self.manifest)
            .map_err(|error| Failure::new(format!("can't read {name}: {error}")))?;
        let mut document: DocumentMut = text.parse().map_err(invalid)?;
        let added: DocumentMut = lines.parse().map_err(invalid)?;
        add(document.as_table_mut(), added.as_table()).map_err(|key| {
            Failure::new(format!("can't add to `{key}` in {name}: it isn't a table"))
        })?;
        let mut edited = document.to_string();
        if text.contains("\r\n") {
            edited = edited.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        fs::write(&self.manifest, edited)
            .map_err(|error| Failure::new(format!("can't write {name}: {error}")))
    }
}

/// Adds to a table what it lacks of another one. Returns the key of what should be a table and isn't.
fn add(table: &mut dyn TableLike, added: &dyn TableLike) -> Result<(), String> {
    for (key, item) in added.iter() {
        match (table.get_mut(key), item.as_table_like()) {
            (Some(there), Some(item)) => add(there.as_table_like_mut().ok_or(key)?, item)?,
            (Some(_), _) => {}
            (None, _) => {
                table.insert(key, unplaced(item.clone()));
            }
        }
    }
    Ok(())
}

/// Returns a table without its place in the document that it comes from.
fn unplaced(mut item: Item) -> Item {
    if let Some(table) = item.as_table_mut() {
        table.set_position(None);
        if !table.is_implicit() {
            table.decor_mut().set_prefix("\n");
        }
        for (_, item) in table.iter_mut() {
            let inner = std::mem::take(item);
            *item = unplaced(inner);
        }
    }
    item
}

/// Returns a path from the root, without `.` and `..`.
pub(super) fn absolute(path: &Path) -> Option<PathBuf> {
    let mut whole = PathBuf::new();
    for part in env::current_dir().ok()?.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    Some(whole)
}

/// Returns a folder as it is seen from another one.
fn from(here: &Path, folder: &Path) -> PathBuf {
    let shared = here
        .ancestors()
        .enumerate()
        .find_map(|(depth, above)| Some((depth, folder.strip_prefix(above).ok()?)));
    match shared {
        Some((depth, below)) => iter::repeat_n("..", depth).collect::<PathBuf>().join(below),
        None => folder.to_owned(),
    }
}
