//! Reading JSON.

use jiter::{Jiter, JiterResult, Peek};

/// The string values of an object's members: the last one of each key.
///
/// There is none if the text is not one JSON object.
pub(super) fn strings<const N: usize>(text: &[u8], keys: [&str; N]) -> Option<[Option<String>; N]> {
    read_strings(text, keys).ok().flatten()
}

fn read_strings<const N: usize>(text: &[u8], keys: [&str; N]) -> JiterResult<Option<[Option<String>; N]>> {
    let mut json = Jiter::new(text);
    if json.peek()? != Peek::Object {
        return Ok(None);
    }
    let mut strings = [const { None }; N];
    let mut key = json.known_object()?;
    while let Some(name) = key {
        let wanted = keys.iter().position(|key| *key == name);
        let value = json.peek()?;
        match wanted.and_then(|index| strings.get_mut(index)) {
            Some(string) if value == Peek::String => *string = Some(json.known_str()?.to_owned()),
            _ => json.known_skip(value)?,
        }
        key = json.next_key()?;
    }
    json.finish()?;
    Ok(Some(strings))
}
