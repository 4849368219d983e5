//! From an OpenAPI document, version 3.0 or 3.1, to a spec.
//!
//! Data flows one way here too: `document` reads, `calls` names the operations, `select` chooses; `operation`, with
//! `parameters`, `bodies`, `responses` and `errors`, says each in the format's terms, and `shapes` its types, with `schema`,
//! `scalars` and `unions`; `settle` decides what only all types together tell. The whole document is imported before the
//! rest is left out, so that no name depends on what is chosen.

mod bases;
mod bodies;
mod calls;
mod components;
mod docs;
mod document;
mod errors;
mod media;
mod names;
mod notes;
mod operation;
mod overlay;
mod pages;
mod parameters;
mod place;
mod responses;
mod scalars;
mod schema;
mod secrets;
mod security;
mod select;
mod server;
mod service;
mod settle;
mod shapes;
mod share;
#[cfg(test)]
mod tests;
mod unions;
mod value;
mod weight;

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use super::{Imported, base_url, tree::Node, yaml};
use crate::{
    Error,
    format::{self, Auth, MemberOrType, Named, Operation, Spec},
};
use calls::Call;
use document::{At, Document};
use errors::Errors;
use notes::{Notes, Owner};
use operation::Shared;
use security::Schemes;
use select::Selection;
use shapes::Shapes;

/// What stands above an imported spec.
const HEADER: &str = "# yaml-language-server: $schema=./restsmith.schema.json\n# Imported from an OpenAPI document by `restsmith import openapi`. Keep changes in an overlay, `NAME.overlay.yaml`.\n";

/// What to do with an older document.
const CONVERT: &str = "this is an OpenAPI 2 (Swagger) document: convert it with `npx -y swagger2openapi FILE --yaml --outfile openapi.yaml`, and import that";

/// An OpenAPI document, and what is wanted of it.
///
/// # Examples
///
/// ```no_run
/// let mut document = restsmith::OpenApiDocument::read("github.json");
/// document.operations = vec!["repos/*".to_owned()];
/// let imported = restsmith::import_openapi(&document)?;
/// std::fs::write("spec/github.yaml", imported.yaml).unwrap();
/// # Ok::<(), restsmith::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct OpenApiDocument {
    source: Source,
    /// The names or `operationId`s of the operations, in which `*` stands for any text. The default is all.
    pub operations: Vec<String>,
    /// The tags of the operations. The default is all.
    pub tags: Vec<String>,
    /// The paths of the operations, in which `*` stands for any text. The default is all.
    pub paths: Vec<String>,
    /// The name of the service. The default is the document's title.
    pub name: Option<String>,
    /// The base URL of the API. The default is that of the document's first server with https.
    pub url: Option<String>,
    /// A file with what is to change in the spec: a part of a spec, which is merged into the imported one. Maps are merged
    /// key by key, `null` removes a key, and anything else is replaced (RFC 7396).
    pub overlay: Option<PathBuf>,
}

impl<P: Into<PathBuf>> From<P> for OpenApiDocument {
    fn from(path: P) -> Self {
        Self::read(path)
    }
}

/// Where a document comes from.
#[derive(Clone, Debug)]
enum Source {
    File(PathBuf),
    Text(String),
}

impl Default for Source {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl OpenApiDocument {
    /// Returns the document of a text, in JSON or YAML. It can't refer to other files.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            source: Source::Text(text.into()),
            ..Self::default()
        }
    }

    /// Returns the document of a file, in JSON or YAML. It is read when it is imported, and so are the files in its folder and
    /// the folders below that it refers to. No other file is read, and nothing is fetched.
    #[must_use]
    pub fn read(path: impl Into<PathBuf>) -> Self {
        Self {
            source: Source::File(path.into()),
            ..Self::default()
        }
    }

    fn open(&self) -> Result<Document, Error> {
        match &self.source {
            Source::File(path) => Document::read(path),
            Source::Text(text) => Document::of_text("the document", text.clone()),
        }
    }

    fn selection(&self) -> Selection<'_> {
        Selection {
            operations: &self.operations,
            tags: &self.tags,
            paths: &self.paths,
        }
    }

    fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => Some(path),
            Source::Text(_) => None,
        }
    }
}

/// Makes a spec of an OpenAPI document: of the operations that are selected, with the types that they need.
///
/// What a spec can't express is left out, and each warning says where it stands in the document.
///
/// # Errors
///
/// When the document can't be read, isn't one of OpenAPI 3.0 or 3.1, has no operation that is selected, or none is left.
///
/// # Examples
///
/// ```
/// let document = restsmith::OpenApiDocument::new(r#"
/// openapi: 3.1.0
/// info: { title: Pets, version: "1" }
/// servers: [{ url: "https://pets.example.com" }]
/// paths:
///   /pets/{id}:
///     get:
///       operationId: getPet
///       parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
///       responses: { "200": { description: A pet. } }
/// "#);
/// let imported = restsmith::import_openapi(&document)?;
/// assert_eq!(imported.service, "pets");
/// assert!(imported.yaml.contains("http: GET /pets/{id}"));
/// assert!(imported.warnings.is_empty());
/// # Ok::<(), restsmith::Error>(())
/// ```
pub fn import_openapi(document: &OpenApiDocument) -> Result<Imported, Error> {
    import_files(document).map(|(imported, _)| imported)
}

/// Does what [`import_openapi`] does, and returns the files that were read, the document itself first.
pub(crate) fn import_files(wanted: &OpenApiDocument) -> Result<(Imported, Vec<PathBuf>), Error> {
    let document = wanted.open()?;
    let (mut spec, warnings) = spec(wanted, &document)?;
    let mut files: Vec<_> = document.paths().collect();
    if let Some(path) = &wanted.overlay {
        let overlay = fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
        let text = yaml::document(&Node::of(&spec)?);
        spec = overlay::applied(&text, &overlay, &path.display().to_string())?;
        leave_out_unused(&mut spec);
        files.push(path.clone());
    }
    let yaml = format!("{HEADER}{}", yaml::document(&Node::of(&spec)?));
    let notes = if wanted.selection().is_all() {
        Vec::new()
    } else {
        weight::sentences(&spec.operations, &spec.errors, &spec.shapes)
    };
    let imported = Imported {
        service: spec.service.name,
        yaml,
        warnings,
        notes,
    };
    Ok((imported, files))
}

/// Returns the spec, and what was left out.
fn spec(wanted: &OpenApiDocument, document: &Document) -> Result<(Spec, Vec<String>), Error> {
    let root = root(document)?;
    let mut notes = Notes::default();
    for at in document.duplicate_keys() {
        let sentence = format!("duplicate key `{}`: its last value is used", at.key());
        notes.add(Owner::Document, &at, sentence);
    }
    let calls = calls::calls(&root, &mut notes);
    let selection = wanted.selection();
    selection.check(&calls)?;
    let selected: HashSet<&str> = calls
        .iter()
        .filter(|call| selection.selects(call))
        .map(|call| call.name.as_str())
        .collect();
    let given = wanted.url.as_deref().map(base_url::checked).transpose()?;
    let schemes = Schemes::new(&root);
    let auth = schemes
        .auth(&root, &Owner::Document, &mut notes)
        .unwrap_or(Auth::None);
    let endpoint = server::endpoint(&root, given, &mut notes);
    let mut shapes = Shapes::new(&root);
    shapes.notes = notes;
    let (mut operations, errors) =
        operations(&root, &calls, &schemes, (&auth, &endpoint), &mut shapes);
    let is_required = |name: &str| {
        let own = operations
            .values()
            .filter_map(|operation| operation.auth.as_ref());
        own.chain([&auth]).any(|auth| uses(auth, name))
    };
    schemes.note_unused(&root, is_required, &mut shapes.notes);
    operations.retain(|name, _| selected.contains(name.as_str()));
    let Shapes {
        mut made, notes, ..
    } = shapes;
    let errors = used_errors(errors, &operations);
    let reached = reached(&operations, &errors, &made);
    made.retain(|name, _| reached.contains(name));
    made.sort_keys();
    let is_selected = |owner: &Owner| match owner {
        Owner::Operation(name) => selected.contains(name.as_str()),
        Owner::Document | Owner::Shape(_) => false,
    };
    if operations.is_empty() {
        let message = vec!["there is no operation to import".to_owned()];
        let left_out = notes.sentences(document, is_selected);
        return Err(Error::request([message, left_out].concat().join("\n  ")));
    }
    let warnings = notes.sentences(document, |owner| match owner {
        Owner::Document => true,
        Owner::Operation(_) => is_selected(owner),
        Owner::Shape(name) => reached.contains(name),
    });
    let auth_of = |operation: &Operation| operation.auth.clone().unwrap_or_else(|| auth.clone());
    let auths: Vec<_> = operations.values().map(auth_of).collect();
    let is_used = |name: &str| auths.iter().any(|auth| uses(auth, name)) || uses(&auth, name);
    let spec = Spec {
        restsmith: 1,
        service: format::Service {
            auth_schemes: schemes.used(is_used),
            auth: Some(auth),
            ..service::service(wanted, &root, endpoint)?
        },
        operations,
        errors,
        common_errors: Named::new(),
        shapes: made,
    };
    Ok((spec, warnings))
}

/// Returns the shapes that operations and errors reach.
fn reached(
    operations: &Named<Operation>,
    errors: &Named<format::Error>,
    shapes: &Named<format::Shape>,
) -> HashSet<String> {
    let of_operations = operations.values().flat_map(types_of_operation);
    let of_errors = errors.values().flat_map(types_of_error);
    settle::reached(of_operations.chain(of_errors), shapes)
}

/// Leaves out the errors and shapes that an overlay leaves no use for.
fn leave_out_unused(spec: &mut Spec) {
    spec.errors = used_errors(std::mem::take(&mut spec.errors), &spec.operations);
    let mut reached = reached(&spec.operations, &spec.errors, &spec.shapes);
    let of_common = spec.common_errors.values().flat_map(types_of_error);
    reached.extend(settle::reached(of_common, &spec.shapes));
    spec.shapes.retain(|name, _| reached.contains(name));
}

/// Returns the root of a document of a version that can be imported.
fn root(document: &Document) -> Result<At<'_>, Error> {
    let root = document
        .root()
        .ok_or_else(|| Error::request("the document is empty"))?;
    let version = root.map().and_then(|map| map.get("openapi"));
    let version = version.map(|version| {
        version
            .as_str()
            .map_or_else(|| version.to_string(), str::to_owned)
    });
    match version {
        Some(version)
            if version.starts_with("3.0") || version.starts_with("3.1") || version == "3" =>
        {
            Ok(root)
        }
        Some(version) => Err(Error::request(format!(
            "this is an OpenAPI document of version {version}, and 3.0 and 3.1 can be imported"
        ))),
        None if root.get("swagger").is_some() => Err(Error::request(CONVERT)),
        None => {
            let format = format::other_format(|key| root.get(key).is_some());
            let name = format.map_or(
                "this isn't an OpenAPI document: it has no key `openapi`".to_owned(),
                |format| format!("this is {}, not an OpenAPI document", format.name),
            );
            Err(Error::request(name))
        }
    }
}

/// Returns all operations, with the names of their errors, and the errors.
fn operations<'d>(
    root: &At<'d>,
    calls: &[Call<'d>],
    schemes: &Schemes,
    (auth, endpoint): (&Auth, &format::Endpoint),
    shapes: &mut Shapes<'d>,
) -> (Named<Operation>, Named<format::Error>) {
    let servers: Vec<_> = root
        .items("servers")
        .iter()
        .map(server::filled_in)
        .collect();
    let mut errors = Errors::default();
    let mut operations = Vec::new();
    let mut requests = HashSet::new();
    for call in calls {
        let mut shared = Shared {
            shapes: &mut *shapes,
            errors: &mut errors,
            schemes,
            auth,
            servers: &servers,
            endpoint,
        };
        match operation::operation(call, &mut shared) {
            Ok(mut imported) => {
                let http = imported.operation.http.get_or_insert_default();
                if !requests.insert(without_labels(http)) {
                    // The fragment isn't sent, and tells apart what the document tells apart by the names of labels.
                    *http = format!("{http}#{}", call.name);
                }
                operations.push((call.name.clone(), imported));
            }
            Err(parameters::LeftOut(why)) => {
                let sentence = format!("the operation `{}` is left out: {why}", call.name);
                shapes
                    .notes
                    .add(Owner::Operation(call.name.clone()), &call.at, sentence);
            }
        }
    }
    shapes.finish();
    let renamed = settle::final_names(&mut shapes.made, &shapes.became, &shapes.unnamed);
    errors.rename(&renamed);
    let (errors, names) = errors.named();
    let operations = operations.into_iter().map(|(name, mut imported)| {
        let operation = &mut imported.operation;
        let outputs = operation
            .outputs
            .values_mut()
            .flat_map(|output| output.members.values_mut());
        let outputs = operation.output.values_mut().chain(outputs);
        let members = operation
            .input
            .iter_mut()
            .flat_map(Named::values_mut)
            .chain(outputs);
        let types = members.map(|MemberOrType(member)| &mut member.target);
        for name in types.chain(&mut operation.additional_input) {
            if let Some(new) = renamed.get(name) {
                name.clone_from(new);
            }
        }
        let errors = imported
            .errors
            .iter()
            .filter_map(|number| names.get(*number).cloned());
        imported.operation.errors = errors.collect();
        (name, imported.operation)
    });
    let mut operations: Named<_> = operations.collect();
    let sent = settle(shapes, &operations, &renamed);
    for operation in operations.values_mut() {
        let (input, output) = (operation.input_members(), &operation.output);
        operation.pagination = pages::pagination(input, output, &shapes.made, &sent);
    }
    (operations, errors)
}

/// Returns method and URI without the names of labels, which make no difference to a server.
fn without_labels(http: &str) -> String {
    let mut pieces = http.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let (_, rest) = piece.split_once('}').unwrap_or_default();
        format!("{text}{{}}{rest}")
    })
}

/// Decides what only all types together tell. Returns the shapes that are sent.
fn settle(
    shapes: &mut Shapes<'_>,
    operations: &Named<Operation>,
    renamed: &HashMap<String, String>,
) -> HashSet<String> {
    let made = &mut shapes.made;
    let sent = settle::reached(operations.values().flat_map(sent_types), made);
    let received = settle::reached(operations.values().flat_map(received_types), made);
    for (shape, ..) in &mut shapes.one_way {
        if let Some(new) = renamed.get(shape) {
            shape.clone_from(new);
        }
    }
    settle::loosen(made, &shapes.one_way, &sent, &received);
    settle::drop_constants(made, &sent);
    settle::cut_collections(made);
    settle::make_finite(made);
    settle::check_unions(made);
    sent
}

fn targets(members: &Named<MemberOrType>) -> impl Iterator<Item = &str> {
    members
        .values()
        .map(|MemberOrType(member)| member.target.as_str())
}

fn types_of_operation(operation: &Operation) -> impl Iterator<Item = &str> {
    sent_types(operation).chain(received_types(operation))
}

fn sent_types(operation: &Operation) -> impl Iterator<Item = &str> {
    let additional = operation.additional_input.as_deref();
    targets(operation.input_members()).chain(additional)
}

fn received_types(operation: &Operation) -> impl Iterator<Item = &str> {
    let outputs = operation
        .outputs
        .values()
        .flat_map(|output| targets(&output.members));
    targets(&operation.output).chain(outputs)
}

fn types_of_error(error: &format::Error) -> impl Iterator<Item = &str> {
    error
        .body
        .as_deref()
        .into_iter()
        .chain(targets(&error.members))
}

fn used_errors(
    errors: Named<format::Error>,
    operations: &Named<Operation>,
) -> Named<format::Error> {
    let used: HashSet<&String> = operations
        .values()
        .flat_map(|operation| &operation.errors)
        .collect();
    errors
        .into_iter()
        .filter(|(name, _)| used.contains(name))
        .collect()
}

fn uses(auth: &Auth, name: &str) -> bool {
    match auth {
        Auth::AnyOf(alternatives) => alternatives
            .iter()
            .any(|format::Alternative(names)| names.iter().any(|used| used == name)),
        _ => false,
    }
}
