//! What an import leaves out, and where that stands in the document.

use std::collections::{BTreeSet, HashMap};

use super::{
    document::{At, Document},
    place::lines,
};

/// What a note belongs to. It is only told if that is imported.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    Document,
    Operation(String),
    Shape(String),
}

/// The notes of an import, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

#[derive(Debug)]
struct Note {
    owner: Owner,
    file: usize,
    pointer: String,
    sentence: String,
}

impl Notes {
    /// Notes something about a place of the document.
    pub(super) fn add(&mut self, owner: Owner, at: &At<'_>, sentence: impl Into<String>) {
        let (file, pointer) = at.location();
        self.0.push(Note {
            owner,
            file,
            pointer,
            sentence: sentence.into(),
        });
    }

    /// Returns a sentence for each note whose owner is imported, after its file, line and column.
    pub(super) fn sentences(
        &self,
        document: &Document,
        is_imported: impl Fn(&Owner) -> bool,
    ) -> Vec<String> {
        let told: Vec<_> = self
            .0
            .iter()
            .filter(|note| is_imported(&note.owner))
            .collect();
        let mut pointers: HashMap<usize, BTreeSet<&str>> = HashMap::new();
        for note in &told {
            pointers.entry(note.file).or_default().insert(&note.pointer);
        }
        let mut places = HashMap::new();
        for (file, pointers) in &pointers {
            let (name, text) = document.file(*file).unwrap_or_default();
            places.insert(*file, (name, lines(text, pointers)));
        }
        let mut sentences = Vec::new();
        for note in told {
            let Some((name, lines)) = places.get(&note.file) else {
                continue;
            };
            let place = match lines.get(note.pointer.as_str()) {
                Some((line, column)) => format!("{name}:{line}:{column}"),
                None => format!("{name}#{}", note.pointer),
            };
            let sentence = format!("{place}: {}", note.sentence);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }
}
