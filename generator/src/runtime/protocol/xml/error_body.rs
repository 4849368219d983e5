//! The code, the message and the request id in the XML body of an error response.

#![doc(hidden)]

use super::super::super::{
    Body, Secrets,
    call::redact::redact,
    codec::xml::{
        reader::XmlReader,
        tokens::{Start, Token, Tokens},
    },
};
use super::super::error::{
    body::{ErrorBody, ErrorFormat, Message, Places, Step},
    code::bare_code,
    text::shown,
};
use super::redaction;

/// The functions that read the XML body of an error response.
pub const FORMAT: ErrorFormat = ErrorFormat {
    read,
    is_error: |body| XmlReader::is_error(body.bytes()),
    redact: redaction::body,
    places: Places::USUAL,
};

/// The elements around the code and the message: those of REST and of the query protocol, of EC2, and of S3. Those of
/// Route 53's `InvalidChangeBatch` are in the root itself, whose name is the code.
const ERRORS: [&[&str]; 3] = [
    &["ErrorResponse", "Error"],
    &["Response", "Errors", "Error"],
    &["Error"],
];

/// The elements that may contain the request id: of most services, and of EC2.
const REQUEST_IDS: [&str; 3] = ["RequestId", "RequestID", "requestId"];

/// The maximum depth of elements with one of these.
const MAX_PLACE: usize = 8;

/// Reads the code, the message and the request id, also of a damaged or truncated body.
fn read(
    body: &Body,
    content_type: Option<&str>,
    places: Places,
    secrets: &Secrets<'_>,
) -> ErrorBody {
    let mut search = Search {
        places,
        ..Search::default()
    };
    // After an error, what was found before remains.
    let is_whole = search.read(body.bytes()).is_some();
    let code = if places.code.is_empty() {
        let of_root = search.code_of_root();
        let code = search.code.take().or(of_root);
        code.and_then(|code| bare_code(&redact(code, secrets)))
    } else {
        let code = search.own_code.map(|code| redact(code, secrets));
        code.map(|code| code.trim().to_owned())
            .filter(|code| !code.is_empty())
    };
    let messages = IntoIterator::into_iter([search.own_message, search.message]);
    let message = messages
        .flatten()
        .find(|message| !message.trim().is_empty());
    ErrorBody {
        code,
        message: match message {
            Some(message) => Some(Message::Member(redact(message, secrets))),
            None if is_whole && !search.has_others => None,
            None => shown(body, content_type, secrets),
        },
        request_id: search
            .request_id
            .and_then(|id| checked_id(&redact(id, secrets))),
    }
}

/// The maximum length of the id of a request in bytes.
const MAX_ID: usize = 128;

/// Returns the id in a text, which is short and without white space.
pub(super) fn checked_id(text: &str) -> Option<String> {
    let id = text.trim();
    let is_id = (1..=MAX_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
    is_id.then(|| id.to_owned())
}

/// The search for what an error says. Of duplicate elements, the first one counts.
#[derive(Debug)]
struct Search {
    places: Places,
    /// The names of the elements around the next token.
    path: Vec<String>,
    root: String,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    /// What stands at the places of the spec.
    own_code: Option<String>,
    own_message: Option<String>,
    /// Whether there is more than a code, an empty message and a request id.
    has_others: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            places: Places::USUAL,
            path: Vec::new(),
            root: String::new(),
            code: None,
            message: None,
            request_id: None,
            own_code: None,
            own_message: None,
            has_others: false,
        }
    }
}

impl Search {
    /// Reads a body. Returns `None` if it isn't XML.
    fn read(&mut self, text: &[u8]) -> Option<()> {
        let (mut tokens, root) = Tokens::new(text).ok()?;
        root.name().clone_into(&mut self.root);
        self.path.push(root.name().to_owned());
        let mut content = String::new();
        let mut has_elements = false;
        while !self.path.is_empty() {
            match tokens.next().ok()? {
                Token::Start(start) => {
                    self.start(&mut tokens, &start)?;
                    content.clear();
                    has_elements = false;
                }
                Token::Text(text) => content.push_str(&text),
                Token::End => {
                    if !has_elements {
                        self.found(&content);
                    }
                    content.clear();
                    has_elements = true;
                    drop(self.path.pop());
                }
            }
        }
        Some(())
    }

    /// Enters an element, or skips it if it is nested too deeply.
    fn start(&mut self, tokens: &mut Tokens<'_>, start: &Start<'_>) -> Option<()> {
        if self.path.len() == MAX_PLACE {
            self.has_others = true;
            return tokens.skip().ok();
        }
        self.path.push(start.name().to_owned());
        Some(())
    }

    /// Keeps the text of an element without others in it, if it is one of those that are searched for.
    fn found(&mut self, text: &str) {
        let Some((name, around)) = self.path.split_last() else {
            return;
        };
        let is_error = ERRORS.iter().any(|error| around == *error);
        let is_id = around.len() <= 2 && REQUEST_IDS.contains(&name.as_str());
        let is_message_of_root = self.path.len() == 3
            && self
                .path
                .ends_with(&["Messages".to_owned(), "Message".to_owned()]);
        let is_at = |place: &[Step]| {
            let mut steps = place.iter().filter_map(|step| match step {
                Step::Member(name) => Some(*name),
                Step::First => None,
            });
            let mut names = self.path.iter().skip(1);
            !place.is_empty()
                && names.by_ref().all(|name| steps.next() == Some(name))
                && steps.next().is_none()
        };
        let (is_own_code, is_own_message) = (is_at(self.places.code), is_at(self.places.message));
        let slot = match name.as_str() {
            _ if is_own_code => &mut self.own_code,
            _ if is_own_message => &mut self.own_message,
            "Code" if is_error => &mut self.code,
            "Message" | "message" if is_error => &mut self.message,
            _ if is_message_of_root => &mut self.message,
            _ if is_id => &mut self.request_id,
            // It says whose fault it is.
            "Type" if is_error => return,
            _ => {
                self.has_others |= !text.trim().is_empty();
                return;
            }
        };
        if slot.is_none() {
            *slot = Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        }
    }

    /// Returns the name of a root that has a request id, and is none of those of errors in general.
    fn code_of_root(&self) -> Option<String> {
        let is_general = ERRORS
            .iter()
            .any(|error| error.first() == Some(&self.root.as_str()));
        let is_code = self.request_id.is_some() && !is_general;
        is_code.then(|| self.root.clone())
    }
}
