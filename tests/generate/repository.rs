//! The repository itself: no test is left out of its binary.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_file_in_the_folder_of_a_test_binary_is_a_module_of_it() {
    for binary in ["client", "command", "format", "generate"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(binary);
        let main = fs::read_to_string(folder.join("main.rs")).unwrap();
        let modules: BTreeSet<_> = main
            .lines()
            .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
            .map(|module| format!("{module}.rs"))
            .collect();
        let files: BTreeSet<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .filter(|name| name != "main.rs")
            .collect();
        assert_eq!(modules, files, "in tests/{binary}");
    }
}

#[test]
fn every_folder_with_a_main_is_a_target_of_the_tests() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(tests.join("Cargo.toml")).unwrap();
    for entry in fs::read_dir(tests).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().join("main.rs").exists() {
            let path = format!("path = \"{name}/main.rs\"");
            assert!(manifest.contains(&path), "{path}");
        }
    }
}

/// The words in backquotes and the targets of links outside code blocks, without anchors.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let prose = text
        .split("```")
        .step_by(2)
        .flat_map(|part| part.split('`').skip(1).step_by(2).chain(links(part)));
    // What the command is given is a file of the user's.
    prose
        .filter(|code| !code.starts_with("restsmith "))
        .flat_map(str::split_whitespace)
        .map(|word| word.split('#').next().unwrap())
}

fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains("://"))
}

/// Says whether a word has the form of a path below one of these folders.
fn is_path(word: &str, folders: &BTreeSet<String>) -> bool {
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || "._-/".contains(character);
    let first = word.split('/').next().unwrap();
    let is_built = word.split('/').any(|part| part == "target");
    word.contains('/') && !is_built && word.chars().all(is_plain) && folders.contains(first)
}

/// The names of what stands in a folder of the repository.
fn entries(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "target")
        .collect()
}

#[test]
fn every_path_that_the_documentation_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for document in [
        "CONTRIBUTING.md",
        "README.md",
        "SECURITY.md",
        "generated/README.md",
        "spec/README.md",
        "spec/client.md",
        "tests/bench/README.md",
        "tests/samples/sso-logout/README.md",
    ] {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let folders = entries(&root);
        let paths: Vec<_> = quoted(&text)
            .filter(|word| is_path(word, &folders))
            .collect();
        for path in &paths {
            assert!(root.join(path).exists(), "{document} names `{path}`");
        }
        let beside = root.join(document);
        for link in text.split("```").step_by(2).flat_map(links) {
            let path = link.split('#').next().unwrap();
            assert!(
                beside.parent().unwrap().join(path).exists(),
                "{document} links to `{path}`"
            );
        }
    }
}

/// A table that lists a folder says so in its head: "| in `tests` | holds |". Other rows of CONTRIBUTING name files of the
/// generator.
#[test]
fn every_file_and_folder_that_contributing_lists_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let (mut folder, mut rows) = (None, 0);
    for line in text.lines() {
        let first = line
            .strip_prefix("| ")
            .and_then(|row| row.split(" |").next());
        let Some(first) = first else {
            if !line.starts_with('|') {
                folder = None;
            }
            continue;
        };
        if let Some(name) = first.strip_prefix("in `") {
            folder = Some(root.join(name.trim_end_matches('`')));
        } else if let Some(folder) = &folder {
            rows += 1;
            for name in first.split('`').skip(1).step_by(2) {
                assert!(folder.join(name).exists(), "{name} in {}", folder.display());
            }
        }
    }
    assert!(rows > 30, "{rows} rows");
    let generator = root.join("generator/src");
    let (_, recipes) = text.split_once("\n## Recipes\n").unwrap();
    let (recipes, _) = recipes.split_once("\n## ").unwrap();
    let folders = entries(&generator);
    let named: Vec<_> = quoted(recipes)
        .filter(|word| is_path(word, &folders))
        .collect();
    assert!(named.len() > 10, "{named:?}");
    for path in named {
        assert!(generator.join(path).exists(), "a recipe names `{path}`");
    }
}

/// The tests of the samples and of clients say themselves where they run.
#[test]
fn contributing_lists_the_files_that_differ_between_platforms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let (_, platforms) = text.split_once("\n## Platforms\n").unwrap();
    let (platforms, _) = platforms.split_once("\n## ").unwrap();
    let mut found = 0;
    for folder in ["generator", "generated", "tests"] {
        each_rust_file(&root.join(folder), &mut |path, text| {
            let differs = ["unix", "windows", "target_os", "target_family"]
                .iter()
                .any(|word| {
                    ["cfg(", "cfg(not(", "cfg!("]
                        .iter()
                        .any(|start| text.contains(&format!("{start}{word}")))
                });
            if differs {
                found += 1;
                let name = path.file_name().unwrap().to_str().unwrap();
                assert!(
                    platforms.contains(&format!("/{name}`"))
                        || platforms.contains(&format!("`{name}`")),
                    "{} isn't listed",
                    path.display()
                );
            }
        });
    }
    assert!(found >= 5, "{found} files");
}

fn each_rust_file(folder: &Path, visit: &mut impl FnMut(&Path, &str)) {
    for name in entries(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            each_rust_file(&path, visit);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            visit(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
