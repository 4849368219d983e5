//! Reading JSON.

use jiter::{Jiter, JiterResult, Peek};

/// Reads the strings among the members of an object that have one of these names: the last one of each name.
///
/// Says whether the text is one JSON object; if it is none, what was read means nothing.
pub(super) fn read_strings(text: &[u8], members: &mut [(&str, Option<String>)]) -> bool {
    read(text, members).unwrap_or(false)
}

fn read(text: &[u8], members: &mut [(&str, Option<String>)]) -> JiterResult<bool> {
    let mut json = Jiter::new(text);
    if json.peek()? != Peek::Object {
        return Ok(false);
    }
    let mut key = json.known_object()?;
    while let Some(name) = key {
        let member = members.iter_mut().find(|(wanted, _)| *wanted == name);
        let value = json.peek()?;
        match member {
            Some((_, string)) if value == Peek::String => *string = Some(json.known_str()?.to_owned()),
            _ => json.known_skip(value)?,
        }
        key = json.next_key()?;
    }
    json.finish()?;
    Ok(true)
}
