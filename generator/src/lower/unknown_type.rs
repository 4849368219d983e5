//! The help on unknown types.

use crate::{
    diagnostic::{Code, Diagnostic, Span},
    format::{BUILT_IN, MADE_OF},
};

/// The names of types in other languages and formats, and the names in this format. Hyphens are underscores.
const ELSEWHERE: &[(&str, &str)] = &[
    ("any", "`document`"),
    ("anyof", "`union`"),
    ("array", "`list`"),
    ("base64", "`blob`"),
    ("bigint", "`big_integer`"),
    ("binary", "`blob`"),
    ("bool", "`boolean`"),
    ("byte[]", "`blob`"),
    ("bytea", "`blob`"),
    ("bytes", "`blob`"),
    ("char", "`string`"),
    ("class", "`structure`"),
    ("date_time", "`timestamp`"),
    ("datetime", "`timestamp`"),
    ("decimal", "`big_decimal`"),
    ("dict", "`map`"),
    ("dictionary", "`map`"),
    ("duration", "`string`"),
    ("email", "`string`"),
    ("epoch", "`timestamp`"),
    ("f32", "`float`"),
    ("f64", "`double`"),
    ("file", "`blob`"),
    ("float32", "`float`"),
    ("float64", "`double`"),
    ("guid", "`uuid`"),
    ("hash", "`map`"),
    ("hashmap", "`map`"),
    ("hostname", "`string`"),
    ("i128", "`big_integer`"),
    ("i16", "`short`"),
    ("i32", "`integer`"),
    ("i64", "`long`"),
    ("i8", "`byte`"),
    ("instant", "`timestamp`"),
    ("int", "`integer`"),
    ("int16", "`short`"),
    ("int32", "`integer`"),
    ("int64", "`long`"),
    ("int8", "`byte`"),
    ("ip", "`string`"),
    ("ipv4", "`string`"),
    ("ipv6", "`string`"),
    ("iso8601", "`timestamp`"),
    ("json", "`document`"),
    ("localdate", "`date`"),
    ("long_long", "`long`"),
    ("message", "`structure`"),
    ("mixed", "`document`"),
    ("money", "`big_decimal`"),
    ("number", "`integer`, `long` or `double`"),
    ("numeric", "`big_decimal`"),
    ("object", "`structure`"),
    ("oneof", "`union`"),
    ("password", "`string`"),
    ("record", "`structure`"),
    ("secret", "`string`"),
    ("set", "`list`"),
    ("str", "`string`"),
    ("struct", "`structure`"),
    ("text", "`string`"),
    ("time", "`timestamp`"),
    ("tuple", "`list`"),
    ("u16", "`integer`"),
    ("u32", "`long`"),
    ("u64", "`unsigned_long`"),
    ("u8", "`short`"),
    ("uint", "`unsigned_long`"),
    ("uint32", "`long`"),
    ("uint64", "`unsigned_long`"),
    ("unknown", "`document`"),
    ("uri", "`string`"),
    ("url", "`string`"),
    ("value", "`document`"),
    ("varchar", "`string`"),
    ("vec", "`list`"),
];

/// Types in which other languages wrap one, by what they are here.
const WRAPPERS: &[(&str, &[&str])] = &[
    ("list", &["array", "list", "sequence", "set", "vec"]),
    ("map", &["dict", "dictionary", "hashmap", "map", "record"]),
    ("optional", &["maybe", "nullable", "option", "optional"]),
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
    if let Some(help) = of_wrapped(name).or_else(|| of_made(name)) {
        return diagnostic.help(help);
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
        format!("`{kind}` isn't a built-in type"),
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
    match elsewhere(name) {
        Some(meant) if !is_misspelt => diagnostic.help(format!("did you mean {meant}?")),
        _ => diagnostic.help_or_similar(name, known, otherwise),
    }
}

/// Returns what a type of another language is called here, in backquotes.
fn elsewhere(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase().replace(['-', ' '], "_");
    let found = ELSEWHERE.iter().find(|(word, _)| *word == name);
    found.map(|(_, meant)| *meant)
}

/// Returns what to do about the kind of a shape where the name of one belongs.
fn of_made(name: &str) -> Option<String> {
    let kind = elsewhere(name).map_or(name, |meant| meant.trim_matches('`'));
    let keys = match kind {
        "list" | "map" => "of: string",
        "enum" => "values: [A, B]",
        "int_enum" => "values: { A: 1 }",
        "structure" | "union" => "members: { a: string }",
        _ => return None,
    };
    Some(format!(
        "write a shape such as `Name: {{ type: {kind}, {keys} }}` below `shapes:`, and its name here"
    ))
}

/// Returns what to do about a type with another one inside: `string[]`, `list<string>`, `Option<String>` or `string?`.
fn of_wrapped(name: &str) -> Option<String> {
    let (wrapper, inner) = if elsewhere(name).is_some() {
        return None;
    } else if let Some(inner) = name.strip_suffix("[]").or_else(|| name.strip_prefix("[]")) {
        ("list", inner)
    } else if let Some(inner) = name.strip_suffix('?') {
        ("optional", inner)
    } else {
        let (wrapper, inner) = name.split_once(['<', '['])?;
        let inner = inner.strip_suffix(['>', ']'])?;
        let wrapper = wrapper.trim().to_ascii_lowercase();
        let (kind, _) = WRAPPERS
            .iter()
            .find(|(_, words)| words.contains(&wrapper.as_str()))?;
        // Of a map, the type of its values.
        (*kind, inner.rsplit(',').next().unwrap_or(inner))
    };
    let inner = inner.trim();
    let is_built_in = |known: &&&str| known.eq_ignore_ascii_case(inner);
    let inner = match BUILT_IN.iter().find(is_built_in) {
        Some(built_in) => built_in,
        None => elsewhere(inner)
            .filter(|meant| !meant.contains(' '))
            .map_or(inner, |meant| meant.trim_matches('`')),
    };
    Some(match wrapper {
        "optional" => {
            format!("write `{inner}`: a member is optional unless it has `required: true`")
        }
        kind => format!(
            "a {kind} is a shape: write `Name: {{ type: {kind}, of: {inner} }}` below `shapes:`, and its name here"
        ),
    })
}
