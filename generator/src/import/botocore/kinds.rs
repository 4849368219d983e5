//! What a shape of a model is in the format's words, whatever it refers to.

use super::model::{Kind, Shape};
use crate::{format, protocol::TimestampFormat};

/// Returns the type of a shape in the format's words.
pub(super) fn kind(shape: &Shape) -> &'static str {
    match shape.kind {
        Kind::Structure if shape.document => "document",
        Kind::Structure if shape.union => "union",
        Kind::Structure => "structure",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::Boolean => "boolean",
        Kind::Byte => "byte",
        Kind::Short => "short",
        Kind::Integer if !shape.numbers.is_empty() => "int_enum",
        Kind::Integer => "integer",
        Kind::Long => "long",
        Kind::Float => "float",
        Kind::Double => "double",
        Kind::BigInteger => "big_integer",
        Kind::BigDecimal => "big_decimal",
        Kind::Blob => "blob",
        Kind::Timestamp => "timestamp",
        Kind::String if !shape.values.is_empty() => "enum",
        Kind::String => "string",
    }
}

/// Returns a shape that says its type, and what a reference to that type wouldn't say.
pub(super) fn with_traits(shape: &Shape) -> format::Shape {
    let kind = kind(shape);
    let format = shape.timestamp_format.as_deref().and_then(timestamp_format);
    let media_type = shape.media_type.clone();
    format::Shape {
        sparse: shape.sparse && (kind == "list" || kind == "map"),
        format: format.filter(|_| kind == "timestamp"),
        streaming: shape.streaming && kind == "blob",
        sensitive: shape.sensitive,
        media_type: media_type.filter(|_| format::has_key(kind, "media_type")),
        ..format::Shape::of_type(kind)
    }
}

/// Returns how a timestamp is written, in the format's words.
pub(super) fn timestamp_format(format: &str) -> Option<TimestampFormat> {
    match format {
        "iso8601" => Some(TimestampFormat::DateTime),
        "rfc822" => Some(TimestampFormat::HttpDate),
        "unixTimestamp" => Some(TimestampFormat::EpochSeconds),
        _ => None,
    }
}
