//! What the documentation of a field says of its default.

use crate::{
    model::{Document, Field, FieldDefault, Literal, Type},
    rustdoc::rustdoc,
};

/// How many characters a value has at most to be shown.
const MAX_SHOWN: usize = 80;

/// Returns the sentence about a field's default, if it can be shown. To a caller, a required field has none.
pub(super) fn default_docs(field: &Field) -> Option<String> {
    let shown = |value| shown(value, &field.type_);
    let sentence = match field.default.as_ref()? {
        FieldDefault::Taken(_) if field.required => return None,
        FieldDefault::Taken(value) => {
            format!("Without a value, the service uses {}.", shown(value)?)
        }
        FieldDefault::Constant(value) => {
            format!("It is {}, which `new` sets.", shown(value)?)
        }
        FieldDefault::FilledIn(value) | FieldDefault::Sent(value) => {
            format!("The default is {}.", shown(value)?)
        }
    };
    Some(rustdoc(&sentence))
}

fn shown(value: &Literal, type_: &Type) -> Option<String> {
    let text = match value {
        // What must not be shown isn't, even if a spec does.
        _ if matches!(type_, Type::Secret | Type::Sensitive(_)) => return None,
        Literal::Boolean(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::Number(digits) => digits.clone(),
        Literal::Text(text) => quoted(text),
        Literal::Timestamp(seconds, nanoseconds) => jiff::Timestamp::new(*seconds, *nanoseconds)
            .ok()?
            .to_string(),
        Literal::Date(year, month, day) => jiff::civil::Date::new(*year, *month, *day)
            .ok()?
            .to_string(),
        Literal::Uuid(number) => uuid(*number),
        Literal::Nothing => match type_ {
            Type::List { .. } => "[]".to_owned(),
            Type::Map { .. } => "{}".to_owned(),
            _ => quoted(""),
        },
        Literal::Document(document) => scalar(document)?,
    };
    // A sign of Markdown would end the code.
    let is_plain = text.chars().count() <= MAX_SHOWN && !text.contains(['`', '\n']);
    is_plain.then(|| format!("`{text}`"))
}

/// Returns a UUID in the format of RFC 9562, section 4.
fn uuid(number: u128) -> String {
    let digits = format!("{number:032x}");
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    let groups = groups.map(|group| digits.get(group).unwrap_or_default());
    groups.join("-")
}

fn quoted(text: &str) -> String {
    if text.trim() == text && !text.is_empty() {
        text.to_owned()
    } else {
        format!("{text:?}")
    }
}

fn scalar(document: &Document) -> Option<String> {
    Some(match document {
        Document::Null => "null".to_owned(),
        Document::Boolean(value) => value.to_string(),
        Document::Number(digits) => digits.clone(),
        Document::Text(text) => quoted(text),
        Document::List(list) if list.is_empty() => "[]".to_owned(),
        Document::Map(map) if map.is_empty() => "{}".to_owned(),
        Document::List(_) | Document::Map(_) => return None,
    })
}
