//! Redaction of secrets in the XML body of an error response.

use bytes::Bytes;
use quick_xml::escape::escape;

use super::super::super::{
    Body, ReadError, Secrets,
    call::redact::redact,
    codec::xml::tokens::{Start, Token, Tokens},
};

/// Redacts the secrets in the texts and the attributes of a body, be they in pieces. What follows invalid XML is removed.
pub(super) fn body(body: Body, secrets: &Secrets<'_>) -> Body {
    let mut has_any = false;
    secrets(&mut |_| has_any = true);
    if !has_any {
        return body;
    }
    let mut redacted = Redacted {
        xml: String::new(),
        secrets,
    };
    // After an error, what was read before remains.
    drop(redacted.read(body.bytes()));
    Body::from(Bytes::from(redacted.xml))
}

struct Redacted<'a> {
    xml: String,
    secrets: &'a Secrets<'a>,
}

impl Redacted<'_> {
    fn read(&mut self, body: &[u8]) -> Result<(), ReadError> {
        let (mut tokens, root) = Tokens::new(body)?;
        let mut names = Vec::new();
        let mut content = String::new();
        let mut next = Token::Start(root);
        loop {
            match next {
                Token::Text(text) => content.push_str(&text),
                Token::Start(start) => {
                    self.text(&mut content);
                    names.push(start.name().to_owned());
                    self.start(&start, tokens.offset())?;
                }
                Token::End => {
                    self.text(&mut content);
                    if let Some(name) = names.pop() {
                        self.xml.extend(["</", name.as_str(), ">"]);
                    }
                    if names.is_empty() {
                        return Ok(());
                    }
                }
            }
            next = tokens.next()?;
        }
    }

    /// Writes the text in front of a tag.
    fn text(&mut self, content: &mut String) {
        let text = redact(std::mem::take(content), self.secrets);
        self.xml.push_str(&escaped(&text));
    }

    fn start(&mut self, start: &Start<'_>, offset: usize) -> Result<(), ReadError> {
        self.xml.extend(["<", start.name()]);
        start.each_attribute(offset, &mut |name, value| {
            let value = escaped(&redact(value.to_owned(), self.secrets));
            self.xml.extend([" ", name, "=\"", &value, "\""]);
            Ok(())
        })?;
        self.xml.push('>');
        Ok(())
    }
}

/// Escapes a text, in which line breaks remain as they are.
fn escaped(text: &str) -> String {
    escape(text).replace('\r', "&#13;")
}
