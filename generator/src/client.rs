//! One spec on its way to the text of a client, and what came of all of them.

use std::{collections::BTreeMap, path::Path};

use crate::{
    Error,
    diagnostic::{self, Diagnostic, Diagnostics, Source, Style},
    emit, format, lower, model,
    render::Header,
    support::{Choices, Support},
};

/// The client of one service, without what it shares with others.
pub struct Client<T> {
    /// How the module above names it.
    pub entry: emit::Entry,
    /// The path of its spec.
    pub spec: String,
    /// What it needs.
    pub support: Support,
    /// Its text, in the form that was asked for.
    pub text: T,
}

/// What is odd about the specs, each with its text.
pub type Warnings = Vec<(Source, Vec<Diagnostic>)>;

/// What came of one spec.
pub struct Outcome<T> {
    /// The client, unless something is wrong with the spec.
    client: Option<syn::Result<Client<T>>>,
    /// All that there is to say about the spec, in the order of its text.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether that leaves errors out.
    has_more_errors: bool,
}

/// From the text of a spec to the text of its client.
pub fn client<T>(
    source: &Source,
    choices: &Choices,
    text: impl Fn(emit::Module<'_>, &Header) -> syn::Result<T>,
) -> Outcome<T> {
    let mut diagnostics = Diagnostics::default();
    let service = model(source, &mut diagnostics).filter(|_| diagnostics.has_no_errors());
    let client = service.map(|service| {
        let support = Support::of_service(&service, choices);
        let spec = portable_name(Path::new(&source.name));
        let text = text(emit::service(&service, &support), &Header::new([&spec]))?;
        Ok(Client { entry: emit::Entry::new(&service), spec, support, text })
    });
    let has_more_errors = diagnostics.has_more_errors();
    Outcome { client, diagnostics: diagnostics.into_sorted(), has_more_errors }
}

fn model(source: &Source, diagnostics: &mut Diagnostics) -> Option<model::Service> {
    let (spec, positions) = format::read(source, diagnostics).ok()?;
    lower::lower(&spec?, &positions, diagnostics).ok()
}

/// The clients of all specs and what is odd about each spec, both in the order of the specs.
///
/// # Errors
///
/// When a spec is wrong, with the diagnostics of all, or two describe services of the same name.
pub fn clients<T>(
    outcomes: Vec<Outcome<T>>,
    sources: Vec<Source>,
    style: Style,
) -> Result<(Vec<Client<T>>, Warnings), Error> {
    let (mut clients, mut names) = (Vec::new(), BTreeMap::new());
    let (mut reports, mut warnings, mut errors, mut has_more) = (Vec::new(), Vec::new(), 0, false);
    for (Outcome { client, diagnostics, has_more_errors }, source) in outcomes.into_iter().zip(sources) {
        has_more |= has_more_errors;
        if !diagnostics.is_empty() {
            reports.push(diagnostic::render(&source, &diagnostics, style));
        }
        match client.transpose()? {
            Some(client) => {
                let name = &client.entry.module;
                if let Some(other) = names.insert(name.clone(), client.spec.clone()) {
                    let spec = &client.spec;
                    return Err(Error::request(format!(
                        "{other} and {spec} both describe a service called `{name}`: give each its own `service.name`"
                    )));
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
    Ok((clients, warnings))
}

/// How a spec is called in generated text: by its path from the crate or the workspace that it belongs to, and
/// without one by its name, so that the text is the same on every machine and from every folder.
fn portable_name(path: &Path) -> String {
    let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let root = whole.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").is_file());
    let below = root.and_then(|root| whole.strip_prefix(root).ok());
    let path = below.or_else(|| whole.file_name().map(Path::new)).unwrap_or(&whole);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
