//! How long generating takes beside formatting: `generate` is a whole run of the generator, from the YAML to the text
//! of each file, and `format` what `syn` and `prettyplease` take to read and write the same files once more. The
//! lines in a second are to be the same for every size.
//!
//! ```sh
//! cargo bench --package restsmith --bench generate
//! ```

#![expect(
    clippy::expect_used,
    reason = "a benchmark without its files has failed"
)]

use std::{
    fmt::{self, Display, Write},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use divan::{Bencher, black_box, counter::ItemsCount};
use restsmith::{BotocoreModel, Builder, import_botocore};

/// How many operations the synthetic services have.
const SIZES: [usize; 3] = [250, 1_000, 4_000];

/// Models of AWS's that stand beside the repository, where they do: middling ones and the largest.
const MODELS: [&str; 3] = ["lambda", "pinpoint", "quicksight"];

/// Where the specs stand, and their output.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/generate");

static SPECS: LazyLock<Vec<Spec>> = LazyLock::new(|| {
    let synthetic = SIZES.map(|size| (format!("{size} operations"), synthetic(size)));
    let real = MODELS
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), imported(name)?)));
    synthetic
        .into_iter()
        .chain(real)
        .map(|(name, text)| Spec::new(name, &text))
        .collect()
});

fn main() {
    divan::main();
}

/// A spec on disk and what it gives.
struct Spec {
    name: String,
    path: PathBuf,
    output: Vec<String>,
}

impl Spec {
    fn new(name: String, text: &str) -> Self {
        let path = Path::new(FOLDER).join(&name).with_extension("yaml");
        fs::create_dir_all(FOLDER).expect("a folder can be made there");
        fs::write(&path, text).expect("a file can be written there");
        let out = Path::new(FOLDER).join(&name);
        Builder::new()
            .plan(&out, &[&path])
            .and_then(|change| change.apply())
            .expect("the spec is right");
        let mut output = Vec::new();
        read_files(&out, &mut output);
        Self { name, path, output }
    }

    fn lines(&self) -> ItemsCount {
        ItemsCount::new(
            self.output
                .iter()
                .map(|text| text.lines().count())
                .sum::<usize>(),
        )
    }
}

impl Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

fn read_files(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            read_files(&path, texts);
        } else {
            texts.push(fs::read_to_string(path).expect("it is text"));
        }
    }
}

fn imported(model: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/models")
        .join(model);
    let Ok(model) = BotocoreModel::read(&folder.join("service-2.json")) else {
        eprintln!("skipped: needs ../shared: {}", folder.display());
        return None;
    };
    Some(
        import_botocore(&model, &[] as &[&str])
            .expect("the model is right")
            .yaml,
    )
}

/// A service with so many operations, each with an input, an output, an error and shapes of its own.
fn synthetic(operations: usize) -> String {
    let mut text = "restsmith: 1\n\
        service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }\n\
        operations:\n"
        .to_owned();
    let mut add = |part: std::fmt::Arguments<'_>| text.write_fmt(part).expect("there is memory");
    for number in 0..operations {
        add(format_args!(
            "  FeedPet{number}:
    http: POST /pets/{{pet}}/food-{number}
    docs: >-
      Gives a pet something to eat, unless it is not hungry. What it leaves over is put away, and given to it the
      next time.
    input:
      pet: {{ type: string, required: true, label: pet, docs: Which pet is hungry. }}
      note: {{ type: string, header: x-note, docs: What to know about the pet. }}
      limit: {{ type: integer, query: limit, docs: How much it may eat. }}
      food: {{ type: Food{number}, required: true, docs: What to give. }}
      when: {{ type: timestamp, docs: When it is fed. }}
    output:
      rest: {{ type: Food{number}, docs: What it left over. }}
      is_hungry: {{ type: boolean, docs: Whether it would eat more. }}
    errors: [NotHungry{number}]
"
        ));
    }
    add(format_args!("errors:\n"));
    for number in 0..operations {
        add(format_args!(
            "  NotHungry{number}: {{ status: 409, docs: The pet is not hungry. }}\n"
        ));
    }
    add(format_args!("shapes:\n"));
    for number in 0..operations {
        add(format_args!(
            "  Food{number}:
    type: structure
    docs: Something to eat.
    members:
      name: {{ type: string, required: true, docs: What it is called. }}
      kinds: {{ type: Kinds{number}, docs: What it consists of. }}
      weight: {{ type: double, docs: How much there is of it. }}
  Kinds{number}: {{ type: list, of: Kind{number} }}
  Kind{number}: {{ type: enum, docs: What food consists of., values: [meat, fish, seeds] }}
"
        ));
    }
    text
}

fn specs() -> impl Iterator<Item = &'static Spec> {
    SPECS.iter()
}

#[divan::bench(args = specs(), sample_count = 7, sample_size = 1)]
fn generate(bencher: Bencher, spec: &Spec) {
    let out = Path::new(FOLDER).join("nothing");
    let plan = || {
        Builder::new()
            .plan(&out, &[&spec.path])
            .expect("the spec is right")
    };
    bencher.counter(spec.lines()).bench_local(plan);
}

#[divan::bench(args = specs(), sample_count = 7, sample_size = 1)]
fn format(bencher: Bencher, spec: &Spec) {
    let format = || {
        for text in &spec.output {
            black_box(prettyplease::unparse(
                &syn::parse_file(text).expect("it is Rust"),
            ));
        }
    };
    bencher.counter(spec.lines()).bench_local(format);
}
