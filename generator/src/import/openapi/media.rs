//! Media types of bodies, and which of several is chosen.

use super::{
    document::At,
    schema::{Kind, Parts, Schema},
};

/// How a body of a media type is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Media {
    /// `application/json`.
    Json,
    /// Another type whose values are JSON, such as `application/problem+json`.
    OtherJson,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// Bytes of any other type.
    Bytes,
    /// Text that isn't JSON.
    Text,
    /// XML, which a client reads and writes as bytes.
    Xml,
}

impl Media {
    pub(super) fn of(name: &str) -> Self {
        let name = essence(name);
        match name.as_str() {
            "application/json" | "*/*" | "text/json" | "*" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" | "application/form-data" => Self::Multipart,
            "application/xml" | "text/xml" => Self::Xml,
            _ if name.ends_with("+json") => Self::OtherJson,
            _ if name.ends_with("+xml") => Self::Xml,
            _ if name.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }
}

impl Media {
    pub(super) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::OtherJson)
    }
}

/// Returns a media type without its parameters, in lower case.
pub(super) fn essence(name: &str) -> String {
    name.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// A body: its media type, how that is written, and what the document says of it.
#[derive(Clone)]
pub(super) struct Body<'d> {
    pub(super) media_type: String,
    pub(super) media: Media,
    pub(super) at: At<'d>,
}

impl Body<'_> {
    /// Returns whether the media type is one that a message can have, and not a pattern.
    pub(super) fn has_media_type(&self) -> bool {
        self.media_type.contains('/') && !self.media_type.contains('*')
    }
}

fn is_text(at: &At<'_>) -> bool {
    let Some(schema) = at.get("schema") else {
        return false;
    };
    let schema = Schema::of(&Parts::from(schema).peeled().parts);
    schema.kinds.iter().eq([&Kind::String]) && schema.values.is_none() && !schema.is_binary()
}

/// Returns the body that is chosen of those that a request or a response may have, and the others.
pub(super) fn chosen<'d>(of: &At<'d>) -> Option<(Body<'d>, Vec<Body<'d>>)> {
    let bodies = of.entries("content").into_iter().map(|(name, at)| {
        // Text of any media type is sent as it is.
        let is_text = matches!(name, "*/*" | "*") && is_text(&at);
        let name = if is_text { "text/plain" } else { name };
        Body {
            media_type: essence(name),
            media: Media::of(name),
            at,
        }
    });
    let mut bodies: Vec<_> = bodies.collect();
    // The first of the best: sorting keeps the order of the document.
    bodies.sort_by_key(|body| body.media);
    let mut bodies = bodies.into_iter();
    let first = bodies.next()?;
    Some((first, bodies.collect()))
}
