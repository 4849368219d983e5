//! The runtime that all services share: of its folders, what the services need.

use proc_macro2::TokenStream;
use quote::format_ident;

use super::{Content, Module};
use crate::needs::{Needs, Part, RUNTIME};

/// Returns the module with the files that the services need.
pub(super) fn module(needs: &Needs) -> Module<'static> {
    folder(&RUNTIME, TokenStream::new(), "pub", "runtime", needs)
}

/// Returns the module of a folder: its documentation, and the modules and names that are needed.
fn folder(
    folder: &Part,
    attributes: TokenStream,
    visibility: &'static str,
    name: &str,
    needs: &Needs,
) -> Module<'static> {
    let (mut exports, mut children) = (Vec::new(), Vec::new());
    for item in items(folder) {
        match item {
            Item::Module { visibility, name } => {
                children.extend(child(folder, visibility, name, needs));
            }
            Item::Export { text, path } => {
                let gate = file(folder, path).and_then(|file| needs.gate(file));
                exports.extend(gate.map(|gate| (gate, text)));
            }
        }
    }
    Module {
        attributes,
        visibility,
        name: format_ident!("{name}"),
        content: Content::Text {
            docs: docs(folder),
            items: exports,
        },
        children,
    }
}

/// A line of a folder's `mod.rs`.
enum Item {
    /// A module in the folder.
    Module {
        visibility: &'static str,
        name: &'static str,
    },
    /// A `use` item, with the path after `self`.
    Export {
        text: &'static str,
        path: &'static str,
    },
}

/// Returns the items of a folder's `mod.rs`, in which each stands on one line.
fn items(folder: &Part) -> impl Iterator<Item = Item> {
    folder.text.lines().filter_map(|text| {
        let item = text.strip_suffix(';')?;
        if let Some((_, path)) = item.split_once("use self::") {
            return Some(Item::Export { text, path });
        }
        let (visibility, name) = item.rsplit_once("mod ")?;
        Some(Item::Module {
            visibility: visibility.trim_end(),
            name,
        })
    })
}

/// Returns the documentation in a folder's `mod.rs`.
fn docs(folder: &Part) -> &'static str {
    let end = folder.text.find("\n\n").map_or(0, |end| end + 1);
    folder.text.get(..end).unwrap_or_default()
}

/// Returns a module of a folder, if it is needed.
fn child(
    parent: &Part,
    visibility: &'static str,
    name: &str,
    needs: &Needs,
) -> Option<Module<'static>> {
    let part = parent.child(name)?;
    let attributes = needs.gate(part)?;
    if part.is_folder() {
        return Some(folder(part, attributes, visibility, name, needs));
    }
    let content = Content::Text {
        docs: "",
        items: vec![(TokenStream::new(), part.text)],
    };
    Some(Module {
        attributes,
        visibility,
        name: format_ident!("{name}"),
        content,
        children: Vec::new(),
    })
}

/// Returns the file that a path in a folder leads to.
fn file(folder: &Part, path: &str) -> Option<&'static Part> {
    let (first, rest) = path.split_once("::").unwrap_or((path, ""));
    let name = first
        .split_once(" as ")
        .map_or(first, |(name, _rename)| name);
    let part = folder.child(name)?;
    if part.is_folder() {
        file(part, rest)
    } else {
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{Item, Part, RUNTIME, docs, file, items};

    /// Checks a folder against the directory that it is made of, and the folders in it.
    fn assert_complete(folder: &Part, directory: &Path) {
        let place = directory.display();
        let parsed = syn::parse_file(folder.text).unwrap();
        let read: Vec<_> = items(folder).collect();
        assert_eq!(read.len(), parsed.items.len(), "{place}");
        assert!(docs(folder).starts_with("//! "), "{place}");
        assert_eq!(docs(folder).lines().count(), parsed.attrs.len(), "{place}");
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let file_name = path.file_stem().unwrap().to_str().unwrap();
            if ["mod", "tests"].contains(&file_name) {
                continue;
            }
            let is_listed =
                |item: &&Item| matches!(item, Item::Module { name, .. } if *name == file_name);
            assert_eq!(
                read.iter().filter(is_listed).count(),
                1,
                "{}",
                path.display()
            );
            let part = folder
                .child(file_name)
                .unwrap_or_else(|| panic!("{} is no part", path.display()));
            assert_eq!(part.is_folder(), path.is_dir(), "{}", path.display());
            if part.is_folder() {
                assert_complete(part, &path);
            } else {
                assert!(
                    !part.text.contains("#[cfg(test)]"),
                    "clients would contain the tests in {}",
                    path.display()
                );
                assert_eq!(
                    part.text,
                    fs::read_to_string(&path).unwrap(),
                    "{}",
                    path.display()
                );
            }
        }
        for item in &read {
            if let Item::Export { text, path } = item {
                let of_one_file = file(folder, path).is_some_and(|part| !part.is_folder());
                assert!(
                    of_one_file,
                    "`{text}` in {place} names no file of the runtime"
                );
            }
        }
    }

    #[test]
    fn every_file_of_the_runtime_is_a_part_and_stands_in_its_folder() {
        assert_complete(
            &RUNTIME,
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime"),
        );
    }
}
