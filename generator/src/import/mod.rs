//! From AWS's own model of a service, as botocore publishes it, to a spec.
//!
//! Data flows one way here too: `source` reads, `botocore` mirrors what was read, `select` chooses, `operation`,
//! `errors` and `shapes` say it in the format's terms, and `yaml` writes it.

mod botocore;
mod docs;
mod endpoint;
mod enums;
mod errors;
mod members;
mod operation;
mod pagination;
mod save;
mod select;
mod service;
mod shapes;
mod source;
mod yaml;

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::Error;
use botocore::{About, Model};
use pagination::Paginators;
use shapes::Shapes;
use yaml::{Map, Node};

pub use save::save_imported;

/// What stands above an imported spec.
const HEADER: &str = "# yaml-language-server: $schema=./restsmith.schema.json\n# Imported from AWS's model by `restsmith import botocore`.\n";

/// AWS's model of a service, as the Python package `botocore` publishes it: up to three JSON texts.
///
/// # Examples
///
/// ```no_run
/// let model = restsmith::BotocoreModel::read("botocore/data/sso/2019-06-10/service-2.json.gz".as_ref())?;
/// let imported = restsmith::import_botocore(&model, &["Logout"])?;
/// std::fs::write("spec/sso.yaml", imported.yaml).unwrap();
/// # Ok::<(), restsmith::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct BotocoreModel {
    /// The text of `service-2.json`.
    pub service: String,
    /// The text of `paginators-1.json`.
    pub paginators: Option<String>,
    /// The text of `endpoint-rule-set-1.json`. Without it the service is taken to be at AWS's usual hosts,
    /// `{prefix}.{region}.{suffix}`.
    pub endpoint_rules: Option<String>,
}

impl BotocoreModel {
    /// A model of which there is only the text of `service-2.json`.
    #[must_use]
    pub fn new(service: impl Into<String>) -> Self {
        Self { service: service.into(), ..Self::default() }
    }

    /// Reads a file `service-2.json`, and beside it `paginators-1.json` and `endpoint-rule-set-1.json` if they are
    /// there. A file whose name ends in `.gz` is unpacked.
    ///
    /// # Errors
    ///
    /// When a file can't be read.
    pub fn read(service: &Path) -> Result<Self, Error> {
        Ok(Self {
            paginators: source::read_beside(service, "paginators-1.json")?,
            endpoint_rules: source::read_beside(service, "endpoint-rule-set-1.json")?,
            service: source::read(service)?,
        })
    }

    /// Checks that the service speaks a protocol of which models can be imported.
    ///
    /// # Errors
    ///
    /// When it speaks another one, or the text is no model.
    pub fn check_protocol(&self) -> Result<(), Error> {
        service::check_protocol(&parse::<About>(&self.service)?.metadata)
    }
}

/// A spec that was made from a model.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The name of the service, which is the name of its module and a good one for the file.
    pub service: String,
    /// The spec.
    pub yaml: String,
    /// What was left out, and why: a sentence each.
    pub warnings: Vec<String>,
}

/// Makes a spec of the operations of these names, or of all if none is named, with the shapes that they need.
///
/// An operation that can't be supported, such as one with an event stream, is left out with a warning.
///
/// # Errors
///
/// When a text is no model of the protocol rest-json, an operation is unknown, or none is left.
///
/// # Examples
///
/// ```
/// let model = restsmith::BotocoreModel::new(r#"{
///     "metadata": { "protocol": "rest-json", "serviceId": "Pets", "endpointPrefix": "pets" },
///     "operations": {
///         "Feed": { "http": { "method": "POST", "requestUri": "/feed" }, "input": { "shape": "FeedRequest" } }
///     },
///     "shapes": {
///         "FeedRequest": { "type": "structure", "members": { "name": { "shape": "Name" } } },
///         "Name": { "type": "string" }
///     }
/// }"#);
/// let imported = restsmith::import_botocore(&model, &["Feed"])?;
/// assert_eq!(imported.service, "pets");
/// assert!(imported.yaml.contains("http: POST /feed"));
/// assert!(imported.warnings.is_empty());
/// # Ok::<(), restsmith::Error>(())
/// ```
pub fn import_botocore(model: &BotocoreModel, operations: &[impl AsRef<str>]) -> Result<Imported, Error> {
    let paginators = Paginators::read(model.paginators.as_deref())?;
    let rules = model.endpoint_rules.as_deref();
    let model: Model = parse(&model.service)?;
    service::check_protocol(&model.metadata)?;
    let mut warnings = Vec::new();
    let mut selected = select::operations(&model, operations, &mut warnings)?;
    let name = service::name(&model.metadata);
    let endpoint = endpoint::endpoint(rules, &model.metadata, &name, &mut selected, &mut warnings)?;
    let auth = service::auth(&model.metadata);
    let mut shapes = Shapes::new(&model);
    let mut written = Map::new();
    for (name, operation) in &selected {
        let pagination = paginators.of(name);
        written.push(((*name).to_owned(), operation::operation(operation, auth, pagination, &mut shapes)?));
    }
    let errors = errors::errors(&selected, &mut shapes)?;
    let mut spec: Map = vec![
        ("restsmith".to_owned(), Node::word(1)),
        ("service".to_owned(), service::service(&model, &name, auth, endpoint)),
        ("operations".to_owned(), Node::Chapter(written)),
    ];
    if !errors.is_empty() {
        spec.push(("errors".to_owned(), Node::Chapter(errors)));
    }
    let shapes = shapes.into_written()?;
    if !shapes.is_empty() {
        spec.push(("shapes".to_owned(), Node::Chapter(shapes)));
    }
    Ok(Imported { service: name, yaml: format!("{HEADER}{}", yaml::document(&spec)), warnings })
}

fn parse<'t, T: Deserialize<'t>>(service: &'t str) -> Result<T, Error> {
    serde_json::from_str(service)
        .map_err(|error| Error::request(format!("this is no model of botocore's: {error}")))
}

/// Makes a spec of each file, as [`BotocoreModel::read`] and [`import_botocore`] do.
///
/// # Errors
///
/// In the cases of these two, and when operations are named for several files.
///
/// # Examples
///
/// ```no_run
/// let specs = restsmith::import_botocore_files(&["service-2.json".into()], &["Logout".into()])?;
/// restsmith::save_imported(&specs, "spec/portal.yaml".as_ref(), false)?;
/// # Ok::<(), restsmith::Error>(())
/// ```
pub fn import_botocore_files(files: &[PathBuf], operations: &[String]) -> Result<Vec<Imported>, Error> {
    if files.len() > 1 && !operations.is_empty() {
        return Err(Error::request(
            "operations can be named for one model only: import the models one by one",
        ));
    }
    let import = |file: &PathBuf| {
        let model = BotocoreModel::read(file)?;
        import_botocore(&model, operations)
            .map_err(|error| Error::request(format!("{}: {error}", file.display())))
    };
    files.iter().map(import).collect()
}
