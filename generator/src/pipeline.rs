//! The whole way from the files of specs to the text of their clients.
//!
//! Each spec goes it on one thread, as tokens can't change threads. What all services share comes at the end.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error,
    diagnostic::{self, Diagnostic, Diagnostics, Source, Style},
    emit, format, lower, model,
    needs::{Choices, Needs},
    parallel,
    render::{self, Files, Header},
};

/// The form that the text has.
#[derive(Clone, Debug)]
pub enum Form {
    /// No text, only what it would need.
    None,
    /// A file for each module; the one above all others has this name.
    Tree { root: &'static str },
    /// One file of this name, or of the only service's: each module stands between braces.
    OneFile { name: Option<String> },
}

/// What is generated.
pub struct Generated {
    /// The text, in the form that was asked for.
    pub files: Files,
    /// What it needs.
    pub needs: Needs,
    /// What is odd about the specs.
    pub warnings: Warnings,
}

/// What is odd about the specs, each with its text.
pub type Warnings = Vec<(Source, Vec<Diagnostic>)>;

/// Generates the clients of specs. `names` are what generated text calls them. `progress` hears of each spec that is
/// through, from any thread.
///
/// # Errors
///
/// When a spec is wrong, with the diagnostics of all, or the clients can't stand side by side.
pub fn generate(
    sources: Vec<Source>,
    names: Vec<String>,
    choices: &Choices,
    form: &Form,
    style: Style,
    progress: impl Fn() + Sync,
) -> Result<Generated, Error> {
    if choices.clients.is_empty() {
        return Err(Error::request(
            "no client is chosen, so there is nothing to generate: choose one, as in \
             `Builder::clients([ClientKind::Ureq])`",
        ));
    }
    let specs: Vec<_> = sources.iter().zip(names).collect();
    let outcomes = parallel::map(&specs, |(source, name)| {
        let outcome = outcome(source, name, choices, form);
        progress();
        outcome
    });
    let (clients, warnings) = clients(outcomes, sources, style).map_err(|error| match form {
        Form::OneFile { .. } => error.without_command(),
        Form::None | Form::Tree { .. } => error,
    })?;
    let needs = Needs::of_all(clients.iter().map(|client| &client.needs), choices);
    Ok(Generated {
        files: form.whole(clients, &needs)?,
        needs,
        warnings,
    })
}

/// Reads the files of specs. A byte-order mark is not part of the text.
///
/// # Errors
///
/// When a file can't be read.
pub fn read(specs: &[impl AsRef<Path>]) -> Result<Vec<Source>, Error> {
    let read = |path: &Path| match fs::read(path) {
        Ok(bytes) => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
            let not_utf8 = str::from_utf8(bytes).err().map(|error| error.valid_up_to());
            let text = String::from_utf8_lossy(bytes).into_owned();
            Ok(Source {
                name: path.display().to_string(),
                text,
                not_utf8,
            })
        }
        Err(error) => Err(Error::io("read", path, error)),
    };
    specs.iter().map(|path| read(path.as_ref())).collect()
}

/// The client of one service, without what it shares with others.
struct Client {
    /// How the module above names it.
    entry: emit::Entry,
    /// The path of its spec.
    spec: String,
    /// What it needs.
    needs: Needs,
    /// Its text: one file, unless the form is a tree.
    files: Files,
}

/// What came of one spec.
struct Outcome {
    /// The client, unless something is wrong with the spec.
    client: Option<syn::Result<Client>>,
    /// All that there is to say about the spec, in the order of its text.
    diagnostics: Vec<Diagnostic>,
    /// Whether that leaves errors out.
    has_more_errors: bool,
}

/// Takes one spec the whole way. `name` is what generated text calls it.
fn outcome(source: &Source, name: &str, choices: &Choices, form: &Form) -> Outcome {
    let mut diagnostics = Diagnostics::default();
    let service = model(source, &mut diagnostics).filter(|_| diagnostics.has_no_errors());
    let client = service.map(|service| {
        let needs = Needs::of_service(&service, choices);
        let spec = name.to_owned();
        let files = form.part(emit::service(&service, &needs), &Header::new([&spec]))?;
        Ok(Client {
            entry: emit::Entry::new(&service, &needs),
            spec,
            needs,
            files,
        })
    });
    let has_more_errors = diagnostics.has_more_errors();
    Outcome {
        client,
        diagnostics: diagnostics.into_sorted(),
        has_more_errors,
    }
}

/// Returns the model of a spec, unless it can't be made. There may be a model although errors were reported.
pub fn model(source: &Source, diagnostics: &mut Diagnostics) -> Option<model::Service> {
    let (spec, positions) = format::read(source, diagnostics).ok()?;
    lower::lower(&spec?, &positions, diagnostics).ok()
}

/// Returns the clients of all specs and what is odd about each spec, both in the order of the specs.
fn clients(
    outcomes: Vec<Outcome>,
    sources: Vec<Source>,
    style: Style,
) -> Result<(Vec<Client>, Warnings), Error> {
    let (mut clients, mut names) = (Vec::new(), BTreeMap::new());
    let (mut reports, mut warnings, mut errors, mut has_more) = (Vec::new(), Vec::new(), 0, false);
    let mut same_names = Vec::new();
    for (
        Outcome {
            client,
            diagnostics,
            has_more_errors,
        },
        source,
    ) in outcomes.into_iter().zip(sources)
    {
        has_more |= has_more_errors;
        if !diagnostics.is_empty() {
            reports.push(diagnostic::render(&source, &diagnostics, style));
        }
        match client.transpose().map_err(Error::emitter)? {
            Some(client) => {
                let name = &client.entry.module;
                if let Some(other) = names.insert(name.clone(), source.name.clone()) {
                    let spec = &source.name;
                    same_names.push(format!(
                        "{other} and {spec} both describe a service called `{name}`: give each its own `service.name`"
                    ));
                }
                clients.push(client);
            }
            None => errors += diagnostics.iter().filter(|found| found.is_error()).count(),
        }
        warnings.push((source, diagnostics));
    }
    if errors > 0 {
        return Err(Error::spec(&reports, errors, has_more, style.format));
    }
    if !same_names.is_empty() {
        return Err(Error::request(same_names.join("\n")));
    }
    Ok((clients, warnings))
}

impl Form {
    /// Renders one service.
    fn part(&self, module: emit::Module<'_>, header: &Header) -> syn::Result<Files> {
        match self {
            Self::None => Ok(Files::new()),
            Self::Tree { .. } => render::files(module, header),
            Self::OneFile { .. } => {
                let path = PathBuf::from(format!("{}.rs", module.name));
                Ok(Files::from([(path, render::inline(module)?)]))
            }
        }
    }

    /// Renders what services share, and puts it together with their texts.
    fn whole(&self, clients: Vec<Client>, needs: &Needs) -> Result<Files, Error> {
        let root = emit::root(clients.iter().map(|client| &client.entry), needs);
        let header = Header::new(clients.iter().map(|client| &client.spec));
        match self {
            Self::None => Ok(Files::new()),
            Self::Tree { root: name } => {
                let mut files = render::root(root, name, &header).map_err(Error::emitter)?;
                files.extend(clients.into_iter().flat_map(|client| client.files));
                Ok(files)
            }
            Self::OneFile { name } => {
                let path = file_name(name.as_deref(), &clients)?;
                let services = clients
                    .into_iter()
                    .flat_map(|client| client.files.into_values())
                    .collect();
                let text = render::single_file(services, root, &header).map_err(Error::emitter)?;
                Ok(Files::from([(path, text)]))
            }
        }
    }
}

/// Returns the name that was given, which must be that of a Rust file without folders, or that of the only service.
fn file_name(name: Option<&str>, clients: &[Client]) -> Result<PathBuf, Error> {
    match (name, clients) {
        (Some(name), _) if Path::new(name).file_name().is_none_or(|base| base != name) => {
            Err(Error::request(format!(
                "`{name}` isn't a file name: remove the folders from it"
            )))
        }
        (Some(name), _) if Path::new(name).extension().is_none_or(|end| end != "rs") => {
            Err(Error::request(format!(
                "`{name}` isn't the name of a Rust file: write `{}`",
                Path::new(name).with_extension("rs").display()
            )))
        }
        (Some(name), _) => Ok(name.into()),
        (None, [client]) => Ok(format!("{}.rs", client.entry.module).into()),
        (None, _) => Err(Error::request(
            "a file for several specs, or for none, needs a name: say `Builder::file_name(\"api.rs\")`",
        )),
    }
}

/// Returns what specs are called in generated text: each by its path from the crate or the workspace that all belong
/// to, or else from the folder that all are in. So the text is the same on every machine and from every folder.
pub fn portable_names(specs: &[impl AsRef<Path>]) -> Vec<String> {
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let paths: Vec<_> = specs.iter().map(|path| whole(path.as_ref())).collect();
    let holds_all = |folder: &&Path| paths.iter().all(|path| path.starts_with(folder));
    let folders = paths
        .first()
        .into_iter()
        .flat_map(|path| path.ancestors().skip(1));
    let mut shared = folders.filter(holds_all);
    let nearest = shared.next();
    let root = nearest
        .into_iter()
        .chain(shared)
        .find(|folder| folder.join("Cargo.toml").is_file())
        .or(nearest);
    let name = |path: &PathBuf| {
        let below = root.and_then(|root| path.strip_prefix(root).ok());
        let parts = below.unwrap_or(path).iter();
        let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    };
    paths.iter().map(name).collect()
}
