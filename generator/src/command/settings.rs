//! The options that `Cargo.toml` keeps, in `[package.metadata.restsmith]`.

use std::{
    collections::BTreeMap,
    env, fs, iter,
    ops::Range,
    path::{Component, Path, PathBuf},
};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use clap::{ValueEnum, builder::PossibleValue};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Failure,
    choices::Client,
    generate::{Choices, Destination},
};

/// The keys of the table, each with an example of its value.
const KEYS: &[(&str, &str)] = &[
    ("specs", "[\"spec/portal.yaml\"]"),
    ("out", "\"src/api\""),
    ("clients", "[\"ureq\"]"),
    ("tracing", "true"),
    ("aws-sigv4", "true"),
    ("gzip", "true"),
    ("cargo-features", "true"),
    ("crate", "true"),
];

/// The options of a package or a workspace.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) choices: Choices,
    pub(super) destination: Destination,
    /// The `Cargo.toml` that was read, if there is one.
    pub(super) manifest: Option<Manifest>,
}

/// A `Cargo.toml` in the current folder or above it.
pub(super) struct Manifest {
    /// Its folder.
    folder: PathBuf,
    /// Its folder, as seen from the current one.
    from_here: PathBuf,
    /// The current folder, as seen from its folder.
    to_here: PathBuf,
    /// The name of the table of options, which depends on whether there is a package.
    table: &'static str,
    /// Whether the table is there.
    pub(super) has_settings: bool,
}

impl Settings {
    /// Reads the options of the package that the current folder belongs to.
    pub(super) fn read() -> Result<Self, Failure> {
        let Some(mut manifest) = Manifest::find() else {
            return Ok(Self::default());
        };
        let path = manifest.from_here.join("Cargo.toml");
        let name = path.display().to_string();
        let text = fs::read_to_string(&path)
            .map_err(|error| Failure::new(format!("can't read {name}: {error}")))?;
        let document = DeTable::parse(&text)
            .map_err(|error| Failure::new(format!("{name} isn't valid TOML: {error}")))?;
        let document = document.get_ref();
        if !document.contains_key("package") {
            manifest.table = "workspace.metadata.restsmith";
        }
        let mut table = None;
        let mut within = Some(document);
        for key in manifest.table.split('.') {
            table = within.and_then(|within| within.get(key));
            within = table.and_then(|table| table.get_ref().as_table());
        }
        let mut reader = Reader {
            name: &name,
            text: &text,
            rendered: Vec::new(),
        };
        let mut settings = match table {
            Some(table) => reader.settings(table, &manifest),
            None => Self::default(),
        };
        if !reader.rendered.is_empty() {
            return Err(Failure::rendered(reader.rendered.join("\n\n")));
        }
        manifest.has_settings = table.is_some();
        settings.manifest = Some(manifest);
        Ok(settings)
    }
}

impl Manifest {
    /// Finds the file as Cargo does.
    fn find() -> Option<Self> {
        let here = env::current_dir().ok()?;
        let (depth, folder) = here
            .ancestors()
            .enumerate()
            .find(|(_, folder)| folder.join("Cargo.toml").is_file())?;
        Some(Self {
            folder: folder.to_owned(),
            from_here: iter::repeat_n("..", depth).collect(),
            to_here: here.strip_prefix(folder).unwrap_or(&here).to_owned(),
            table: "package.metadata.restsmith",
            has_settings: false,
        })
    }

    /// Returns a path of the current folder as it is seen from the folder of the file.
    fn path_in(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.folder).unwrap_or(path);
        let mut whole = PathBuf::new();
        for part in self.to_here.join(path).components() {
            let is_below = matches!(whole.components().next_back(), Some(Component::Normal(_)));
            match part {
                Component::ParentDir if is_below => {
                    whole.pop();
                }
                part => whole.push(part),
            }
        }
        whole.display().to_string()
    }

    /// Returns the folder whose specs are taken where none is named.
    pub(super) fn default_specs(&self) -> PathBuf {
        self.from_here.join(super::generate::DEFAULT_SPECS)
    }

    /// Returns the lines that keep these options.
    pub(super) fn lines(&self, choices: &Choices, destination: &Destination) -> String {
        let text = |text: String| format!("{text:?}");
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let specs = choices.specs.iter().map(|spec| text(self.path_in(spec)));
        let clients = choices.clients.iter().filter_map(|client| {
            let value = client.to_possible_value()?;
            Some(text(value.get_name().to_owned()))
        });
        let (specs, clients): (Vec<_>, Vec<_>) = (specs.collect(), clients.collect());
        let values = BTreeMap::from([
            ("specs", (!specs.is_empty()).then(|| list(specs))),
            (
                "out",
                destination.out.as_ref().map(|out| text(self.path_in(out))),
            ),
            ("clients", (!clients.is_empty()).then(|| list(clients))),
            ("tracing", choices.tracing.map(|on| on.to_string())),
            ("aws-sigv4", choices.aws_sigv4.map(|on| on.to_string())),
            ("gzip", choices.gzip.map(|on| on.to_string())),
            (
                "cargo-features",
                choices.cargo_features.map(|on| on.to_string()),
            ),
            ("crate", destination.is_crate.map(|on| on.to_string())),
        ]);
        let lines = KEYS
            .iter()
            .filter_map(|(key, _)| Some(format!("{key} = {}\n", values.get(key)?.as_ref()?)));
        format!("[{}]\n{}", self.table, lines.collect::<String>())
    }
}

/// A file on its way into options. What is wrong with it is reported, and the rest is read.
struct Reader<'a> {
    name: &'a str,
    text: &'a str,
    rendered: Vec<String>,
}

impl Reader<'_> {
    fn settings(&mut self, table: &Spanned<DeValue<'_>>, manifest: &Manifest) -> Settings {
        let mut settings = Settings::default();
        let Some(entries) = table.get_ref().as_table() else {
            let help = format!("write it as a table: `[{}]`", manifest.table);
            self.report(table.span(), &wrong_type("a table", table), &help);
            return settings;
        };
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let Settings {
            choices,
            destination,
            ..
        } = &mut settings;
        let path = |text: &String| manifest.from_here.join(text);
        for (key, value) in entries {
            match key.get_ref().as_ref() {
                "specs" => {
                    let specs = self.strings("specs", value);
                    for (text, span) in &specs {
                        if text.contains('*') {
                            let help = "name the folder: every .yaml file in it is taken";
                            let message = format!("the pattern `{text}` isn't expanded here");
                            self.report(span.clone(), &message, help);
                        }
                    }
                    choices.specs = specs.iter().map(|(text, _)| path(text)).collect();
                }
                "out" => {
                    destination.out = self.string("out", value).as_ref().map(path);
                }
                "clients" => {
                    let clients = self.strings("clients", value);
                    choices.clients = clients
                        .into_iter()
                        .filter_map(|(text, span)| self.client(&text, span))
                        .collect();
                }
                "tracing" => choices.tracing = self.boolean("tracing", value),
                "aws-sigv4" => choices.aws_sigv4 = self.boolean("aws-sigv4", value),
                "gzip" => choices.gzip = self.boolean("gzip", value),
                "cargo-features" => choices.cargo_features = self.boolean("cargo-features", value),
                "crate" => destination.is_crate = self.boolean("crate", value),
                unknown => {
                    let known: Vec<_> = KEYS.iter().map(|(key, _)| *key).collect();
                    let help = similar_or(unknown, &known, "the keys here are");
                    let message = format!("`{unknown}` is not known here");
                    self.report(key.span(), &message, &help);
                }
            }
        }
        settings
    }

    fn client(&mut self, text: &str, span: Range<usize>) -> Option<Client> {
        let client = Client::from_str(text, false).ok();
        if client.is_none() {
            let names: Vec<_> = Client::value_variants()
                .iter()
                .filter_map(ValueEnum::to_possible_value)
                .collect();
            let names: Vec<_> = names.iter().map(PossibleValue::get_name).collect();
            let help = similar_or(text, &names, "the clients are");
            self.report(span, &format!("there is no client `{text}`"), &help);
        }
        client
    }

    fn boolean(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<bool> {
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            self.wrong_value(key, "`true` or `false`", value);
        }
        boolean
    }

    fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_value(key, "a string", value);
        }
        text.map(str::to_owned)
    }

    fn strings(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<(String, Range<usize>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_value(key, "an array of strings", value);
            return Vec::new();
        };
        if items.is_empty() {
            let help = format!("remove the line, or write `{key} = {}`", example(key));
            self.report(value.span(), &format!("`{key}` is empty"), &help);
        }
        items
            .iter()
            .filter_map(|item| Some((self.string(key, item)?, item.span())))
            .collect()
    }

    fn wrong_value(&mut self, key: &str, expected: &str, value: &Spanned<DeValue<'_>>) {
        let help = format!("write it as in `{key} = {}`", example(key));
        self.report(value.span(), &wrong_type(expected, value), &help);
    }

    fn report(&mut self, span: Range<usize>, message: &str, help: &str) {
        let snippet = Snippet::source(self.text)
            .path(self.name)
            .annotation(AnnotationKind::Primary.span(span));
        let group = Level::ERROR
            .primary_title(message)
            .element(snippet)
            .element(Level::HELP.message(help));
        self.rendered.push(Renderer::plain().render(&[group]));
    }
}

fn wrong_type(expected: &str, value: &Spanned<DeValue<'_>>) -> String {
    let found = match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    format!("expected {expected}, found {found}")
}

fn example(key: &str) -> &'static str {
    KEYS.iter()
        .find(|(known, _)| *known == key)
        .map_or("", |(_, example)| example)
}

/// Returns which of the known words is meant, or all of them.
fn similar_or(word: &str, known: &[&str], otherwise: &str) -> String {
    match similar(word, known.iter().copied()) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => format!("{otherwise} `{}`", known.join("`, `")),
    }
}

/// Returns which of the known words is meant: at most a third of its characters may differ.
pub(super) fn similar<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |known: &str| strsim::damerau_levenshtein(word, known);
    known
        .min_by_key(|known| distance(known))
        .filter(|known| distance(known) * 3 <= known.len().max(word.len()))
}
