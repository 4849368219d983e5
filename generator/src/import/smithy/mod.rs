//! From a Smithy model, in the JSON form that Smithy's tools write and AWS publishes, to a spec.
//!
//! What Smithy says by traits, botocore says by keys. So a model is translated into botocore's keys, and imported as that:
//! `model` mirrors what was read, with applied traits in place, and `mixins` puts what they contain into shapes; `closure`
//! finds what belongs to the service; `service`, `operations`, `shapes`, `pages` and `waiters` translate it.

mod closure;
mod docs;
mod mixins;
mod model;
mod operations;
mod pages;
mod service;
mod shapes;
mod waiters;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{
    Imported, base_url,
    botocore::{self, BotocoreModel},
};
use crate::{Error, format::Endpoint};
use closure::Closure;
use model::Model;

/// What stands above an imported spec.
const SOURCE: &str = "a Smithy model by `restsmith import smithy`";

/// A Smithy model in JSON, with what is wanted of it.
///
/// # Examples
///
/// ```no_run
/// let model = restsmith::SmithyModel::read("transcribe-streaming.json".as_ref())?;
/// let imported = restsmith::import_smithy(&model, &["GetMedicalScribeStream"])?;
/// std::fs::write("spec/transcribe_streaming.yaml", imported.yaml).unwrap();
/// # Ok::<(), restsmith::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SmithyModel {
    /// The text of the model.
    pub text: String,
    /// The service, by the name or the whole id of its shape. Without it, the model has to contain exactly one.
    pub service: Option<String>,
    /// The protocol to import, by its name in botocore's models, such as `rest-json`. Without it, the first is taken that
    /// can be imported of those that the service speaks, in botocore's order of preference.
    pub protocol: Option<String>,
    /// The base URL of the API. A service of AWS doesn't need one.
    pub url: Option<String>,
    /// The file that was read.
    file: Option<PathBuf>,
}

impl SmithyModel {
    /// Returns a model with this text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Reads a file, which is unpacked if its name ends in `.gz`.
    ///
    /// # Errors
    ///
    /// When the file can't be read.
    pub fn read(file: &Path) -> Result<Self, Error> {
        Ok(Self {
            file: Some(file.to_owned()),
            ..Self::new(botocore::read(file)?)
        })
    }

    /// Checks that the service speaks a protocol of which models can be imported, or the one that is asked for.
    ///
    /// # Errors
    ///
    /// When the service doesn't speak the protocol that is asked for, that protocol can't be imported, or the text isn't a
    /// Smithy model with this service.
    pub fn check_protocol(&self) -> Result<(), Error> {
        self.translated()?.check_protocol()
    }

    /// Returns an error with the name of the file.
    fn in_file(&self, error: Error) -> Error {
        match &self.file {
            Some(file) => Error::request(format!("{}: {error}", file.display())),
            None => error,
        }
    }

    /// Translates the model into botocore's keys.
    fn translated(&self) -> Result<BotocoreModel, Error> {
        let model = Model::parse(&self.text)?;
        let closure = Closure::of(&model, self.service.as_deref())?;
        let service = closure.service();
        if self.url.is_none() && !service.has_trait("aws.api#service") {
            return Err(Error::request(format!(
                "the model doesn't say where `{}` is reached: name its base URL by `--url`",
                closure.service_name()
            )));
        }
        let metadata = service::metadata(&closure);
        let protocol = botocore::chosen_protocol(&metadata, self.protocol.as_deref())?;
        let text = |value: &Value| value.to_string();
        let rules = service.find("smithy.rules#endpointRuleSet");
        Ok(BotocoreModel {
            service: text(&json!({
                "metadata": metadata,
                "documentation": docs::html(&service.traits),
                "operations": operations::operations(&closure),
                "shapes": shapes::shapes(&closure, protocol),
            })),
            paginators: Some(text(&pages::paginators(&closure))),
            waiters: Some(text(&waiters::waiters(&closure))),
            endpoint_rules: rules.filter(|_| self.url.is_none()).map(text),
            protocol: self.protocol.clone(),
        })
    }
}

/// Makes a spec of the operations of these names, or of all if none is named, with the shapes that they need.
///
/// An operation that can't be supported, such as one with an event stream, is left out with a warning.
///
/// # Errors
///
/// When the text isn't a Smithy model in JSON, it has not exactly one service and none is named, it doesn't say where the
/// service is reached, the URL that is given can't be that of an API, the service speaks no protocol that can be imported,
/// the model has no operation of a name, or no operation is left.
///
/// # Examples
///
/// ```
/// let mut model = restsmith::SmithyModel::new(r#"{
///     "smithy": "2.0",
///     "shapes": {
///         "com.example#Pets": {
///             "type": "service",
///             "version": "2024-01-31",
///             "operations": [{ "target": "com.example#Feed" }],
///             "traits": { "aws.protocols#restJson1": {} }
///         },
///         "com.example#Feed": {
///             "type": "operation",
///             "input": { "target": "com.example#FeedInput" },
///             "traits": { "smithy.api#http": { "method": "POST", "uri": "/feed", "code": 200 } }
///         },
///         "com.example#FeedInput": {
///             "type": "structure",
///             "members": { "name": { "target": "smithy.api#String" } }
///         }
///     }
/// }"#);
/// model.url = Some("https://api.example.com".to_owned());
/// let imported = restsmith::import_smithy(&model, &["Feed"])?;
/// assert_eq!(imported.service, "pets");
/// assert!(imported.yaml.contains("http: POST /feed"));
/// # Ok::<(), restsmith::Error>(())
/// ```
pub fn import_smithy(
    model: &SmithyModel,
    operations: &[impl AsRef<str>],
) -> Result<Imported, Error> {
    let url = model.url.as_deref().map(base_url::checked).transpose()?;
    let spec = || botocore::spec(&model.translated()?, operations);
    let (mut spec, warnings) = spec().map_err(|error| model.in_file(error))?;
    if let Some(url) = url {
        spec.service.endpoint = Endpoint {
            url: Some(url.to_owned()),
            ..Endpoint::default()
        };
    }
    botocore::imported(spec, warnings, SOURCE)
}
