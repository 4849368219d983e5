//! The help on unknown types.

use crate::{
    diagnostic::{Code, Diagnostic, Span},
    format::{BUILT_IN, MADE_OF, SHAPE_HELP},
};

/// The names of types in other languages and formats, and the names in this format.
const ELSEWHERE: &[(&str, &str)] = &[
    ("any", "`document`"),
    ("array", "a shape of the type `list`"),
    ("binary", "`blob`"),
    ("bool", "`boolean`"),
    ("bytes", "`blob`"),
    ("date", "`timestamp`"),
    ("date_time", "`timestamp`"),
    ("datetime", "`timestamp`"),
    ("decimal", "`big_decimal`"),
    ("dict", "a shape of the type `map`"),
    ("f32", "`float`"),
    ("f64", "`double`"),
    ("file", "`blob`"),
    ("i16", "`short`"),
    ("i32", "`integer`"),
    ("i64", "`long`"),
    ("i8", "`byte`"),
    ("int", "`integer`"),
    ("int32", "`integer`"),
    ("int64", "`long`"),
    ("json", "`document`"),
    ("number", "`integer`, `long` or `double`"),
    ("object", "a shape of the type `structure`"),
    ("str", "`string`"),
    ("struct", "a shape of the type `structure`"),
    ("text", "`string`"),
    ("time", "`timestamp`"),
    ("url", "`string`"),
    ("uuid", "`string`"),
];

/// Returns the diagnostic of a member's type that is neither a shape nor built in.
pub(super) fn of_member<'a>(
    name: &str,
    span: Span,
    shapes: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::UnknownShape,
        span,
        format!("there is no shape `{name}`"),
    );
    // A list without a shape is none that has only another name.
    if MADE_OF.iter().any(|(kind, _)| *kind == name) {
        return diagnostic.help(SHAPE_HELP);
    }
    let otherwise = format!(
        "define it below `shapes:`, or use a built-in type: {}",
        BUILT_IN.join(", ")
    );
    suggest(
        diagnostic,
        name,
        shapes.chain(BUILT_IN.iter().copied()),
        otherwise,
    )
}

/// Returns the diagnostic of a shape's unknown type.
pub(super) fn of_shape(kind: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::InvalidValue,
        span,
        format!("`{kind}` is no built-in type"),
    );
    let known = BUILT_IN
        .iter()
        .copied()
        .chain(MADE_OF.iter().map(|(kind, _)| *kind));
    let all = known.clone().collect::<Vec<_>>().join(", ");
    suggest(diagnostic, kind, known, format!("the types are {all}"))
}

fn suggest<'a>(
    diagnostic: Diagnostic,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    otherwise: String,
) -> Diagnostic {
    let is_misspelt = known.clone().any(|known| known.eq_ignore_ascii_case(name));
    let elsewhere = ELSEWHERE
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(name));
    match elsewhere {
        Some((_, meant)) if !is_misspelt => diagnostic.help(format!("did you mean {meant}?")),
        _ => diagnostic.help_or_similar(name, known, otherwise),
    }
}
