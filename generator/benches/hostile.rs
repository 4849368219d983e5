//! How long documents are refused that no one writes, except to harm. The time is to grow with the length, not with
//! its square.
//!
//! ```sh
//! cargo bench --package restsmith --bench hostile
//! ```

#![expect(
    clippy::expect_used,
    reason = "a benchmark without its file has failed"
)]

#[path = "../../tests/format/hostile_documents.rs"]
mod hostile_documents;

use std::fs;

use divan::{Bencher, counter::BytesCount};
use hostile_documents::{HOSTILE, Hostile};
use restsmith::Builder;
use tempfile::TempDir;

/// A quarter, a half and a whole mebibyte.
const SIZES: [usize; 3] = [1 << 18, 1 << 19, 1 << 20];

fn main() {
    divan::main();
}

/// A document of one kind and length, as a benchmark's argument.
struct Document {
    hostile: &'static Hostile,
    size: usize,
}

impl std::fmt::Display for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {} KiB", self.hostile.name, self.size >> 10)
    }
}

fn documents() -> impl Iterator<Item = Document> {
    HOSTILE
        .iter()
        .flat_map(|hostile| SIZES.map(|size| Document { hostile, size }))
}

#[divan::bench(args = documents(), sample_count = 5, sample_size = 1)]
fn refuse(bencher: Bencher, document: &Document) {
    let folder = TempDir::new().expect("there is a temporary folder");
    let path = folder.path().join("hostile.yaml");
    let text = document.hostile.text(document.size);
    fs::write(&path, &text).expect("a file can be written there");
    let out = folder.path().join("out");
    let refuse = || {
        Builder::new()
            .plan(&out, &[&path])
            .expect_err("no one can use it")
            .to_string()
    };
    let code = document
        .hostile
        .refusal
        .split(' ')
        .nth(1)
        .unwrap_or_default();
    assert!(refuse().contains(code), "{document} is refused with {code}");
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(refuse);
}
