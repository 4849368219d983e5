//! The tokens of XML, as far as values need them.
//!
//! Whatever a server sends: there is no document type and no entity besides the five of XML, elements are nested within a
//! limit, and each ends with its own end tag.

use std::{borrow::Cow, convert::TryFrom};

use quick_xml::{
    Error, Reader, XmlVersion,
    errors::IllFormedError,
    escape::resolve_xml_entity,
    events::{BytesDecl, BytesRef, BytesStart, Event},
};

use super::super::{error::ReadError, interface::MAX_DEPTH};

/// The maximum depth of elements. An entry of a map takes two.
const MAX_ELEMENTS: usize = 2 * MAX_DEPTH + 2;

/// The maximum length in bytes of the names of all elements around a token. A copy of the tokens has a copy of them.
const MAX_NAMES: usize = 64 * MAX_ELEMENTS;

/// A token of the content of an element.
#[derive(Debug)]
pub(in super::super::super) enum Token<'a> {
    /// The start of an element. An empty one has an end, too.
    Start(Start<'a>),
    /// The end of the element.
    End,
    /// A part of the text.
    Text(Cow<'a, str>),
}

/// The start of an element.
#[derive(Debug)]
pub(in super::super::super) struct Start<'a>(BytesStart<'a>);

impl Start<'_> {
    /// Returns the name without its prefix.
    pub(in super::super::super) fn name(&self) -> &str {
        local_name(self.0.name().0)
    }

    /// Returns whether the element says that it has no value (XML Schema 1.0, section 2.6.2).
    pub(super) fn is_nil(&self) -> bool {
        let mut is_nil = false;
        // What is invalid was an error before.
        self.each_attribute(0, &mut |name, value| {
            let is_true = matches!(value.trim(), "true" | "1");
            is_nil |= is_true && name.contains(':') && local_name(name) == "nil";
            Ok(())
        })
        .unwrap_or_default();
        is_nil
    }

    /// Calls a visitor with the name and the value of each attribute. The names may be duplicate. An invalid one is an error
    /// at this offset.
    pub(in super::super::super) fn each_attribute(
        &self,
        offset: usize,
        visit: &mut dyn FnMut(&str, &str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        if self.0.attributes_raw().trim().is_empty() {
            return Ok(());
        }
        let mut attributes = self.0.attributes();
        for attribute in attributes.with_checks(false) {
            let attribute =
                attribute.map_err(|_| ReadError::new(offset, "an attribute is invalid"))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| ReadError::new(offset, UNKNOWN_ENTITY))?;
            visit(attribute.key.0, &value)?;
        }
        Ok(())
    }
}

const UNKNOWN_ENTITY: &str = "an entity is unknown: XML has only `amp`, `lt`, `gt`, `quot`, `apos` and references to characters";

/// Returns a name without its prefix.
pub(super) fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The tokens of a text.
#[derive(Clone, Debug)]
pub(in super::super::super) struct Tokens<'a> {
    reader: Reader<&'a [u8]>,
    /// The number of elements around the next token.
    depth: usize,
    /// The length of their names.
    names: usize,
}

impl<'a> Tokens<'a> {
    /// Returns the tokens of a text, at first that of its root.
    ///
    /// # Errors
    ///
    /// Fails if there is no root, or something else than a declaration, comments and instructions stands before it.
    pub(in super::super::super) fn new(text: &'a [u8]) -> Result<(Self, Start<'a>), ReadError> {
        let mut reader = Reader::from_reader(text);
        reader.config_mut().expand_empty_elements = true;
        let mut tokens = Self {
            reader,
            depth: 0,
            names: 0,
        };
        let mut is_first = true;
        loop {
            match tokens.event()? {
                Event::Decl(declaration) if is_first => tokens.declaration(&declaration)?,
                Event::Start(start) => {
                    let start = tokens.start(start)?;
                    return Ok((tokens, start));
                }
                other => tokens.beside_root(&other, "there is no root element")?,
            }
            is_first = false;
        }
    }

    /// Returns the next token of an element's content.
    ///
    /// # Errors
    ///
    /// Fails if the text is not XML, ends before the element does, or has what is not allowed.
    pub(in super::super::super) fn next(&mut self) -> Result<Token<'a>, ReadError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Token::Start(self.start(start)?)),
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.names = self.names.saturating_sub(end.name().0.len());
                    return Ok(Token::End);
                }
                Event::Text(text) => return Ok(Token::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Token::Text(text.xml10_content())),
                Event::GeneralRef(reference) => return self.reference(&reference),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => return Err(self.error("the body ends before an element does")),
                Event::Decl(_) => return Err(self.error("a declaration is not at the beginning")),
                Event::DocType(_) => return Err(self.error(DOCUMENT_TYPE)),
                Event::Empty(_) => return Err(self.error("the XML is invalid")),
            }
        }
    }

    /// Skips the rest of the element.
    ///
    /// # Errors
    ///
    /// Fails as [`next`](Self::next) does.
    pub(in super::super::super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            drop(self.next()?);
        }
        Ok(())
    }

    /// Reads what stands after the root.
    ///
    /// # Errors
    ///
    /// Fails if that is something else than comments and instructions.
    pub(super) fn finish(&mut self) -> Result<(), ReadError> {
        loop {
            match self.event()? {
                Event::Eof => return Ok(()),
                Event::Start(_) => return Err(self.error("there are two root elements")),
                other => self.beside_root(&other, "the XML is invalid")?,
            }
        }
    }

    /// Returns the offset in bytes of the next token.
    pub(in super::super::super) fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Creates an error here.
    #[cold]
    pub(super) fn error(&self, problem: impl Into<String>) -> ReadError {
        ReadError::new(self.offset(), problem)
    }

    fn event(&mut self) -> Result<Event<'a>, ReadError> {
        match self.reader.read_event() {
            Ok(event) => Ok(event),
            Err(error) => Err(self.error(problem(&error))),
        }
    }

    /// Checks the start of an element, which the rest of its content follows.
    fn start(&mut self, start: BytesStart<'a>) -> Result<Start<'a>, ReadError> {
        self.depth += 1;
        if self.depth > MAX_ELEMENTS {
            let problem = format!("the elements are nested deeper than {MAX_ELEMENTS} levels");
            return Err(self.error(problem));
        }
        let start = Start(start);
        if start.name().is_empty() {
            return Err(self.error("an element has no name"));
        }
        self.names += start.0.name().0.len();
        if self.names > MAX_NAMES {
            return Err(self.error("the names of elements are too long"));
        }
        start.each_attribute(self.offset(), &mut |_, _| Ok(()))?;
        Ok(start)
    }

    fn reference(&self, reference: &BytesRef<'_>) -> Result<Token<'a>, ReadError> {
        let unknown = || self.error(UNKNOWN_ENTITY);
        match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(Token::Text(character.to_string().into())),
            Ok(None) => match resolve_xml_entity(reference) {
                Some(text) => Ok(Token::Text(text.into())),
                None => Err(unknown()),
            },
            Err(_) => Err(unknown()),
        }
    }

    /// Checks what stands before or after the root. Without one of the two, `missing` says what is wrong at the end.
    fn beside_root(&self, event: &Event<'_>, missing: &str) -> Result<(), ReadError> {
        match event {
            Event::Comment(_) | Event::PI(_) => Ok(()),
            Event::Text(text) if is_blank(text) => Ok(()),
            Event::DocType(_) => Err(self.error(DOCUMENT_TYPE)),
            Event::Decl(_) => Err(self.error("a declaration is not at the beginning")),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                Err(self.error("there is text outside the root element"))
            }
            _ => Err(self.error(missing)),
        }
    }

    /// Checks the encoding (XML 1.0, section 4.3.3).
    fn declaration(&self, declaration: &BytesDecl<'_>) -> Result<(), ReadError> {
        match declaration.encoding() {
            None => Ok(()),
            Some(Ok(encoding)) if is_utf8(&encoding) => Ok(()),
            Some(_) => Err(self.error("the encoding is not UTF-8")),
        }
    }
}

const DOCUMENT_TYPE: &str = "a document type is not allowed";

fn is_blank(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Returns whether an encoding is UTF-8, of which ASCII is a part.
fn is_utf8(encoding: &str) -> bool {
    ["utf-8", "utf8", "us-ascii"]
        .iter()
        .any(|name| encoding.eq_ignore_ascii_case(name))
}

/// Returns what is wrong, without any text of the document.
fn problem(error: &Error) -> &'static str {
    match error {
        Error::Encoding(_) => "the text is not valid UTF-8",
        Error::IllFormed(IllFormedError::MismatchedEndTag { .. }) => {
            "an end tag has another name than its start tag"
        }
        Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => "an end tag has no start tag",
        _ => "the XML is invalid",
    }
}
