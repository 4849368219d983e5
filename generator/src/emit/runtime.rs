//! The runtime that all services share: of its folders, what the services need.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Item, ItemMod, ItemUse, UseTree};

use super::{Content, Module, scope::Scope};
use crate::needs::{Needs, Part, RUNTIME};

/// Returns the module with the files that the services need.
pub(super) fn module(needs: &Needs) -> Module<'static> {
    folder(&RUNTIME, quote!(pub), format_ident!("runtime"), needs)
}

/// Returns the module of a folder: its documentation, and the modules and names that are needed.
fn folder(folder: &Part, declaration: TokenStream, name: Ident, needs: &Needs) -> Module<'static> {
    let docs = folder
        .text
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned());
    let (mut names, mut children) = (Vec::new(), Vec::new());
    for item in items(folder) {
        match item {
            Item::Mod(module) => children.extend(child(folder, &module, needs)),
            Item::Use(item) => names.extend(names_of_file(folder, &item, needs)),
            _ => {}
        }
    }
    Module {
        declaration,
        name,
        content: Content::items(docs.collect(), Scope::default(), [quote!(#(#names)*)]),
        children,
    }
}

/// Returns the items of a folder's `mod.rs`, which is valid: the unit tests are compiled with it.
fn items(folder: &Part) -> Vec<Item> {
    syn::parse_file(folder.text)
        .map(|file| file.items)
        .unwrap_or_default()
}

/// Returns a module of a folder, if it is needed.
fn child(parent: &Part, module: &ItemMod, needs: &Needs) -> Option<Module<'static>> {
    let ItemMod { vis, ident, .. } = module;
    let part = parent.child(ident)?;
    let gate = needs.gate(part)?;
    let declaration = quote!(#gate #vis);
    Some(if part.is_folder() {
        folder(part, declaration, ident.clone(), needs)
    } else {
        let content = Content::Verbatim(part.text);
        Module {
            declaration,
            name: ident.clone(),
            content,
            children: Vec::new(),
        }
    })
}

/// Returns the names that a folder exports from a file, if the file is needed.
fn names_of_file(folder: &Part, item: &ItemUse, needs: &Needs) -> Option<TokenStream> {
    let ItemUse { vis, tree, .. } = item;
    let gate = needs.gate(file(folder, tree)?)?;
    Some(quote!(#gate #vis use #tree;))
}

/// Returns the file that a path in a folder leads to.
fn file(folder: &Part, tree: &UseTree) -> Option<&'static Part> {
    match tree {
        UseTree::Path(path) if path.ident == "self" => file(folder, &path.tree),
        UseTree::Path(path) => {
            let part = folder.child(&path.ident)?;
            if part.is_folder() {
                file(part, &path.tree)
            } else {
                Some(part)
            }
        }
        UseTree::Name(name) => folder.child(&name.ident),
        UseTree::Rename(name) => folder.child(&name.ident),
        UseTree::Glob(_) | UseTree::Group(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::{Item, Part, RUNTIME, file, format_ident, items};

    /// Checks a folder against the directory that it is made of, and the folders in it.
    fn assert_complete(folder: &Part, directory: &Path) {
        let items = items(folder);
        assert!(!items.is_empty(), "{}", directory.display());
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            if ["mod", "tests"].contains(&name) {
                continue;
            }
            let name = format_ident!("{name}");
            let is_listed = |item: &Item| matches!(item, Item::Mod(module) if module.ident == name);
            assert_eq!(
                items.iter().filter(|item| is_listed(item)).count(),
                1,
                "{}",
                path.display()
            );
            let part = folder
                .child(&name)
                .unwrap_or_else(|| panic!("{} is no part", path.display()));
            assert_eq!(part.is_folder(), path.is_dir(), "{}", path.display());
            if part.is_folder() {
                assert_complete(part, &path);
            } else {
                assert_eq!(
                    part.text,
                    fs::read_to_string(&path).unwrap(),
                    "{}",
                    path.display()
                );
            }
        }
        for item in &items {
            if let Item::Use(item) = item {
                let of_one_file = file(folder, &item.tree).is_some_and(|part| !part.is_folder());
                assert!(
                    of_one_file,
                    "a `use` in {} names no file of the runtime",
                    directory.display()
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
