//! A thousand structures of eight optional members: as a spec, as Rust with serde's derive, and as JSON.

use std::fmt::Write as _;

/// How many structures a group has. Only so that none has a thousand members.
const GROUP: usize = 40;

/// The members of each structure: name, type in a spec, type in Rust, and a value in JSON.
const MEMBERS: [(&str, &str, &str, &str); 8] = [
    ("name", "string", "String", r#""orders-of-the-day""#),
    ("owner", "string", "String", r#""Ada Lovelace""#),
    (
        "note",
        "string",
        "String",
        r#""a line\nand \"another\", with a letter: é""#,
    ),
    ("size", "integer", "i32", "123456"),
    ("active", "boolean", "bool", "true"),
    ("ratio", "double", "f64", "0.625"),
    ("tags", "Tags", "Vec<String>", r#"["alpha","beta","gamma"]"#),
    (
        "labels",
        "Labels",
        "std::collections::BTreeMap<String, String>",
        r#"{"stage":"test","team":"blue"}"#,
    ),
];

/// So many structures, in groups.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sources(pub(super) usize);

impl Sources {
    fn groups(self) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
        (0..self.0)
            .step_by(GROUP)
            .enumerate()
            .map(move |(group, first)| (group, first..(first + GROUP).min(self.0)))
    }

    /// The spec of a service whose one operation takes and gives all structures.
    pub(super) fn spec(self) -> String {
        let mut text = "\
restsmith: 1
service:
  name: exchange
  protocol: rest-json
  endpoint: { url: \"https://localhost\" }
operations:
  Exchange:
    http: POST /exchange
    auth: none
    input: { all: { type: All, payload: true } }
    output: { all: { type: All, payload: true } }
shapes:
  Tags: { type: list, of: string }
  Labels: { type: map, of: string }
"
        .to_owned();
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
                for (name, shape, ..) in MEMBERS {
                    let _ = writeln!(structures, "      {name}: {shape}");
                }
            }
            shapes += &structures;
        }
        text += &all;
        text + &shapes
    }

    /// The same structures with serde's derive, and reading and writing them.
    pub(super) fn derive(self) -> String {
        const DERIVE: &str =
            "#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]\n";
        const SKIP: &str = "    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n";
        let mut text = String::from(
            "pub fn read(text: &[u8]) -> serde_json::Result<All> {\n    serde_json::from_slice(text)\n}\n\n\
             pub fn write(all: &All) -> serde_json::Result<Vec<u8>> {\n    serde_json::to_vec(all)\n}\n\n",
        );
        let mut all = format!("{DERIVE}pub struct All {{\n");
        for (group, items) in self.groups() {
            let _ = writeln!(all, "{SKIP}    pub group{group}: Option<Group{group}>,");
            let _ = writeln!(text, "{DERIVE}pub struct Group{group} {{");
            let mut structures = String::new();
            for item in items {
                let _ = writeln!(text, "{SKIP}    pub item{item}: Option<Item{item}>,");
                let _ = writeln!(structures, "{DERIVE}pub struct Item{item} {{");
                for (name, _, rust, _) in MEMBERS {
                    let _ = writeln!(structures, "{SKIP}    pub {name}: Option<{rust}>,");
                }
                structures += "}\n\n";
            }
            text += "}\n\n";
            text += &structures;
        }
        text + &all + "}\n"
    }

    /// All structures, with a value for each member.
    pub(super) fn json(self) -> String {
        let members = MEMBERS
            .map(|(name, _, _, value)| format!("\"{name}\":{value}"))
            .join(",");
        let groups: Vec<_> = self
            .groups()
            .map(|(group, items)| {
                let items: Vec<_> = items
                    .map(|item| format!("\"item{item}\":{{{members}}}"))
                    .collect();
                format!("\"group{group}\":{{{}}}", items.join(","))
            })
            .collect();
        format!("{{{}}}", groups.join(","))
    }
}

/// The manifest of a crate.
pub(super) fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{dependencies}"
    )
}
