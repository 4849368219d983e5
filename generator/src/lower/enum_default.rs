//! The defaults of enums.

use serde_yaml::Value as Yaml;

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::Values,
};

/// Reports a default that is not a value of the enum. Missing or superfluous quotes are left to the caller.
pub(super) fn check(default: &Yaml, Values(values): &Values, place: &Place<'_>) -> Checked<()> {
    let given = match default {
        Yaml::String(text) => text.clone(),
        Yaml::Number(number) => number.to_string(),
        _ => return Ok(()),
    };
    let known: Vec<_> = values.iter().map(|(_, value)| value.to_string()).collect();
    if known.contains(&given) {
        return Ok(());
    }
    // A name of a value, or the value in other letters, is meant for it.
    let meant = values.iter().zip(&known).find_map(|((name, _), value)| {
        (name.eq_ignore_ascii_case(&given) || value.eq_ignore_ascii_case(&given)).then_some(value)
    });
    let diagnostic = Diagnostic::new(
        Code::InvalidValue,
        place.value(),
        format!("`{given}` isn't a value of the enum"),
    );
    let all = known
        .iter()
        .map(|value| format!("`{value}`"))
        .collect::<Vec<_>>()
        .join(", ");
    Err(place.report(match meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help_or_similar(
            &given,
            known.iter().map(String::as_str),
            format!("the values are {all}"),
        ),
    }))
}
