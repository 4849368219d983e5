//! What to generate and where: a file for a build script, or a folder that is checked in.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    Change, ClientKind, Error, MessageFormat,
    dependencies::Dependencies,
    diagnostic::{self, Style},
    folder,
    needs::{Choices, Needs},
    output,
    pipeline::{self, Form, Generated},
};

/// Generates the clients of one spec into `OUT_DIR/{service}.rs`, with the default options.
///
/// # Errors
///
/// When the spec can't be read or is wrong, or the file can't be written.
///
/// # Examples
///
/// In `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), restsmith::Error> {
///     restsmith::compile("spec/portal.yaml")
/// }
/// ```
///
/// And in the crate, which may be of edition 2018, 2021 or 2024:
///
/// ```ignore
/// #[allow(dead_code, unreachable_pub, unused_imports)] // a program seldom calls all of a client
/// mod api {
///     include!(concat!(env!("OUT_DIR"), "/portal.rs"));
/// }
/// ```
///
/// A library's `pub mod api` needs no `allow`.
pub fn compile(spec: impl AsRef<Path>) -> Result<(), Error> {
    Builder::new().compile(&[spec])
}

/// Generates clients: [`compile`](Builder::compile) into one file, in a build script, and [`plan`](Builder::plan) into a
/// folder that is checked in, as the `restsmith` command does.
///
/// # Examples
///
/// Two services that share one runtime, blocking clients only:
///
/// ```no_run
/// # fn main() -> Result<(), restsmith::Error> {
/// restsmith::Builder::new()
///     .clients([restsmith::ClientKind::Ureq])
///     .file_name("identity_center.rs")
///     .compile(&["spec/portal.yaml", "spec/oidc.yaml"])
/// # }
/// ```
///
/// The same as a module that is checked in:
///
/// ```no_run
/// # fn main() -> Result<(), restsmith::Error> {
/// let builder = restsmith::Builder::new().clients([restsmith::ClientKind::Ureq]);
/// builder.plan("src/api", &["spec/portal.yaml", "spec/oidc.yaml"])?.apply()
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    choices: Choices,
    out_dir: Option<PathBuf>,
    file_name: Option<String>,
    is_crate: bool,
    style: Style,
}

impl Builder {
    /// Returns a builder with the default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets which clients are generated. The default is [`ClientKind::Hyper`] and [`ClientKind::Ureq`].
    ///
    /// ```
    /// # use restsmith::{Builder, ClientKind};
    /// let builder = Builder::new().clients([ClientKind::Ureq]);
    /// ```
    #[must_use]
    pub fn clients(mut self, clients: impl IntoIterator<Item = ClientKind>) -> Self {
        self.choices.clients = clients.into_iter().collect();
        self
    }

    /// Sets whether calls record spans and events for the `tracing` crate. The default is `false`.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().tracing(true);
    /// ```
    #[must_use]
    pub fn tracing(mut self, tracing: bool) -> Self {
        self.choices.tracing = tracing;
        self
    }

    /// Sets whether clients whose requests are signed come with a signer on the crate `aws-sigv4`. The default is
    /// `false`: the caller brings one.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().aws_sigv4(true);
    /// ```
    #[must_use]
    pub fn aws_sigv4(mut self, aws_sigv4: bool) -> Self {
        self.choices.aws_sigv4 = aws_sigv4;
        self
    }

    /// Sets whether clients accept and decode responses in gzip, by the crate `flate2`. The default is `false`: a
    /// compressed response is an error.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().gzip(true);
    /// ```
    #[must_use]
    pub fn gzip(mut self, gzip: bool) -> Self {
        self.choices.gzip = gzip;
        self
    }

    /// Sets whether each transport, `tracing`, `aws-sigv4` and `gzip` is behind a Cargo feature of its own name. The
    /// default is `false`.
    ///
    /// The features are those of the crate that takes the code in: it has to declare them.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().cargo_features(true);
    /// ```
    #[must_use]
    pub fn cargo_features(mut self, gate: bool) -> Self {
        self.choices.cargo_features = gate;
        self
    }

    /// Sets the folder of the file of [`compile`](Self::compile). The default is Cargo's `OUT_DIR`.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().out_dir("target/clients");
    /// ```
    #[must_use]
    pub fn out_dir(mut self, out_dir: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(out_dir.into());
        self
    }

    /// Sets the name of the file of [`compile`](Self::compile). The default is `{service}.rs`, which only one spec can
    /// have.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().file_name("api.rs");
    /// ```
    #[must_use]
    pub fn file_name(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }

    /// Sets whether the folder of [`plan`](Self::plan) is the `src` of a crate, with a `lib.rs` instead of a `mod.rs`.
    /// The default is `false`.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().for_crate(true);
    /// ```
    #[must_use]
    pub fn for_crate(mut self, is_crate: bool) -> Self {
        self.is_crate = is_crate;
        self
    }

    /// Sets how diagnostics are shown. The default is [`MessageFormat::Human`].
    ///
    /// ```
    /// let builder = restsmith::Builder::new().message_format(restsmith::MessageFormat::Short);
    /// ```
    #[must_use]
    pub fn message_format(mut self, format: MessageFormat) -> Self {
        self.style.format = format;
        self
    }

    /// Sets whether diagnostics are colored. The default is `false`.
    ///
    /// ```
    /// let builder = restsmith::Builder::new().color(true);
    /// ```
    #[must_use]
    pub fn color(mut self, color: bool) -> Self {
        self.style.color = color;
        self
    }

    /// Generates the clients of these specs into one file, and tells Cargo to run the build script again when one changes.
    /// A folder stands for the specs in it.
    ///
    /// In a build script that leaves the file in Cargo's `OUT_DIR`, it warns if the crate's `Cargo.toml` lacks
    /// dependencies of the generated code, and shows the lines to add.
    ///
    /// # Errors
    ///
    /// When a spec can't be read or is wrong, or the file can't be written. The error's text holds all
    /// diagnostics.
    pub fn compile(&self, specs: &[impl AsRef<Path>]) -> Result<(), Error> {
        for spec in specs.iter().map(AsRef::as_ref).filter(|spec| spec.exists()) {
            println!("cargo::rerun-if-changed={}", spec.display());
        }
        self.write_file(|form| self.generate(specs, form, || ()))
    }

    /// Generates the clients of an OpenAPI document into one file, as [`compile`](Self::compile) does of specs. No spec is
    /// written: the document is imported anew whenever it changes, and what is left out of it is a warning of the build.
    ///
    /// # Errors
    ///
    /// When the document can't be read or imported, as [`import_openapi`](crate::import_openapi) says, or the file can't be
    /// written.
    ///
    /// # Examples
    ///
    /// In `build.rs`:
    ///
    /// ```no_run
    /// fn main() -> Result<(), restsmith::Error> {
    ///     restsmith::Builder::new().openapi("petstore.yaml")
    /// }
    /// ```
    ///
    /// Some operations only:
    ///
    /// ```no_run
    /// # fn main() -> Result<(), restsmith::Error> {
    /// let mut document = restsmith::OpenApiDocument::read("github.json");
    /// document.operations = vec!["repos/*".to_owned()];
    /// restsmith::Builder::new().openapi(document)
    /// # }
    /// ```
    #[cfg(feature = "openapi")]
    #[cfg_attr(docsrs, doc(cfg(feature = "openapi")))]
    pub fn openapi(&self, document: impl Into<crate::OpenApiDocument>) -> Result<(), Error> {
        let document = document.into();
        let (imported, files) = crate::import::import_files(&document)?;
        for file in &files {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        for warning in &imported.warnings {
            println!("cargo::warning={warning}");
        }
        let name = files.first().and_then(|file| file.file_name());
        let name = name.map_or_else(
            || imported.service.clone(),
            |name| name.to_string_lossy().into_owned(),
        );
        let source = diagnostic::Source {
            name: format!("{name} as a spec"),
            text: imported.yaml,
            not_utf8: None,
        };
        self.write_file(|form| {
            pipeline::generate(
                vec![source],
                vec![name],
                &self.choices,
                form,
                self.style,
                || (),
            )
        })
    }

    /// Writes what is generated into one file, and tells Cargo what is odd about it.
    fn write_file(
        &self,
        generate: impl FnOnce(&Form) -> Result<Generated, Error>,
    ) -> Result<(), Error> {
        let out_dir = self.given_out_dir()?;
        let form = Form::OneFile {
            name: self.file_name.clone(),
        };
        let Generated {
            files,
            needs,
            warnings,
        } = generate(&form)?;
        for (source, found) in &warnings {
            let short = Style {
                format: MessageFormat::Short,
                color: false,
            };
            for line in diagnostic::render(source, found, short).lines() {
                println!("cargo::warning={line}");
            }
        }
        if self.out_dir.is_none() {
            warn_of_missing_dependencies(&needs);
        }
        files
            .iter()
            .try_for_each(|(name, text)| output::write_if_changed(&out_dir.join(name), text))
    }

    /// Works out what has to change in a folder, so that it holds the clients of these specs. Nothing is written.
    ///
    /// # Errors
    ///
    /// When a spec can't be read or is wrong, or a file that isn't generated stands in the way.
    pub fn plan(
        &self,
        folder: impl AsRef<Path>,
        specs: &[impl AsRef<Path>],
    ) -> Result<Change, Error> {
        self.plan_with_progress(folder, specs, || ())
    }

    /// Does what [`plan`](Self::plan) does, and calls `progress` whenever another spec is through, from any thread.
    ///
    /// # Errors
    ///
    /// In the cases of [`plan`](Self::plan).
    pub fn plan_with_progress(
        &self,
        folder: impl AsRef<Path>,
        specs: &[impl AsRef<Path>],
        progress: impl Fn() + Sync,
    ) -> Result<Change, Error> {
        let form = Form::Tree {
            root: if self.is_crate { "lib.rs" } else { "mod.rs" },
        };
        Change::new(
            folder.as_ref(),
            self.generate(specs, &form, progress)?,
            self.style,
        )
    }

    /// Returns the lines that the generated code needs in its crate's `Cargo.toml`.
    ///
    /// # Errors
    ///
    /// When a spec can't be read or is wrong.
    pub fn dependencies(&self, specs: &[impl AsRef<Path>]) -> Result<String, Error> {
        self.generate(specs, &Form::None, || ())
            .map(|generated| generated.needs.dependencies())
    }

    /// Returns those of the lines of [`dependencies`](Self::dependencies) that this `Cargo.toml` lacks.
    ///
    /// # Errors
    ///
    /// When a spec can't be read or is wrong, or the `Cargo.toml` can't be read.
    pub fn missing_dependencies(
        &self,
        specs: &[impl AsRef<Path>],
        manifest: impl AsRef<Path>,
    ) -> Result<String, Error> {
        let generated = self.generate(specs, &Form::None, || ())?;
        let present = Dependencies::read(manifest.as_ref())?;
        Ok(generated.needs.missing_dependencies(&present))
    }

    fn generate(
        &self,
        specs: &[impl AsRef<Path>],
        form: &Form,
        progress: impl Fn() + Sync,
    ) -> Result<Generated, Error> {
        let specs = folder::files_of(specs)?;
        let names = pipeline::portable_names(&specs);
        let sources = pipeline::read(&specs)?;
        pipeline::generate(sources, names, &self.choices, form, self.style, progress)
    }

    fn given_out_dir(&self) -> Result<PathBuf, Error> {
        self.out_dir.clone().or_else(|| env::var_os("OUT_DIR").map(PathBuf::from)).ok_or_else(|| {
            Error::request(
                "OUT_DIR isn't set: run in a build script, or call `Builder::out_dir(\"folder\")`",
            )
        })
    }
}

/// Shows which lines the `Cargo.toml` of a build script's crate lacks, and has the script run again when it changes.
///
/// Cargo shows the warnings of an earlier run until then. An edit of `Cargo.toml` costs one more run of the script,
/// which leaves a file alone that is up to date.
fn warn_of_missing_dependencies(needs: &Needs) {
    let path = env::var_os("CARGO_MANIFEST_PATH")
        .map(PathBuf::from)
        .or_else(|| Some(Path::new(&env::var_os("CARGO_MANIFEST_DIR")?).join("Cargo.toml")));
    let Some(path) = path else { return };
    // There is nothing to say of one that can't be read: Cargo has read it.
    let Ok(dependencies) = Dependencies::read(&path) else {
        return;
    };
    println!("cargo::rerun-if-changed={}", path.display());
    let lines = needs.missing_dependencies(&dependencies);
    if lines.is_empty() {
        return;
    }
    println!("cargo::warning=Cargo.toml lacks these lines, which the generated code needs:");
    for line in lines.lines().filter(|line| !line.is_empty()) {
        println!("cargo::warning={line}");
    }
}
