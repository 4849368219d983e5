//! The formats and media types of bodies.

use std::fmt::{Formatter, Result as FmtResult};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Unexpected, Visitor, value::SeqAccessDeserializer},
};

/// How the body of a request is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestFormat {
    /// As `application/x-www-form-urlencoded`.
    Form,
    /// As `multipart/form-data`.
    Multipart,
    /// In the format of the protocol or as it is, with this media type.
    MediaType(String),
}

/// The media types that a client accepts: one, or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaTypes(pub Vec<String>);

/// What a request's format can be.
pub(super) const REQUEST: &str =
    "`form`, `multipart`, or a media type such as `application/merge-patch+json`";

/// What the media types of responses can be.
pub(super) const RESPONSE: &str = "a media type, or a list of media types";

const FORM: &str = "form";
const MULTIPART: &str = "multipart";

impl RequestFormat {
    /// Returns what it is in a spec.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Form => FORM,
            Self::Multipart => MULTIPART,
            Self::MediaType(media_type) => media_type,
        }
    }
}

impl<'de> Deserialize<'de> for RequestFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RequestFormatVisitor)
    }
}

struct RequestFormatVisitor;

impl Visitor<'_> for RequestFormatVisitor {
    type Value = RequestFormat;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(REQUEST)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<RequestFormat, E> {
        match text {
            FORM => Ok(RequestFormat::Form),
            MULTIPART => Ok(RequestFormat::Multipart),
            // Whether it is a valid one is checked later.
            _ if text.contains('/') => Ok(RequestFormat::MediaType(text.to_owned())),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

impl Serialize for RequestFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for MediaTypes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MediaTypesVisitor)
    }
}

struct MediaTypesVisitor;

impl<'de> Visitor<'de> for MediaTypesVisitor {
    type Value = MediaTypes;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(RESPONSE)
    }

    fn visit_str<E: Error>(self, media_type: &str) -> Result<MediaTypes, E> {
        Ok(MediaTypes(vec![media_type.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<MediaTypes, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(items)).map(MediaTypes)
    }
}

impl Serialize for MediaTypes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [only] => serializer.serialize_str(only),
            several => several.serialize(serializer),
        }
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for RequestFormat {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RequestFormat".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [{ "enum": [FORM, MULTIPART] }, { "type": "string", "pattern": "/" }]
        })
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for MediaTypes {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MediaTypes".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [
                { "type": "string", "pattern": "/" },
                { "type": "array", "items": { "type": "string", "pattern": "/" } }
            ]
        })
    }
}
