//! What a shape of a model is in the format's words, whatever it refers to.

use super::botocore::Shape;
use crate::{format, protocol::TimestampFormat};

/// Returns the type of a shape in the format's words.
pub(super) fn kind(shape: &Shape) -> &'static str {
    match shape.kind.as_str() {
        "structure" if shape.document => "document",
        "structure" if shape.union => "union",
        "structure" => "structure",
        "list" => "list",
        "map" => "map",
        "boolean" => "boolean",
        "byte" => "byte",
        "short" => "short",
        "integer" => "integer",
        "long" => "long",
        "float" => "float",
        "double" => "double",
        "biginteger" | "bigInteger" => "big_integer",
        "bigdecimal" | "bigDecimal" => "big_decimal",
        "blob" => "blob",
        "timestamp" => "timestamp",
        _ if !shape.values.is_empty() => "enum",
        _ => "string",
    }
}

/// Returns a shape that says its type, and what a reference to that type wouldn't say.
pub(super) fn with_traits(shape: &Shape) -> format::Shape {
    let kind = kind(shape);
    let format = shape.timestamp_format.as_deref().and_then(timestamp_format);
    format::Shape {
        sparse: shape.sparse && (kind == "list" || kind == "map"),
        format: format.filter(|_| kind == "timestamp"),
        streaming: shape.streaming && kind == "blob",
        sensitive: shape.sensitive,
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
