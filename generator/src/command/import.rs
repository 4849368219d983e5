//! Specs from the descriptions of others.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};
use restsmith::{
    Description, Error, Imported, OpenApiDocument, SmithyModel, description, import_botocore_files,
    import_openapi, import_smithy, save_imported,
};

pub(super) const EXAMPLES: &str = "\
Examples:
  restsmith import github.yaml --out spec/github.yaml         OpenAPI, Smithy or botocore, by the file's content
  restsmith import openapi github.yaml --operations 'repos/*,issues/create' --out spec/github.yaml
  restsmith import botocore service-2.json --operations Logout --out spec/portal.yaml";

const BOTOCORE_EXAMPLES: &str = "\
Examples:
  restsmith import botocore service-2.json --operations Logout --out spec/portal.yaml
  restsmith import botocore lambda/2015-03-31/service-2.json.gz > spec/lambda.yaml
  restsmith import botocore */service-2.json --out spec    a spec for each, called like its service";

const SMITHY_EXAMPLES: &str = "\
Examples:
  restsmith import smithy transcribe-streaming.json --out spec/transcribe.yaml
  restsmith import smithy build/model.json --url https://api.example.com --out spec/pets.yaml
  restsmith import smithy models/*.json --out spec    a spec for each, called like its service";

const OPENAPI_EXAMPLES: &str = "\
Examples:
  restsmith import openapi petstore.yaml --out spec/petstore.yaml
  restsmith import openapi github.json --operations 'repos/*,issues/create' > spec/github.yaml
  restsmith import openapi stripe.json --tag Charges --path '/v1/refunds*' --out spec/stripe.yaml";

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    source: Option<Source>,

    /// The descriptions. What each is, its content says.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    target: Target,
}

#[derive(Subcommand)]
enum Source {
    /// From AWS's own models, as the Python package botocore publishes them.
    ///
    /// Files `paginators-1.json` and `endpoint-rule-set-1.json` beside a model are read too, and so are overlays
    /// `*.sdk-extras.json`. An operation that can't be supported is left out with a warning.
    #[command(after_help = format!("{BOTOCORE_EXAMPLES}\n\n{}", super::OTHER_EXIT_CODES))]
    Botocore(Botocore),
    /// From an OpenAPI document, version 3.0 or 3.1.
    ///
    /// Files in the document's folder that it refers to are read too. Nothing is fetched. What can't be supported is left
    /// out, with a warning that names its place.
    #[command(after_help = format!("{OPENAPI_EXAMPLES}\n\n{}", super::OTHER_EXIT_CODES))]
    Openapi(Openapi),
    /// From a Smithy model in JSON, as `smithy ast` writes it, and as AWS publishes those of its services.
    ///
    /// An operation that can't be supported is left out with a warning.
    #[command(after_help = format!("{SMITHY_EXAMPLES}\n\n{}", super::OTHER_EXIT_CODES))]
    Smithy(Smithy),
}

#[derive(Args)]
struct Target {
    /// The operations, with the shapes that they need; `*` stands for any text [default: all].
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    operations: Vec<String>,

    /// The spec to write, or a folder for several [default: `-`, which is standard output].
    #[arg(short, long, value_name = "SPEC")]
    out: Option<PathBuf>,

    /// Overwrite a file that says something else.
    #[arg(long, requires = "out")]
    force: bool,
}

impl Target {
    /// Returns the path to write, unless it is standard output.
    fn out(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| *out != Path::new("-"))
    }
}

#[derive(Args)]
struct Botocore {
    /// The models: files `service-2.json` or `service-2.json.gz`.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    target: Target,

    /// The protocol, of those that the service speaks [default: the first that can be imported].
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,
}

#[derive(Args)]
struct Smithy {
    /// The models.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    #[command(flatten)]
    target: Target,

    /// The protocol, of those that the service speaks, such as `rest-json` [default: the first that can be imported].
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,

    /// The service, if a model has several.
    #[arg(long, value_name = "NAME")]
    service: Option<String>,

    /// The base URL of an API outside AWS.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

#[derive(Args)]
struct Openapi {
    /// The document, in JSON or YAML.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    target: Target,

    /// Only operations with one of these tags.
    #[arg(long = "tag", value_name = "TAG", value_delimiter = ',')]
    tags: Vec<String>,

    /// Only operations at these paths; `*` stands for any text.
    #[arg(long = "path", value_name = "PATH", value_delimiter = ',')]
    paths: Vec<String>,

    /// The name of the service [default: that of the document's title].
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// The base URL of the API [default: that of the document's first server with https].
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// What to change in the spec: a part of a spec, in which `null` removes a key [default: `users.overlay.yaml` beside the
    /// `users.yaml` of --out, if there is one].
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
}

/// Imports all, then writes all.
pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Error> {
    match arguments.source {
        Some(Source::Botocore(botocore)) => {
            let Botocore {
                files,
                target,
                protocol,
            } = botocore;
            let specs = import_botocore_files(&files, &target.operations, protocol.as_deref())?;
            write(&specs, &target)
        }
        Some(Source::Openapi(openapi)) => {
            let mut document = OpenApiDocument::read(openapi.file);
            document.operations.clone_from(&openapi.target.operations);
            document.tags = openapi.tags;
            document.paths = openapi.paths;
            document.name = openapi.name;
            document.url = openapi.url;
            document.overlay = openapi.overlay;
            write(&[import(document, openapi.target.out())?], &openapi.target)
        }
        Some(Source::Smithy(smithy)) => {
            let import = |file: &PathBuf| {
                let mut model = SmithyModel::read(file)?;
                model.protocol.clone_from(&smithy.protocol);
                model.service.clone_from(&smithy.service);
                model.url.clone_from(&smithy.url);
                import_smithy(&model, &smithy.target.operations)
            };
            let specs: Vec<_> = smithy.files.iter().map(import).collect::<Result<_, _>>()?;
            write(&specs, &smithy.target)
        }
        None => {
            let Arguments { files, target, .. } = arguments;
            let import = |file: &PathBuf| import_any(file, &target);
            let specs: Vec<_> = files.iter().map(import).collect::<Result<_, _>>()?;
            write(&specs.concat(), &target)
        }
    }
}

/// Imports a file of which only its content says what it is.
fn import_any(file: &Path, target: &Target) -> Result<Vec<Imported>, Error> {
    match description(file)? {
        Description::Openapi => {
            let mut document = OpenApiDocument::read(file);
            document.operations.clone_from(&target.operations);
            Ok(vec![import(document, target.out())?])
        }
        Description::Smithy => {
            let model = SmithyModel::read(file)?;
            Ok(vec![import_smithy(&model, &target.operations)?])
        }
        _ => import_botocore_files(&[file.to_owned()], &target.operations, None),
    }
}

/// Imports a document, with the overlay beside its spec unless another one is chosen.
fn import(mut document: OpenApiDocument, out: Option<&Path>) -> Result<Imported, Error> {
    let is_folder = out.is_some_and(Path::is_dir);
    if document.overlay.is_none() && !is_folder {
        document.overlay = out.and_then(overlay_beside);
    }
    let imported = import_openapi(&document)?;
    // A folder has the spec under the name of the service.
    let spec = out
        .filter(|_| is_folder)
        .map(|folder| folder.join(&imported.service));
    match spec.as_deref().and_then(overlay_beside) {
        Some(overlay) if document.overlay.is_none() => {
            document.overlay = Some(overlay);
            import_openapi(&document)
        }
        _ => Ok(imported),
    }
}

/// Returns the overlay beside a spec, if there is one.
fn overlay_beside(spec: &Path) -> Option<PathBuf> {
    let path = spec.with_extension("overlay.yaml");
    path.is_file().then_some(path)
}

fn write(specs: &[Imported], target: &Target) -> Result<ExitCode, Error> {
    for warning in specs.iter().flat_map(|spec| &spec.warnings) {
        drop(writeln!(io::stderr(), "warning: {warning}"));
    }
    for note in specs.iter().flat_map(|spec| &spec.notes) {
        drop(writeln!(io::stderr(), "note: {note}"));
    }
    match (target.out(), specs) {
        (Some(out), specs) => {
            for path in save_imported(specs, out, target.force)? {
                drop(writeln!(io::stderr(), "wrote {}", path.display()));
            }
            Ok(ExitCode::SUCCESS)
        }
        (None, [spec]) => Ok(super::print(spec.yaml.as_bytes())),
        (None, _) => Ok(super::refuse(
            "several descriptions make several specs: name a folder with --out",
        )),
    }
}
