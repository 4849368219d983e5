//! Any bytes at all give either a client or diagnostics: the corpus in `tests/corpus/spec`, and what can be made by
//! putting pieces of it together. A file that once did harm belongs there.
//!
//! More of them: `PROPTEST_CASES=100000 PROPTEST_RNG_SEED=7 cargo test --release -p restsmith-tests --test format spec_bytes`.

use std::{collections::BTreeMap, env, fs};

use crate::spec_checks::Workshop;
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{Config, RngSeed, TestRunner},
};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/spec");

/// What means something to YAML or to restsmith.
const TOKENS: [&str; 40] = [
    ":", ": ", "? ", "- ", "\n", "\r\n", "\t", "  ", "#", " #", "'", "\"", "\\", "[", "]", "{",
    "}", ",", "&a ", "*a", "!", "!!str ", "|\n", ">-\n", "---\n", "...\n", "%", "<<: ", "~", "@",
    "`", "\0", "\u{feff}", "\u{85}", "\u{2028}", "é", "🦀", "http: ", "type: ", "{+}",
];

/// The files of the corpus by name, and the specs of the explanations.
fn corpus() -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(CORPUS)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = files.map(|path| (path.display().to_string(), fs::read(path).unwrap()));
    let explained = restsmith::codes().flat_map(|code| {
        let blocks = restsmith::explain(code).unwrap().split("```yaml\n").skip(1);
        let specs = blocks.map(|rest| rest.split("```").next().unwrap().as_bytes().to_vec());
        specs
            .enumerate()
            .map(move |(index, spec)| (format!("{code}, {index}"), spec))
    });
    files.chain(explained).collect()
}

/// A piece of a file that is made of such pieces.
#[derive(Clone, Debug)]
enum Piece {
    /// From one place in a file of the corpus to another one.
    Part(Index, Index, Index),
    /// The beginning of a file of the corpus.
    Start(Index, Index),
    Token(Index),
    Repeated(Index, u8),
    Bytes(Vec<u8>),
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let index = any::<Index>;
    let piece = prop_oneof![
        3 => (index(), index(), index()).prop_map(|(file, from, to)| Piece::Part(file, from, to)),
        2 => (index(), index()).prop_map(|(file, to)| Piece::Start(file, to)),
        3 => index().prop_map(Piece::Token),
        1 => (index(), any::<u8>()).prop_map(|(token, times)| Piece::Repeated(token, times)),
        1 => prop::collection::vec(any::<u8>(), 0..6).prop_map(Piece::Bytes),
    ];
    let start = (index(), index()).prop_map(|(file, to)| Piece::Start(file, to));
    (start, prop::collection::vec(piece, 0..8))
        .prop_map(|(start, pieces)| [vec![start], pieces].concat())
}

impl Piece {
    fn bytes(&self, corpus: &[Vec<u8>]) -> Vec<u8> {
        match self {
            Self::Part(file, from, to) => {
                let file = file.get(corpus);
                let (from, to) = (from.index(file.len()), to.index(file.len()));
                file[from.min(to)..from.max(to)].to_vec()
            }
            Self::Start(file, to) => {
                let file = file.get(corpus);
                file[..=to.index(file.len())].to_vec()
            }
            Self::Token(token) => token.get(&TOKENS).as_bytes().to_vec(),
            Self::Repeated(token, times) => token.get(&TOKENS).repeat((*times).into()).into_bytes(),
            Self::Bytes(bytes) => bytes.clone(),
        }
    }
}

#[test]
fn every_file_of_the_corpus_gives_a_client_or_diagnostics_inside_the_file() {
    let workshop = Workshop::new();
    let corpus = corpus();
    assert!(corpus.len() > 80, "{}", corpus.len());
    for (name, bytes) in corpus {
        let codes = workshop.codes(&bytes);
        assert!(codes.len() <= 100, "{name}");
    }
}

#[test]
fn any_bytes_give_a_client_or_diagnostics_inside_the_file() {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(7);
    }
    let corpus: Vec<_> = corpus().into_values().collect();
    let workshop = Workshop::new();
    TestRunner::new(config)
        .run(&pieces(), |pieces| {
            workshop.codes(
                &pieces
                    .iter()
                    .map(|piece| piece.bytes(&corpus))
                    .collect::<Vec<_>>()
                    .concat(),
            );
            Ok(())
        })
        .unwrap();
}
