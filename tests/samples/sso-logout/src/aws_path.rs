//! Paths of variables that no shell has filled in, as when they were set in quotes.

use std::{env, ffi::OsStr, path::PathBuf};

/// Fills in what the AWS CLI fills in: `$NAME`, `${NAME}`, and `~` at the beginning. A variable that is not set stays
/// as it is written.
pub(crate) fn filled_in(path: &OsStr, variable: &dyn Fn(&str) -> Option<String>) -> PathBuf {
    let path = path.to_str().map_or_else(
        || path.into(),
        |path| PathBuf::from(with_variables(path, variable)),
    );
    match (path.strip_prefix("~"), env::home_dir()) {
        (Ok(below), Some(home)) => home.join(below),
        _ => path,
    }
}

fn with_variables(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> String {
    let mut pieces = text.split('$');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match named(piece).and_then(|(name, rest)| Some((variable(name)?, rest))) {
            Some((value, rest)) => filled.extend([&value, rest]),
            None => filled.extend(["$", piece]),
        }
    }
    filled
}

/// Returns the name at the beginning of a text, and what is behind it.
fn named(text: &str) -> Option<(&str, &str)> {
    if let Some(text) = text.strip_prefix('{') {
        return text.split_once('}');
    }
    let is_outside = |character: char| !(character.is_ascii_alphanumeric() || character == '_');
    let (name, rest) = text.split_at(text.find(is_outside).unwrap_or(text.len()));
    (!name.is_empty()).then_some((name, rest))
}
