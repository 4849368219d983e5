//! Writing values as pairs of a key and a value, such as `filter[name]` and `x`.

use std::fmt::Display;

use super::super::{InputError, Member, Text, Value};
use super::{
    interface::{MAX_DEPTH, Map, Writer},
    json::writer::JsonWriter,
    taken::taken,
};

/// How the keys of the items of a list are written. An item that isn't a single value has its index, whatever the style
/// is: `a[0][b]`. Without it, the keys wouldn't say which values belong together.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NestedStyle {
    /// `a[]`.
    #[default]
    Brackets,
    /// `a[0]`.
    Index,
    /// `a`.
    Repeat,
    /// `a` for the whole list, with commas between its items.
    Comma,
    /// `a` for the whole list, with spaces between its items.
    Space,
    /// `a` for the whole list, with vertical bars between its items.
    Pipe,
    /// `a` for the whole value, as JSON.
    Json,
}

impl NestedStyle {
    /// Returns what is between the items of a list that is one value.
    fn separator(self) -> Option<&'static str> {
        match self {
            Self::Comma => Some(","),
            Self::Space => Some(" "),
            Self::Pipe => Some("|"),
            Self::Brackets | Self::Index | Self::Repeat | Self::Json => None,
        }
    }
}

/// A writer of pairs. An empty list, map or structure has none.
#[derive(Debug, Default)]
pub(in super::super) struct NestedWriter {
    /// The name of the current member, for errors.
    member: &'static str,
    style: NestedStyle,
    styles: &'static [(&'static str, NestedStyle)],
    /// The way to the current value.
    path: Vec<Step>,
    pairs: Vec<(String, String)>,
    /// The tag of the structure that is written next, with its value.
    tag: Option<(&'static str, &'static str)>,
    error: Option<InputError>,
}

#[derive(Debug)]
enum Step {
    Key(String),
    Item(usize),
}

impl NestedWriter {
    /// Creates a writer with the styles of members of the whole, by their names on the wire, except for the usual one.
    pub(in super::super) fn new(styles: &'static [(&'static str, NestedStyle)]) -> Self {
        Self {
            styles,
            ..Self::default()
        }
    }

    /// Writes a member with its name on the wire as the first part of keys.
    pub(in super::super) fn member(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        style: NestedStyle,
        value: &dyn Value,
    ) {
        self.member = member;
        self.style = style;
        if style == NestedStyle::Json {
            match JsonWriter::write(schema, value) {
                Ok(json) => self.pairs.push((schema.name.to_owned(), json)),
                Err(error) => self.fail(error),
            }
            return;
        }
        let before = self.pairs.len();
        self.key(schema.name, schema, value);
        if let Some(separator) = style.separator() {
            self.join(before, schema.name, separator);
        }
    }

    /// Returns the pairs, or the first error.
    pub(in super::super) fn finish(self) -> Result<Vec<(String, String)>, InputError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.pairs),
        }
    }

    /// Joins the values of the pairs from this one on to one value.
    fn join(&mut self, first: usize, key: &str, separator: &str) {
        let items: Vec<_> = self.pairs.drain(first..).map(|(_, value)| value).collect();
        if items.iter().any(|item| item.contains(separator)) {
            let member = self.member;
            self.fail(InputError::Separator { member });
        } else if !items.is_empty() {
            self.pairs.push((key.to_owned(), items.join(separator)));
        }
    }

    /// Writes a value below a key.
    fn key(&mut self, key: &str, schema: &'static Member, value: &dyn Value) {
        self.path.push(Step::Key(key.to_owned()));
        value.write(schema, self);
        drop(self.path.pop());
    }

    /// Returns whether a list, a map or a structure may begin, which is nested less deeply than the limit.
    fn open(&mut self) -> bool {
        let is_allowed = self.path.len() <= MAX_DEPTH;
        if !is_allowed {
            self.fail(InputError::Nesting);
        }
        is_allowed
    }

    fn fail(&mut self, error: InputError) {
        let _ = self.error.get_or_insert(error);
    }

    /// Writes a single value.
    fn single(&mut self, value: String) {
        let mut key = String::new();
        let last = self.path.len().saturating_sub(1);
        for (index, step) in self.path.iter().enumerate() {
            match step {
                Step::Key(name) if index == 0 => key.push_str(name),
                Step::Key(name) => key = key + "[" + name + "]",
                Step::Item(_) if index == last && self.style == NestedStyle::Brackets => {
                    key.push_str("[]");
                }
                Step::Item(_) if index == last && self.style == NestedStyle::Repeat => {}
                Step::Item(item) => key = key + "[" + &item.to_string() + "]",
            }
        }
        self.pairs.push((key, value));
    }
}

impl Writer for NestedWriter {
    fn structure(
        &mut self,
        _: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        additional: &[(&'static Member, &dyn Map)],
    ) {
        let tag = self.tag.take();
        if self.open() {
            if let Some((tag, name)) = tag {
                self.path.push(Step::Key(tag.to_owned()));
                self.text(name);
                drop(self.path.pop());
            }
            for (member, value) in members.iter().zip(values) {
                let is_tag = tag.is_some_and(|(tag, _)| tag == member.name);
                if member.is_omitted(*value) || is_tag {
                    continue;
                }
                if self.path.is_empty() {
                    let style = self.styles.iter().find(|(name, _)| *name == member.name);
                    let style = style.map(|(_, style)| *style).unwrap_or_default();
                    self.member(member.name, member, style, *value);
                } else {
                    self.key(member.name, member, *value);
                }
            }
            for (schema, additional) in additional {
                let tag = tag.map(|(tag, _)| tag);
                additional.each(&mut |name, value| match taken(name, members, tag) {
                    Some(member) => self.fail(InputError::SameName { member }),
                    None => self.entry(schema, name, value),
                });
            }
        }
    }

    fn union(&mut self, _: &'static Member, member: &'static Member, value: &dyn Value) {
        if self.open() {
            self.key(member.name, member, value);
        }
    }

    fn tagged(
        &mut self,
        schema: &'static Member,
        tag: &'static str,
        name: &'static str,
        value: &dyn Value,
    ) {
        self.tag = Some((tag, name));
        value.write(schema, self);
    }

    fn begin_list(&mut self, _: &'static Member, _: usize) -> bool {
        let is_allowed = self.open();
        if is_allowed {
            self.path.push(Step::Item(0));
        }
        is_allowed
    }

    fn item(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
        if let Some(Step::Item(index)) = self.path.last_mut() {
            *index += 1;
        }
    }

    fn end_list(&mut self, _: &'static Member) {
        drop(self.path.pop());
    }

    fn begin_map(&mut self, _: &'static Member, _: usize) -> bool {
        self.open()
    }

    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value) {
        if key.is_empty() || key.contains(['[', ']']) {
            self.fail(InputError::NestedKey {
                member: self.member,
            });
        } else {
            self.key(key, schema, value);
        }
    }

    fn end_map(&mut self, _: &'static Member) {}

    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn secret(&mut self, text: &str) {
        self.text(text);
    }

    fn boolean(&mut self, value: bool) {
        self.single(value.to_string());
    }

    fn integer(&mut self, number: i64) {
        self.single(number.to_string());
    }

    fn float(&mut self, number: f64, digits: &dyn Display) {
        let value = if number.is_finite() {
            digits.to_string()
        } else {
            number.text().into_owned()
        };
        self.single(value);
    }

    fn digits(&mut self, digits: &str) {
        self.text(digits);
    }

    fn text(&mut self, text: &str) {
        self.single(text.to_owned());
    }

    /// Writes null as an empty value.
    fn null(&mut self) {
        self.single(String::new());
    }
}
