//! Writing values as XML.

use std::fmt::Display;

use super::super::super::{InputError, Member, Namespace, Value};
use super::super::interface::{MAX_DEPTH, Map, Writer};
use super::elements::{is_attribute, is_flattened, item_of, key_of, value_of};

/// The namespace of `nil` (XML Schema 1.0, section 2.6).
const INSTANCE: Namespace = Namespace {
    prefix: Some("xsi"),
    uri: "http://www.w3.org/2001/XMLSchema-instance",
};

/// A writer of XML. Each value writes the whole element of its schema.
#[derive(Debug)]
pub(in super::super::super) struct XmlWriter {
    text: String,
    depth: usize,
    error: Option<InputError>,
    /// The schema of the single value that is written next.
    next: &'static Member,
    /// Whether that is the value of an attribute, which is without an element.
    is_attribute: bool,
}

impl XmlWriter {
    /// Writes a value as XML. The name of the root is that of the schema.
    ///
    /// # Errors
    ///
    /// Fails if the value is nested deeper than a reader allows, or contains a character that XML doesn't have or an unknown
    /// member of a union.
    pub(in super::super::super) fn write(
        schema: &'static Member,
        value: &dyn Value,
    ) -> Result<String, InputError> {
        let mut writer = Self {
            text: String::new(),
            depth: 0,
            error: None,
            next: schema,
            is_attribute: false,
        };
        value.write(schema, &mut writer);
        match writer.error {
            Some(error) => Err(error),
            None => Ok(writer.text),
        }
    }

    fn fail(&mut self, error: InputError) {
        let _ = self.error.get_or_insert(error);
    }

    /// Begins a nested value, unless it is nested too deeply.
    fn enter(&mut self) -> bool {
        if self.depth == MAX_DEPTH {
            self.fail(InputError::Nesting);
            return false;
        }
        self.depth += 1;
        true
    }

    /// Writes the element of a member.
    fn member(&mut self, member: &'static Member, value: &dyn Value) {
        self.next = member;
        value.write(member, self);
    }

    /// Writes a start tag up to its attributes.
    fn begin_start(&mut self, name: &str, namespace: Option<Namespace>) {
        self.text.push('<');
        self.text.push_str(name);
        if let Some(namespace) = namespace {
            self.declaration(namespace);
        }
    }

    /// Writes the declaration of a namespace.
    fn declaration(&mut self, Namespace { prefix, uri }: Namespace) {
        self.text.push_str(" xmlns");
        if let Some(prefix) = prefix {
            self.text.push(':');
            self.text.push_str(prefix);
        }
        self.text.push_str("=\"");
        self.escaped(uri, true);
        self.text.push('"');
    }

    fn start(&mut self, member: &'static Member) {
        self.begin_start(member.name, member.xml.and_then(|xml| xml.namespace));
        self.text.push('>');
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Writes a single value: as an element, or as the value of an attribute.
    #[inline(never)]
    fn single(&mut self, text: &str) {
        let member = self.next;
        if self.is_attribute {
            self.escaped(text, true);
            return;
        }
        self.start(member);
        self.escaped(text, false);
        self.end(member.name);
    }

    /// Writes text with references for what is special, and for what readers change: the ends of lines (XML 1.0, section
    /// 2.11, and XML 1.1), and in attributes all white space (section 3.3.3).
    fn escaped(&mut self, text: &str, is_attribute: bool) {
        let mut rest = text;
        while let Some(index) = rest.find(|character| is_special(character, is_attribute)) {
            let (plain, special) = rest.split_at(index);
            self.text.push_str(plain);
            let mut characters = special.chars();
            match characters.next() {
                Some('&') => self.text.push_str("&amp;"),
                Some('<') => self.text.push_str("&lt;"),
                Some('>') => self.text.push_str("&gt;"),
                Some('"') => self.text.push_str("&quot;"),
                Some('\t') => self.text.push_str("&#x9;"),
                Some('\n') => self.text.push_str("&#xA;"),
                Some('\r') => self.text.push_str("&#xD;"),
                Some('\u{85}') => self.text.push_str("&#x85;"),
                Some('\u{2028}') => self.text.push_str("&#x2028;"),
                _ => self.fail(InputError::Character {
                    member: self.next.name,
                }),
            }
            rest = characters.as_str();
        }
        self.text.push_str(rest);
    }

    /// Writes an element without a value.
    fn nil(&mut self, member: &'static Member) {
        let namespace = member.xml.and_then(|xml| xml.namespace);
        self.begin_start(member.name, namespace);
        // An element with two declarations of one prefix isn't XML.
        if namespace.is_none_or(|namespace| namespace.prefix != INSTANCE.prefix) {
            self.declaration(INSTANCE);
        }
        self.text.push_str(" xsi:nil=\"true\"/>");
    }
}

/// Returns whether a character doesn't stand for itself. XML has few control characters (XML 1.0, section 2.2).
fn is_special(character: char, is_attribute: bool) -> bool {
    match character {
        '"' | '\t' => is_attribute,
        '&' | '<' | '>' | '\u{85}' | '\u{2028}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => character < ' ',
    }
}

impl Writer for XmlWriter {
    #[inline(never)]
    fn structure(
        &mut self,
        schema: &'static Member,
        members: &'static [Member],
        values: &[&dyn Value],
        // Lowering refuses additional members: only a schema has a name for an element.
        _: &[(&'static Member, &dyn Map)],
    ) {
        if !self.enter() {
            return;
        }
        self.begin_start(schema.name, schema.xml.and_then(|xml| xml.namespace));
        let present = || {
            let members = members.iter().zip(values);
            members.filter(|(member, value)| !member.is_omitted(**value))
        };
        for (member, value) in present().filter(|(member, _)| is_attribute(member)) {
            self.text.push(' ');
            self.text.push_str(member.name);
            self.text.push_str("=\"");
            self.is_attribute = true;
            self.member(member, *value);
            self.is_attribute = false;
            self.text.push('"');
        }
        self.text.push('>');
        for (member, value) in present().filter(|(member, _)| !is_attribute(member)) {
            self.member(member, *value);
        }
        self.end(schema.name);
        self.depth -= 1;
    }

    #[inline(never)]
    fn union(&mut self, schema: &'static Member, member: &'static Member, value: &dyn Value) {
        if self.enter() {
            self.start(schema);
            self.member(member, value);
            self.end(schema.name);
            self.depth -= 1;
        }
    }

    fn unknown_member(&mut self, schema: &'static Member, _: &str, _: &dyn Value) {
        self.fail(InputError::UnknownMember {
            member: schema.name,
        });
    }

    /// Writes the value alone: in XML, the names of elements tell the members of a union apart.
    fn tagged(
        &mut self,
        schema: &'static Member,
        _: &'static str,
        _: &'static str,
        value: &dyn Value,
    ) {
        value.write(schema, self);
    }

    fn begin_list(&mut self, schema: &'static Member, _: usize) -> bool {
        let is_allowed = self.enter();
        if is_allowed && !is_flattened(schema) {
            self.start(schema);
        }
        is_allowed
    }

    #[inline(never)]
    fn item(&mut self, schema: &'static Member, value: &dyn Value) {
        self.member(item_of(schema), value);
    }

    fn end_list(&mut self, schema: &'static Member) {
        if !is_flattened(schema) {
            self.end(schema.name);
        }
        self.depth -= 1;
    }

    fn begin_map(&mut self, schema: &'static Member, length: usize) -> bool {
        self.begin_list(schema, length)
    }

    #[inline(never)]
    fn entry(&mut self, schema: &'static Member, key: &str, value: &dyn Value) {
        let name = if is_flattened(schema) {
            self.start(schema);
            schema.name
        } else {
            self.text.push_str("<entry>");
            "entry"
        };
        self.next = key_of(schema);
        self.single(key);
        self.member(value_of(schema), value);
        self.end(name);
    }

    fn end_map(&mut self, schema: &'static Member) {
        self.end_list(schema);
    }

    fn sensitive(&mut self, schema: &'static Member, value: &dyn Value) {
        value.write(schema, self);
    }

    fn secret(&mut self, text: &str) {
        self.single(text);
    }

    fn boolean(&mut self, value: bool) {
        self.single(if value { "true" } else { "false" });
    }

    fn integer(&mut self, number: i64) {
        self.single(&number.to_string());
    }

    fn float(&mut self, number: f64, digits: &dyn Display) {
        if number.is_nan() {
            self.single("NaN");
        } else if number.is_infinite() {
            self.single(if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            });
        } else {
            self.single(&digits.to_string());
        }
    }

    fn digits(&mut self, digits: &str) {
        self.single(digits);
    }

    fn text(&mut self, text: &str) {
        self.single(text);
    }

    fn null(&mut self) {
        if !self.is_attribute {
            self.nil(self.next);
        }
    }
}
