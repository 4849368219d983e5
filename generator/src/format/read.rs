//! From text to [`Spec`], with a diagnostic for each value that doesn't fit.
//!
//! serde stops at the first value that doesn't fit. To find them all, such a value is reported, taken out,
//! and the rest is read again. What has a name of its own is read on its own, so that a mismatch in each of a
//! thousand operations doesn't take a thousand rounds.

use std::{cell::RefCell, collections::HashSet, iter, marker::PhantomData};

use serde::{
    Deserializer,
    de::{
        DeserializeSeed, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_yaml::{Value, mapping};

use super::{
    Node, Positions, Spec, mismatch::Mismatch, misplaced::Neighbours, other_formats, position,
    required,
};
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics, Reported, Source, Span};

/// How often the text is read before the rest of its mismatches are left alone.
const MAX_ROUNDS: usize = 100;

/// Reads a spec.
///
/// The spec lacks the values that were reported as mismatches, so once there are errors it only serves to find
/// more of them; there is none at all if the mismatches leave nothing to read. The positions tell where each key
/// and value stands, mismatches included.
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Checked<(Option<Spec>, Positions)> {
    if let Some(start) = source.not_utf8 {
        let span = Span { start, end: start };
        let diagnostic = Diagnostic::new(
            Code::Syntax,
            span,
            "not valid YAML: the text is not UTF-8 here",
        );
        return Err(diagnostics.report(diagnostic.help("save the file as UTF-8")));
    }
    let text = source.text.as_str();
    if let Some(diagnostic) = other_formats::of_text(text) {
        return Err(diagnostics.report(diagnostic));
    }
    let root = position::positions(text, diagnostics)?;
    if let Some(diagnostic) = other_formats::of_document(&root) {
        return Err(diagnostics.report(diagnostic));
    }
    let value: Value = serde_yaml::from_str(text).map_err(|error| syntax(&error, diagnostics))?;
    let mut mismatches = HashSet::new();
    let mut spec = None;
    for _ in 0..MAX_ROUNDS {
        let known = mismatches.len();
        let state = RefCell::new(State {
            mismatches,
            diagnostics,
        });
        let reader = Reader {
            value: &value,
            node: &root,
            key: "",
            state: &state,
        };
        let start = Span {
            start: root.span.start,
            end: root.span.start,
        };
        let read = reader.read(PhantomData, start);
        mismatches = state.into_inner().mismatches;
        if mismatches.len() == known || mismatches.contains(&root.id) {
            spec = read.ok();
            break;
        }
    }
    required::report_missing(&value, &root, &mismatches, diagnostics);
    Ok((spec, Positions { root, mismatches }))
}

fn syntax(error: &serde_yaml::Error, diagnostics: &mut Diagnostics) -> Reported {
    let start = error.location().map_or(0, |location| location.index());
    let span = Span { start, end: start };
    diagnostics.report(Diagnostic::new(
        Code::Syntax,
        span,
        format!("not valid YAML: {error}"),
    ))
}

struct State<'report> {
    /// The ids of the nodes whose values didn't fit.
    mismatches: HashSet<usize>,
    diagnostics: &'report mut Diagnostics,
}

impl State<'_> {
    /// Takes a node out of what is read next, and says why, unless it only holds one that was.
    fn reject(
        &mut self,
        node: &Node,
        mismatch: Mismatch,
        say: impl FnOnce(Mismatch) -> Option<Diagnostic>,
    ) -> Mismatch {
        if !matches!(mismatch, Mismatch::Reported) {
            self.mismatches.insert(node.id);
            let follows = matches!(&mismatch, Mismatch::MissingKey(key) if node.has_misspelt(key, &self.mismatches));
            if let Some(diagnostic) = say(mismatch).filter(|_| !follows) {
                self.diagnostics.report(diagnostic);
            }
        }
        Mismatch::Reported
    }
}

/// A value on its way into a type of the mirror.
#[derive(Clone, Copy)]
struct Reader<'a, 'report> {
    value: &'a Value,
    node: &'a Node,
    /// The key that it is the value of, or in the value of.
    key: &'a str,
    state: &'a RefCell<State<'report>>,
}

impl Reader<'_, '_> {
    fn is_mismatch(&self) -> bool {
        self.state.borrow().mismatches.contains(&self.node.id)
    }
}

impl<'de> Reader<'de, '_> {
    /// Reads the value of a key, or says why it doesn't fit. Where something inside was taken out, that may be the
    /// reason; the next round will tell.
    fn read<T: DeserializeSeed<'de>>(self, seed: T, key_span: Span) -> Result<T::Value, Mismatch> {
        let known = self.state.borrow().mismatches.len();
        seed.deserialize(self).map_err(|mismatch| {
            let mut state = self.state.borrow_mut();
            if state.mismatches.len() > known {
                return Mismatch::Reported;
            }
            state.reject(self.node, mismatch, |mismatch| {
                mismatch.at_value(self.node, self.key, key_span)
            })
        })
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_u64(number),
                (None, Some(number), _) => visitor.visit_i64(number),
                (None, None, number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Sequence(items) => visitor.visit_seq(Items {
                items: items.iter().enumerate(),
                of: self,
            }),
            Value::Mapping(map) => visitor.visit_map(Entries {
                values: map.values().enumerate(),
                next: None,
                of: self,
            }),
            Value::Tagged(tagged) => Reader {
                value: &tagged.value,
                ..self
            }
            .deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        // A key with nothing after it is not a key that is left out.
        visitor.visit_some(self)
    }

    /// serde would take a list for a map without keys.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if self.value.is_sequence() {
            return Err(Mismatch::invalid_type(Unexpected::Seq, &visitor));
        }
        self.deserialize_any(visitor)
    }

    /// Reads a key without a value as an empty list where a list is expected.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.value.is_null() {
            return visitor.visit_seq(SeqDeserializer::<_, Mismatch>::new(iter::empty::<&str>()));
        }
        self.deserialize_any(visitor)
    }

    /// Reads a key without a value as an empty map where a map is expected.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.value.is_null() {
            let nothing = iter::empty::<(&str, &str)>();
            return visitor.visit_map(MapDeserializer::<_, Mismatch>::new(nothing));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.value {
            Value::String(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            value => Err(Mismatch::not_one_of(value, known)),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct identifier ignored_any
    }
}

/// The entries of a map that are no mismatches.
struct Entries<'a, 'report> {
    values: iter::Enumerate<mapping::Values<'a>>,
    next: Option<(Reader<'a, 'report>, Span)>,
    of: Reader<'a, 'report>,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        for (index, value) in self.values.by_ref() {
            // A key is its text, even where YAML takes `404`, `True` or `~` for something else.
            let Some((word, key_span, node)) = self.of.node.entry_at(index) else {
                continue;
            };
            let child = Reader {
                value,
                node,
                key: word,
                state: self.of.state,
            };
            if child.is_mismatch() {
                continue;
            }
            let neighbours = Neighbours {
                map: self.of.value.as_mapping(),
                index,
                value,
            };
            self.next = Some((child, key_span));
            let key: Result<_, Mismatch> = seed.deserialize(word.into_deserializer());
            return key.map(Some).map_err(|mismatch| {
                self.of
                    .state
                    .borrow_mut()
                    .reject(node, mismatch, |mismatch| {
                        mismatch.at_key(key_span, neighbours)
                    })
            });
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let (child, key_span) = self.next.take().ok_or(Mismatch::Reported)?;
        child.read(seed, key_span)
    }
}

/// The items of a list that are no mismatches.
struct Items<'a, 'report> {
    items: iter::Enumerate<std::slice::Iter<'a, Value>>,
    of: Reader<'a, 'report>,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        for (index, value) in self.items.by_ref() {
            let Some(node) = self.of.node.item(index) else {
                continue;
            };
            let child = Reader {
                value,
                node,
                ..self.of
            };
            if child.is_mismatch() {
                continue;
            }
            return child.read(seed, node.span).map(Some);
        }
        Ok(None)
    }
}
