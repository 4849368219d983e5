//! Named types, and what a member's `type` refers to.

use std::collections::HashMap;

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Diagnostics},
    spec::{self, Spec},
};

/// The types that the format knows by itself, beside `string`.
const OTHER_TYPES: &[&str] = &[
    "big_decimal",
    "big_integer",
    "blob",
    "boolean",
    "byte",
    "document",
    "double",
    "enum",
    "float",
    "int_enum",
    "integer",
    "list",
    "long",
    "map",
    "short",
    "structure",
    "timestamp",
    "union",
];

/// What a string is, apart from its text.
#[derive(Clone, Debug, Default)]
pub(super) struct StringType {
    pub(super) sensitive: bool,
    pub(super) docs: Option<String>,
}

/// The shapes of a spec. A shape that was reported has no type.
pub(super) struct Shapes<'a> {
    place: Place<'a>,
    types: HashMap<&'a str, Checked<StringType>>,
}

impl<'a> Shapes<'a> {
    pub(super) fn lower(spec: &'a Spec, place: &Place<'a>, diagnostics: &mut Diagnostics) -> Self {
        let types = spec
            .shapes
            .iter()
            .map(|(name, shape)| (name.as_str(), string_shape(name, shape, &place.at(name), diagnostics)))
            .collect();
        Self { place: *place, types }
    }

    /// The type that a member's `type` refers to.
    pub(super) fn string(
        &self,
        target: &str,
        place: &Place<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Checked<StringType> {
        if let Some(shape) = self.types.get(target) {
            return shape.clone();
        }
        if target == "string" {
            return Ok(StringType::default());
        }
        if OTHER_TYPES.contains(&target) {
            return Err(diagnostics.report(unsupported_type(target, place)));
        }
        let message = format!("there is no shape `{target}`");
        let unknown = Diagnostic::new(Code::UnknownShape, place.value(), message)
            .help("define it below `shapes:`, or use a built-in type such as `string`");
        // A shape that stands in the file, but whose own text didn't fit, was reported there.
        Err(if self.place.has(target) { diagnostics.already_reported() } else { diagnostics.report(unknown) })
    }
}

fn string_shape(
    name: &str,
    shape: &spec::Shape,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<StringType> {
    if shape.kind != "string" {
        let kind = place.at("type");
        return Err(diagnostics.report(if OTHER_TYPES.contains(&shape.kind.as_str()) {
            unsupported_type(&shape.kind, &kind)
        } else {
            Diagnostic::new(Code::InvalidValue, kind.value(), format!("`{}` is no built-in type", shape.kind))
                .help("a shape is made of a built-in type such as `string`, `structure` or `list`")
        }));
    }
    let foreign = [
        ("members", !shape.members.is_empty()),
        ("of", shape.of.is_some()),
        ("sparse", shape.sparse),
        ("values", !shape.values.is_empty()),
    ];
    for (key, is_set) in foreign {
        if is_set {
            let message = format!("`{key}` means nothing for the string `{name}`");
            return Err(diagnostics.report(
                Diagnostic::new(Code::InvalidValue, place.at(key).key(), message).help("remove the key"),
            ));
        }
    }
    Ok(StringType { sensitive: shape.sensitive, docs: shape.docs.clone() })
}

fn unsupported_type(kind: &str, place: &Place<'_>) -> Diagnostic {
    Diagnostic::new(Code::Unsupported, place.value(), format!("the type `{kind}` is not generated yet"))
        .help("this version generates `string`")
}
