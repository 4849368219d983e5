//! A thousand structures of eight optional members: as a spec, as Rust with serde's derive, and as a document.

use std::{fmt::Write as _, fs, ops::Range, path::Path};

use crate::Failure;

/// How many structures a group has. Only so that none has a thousand members.
const GROUP: usize = 40;

/// A value of a member.
#[derive(Clone, Copy)]
pub(super) enum Value {
    Text(&'static str),
    Integer(u16),
    Boolean(bool),
    /// A number that needs all bits, so that each CBOR has it in eight bytes.
    Double(f64),
    List(&'static [&'static str]),
    Map(&'static [(&'static str, &'static str)]),
}

/// The members of each structure: name, type in a spec, and a value.
pub(super) const MEMBERS: [(&str, &str, Value); 8] = [
    ("name", "string", Value::Text("orders-of-the-day")),
    ("owner", "string", Value::Text("Ada Lovelace")),
    (
        "note",
        "string",
        Value::Text("a line\tand \"another\" & a letter: é"),
    ),
    ("size", "integer", Value::Integer(12_345)),
    ("active", "boolean", Value::Boolean(true)),
    ("ratio", "double", Value::Double(0.623)),
    ("tags", "Tags", Value::List(&["alpha", "beta", "gamma"])),
    (
        "labels",
        "Labels",
        Value::Map(&[("stage", "test"), ("team", "blue")]),
    ),
];

/// So many structures, in groups.
#[derive(Clone, Copy, Debug)]
pub(super) struct Structures(pub(super) usize);

impl Structures {
    /// The groups, each with the structures in it.
    pub(super) fn groups(self) -> impl Iterator<Item = (usize, Range<usize>)> {
        (0..self.0)
            .step_by(GROUP)
            .enumerate()
            .map(move |(group, first)| (group, first..(first + GROUP).min(self.0)))
    }

    /// The spec of a service whose one operation takes and gives all structures.
    pub(super) fn spec(self, service: &str, operation: &str) -> String {
        let mut text = format!(
            "\
restsmith: 1
service:
  name: exchange
{service}  endpoint: {{ url: \"https://localhost\" }}
  auth: none
operations:
  Exchange:
{operation}shapes:
  Tags: {{ type: list, of: string }}
  Labels: {{ type: map, of: string }}
"
        );
        let (mut all, mut shapes) = (
            String::from("  All:\n    type: structure\n    members:\n"),
            String::new(),
        );
        for (group, items) in self.groups() {
            let _ = writeln!(all, "      group{group}: Group{group}");
            let _ = writeln!(shapes, "  Group{group}:\n    type: structure\n    members:");
            let mut structures = String::new();
            for item in items {
                let _ = writeln!(shapes, "      item{item}: Item{item}");
                let _ = writeln!(
                    structures,
                    "  Item{item}:\n    type: structure\n    members:"
                );
                for (name, shape, _) in MEMBERS {
                    let _ = writeln!(structures, "      {name}: {shape}");
                }
            }
            shapes += &structures;
        }
        text += &all;
        text + &shapes
    }

    /// The same structures with serde's derive. `Tags` and `Labels` are the caller's.
    pub(super) fn derive(self) -> String {
        let (mut text, mut all) = (String::new(), format!("{DERIVE}pub struct All {{\n"));
        for (group, items) in self.groups() {
            let _ = writeln!(all, "{SKIP}    pub group{group}: Option<Group{group}>,");
            let _ = writeln!(text, "{DERIVE}pub struct Group{group} {{");
            let mut structures = String::new();
            for item in items {
                let _ = writeln!(text, "{SKIP}    pub item{item}: Option<Item{item}>,");
                let _ = writeln!(structures, "{DERIVE}pub struct Item{item} {{");
                for (name, _, value) in MEMBERS {
                    let rust = value.rust();
                    let _ = writeln!(structures, "{SKIP}    pub {name}: Option<{rust}>,");
                }
                structures += "}\n\n";
            }
            text += "}\n\n";
            text += &structures;
        }
        text + &all + "}\n"
    }
}

const DERIVE: &str = "#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]\n";
const SKIP: &str = "    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n";

impl Value {
    /// The type in Rust.
    fn rust(self) -> &'static str {
        match self {
            Self::Text(_) => "String",
            Self::Integer(_) => "i32",
            Self::Boolean(_) => "bool",
            Self::Double(_) => "f64",
            Self::List(_) => "Tags",
            Self::Map(_) => "Labels",
        }
    }
}

/// The manifest of a crate.
pub(super) fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{dependencies}"
    )
}

/// Writes a crate of one file below a folder.
pub(super) fn member(
    folder: &Path,
    name: &str,
    dependencies: &str,
    source: &str,
    file: &str,
) -> Result<(), Failure> {
    let folder = folder.join(name);
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest(name, dependencies))?;
    Ok(fs::write(folder.join("src").join(file), source)?)
}
