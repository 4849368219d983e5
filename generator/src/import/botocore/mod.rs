//! From AWS's own model of a service, as botocore publishes it, to a spec.
//!
//! Data flows one way here too: `source` reads, with its `overlay`; `model` mirrors what was read; `protocol`, `auth` and
//! `select` choose; `service`, `endpoint`, `operation`, `pagination`, `waiters`, `members`, `errors` and `shapes` say it in the
//! format's terms, and `targets` knows which shapes they reach.

mod auth;
mod customs;
mod defaults;
mod docs;
mod endpoint;
mod errors;
mod kinds;
mod members;
mod model;
mod operation;
mod overlay;
mod pagination;
mod protocol;
mod select;
mod service;
mod shapes;
mod source;
mod targets;
#[cfg(test)]
mod tests;
mod waiters;
mod xml;

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::{Imported, other_format, tree::Node, yaml};
use crate::{
    Error,
    format::{self, Auth, Named, Spec},
    protocol::Protocol,
};
use model::{About, Metadata, Model};
use pagination::Paginators;
use targets::Targets;
use waiters::Waiters;

pub(super) use source::read;

/// What an imported spec says about where it is from.
const SOURCE: &str = "AWS's model by `restsmith import botocore`";

/// AWS's model of a service, as the Python package `botocore` publishes it: up to four JSON texts, and what is wanted
/// of them.
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
    /// The text of `waiters-2.json`.
    pub waiters: Option<String>,
    /// The text of `endpoint-rule-set-1.json`. Without it the service is taken to be at AWS's usual hosts,
    /// `{prefix}.{region}.{suffix}`.
    pub endpoint_rules: Option<String>,
    /// The protocol to import, by its name in models, such as `rest-json`. Without it, the first is taken that can be
    /// imported of those that the service speaks, in botocore's order of preference.
    pub protocol: Option<String>,
}

impl BotocoreModel {
    /// Returns a model of which there is only the text of `service-2.json`.
    #[must_use]
    pub fn new(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            ..Self::default()
        }
    }

    /// Reads a file `service-2.json`, and beside it `paginators-1.json`, `waiters-2.json` and `endpoint-rule-set-1.json`
    /// if they are there. A file whose name ends in `.gz` is unpacked. What an overlay beside a file changes, such as
    /// `service-2.sdk-extras.json`, is merged into it.
    ///
    /// # Errors
    ///
    /// When a file can't be read, or an overlay isn't valid JSON.
    pub fn read(service: &Path) -> Result<Self, Error> {
        Ok(Self {
            paginators: source::read_beside(service, "paginators-1.json")?,
            waiters: source::read_beside(service, "waiters-2.json")?,
            endpoint_rules: source::read_beside(service, "endpoint-rule-set-1.json")?,
            service: source::read(service)?,
            protocol: None,
        })
    }

    /// Checks that the service speaks a protocol of which models can be imported, or the one that is asked for, and that
    /// clients can sign for it.
    ///
    /// # Errors
    ///
    /// When the service doesn't speak the protocol that is asked for, that protocol can't be imported, the service takes
    /// signatures of version 2 only, or the text isn't a model.
    pub fn check_protocol(&self) -> Result<(), Error> {
        let about: About = parse(&self.service)?;
        let _ = protocol::chosen(&about.metadata, self.protocol.as_deref())?;
        auth::not_version_2(&about.metadata)
    }
}

/// Makes a spec of the operations of these names, or of all if none is named, with the shapes that they need.
///
/// An operation that can't be supported, such as one with an event stream, is left out with a warning.
///
/// # Errors
///
/// When a text isn't a botocore model, the service speaks no protocol that can be imported, the model has no operation
/// of a name, or no operation is left.
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
pub fn import_botocore(
    model: &BotocoreModel,
    operations: &[impl AsRef<str>],
) -> Result<Imported, Error> {
    let (spec, warnings) = spec(model, operations)?;
    imported(spec, warnings, SOURCE)
}

/// Returns the protocol that is imported of a service with these `metadata`: the one that is asked for, or the first that
/// can be imported.
pub(super) fn chosen_protocol(metadata: &Value, wanted: Option<&str>) -> Result<Protocol, Error> {
    let metadata = Metadata::deserialize(metadata).map_err(|error| not_a_model(&error))?;
    protocol::chosen(&metadata, wanted)
}

/// Returns a spec as YAML, below a comment that says where it is from.
pub(super) fn imported(spec: Spec, warnings: Vec<String>, source: &str) -> Result<Imported, Error> {
    let document = yaml::document(&Node::of(&spec)?);
    let yaml = format!(
        "# yaml-language-server: $schema=./restsmith.schema.json\n# Imported from {source}.\n{document}"
    );
    Ok(Imported {
        service: spec.service.name,
        yaml,
        warnings,
        notes: Vec::new(),
    })
}

/// Returns the spec, and what was left out.
pub(super) fn spec(
    model: &BotocoreModel,
    operations: &[impl AsRef<str>],
) -> Result<(Spec, Vec<String>), Error> {
    let paginators = Paginators::read(model.paginators.as_deref())?;
    let waiters = Waiters::read(model.waiters.as_deref())?;
    let (rules, wanted) = (model.endpoint_rules.as_deref(), model.protocol.as_deref());
    let model: Model = parse(&model.service)?;
    let protocol = protocol::chosen(&model.metadata, wanted)?;
    let mut warnings = Vec::new();
    let selected = select::operations(&model, operations, &mut warnings);
    let selected = selected.or_else(|error| {
        auth::not_version_2(&model.metadata)?;
        Err(error)
    })?;
    let name = service::name(&model.metadata);
    let mut endpoint = endpoint::endpoint(rules, &model, &name, &selected, &mut warnings)?;
    // Where that scheme isn't supported, only operations with one of their own are left.
    let service_auth = auth::of_service(&model.metadata).unwrap_or(Auth::None);
    let mut targets = Targets::new(&model, protocol.rules());
    let operations = selected.iter().map(|(name, operation)| {
        let auth = auth::of_operation(operation, &model.metadata).map_err(Error::request)?;
        let own_auth = Some(auth).filter(|auth| *auth != service_auth);
        let operation = format::Operation {
            endpoint: endpoint.of_operations.get(*name).cloned(),
            waiters: waiters.of(name, &mut warnings),
            ..operation::operation(name, operation, own_auth, paginators.of(name), &mut targets)?
        };
        Ok(((*name).to_owned(), operation))
    });
    let mut operations = operations.collect::<Result<Named<_>, Error>>()?;
    operation::tell_apart(&mut operations);
    endpoint.mark_virtual_hosts(&mut operations);
    let errors = errors::errors(&selected, &mut targets)?;
    let mut spec = Spec {
        restsmith: 1,
        service: service::service(&model, name, protocol, service_auth, endpoint),
        operations,
        errors,
        common_errors: Named::new(),
        shapes: shapes::shapes(targets)?,
    };
    waiters::leave_out_invalid(&mut spec, &mut warnings)?;
    Ok((spec, warnings))
}

fn parse<'t, T: Deserialize<'t>>(service: &'t str) -> Result<T, Error> {
    serde_json::from_str(service).map_err(|error| {
        other_format(service, "a botocore model").unwrap_or_else(|| not_a_model(&error))
    })
}

fn not_a_model(error: &serde_json::Error) -> Error {
    Error::request(format!("this isn't a botocore model: {error}"))
}

/// Makes a spec of each file, as [`BotocoreModel::read`] and [`import_botocore`] do. Each is of the protocol that is
/// asked for, as [`BotocoreModel::protocol`] says.
///
/// # Errors
///
/// In the cases of these two, and when operations are named for several files.
///
/// # Examples
///
/// ```no_run
/// let specs = restsmith::import_botocore_files(&["service-2.json".into()], &["Logout".into()], None)?;
/// restsmith::save_imported(&specs, "spec/portal.yaml".as_ref(), false)?;
/// # Ok::<(), restsmith::Error>(())
/// ```
pub fn import_botocore_files(
    files: &[PathBuf],
    operations: &[String],
    protocol: Option<&str>,
) -> Result<Vec<Imported>, Error> {
    if files.len() > 1 && !operations.is_empty() {
        return Err(Error::request(
            "operations can be named for one model only: import the models one by one",
        ));
    }
    let import = |file: &PathBuf| {
        let model = BotocoreModel {
            protocol: protocol.map(str::to_owned),
            ..BotocoreModel::read(file)?
        };
        import_botocore(&model, operations)
            .map_err(|error| Error::request(format!("{}: {error}", file.display())))
    };
    files.iter().map(import).collect()
}
