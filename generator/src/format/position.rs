//! Where every key and value of a YAML document stands.
//!
//! `serde_yaml` gives values without positions, stops at the first duplicate key, and takes seconds for
//! text that is nested deeply. So one pass over the parser's events comes first. It records the positions, and refuses
//! what no spec needs: deep nesting, anchors and aliases, tags, several documents, duplicate keys.

use indexmap::map::Entry;
use saphyr_parser::{Event, Marker, Parser, ScanError, Tag};

use super::{
    node::{Children, Entries, Node},
    yaml_help::yaml_help,
};
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics, Reported, Span};

/// How deep collections may be nested.
const MAX_DEPTH: usize = 100;

/// What the parser says of nesting that is too deep for itself; it looks ahead, so it may be the first to see it.
const TOO_DEEP: &str = "recursion limit exceeded";

/// What the parser says of an alias without its anchor.
const UNKNOWN_ANCHOR: &str = "while parsing node, found unknown anchor";

/// Records the positions of a document.
///
/// Reports all duplicate keys, but stops at the first of the other problems: what comes after those
/// cannot be trusted.
pub fn positions(text: &str, diagnostics: &mut Diagnostics) -> Checked<Node> {
    let mut scan = Scan {
        text,
        parser: Parser::new_from_str(text),
        offsets: Offsets::new(text),
        diagnostics,
        nodes: 0,
        duplicate: None,
    };
    let root = scan.document()?;
    scan.duplicate.map_or(Ok(root), Err)
}

struct Scan<'text, 'report> {
    text: &'text str,
    parser: Parser<'text, saphyr_parser::StrInput<'text>>,
    offsets: Offsets,
    diagnostics: &'report mut Diagnostics,
    nodes: usize,
    duplicate: Option<Reported>,
}

impl<'text> Scan<'text, '_> {
    fn document(&mut self) -> Checked<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(_) if root.is_some() => {
                    return Err(self.refuse(
                        Code::Documents,
                        span,
                        "a spec is one YAML document",
                        "put each service into a file of its own",
                    ));
                }
                Event::DocumentStart(_) => {
                    let (event, span) = self.next()?;
                    root = Some(self.node(&event, span, 0)?);
                }
                _ => {}
            }
        }
        root.ok_or_else(|| {
            self.refuse(
                Code::Documents,
                Span::default(),
                "the file holds no spec",
                "start with `restsmith: 1`, `service:` and `operations:`",
            )
        })
    }

    fn node(&mut self, event: &Event<'text>, span: Span, depth: usize) -> Checked<Node> {
        self.nodes += 1;
        let id = self.nodes;
        if depth > MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        match event {
            Event::Scalar(_, _, anchor, tag) => {
                self.refuse_extras(*anchor, tag.as_deref(), span)?;
                Ok(Node {
                    id,
                    span,
                    children: Children::None,
                })
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(*anchor, tag.as_deref(), span)?;
                let (items, end) = self.sequence(depth)?;
                Ok(Node {
                    id,
                    span: Span {
                        start: span.start,
                        end,
                    },
                    children: Children::Sequence(items),
                })
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(*anchor, tag.as_deref(), span)?;
                let (entries, end) = self.mapping(depth)?;
                Ok(Node {
                    id,
                    span: Span {
                        start: span.start,
                        end,
                    },
                    children: Children::Map(Box::new(entries)),
                })
            }
            _ => Err(self.alias(span)),
        }
    }

    fn sequence(&mut self, depth: usize) -> Checked<(Vec<Node>, usize)> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end = items.last().map_or(span.end, |item: &Node| item.span.end);
                // Most collections are small; what was reserved for more would add up.
                items.shrink_to_fit();
                return Ok((items, end));
            }
            items.push(self.node(&event, span, depth + 1)?);
        }
    }

    fn mapping(&mut self, depth: usize) -> Checked<(Entries, usize)> {
        let mut entries = Entries::new();
        loop {
            let (event, key_span) = self.next()?;
            let key = match &event {
                Event::MappingEnd => {
                    let end = entries
                        .last()
                        .map_or(key_span.end, |(_, (_, value))| value.span.end);
                    entries.shrink_to_fit();
                    return Ok((entries, end));
                }
                Event::Scalar(key, ..) => Box::from(key.as_ref()),
                _ => {
                    return Err(self.refuse(
                        Code::WrongType,
                        key_span,
                        "a key is a plain word",
                        "quote the key if it is text",
                    ));
                }
            };
            self.node(&event, key_span, depth + 1)?;
            let (event, span) = self.next()?;
            let value = self.node(&event, span, depth + 1)?;
            match entries.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert((key_span, value));
                }
                Entry::Occupied(entry) => {
                    let message = format!("the key `{}` occurs twice in this map", entry.key());
                    let diagnostic = Diagnostic::new(Code::DuplicateKey, key_span, message)
                        .label("again here")
                        .also(entry.get().0, "first here")
                        .help("remove one of the two, or rename it");
                    self.duplicate = Some(self.diagnostics.report(diagnostic));
                }
            }
        }
    }

    fn too_deep(&mut self, span: Span) -> Reported {
        self.refuse(
            Code::Nesting,
            span,
            format!("collections are nested deeper than {MAX_DEPTH} levels"),
            "move inner shapes to `shapes:` and refer to them by name",
        )
    }

    fn alias(&mut self, span: Span) -> Reported {
        let help = "write the value out, or make it a shape and refer to it by name";
        self.refuse(
            Code::Alias,
            span,
            "aliases are not supported in a spec",
            help,
        )
    }

    fn refuse_extras(&mut self, anchor: usize, tag: Option<&Tag>, span: Span) -> Checked<()> {
        if anchor != 0 {
            return Err(self.refuse(
                Code::Alias,
                span,
                "anchors are not supported in a spec",
                "write the value out, or make it a shape and refer to it by name",
            ));
        }
        if tag.is_some() {
            return Err(self.refuse(
                Code::Tag,
                span,
                "tags are not supported in a spec",
                "remove the tag, such as `!!str`; quote the value if it is text",
            ));
        }
        Ok(())
    }

    fn refuse(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: &str,
    ) -> Reported {
        self.diagnostics
            .report(Diagnostic::new(code, span, message).help(help))
    }

    fn next(&mut self) -> Checked<(Event<'text>, Span)> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let start = self.offsets.byte(span.start);
                let end = self.offsets.byte(span.end).max(start);
                Ok((event, Span { start, end }))
            }
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&mut self, error: &ScanError) -> Reported {
        let start = self.offsets.byte(*error.marker());
        let span = Span { start, end: start };
        match error.info() {
            TOO_DEEP => self.too_deep(span),
            UNKNOWN_ANCHOR => self.alias(span),
            info => {
                let (span, help) = yaml_help(self.text, start, info);
                self.refuse(Code::Syntax, span, format!("not valid YAML: {info}"), help)
            }
        }
    }
}

/// Turns the parser's positions, counted in characters, into bytes.
struct Offsets {
    /// The byte at which each character begins; empty where the text is ASCII and both counts agree.
    starts: Vec<usize>,
    len: usize,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(start, _)| start).collect()
        };
        Self {
            starts,
            len: text.len(),
        }
    }

    fn byte(&self, marker: Marker) -> usize {
        let index = marker.index();
        if self.starts.is_empty() {
            index.min(self.len)
        } else {
            self.starts.get(index).copied().unwrap_or(self.len)
        }
    }
}
