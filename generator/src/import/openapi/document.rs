//! An OpenAPI document and the files that it refers to, and what stands where in them.

use std::{
    collections::HashSet,
    fmt, fs,
    path::{Component, Path, PathBuf},
};

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::value;
use crate::Error;

/// How many references may follow each other.
const MAX_REFERENCES: usize = 64;

/// The files of a document. The first one is the document itself.
#[derive(Debug)]
pub(super) struct Document {
    files: Vec<File>,
}

/// A file of a document.
#[derive(Debug)]
struct File {
    /// What messages call it.
    name: String,
    /// Its path from the folder of the document.
    path: PathBuf,
    text: String,
    value: Value,
    /// The JSON Pointers of the keys that a map has more than once.
    duplicate_keys: Vec<String>,
}

impl Document {
    /// Creates a document of one text. It can't refer to other files.
    pub(super) fn of_text(name: &str, text: String) -> Result<Self, Error> {
        let file = File::parse(name.to_owned(), PathBuf::new(), text)?;
        Ok(Self { files: vec![file] })
    }

    /// Reads a document, and the files below its folder that it refers to. Nothing else is read, and nothing is fetched.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        let mut wanted = vec![PathBuf::from(path.file_name().unwrap_or_default())];
        let (mut known, mut files) = (HashSet::new(), Vec::new());
        while let Some(relative) = wanted.pop() {
            if !known.insert(relative.clone()) {
                continue;
            }
            let whole = folder.join(&relative);
            // A file that isn't there leaves its references dangling, which is said where they stand.
            let text = match (fs::read(&whole), files.is_empty()) {
                (Ok(bytes), _) => bytes,
                (Err(error), true) => return Err(Error::io("read", &whole, error)),
                (Err(_), false) => continue,
            };
            let text = String::from_utf8(text)
                .map_err(|_| Error::request(format!("{} is not UTF-8", whole.display())))?;
            let file = File::parse(whole.display().to_string(), relative, text)?;
            let mut paths = Vec::new();
            file.referred(&file.value, &mut paths);
            wanted.extend(paths);
            files.push(file);
        }
        Ok(Self { files })
    }

    /// Returns the whole document.
    pub(super) fn root(&self) -> Option<At<'_>> {
        let file = self.files.first()?;
        Some(At {
            document: self,
            file: 0,
            pointer: String::new(),
            value: &file.value,
        })
    }

    /// Returns the paths of the files, as far as they were read from any.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let read = self
            .files
            .iter()
            .filter(|file| !file.path.as_os_str().is_empty());
        read.map(|file| PathBuf::from(&file.name))
    }

    /// Returns the keys that a map has more than once, where they are.
    pub(super) fn duplicate_keys(&self) -> impl Iterator<Item = At<'_>> {
        self.files
            .iter()
            .enumerate()
            .flat_map(move |(index, file)| {
                file.duplicate_keys.iter().filter_map(move |pointer| {
                    Some(At {
                        document: self,
                        file: index,
                        pointer: pointer.clone(),
                        value: file.value.pointer(pointer)?,
                    })
                })
            })
    }

    /// Returns the name and the text of a file.
    pub(super) fn file(&self, index: usize) -> Option<(&str, &str)> {
        let file = self.files.get(index)?;
        Some((&file.name, &file.text))
    }
}

impl File {
    fn parse(name: String, path: PathBuf, text: String) -> Result<Self, Error> {
        let text = text
            .strip_prefix('\u{feff}')
            .map(str::to_owned)
            .unwrap_or(text);
        let is_json = text.trim_start().starts_with('{');
        let json = is_json.then(|| of_json(&text).ok()).flatten();
        let (value, duplicate_keys) = match json {
            Some(read) => read,
            None => value::read_yaml(&text).map_err(|error| {
                Error::request(format!(
                    "{name} is neither valid JSON nor valid YAML: {error}"
                ))
            })?,
        };
        Ok(Self {
            name,
            path,
            text,
            value,
            duplicate_keys,
        })
    }

    /// Collects the paths of other files to which a value refers.
    fn referred(&self, value: &Value, paths: &mut Vec<PathBuf>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(reference)) = map.get("$ref") {
                    let (file, _) = split_reference(reference);
                    paths.extend(self.beside(file).filter(|_| !file.is_empty()));
                }
                map.values().for_each(|value| self.referred(value, paths));
            }
            Value::Array(items) => items.iter().for_each(|item| self.referred(item, paths)),
            _ => {}
        }
    }

    /// Returns the path of a file that is named relatively to this one, unless it leaves the folder of the document.
    fn beside(&self, name: &str) -> Option<PathBuf> {
        if name.contains(':') {
            return None;
        }
        let name = percent_decode_str(name).decode_utf8().ok()?;
        let mut path = self.path.parent().map(Path::to_owned).unwrap_or_default();
        for component in Path::new(name.as_ref()).components() {
            match component {
                Component::Normal(part) => path.push(part),
                Component::CurDir => {}
                Component::ParentDir if path.pop() => {}
                _ => return None,
            }
        }
        Some(path)
    }
}

/// Reads a whole text of JSON.
fn of_json(text: &str) -> serde_json::Result<(Value, Vec<String>)> {
    let mut json = serde_json::Deserializer::from_str(text);
    let read = value::read(&mut json)?;
    json.end()?;
    Ok(read)
}

/// Splits a reference into the file and the place in it.
fn split_reference(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// A value of a document, and where it stands.
#[derive(Clone)]
pub(super) struct At<'d> {
    document: &'d Document,
    file: usize,
    /// Its JSON Pointer (RFC 6901).
    pointer: String,
    pub(super) value: &'d Value,
}

/// Where a value stands: the file and the JSON Pointer.
pub(super) type Location = (usize, String);

impl fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.file, self.pointer)
    }
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// There is nothing at the place that is referred to.
    Dangling(String),
    /// The references lead in a circle.
    Circle(String),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dangling(reference) => write!(f, "`$ref: {reference}` refers to nothing"),
            Self::Circle(reference) => write!(f, "`$ref: {reference}` refers to itself"),
        }
    }
}

impl<'d> At<'d> {
    /// Returns where this is.
    pub(super) fn location(&self) -> Location {
        (self.file, self.pointer.clone())
    }

    /// Returns the last part of the pointer: the key or the index of this value.
    pub(super) fn key(&self) -> String {
        let key = self.pointer.rsplit('/').next().unwrap_or_default();
        key.replace("~1", "/").replace("~0", "~")
    }

    /// Returns the JSON Pointer.
    pub(super) fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the map, if this is one.
    pub(super) fn map(&self) -> Option<&'d Map<String, Value>> {
        self.value.as_object()
    }

    /// Returns the value of a key.
    pub(super) fn get(&self, key: &str) -> Option<At<'d>> {
        Some(self.child(key, self.map()?.get(key)?))
    }

    /// Returns the text of a key, if it is text.
    pub(super) fn text(&self, key: &str) -> Option<&'d str> {
        self.map()?.get(key)?.as_str()
    }

    /// Returns whether a key is `true`.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.map()
            .and_then(|map| map.get(key))
            .is_some_and(|value| value == &Value::Bool(true))
    }

    /// Returns the items of a list, or none.
    pub(super) fn items(&self, key: &str) -> Vec<At<'d>> {
        let list = self.get(key);
        let items = list.as_ref().and_then(|list| list.value.as_array());
        let items = items.into_iter().flatten().enumerate();
        items
            .filter_map(|(index, item)| Some(list.as_ref()?.child(&index.to_string(), item)))
            .collect()
    }

    /// Returns the keys and values of a map, or none.
    pub(super) fn entries(&self, key: &str) -> Vec<(&'d str, At<'d>)> {
        self.get(key).map(|map| map.children()).unwrap_or_default()
    }

    /// Returns the keys and values, if this is a map.
    pub(super) fn children(&self) -> Vec<(&'d str, At<'d>)> {
        let entries = self.map().into_iter().flatten();
        entries
            .map(|(key, value)| (key.as_str(), self.child(key, value)))
            .collect()
    }

    fn child(&self, key: &str, value: &'d Value) -> At<'d> {
        let key = key.replace('~', "~0").replace('/', "~1");
        At {
            document: self.document,
            file: self.file,
            pointer: format!("{}/{key}", self.pointer),
            value,
        }
    }

    /// Returns what a reference stands for, and anything else as it is.
    pub(super) fn resolved(&self) -> Result<At<'d>, Broken> {
        let mut at = self.clone();
        for _ in 0..MAX_REFERENCES {
            match at.text("$ref") {
                Some(reference) => at = at.referred(reference)?,
                None => return Ok(at),
            }
        }
        Err(Broken::Circle(
            self.text("$ref").unwrap_or_default().to_owned(),
        ))
    }

    /// Returns what a reference at this place refers to.
    pub(super) fn referred(&self, reference: &str) -> Result<At<'d>, Broken> {
        let dangling = || Broken::Dangling(reference.to_owned());
        let (name, pointer) = split_reference(reference);
        let files = &self.document.files;
        let file = if name.is_empty() {
            self.file
        } else {
            let path = files.get(self.file).and_then(|file| file.beside(name));
            let path = path.ok_or_else(dangling)?;
            let found = files.iter().position(|file| file.path == path);
            found.ok_or_else(dangling)?
        };
        let pointer = percent_decode_str(pointer)
            .decode_utf8()
            .map_err(|_| dangling())?;
        let root = files.get(file).map(|file| &file.value);
        let value = root.and_then(|root| root.pointer(&pointer));
        Ok(At {
            document: self.document,
            file,
            pointer: pointer.into_owned(),
            value: value.ok_or_else(dangling)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Broken, Document};

    #[test]
    fn a_reference_is_followed_by_its_pointer() {
        let text = r##"{ "a": { "$ref": "#/b~1c/x%20y" }, "b/c": { "x y": 1 }, "d": { "$ref": "#/e" }, "f": { "$ref": "#/f" } }"##;
        let document = Document::of_text("api.json", text.to_owned()).unwrap();
        let root = document.root().unwrap();
        let a = root.get("a").unwrap().resolved().unwrap();
        assert_eq!((a.pointer(), a.value), ("/b~1c/x y", &json!(1)));
        assert_eq!(a.key(), "x y");
        let dangling = root.get("d").unwrap().resolved().unwrap_err();
        assert_eq!(dangling, Broken::Dangling("#/e".to_owned()));
        let circle = root.get("f").unwrap().resolved().unwrap_err();
        assert_eq!(circle, Broken::Circle("#/f".to_owned()));
    }

    #[test]
    fn files_below_the_folder_are_read_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("api");
        std::fs::create_dir_all(inner.join("shapes")).unwrap();
        std::fs::write(folder.path().join("secret.yaml"), "x: 1").unwrap();
        std::fs::write(
            inner.join("shapes/pet.yaml"),
            "Pet: { $ref: '../api.yaml#/own' }",
        )
        .unwrap();
        let text = "a: { $ref: 'shapes/pet.yaml#/Pet' }\nb: { $ref: '../secret.yaml#/x' }\nown: 2\nc: { $ref: 'https://example.com/x.yaml#/x' }";
        std::fs::write(inner.join("api.yaml"), text).unwrap();
        let document = Document::read(&inner.join("api.yaml")).unwrap();
        let root = document.root().unwrap();
        assert_eq!(root.get("a").unwrap().resolved().unwrap().value, &json!(2));
        assert!(root.get("b").unwrap().resolved().is_err());
        assert!(root.get("c").unwrap().resolved().is_err());
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let levels = (1..12).map(|level| {
            let items = vec![format!("*a{}", level - 1); 10].join(", ");
            format!(
                "a{level}: &a{level} [{items}]
"
            )
        });
        let first = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]
"
        .to_owned();
        let text: String = [first].into_iter().chain(levels).collect();
        let error = Document::of_text("api.yaml", text).unwrap_err();
        assert!(error.to_string().contains("repetition limit"), "{error}");
    }
}
