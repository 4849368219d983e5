//! Labels with a style.

use percent_encoding::utf8_percent_encode;

use super::super::{
    InputError, Member, RequestBuilder, Value,
    codec::nested::{NestedStyle, NestedWriter},
};
use super::request::NOT_UNRESERVED;

/// How a value in the path is written (RFC 6570, sections 3.2.2, 3.2.5 and 3.2.7).
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelStyle {
    /// `x,y`.
    Simple,
    /// `.x,y`, or exploded `.x.y`.
    Label,
    /// `;a=x,y`, or exploded `;a=x;a=y`.
    Matrix,
}

impl LabelStyle {
    /// Returns what stands before a value, and between exploded ones.
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Simple => ("", ","),
            Self::Label => (".", "."),
            Self::Matrix => (";", ";"),
        }
    }
}

impl RequestBuilder {
    /// Appends a value to the path: a single value, or a list, a map or a structure of these.
    ///
    /// # Errors
    ///
    /// Fails if nothing would be sent, or the value would change the path.
    pub fn styled_label(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        style: LabelStyle,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        let values = values(member, schema, value)?;
        let values = values
            .into_iter()
            .flat_map(|(key, value)| key.into_iter().chain([value]));
        let value = values.collect::<Vec<_>>().join(",");
        let (first, _) = style.marks();
        let label = match style {
            LabelStyle::Matrix => pair(schema.name, &value),
            LabelStyle::Simple | LabelStyle::Label => value,
        };
        self.push_encoded_label(member, &format!("{first}{label}"))
    }

    /// Appends the items of a list, or the members of a map or a structure, to the path, each as a value of its own.
    ///
    /// # Errors
    ///
    /// Fails if nothing would be sent, the value would change the path, or an item contains what separates it from others.
    pub fn exploded_label(
        &mut self,
        member: &'static str,
        schema: &'static Member,
        style: LabelStyle,
        value: &dyn Value,
    ) -> Result<(), InputError> {
        let values = values(member, schema, value)?.into_iter();
        let labels = values.map(|(key, value)| match (key, style) {
            (Some(key), LabelStyle::Matrix) => pair(&key, &value),
            (Some(key), _) => key + "=" + &value,
            (None, LabelStyle::Matrix) => pair(schema.name, &value),
            (None, _) => value,
        });
        let labels: Vec<_> = labels.collect();
        let (first, separator) = style.marks();
        if labels.iter().any(|label| label.contains(separator)) {
            return Err(InputError::Separator { member });
        }
        self.push_encoded_label(member, &format!("{first}{}", labels.join(separator)))
    }
}

/// Returns the single values in a value, percent-encoded, with the keys of those of a map or a structure.
fn values(
    member: &'static str,
    schema: &'static Member,
    value: &dyn Value,
) -> Result<Vec<(Option<String>, String)>, InputError> {
    let mut writer = NestedWriter::new(&[]);
    writer.member(member, schema, NestedStyle::Repeat, value);
    let pairs = writer.finish()?.into_iter().map(|(key, value)| {
        let key = key.strip_prefix(schema.name);
        let key = key.and_then(|key| key.strip_prefix('[')?.strip_suffix(']'));
        (key.map(encoded), encoded(&value))
    });
    let pairs: Vec<_> = pairs.collect();
    match pairs.as_slice() {
        // A list with an empty item alone looks like an empty list.
        [] => Err(InputError::Empty { member }),
        [(None, value)] if value.is_empty() => Err(InputError::Empty { member }),
        _ => Ok(pairs),
    }
}

/// Returns a name and its value. One without a value has no `=` (RFC 6570, section 3.2.7).
fn pair(name: &str, value: &str) -> String {
    if value.is_empty() {
        name.to_owned()
    } else {
        format!("{name}={value}")
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NOT_UNRESERVED).to_string()
}
