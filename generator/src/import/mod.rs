//! From AWS's own model of a service, as botocore publishes it, to a spec.
//!
//! Data flows one way here too: `source` reads, with its `overlay`; `botocore` mirrors what was read; `protocol`,
//! `auth` and `select` choose; `service`, `endpoint`, `operation`, `pagination`, `members`, `errors` and `shapes` say
//! it in the format's terms, and `targets` knows which shapes they reach; `tree` takes that apart, `yaml` writes it,
//! and `save` puts it on disk.

mod auth;
mod botocore;
mod docs;
mod endpoint;
mod enums;
mod errors;
mod kinds;
mod members;
mod operation;
mod overlay;
mod pagination;
mod protocol;
mod save;
mod select;
mod service;
mod shapes;
mod source;
mod targets;
mod tree;
mod yaml;

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{
    Error,
    format::{Auth, Named, Spec},
};
use botocore::{About, Model};
use pagination::Paginators;
use targets::Targets;
use tree::Node;

pub use save::save_imported;

/// What stands above an imported spec.
const HEADER: &str = "# yaml-language-server: $schema=./restsmith.schema.json\n# Imported from AWS's model by `restsmith import botocore`.\n";

/// AWS's model of a service, as the Python package `botocore` publishes it: up to three JSON texts, and what is wanted
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
        Self { service: service.into(), ..Self::default() }
    }

    /// Reads a file `service-2.json`, and beside it `paginators-1.json` and `endpoint-rule-set-1.json` if they are
    /// there. A file whose name ends in `.gz` is unpacked. What an overlay beside a file changes, such as
    /// `service-2.sdk-extras.json`, is merged into it.
    ///
    /// # Errors
    ///
    /// When a file can't be read, or an overlay isn't valid JSON.
    pub fn read(service: &Path) -> Result<Self, Error> {
        Ok(Self {
            paginators: source::read_beside(service, "paginators-1.json")?,
            endpoint_rules: source::read_beside(service, "endpoint-rule-set-1.json")?,
            service: source::read(service)?,
            protocol: None,
        })
    }

    /// Checks that the service speaks a protocol of which models can be imported, or the one that is asked for.
    ///
    /// # Errors
    ///
    /// When the service doesn't speak the protocol that is asked for, that one can't be imported, or the text is no model.
    pub fn check_protocol(&self) -> Result<(), Error> {
        let about: About = parse(&self.service)?;
        protocol::chosen(&about.metadata, self.protocol.as_deref()).map(drop)
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
/// When a text is no model of a protocol that can be imported, an operation is unknown, or none is left.
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
    let (spec, warnings) = spec(model, operations)?;
    let yaml = format!("{HEADER}{}", yaml::document(&Node::of(&spec)?));
    Ok(Imported { service: spec.service.name, yaml, warnings })
}

/// Returns the spec, and what was left out.
fn spec(model: &BotocoreModel, operations: &[impl AsRef<str>]) -> Result<(Spec, Vec<String>), Error> {
    let paginators = Paginators::read(model.paginators.as_deref())?;
    let (rules, wanted) = (model.endpoint_rules.as_deref(), model.protocol.as_deref());
    let model: Model = parse(&model.service)?;
    let protocol = protocol::chosen(&model.metadata, wanted)?;
    let mut warnings = Vec::new();
    let mut selected = select::operations(&model, operations, &mut warnings)?;
    let name = service::name(&model.metadata);
    let endpoint = endpoint::endpoint(rules, &model.metadata, &name, &mut selected, &mut warnings)?;
    // Where that scheme isn't supported, only operations with one of their own are left.
    let service_auth = auth::of_service(&model.metadata).unwrap_or(Auth::None);
    let mut targets = Targets::new(&model);
    let operations = selected.iter().map(|(name, operation)| {
        let auth = auth::of_operation(operation, &model.metadata).map_err(Error::request)?;
        let own_auth = Some(auth).filter(|auth| *auth != service_auth);
        let operation = operation::operation(operation, own_auth, paginators.of(name), &mut targets)?;
        Ok(((*name).to_owned(), operation))
    });
    let operations = operations.collect::<Result<_, Error>>()?;
    let errors = errors::errors(&selected, &mut targets)?;
    let spec = Spec {
        restsmith: 1,
        service: service::service(&model, name, protocol, service_auth, endpoint),
        operations,
        errors,
        common_errors: Named::new(),
        shapes: shapes::shapes(targets)?,
    };
    Ok((spec, warnings))
}

fn parse<'t, T: Deserialize<'t>>(service: &'t str) -> Result<T, Error> {
    serde_json::from_str(service)
        .map_err(|error| Error::request(format!("this is no model of botocore's: {error}")))
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
        let model = BotocoreModel { protocol: protocol.map(str::to_owned), ..BotocoreModel::read(file)? };
        import_botocore(&model, operations)
            .map_err(|error| Error::request(format!("{}: {error}", file.display())))
    };
    files.iter().map(import).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{BotocoreModel, Node, spec, yaml};
    use crate::{
        diagnostic::{Diagnostics, Source},
        format::{
            self, Auth, Endpoint, Error, Hosts, Member, MemberOrType, Named, Operation, Pagination,
            Recognition, Retry, Service, Shape, Spec, Value, Values,
        },
        protocol::{ErrorsBy, Protocol, TimestampFormat},
    };

    /// Writes a spec and reads it again.
    fn read_again(spec: &Spec) -> (Spec, String) {
        let text = yaml::document(&Node::of(spec).unwrap());
        let source = Source { name: "spec.yaml".to_owned(), text: text.clone(), not_utf8: None };
        let mut diagnostics = Diagnostics::default();
        let (read, _) = format::read(&source, &mut diagnostics).expect(&text);
        (read.expect(&text), text)
    }

    fn named<T, const N: usize>(entries: [(&str, T); N]) -> Named<T> {
        entries.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
    }

    #[expect(clippy::unnecessary_wraps, reason = "most keys are optional")]
    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    /// Returns a member that says all that a member can say.
    fn full_member(default: serde_yaml::Value) -> MemberOrType {
        MemberOrType(Member {
            target: "string".to_owned(),
            required: true,
            docs: text("One: two.\n\nThree.\n"),
            name: text("true"),
            header: text("x-a"),
            query: text("2031-02-03"),
            label: text("id"),
            prefix_headers: text(""),
            query_map: true,
            payload: true,
            response_code: true,
            host_label: true,
            idempotency_token: true,
            default: Some(default),
        })
    }

    fn only_type() -> MemberOrType {
        MemberOrType(Member { target: "string".to_owned(), ..Member::default() })
    }

    /// Returns a spec in which each key of the format is used. Nothing is left to defaults, so that a new key doesn't
    /// compile here until it is added.
    fn full_spec() -> Spec {
        let members = || named([("Short", only_type()), ("null", full_member(serde_yaml::Value::from(1.0)))]);
        let error = || Error {
            status: Some(409),
            code: text("409"),
            retry: Some(Retry::Throttling),
            docs: text("Taken."),
            members: members(),
        };
        Spec {
            restsmith: 1,
            service: Service {
                name: "pets".to_owned(),
                title: text("Pets & more: a service"),
                version: text("2031-02-03"),
                protocol: Protocol::RestJson,
                endpoint: Endpoint {
                    aws: text("pets"),
                    sdk_id: text("Pets"),
                    fips: named([("aws-us-gov", "pets".to_owned())]),
                    hosts: named([(
                        "default",
                        Hosts {
                            plain: text("{region}.example.com"),
                            fips: text("fips.example.com"),
                            dual_stack: text("dual.example.com"),
                            fips_dual_stack: text("both.example.com"),
                            signing_region: text("us-east-1"),
                        },
                    )]),
                    url: text("https://example.com"),
                },
                auth: Some(Auth::None),
                signing_name: text("pets"),
                errors: Some(Recognition { by: ErrorsBy::CodeOrStatus }),
                required_in_responses: Some(false),
                headers: named([("accept", "application/json".to_owned())]),
                docs: text("# Pets\n\n    indented\n"),
            },
            operations: named([(
                "Feed",
                Operation {
                    http: Some("POST /pets/{id}?a=b".to_owned()),
                    host: text("{id}."),
                    status: Some(201),
                    auth: Some(Auth::Bearer),
                    unsigned_payload: true,
                    idempotent: Some(false),
                    checksum_required: true,
                    compress_request: true,
                    docs: text("Feeds."),
                    input: members(),
                    output: members(),
                    errors: vec!["Taken".to_owned(), "a, b".to_owned()],
                    pagination: Some(Pagination {
                        input_token: "a".to_owned(),
                        output_token: "b.c".to_owned(),
                        items: text("d"),
                        page_size: text("e"),
                    }),
                },
            )]),
            errors: named([("Taken", error())]),
            common_errors: named([("Common", error())]),
            shapes: named([(
                "All",
                Shape {
                    kind: "structure".to_owned(),
                    sensitive: true,
                    docs: text("All of it."),
                    members: members(),
                    of: text("string"),
                    sparse: true,
                    values: Some(Values(vec![("Big".to_owned(), Value::Number(-1))])),
                    format: Some(TimestampFormat::HttpDate),
                    streaming: true,
                    media_type: text("text/plain"),
                },
            )]),
        }
    }

    #[test]
    fn every_key_is_read_again_as_it_was_written() {
        let spec = full_spec();
        let (read, text) = read_again(&spec);
        assert_eq!(read, spec, "{text}");
    }

    #[test]
    fn what_a_model_becomes_is_read_again_as_it_was_made() {
        let pets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/models/pets/service-2.json");
        let (spec, _) = spec(&BotocoreModel::read(&pets).unwrap(), &[] as &[&str]).unwrap();
        let (read, text) = read_again(&spec);
        assert_eq!(read, spec, "{text}");
    }

    #[test]
    fn a_service_and_operations_take_lines_and_the_rest_is_in_one_line_if_it_fits() {
        let service = Service {
            name: "pets".to_owned(),
            title: None,
            version: None,
            protocol: Protocol::RestJson,
            endpoint: Endpoint { url: text("https://example.com"), ..Endpoint::default() },
            auth: None,
            signing_name: None,
            errors: None,
            required_in_responses: Some(true),
            headers: named([("accept", "*/*".to_owned()), ("x-version", "1".to_owned())]),
            docs: None,
        };
        let operation = |status| Operation { http: Some("GET /".to_owned()), status, ..Operation::default() };
        let with_input = Operation { input: named([("id", only_type())]), ..operation(None) };
        let error = |members| Error { status: Some(400), code: None, retry: None, docs: None, members };
        let spec = Spec {
            restsmith: 1,
            service,
            operations: named([("A", operation(None)), ("B", operation(Some(201))), ("C", with_input)]),
            errors: named([("D", error(Named::new())), ("E", error(named([("id", only_type())])))]),
            common_errors: Named::new(),
            shapes: Named::new(),
        };
        let (read, yaml) = read_again(&spec);
        assert_eq!(read, spec, "{yaml}");
        let expected = "\
restsmith: 1

service:
  name: pets
  protocol: rest-json
  endpoint: { url: \"https://example.com\" }
  required_in_responses: true
  headers: { accept: \"*/*\", x-version: \"1\" }

operations:
  A:
    http: GET /

  B:
    http: GET /
    status: 201

  C:
    http: GET /
    input:
      id: string

errors:
  D: { status: 400 }

  E:
    status: 400
    members:
      id: string
";
        assert_eq!(yaml, expected);
    }

    #[test]
    fn a_default_of_any_kind_is_read_again_as_it_was_written() {
        for default in
            ["false", "0", "-7", "1.0", "1e300", ".inf", "\"\"", "\"1\"", "[]", "{}", "[a, [1], {b: c}]"]
        {
            let value: serde_yaml::Value = serde_yaml::from_str(default).unwrap();
            let mut spec = full_spec();
            spec.shapes.insert(
                "Other".to_owned(),
                Shape { members: named([("member", full_member(value))]), ..Shape::of_type("structure") },
            );
            let (read, text) = read_again(&spec);
            assert_eq!(read, spec, "{default}: {text}");
        }
    }

    #[test]
    fn what_makes_up_a_shape_is_written_even_if_it_is_empty_and_nothing_else_is() {
        let values = |values: &[(&str, Value)]| {
            let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
            Some(Values(values.collect()))
        };
        let same = [("ON", Value::Text("ON".to_owned())), ("OFF", Value::Text("OFF".to_owned()))];
        let other = [("ON", Value::Text("ON".to_owned())), ("OFF", Value::Text("off".to_owned()))];
        let mut spec = full_spec();
        spec.shapes = named([
            ("Nothing", Shape::of_type("structure")),
            ("Never", Shape::of_type("union")),
            ("Text", Shape::of_type("string")),
            ("Short", Shape { members: named([("a", only_type())]), ..Shape::of_type("structure") }),
            ("List", Shape { of: text("Text"), ..Shape::of_type("list") }),
            ("Switch", Shape { values: values(&same), ..Shape::of_type("enum") }),
            ("Other", Shape { values: values(&other), ..Shape::of_type("enum") }),
            ("Number", Shape { values: values(&[("One", Value::Number(1))]), ..Shape::of_type("int_enum") }),
            ("None", Shape { values: values(&[]), ..Shape::of_type("enum") }),
        ]);
        let (read, yaml) = read_again(&spec);
        assert_eq!(read, spec, "{yaml}");
        let expected = "
shapes:
  Nothing: { type: structure, members: {} }
  Never: { type: union, members: {} }
  Text: { type: string }

  Short:
    type: structure
    members:
      a: string

  List: { type: list, of: Text }
  Switch: { type: enum, values: [ON, OFF] }
  Other: { type: enum, values: { ON: ON, OFF: off } }
  Number: { type: int_enum, values: { One: 1 } }
  None: { type: enum, values: [] }
";
        assert!(yaml.ends_with(expected), "{yaml}");
    }
}
