//! Where the code and the message of errors are in the body.

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::Recognition,
    model::{BodyPath, BodyStep, ErrorPlaces},
};

/// The mark of the first item of a list.
const FIRST: &str = "[0]";

/// Returns whether a path leads to or through a member of this name.
pub(super) fn leads_through(path: Option<&BodyPath>, member: &str) -> bool {
    let is_member = |step: &BodyStep| matches!(step, BodyStep::Member(name) if name == member);
    path.is_some_and(|path| path.iter().any(is_member))
}

/// Lowers the places that a service names.
pub(super) fn error_places(
    recognition: Option<&Recognition>,
    place: &Place<'_>,
) -> Checked<ErrorPlaces> {
    let path = |text: Option<&String>, key| text.map(|text| path(text, &place.at(key))).transpose();
    let code = path(recognition.and_then(|errors| errors.code.as_ref()), "code");
    let message = path(
        recognition.and_then(|errors| errors.message.as_ref()),
        "message",
    );
    Ok(ErrorPlaces {
        code: code?,
        message: message?,
    })
}

/// Lowers `errors[0].message`.
fn path(text: &str, place: &Place<'_>) -> Checked<BodyPath> {
    let mut steps = Vec::new();
    for part in text.split('.') {
        let name = part.trim_end_matches(FIRST);
        let firsts = (part.len() - name.len()) / FIRST.len();
        if name.is_empty() || name.contains(['[', ']']) || name.chars().any(char::is_whitespace) {
            let message = format!("`{}` is not a path in a body", text.escape_debug());
            let help = "write names of members, separated by dots, and `[0]` after the name of a list, such as \
                        `errors[0].message`";
            return Err(place
                .report(Diagnostic::new(Code::InvalidValue, place.value(), message).help(help)));
        }
        steps.push(BodyStep::Member(name.to_owned()));
        steps.extend((0..firsts).map(|_| BodyStep::First));
    }
    Ok(steps)
}
