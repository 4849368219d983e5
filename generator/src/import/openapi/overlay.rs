//! What a person changes in an imported spec, in a file of its own that outlives the next import.

use serde_yaml::{Mapping, Value};

use crate::{
    Error,
    diagnostic::{self, Diagnostics, MessageFormat, Source, Style},
    format::{self, Spec},
};

/// Returns a spec with what an overlay changes in it.
pub(super) fn applied(spec: &str, overlay: &str, name: &str) -> Result<Spec, Error> {
    let invalid =
        |error: serde_yaml::Error| Error::request(format!("{name} isn't valid YAML: {error}"));
    let overlay: Value = serde_yaml::from_str(overlay).map_err(invalid)?;
    let mut merged: Value = serde_yaml::from_str(spec).map_err(invalid)?;
    if !matches!(overlay, Value::Mapping(_) | Value::Null) {
        return Err(Error::request(format!(
            "{name} isn't an overlay: it is a map of what changes, as in a spec"
        )));
    }
    merge(&mut merged, overlay);
    let source = Source {
        name: format!("the spec with {name}"),
        text: serde_yaml::to_string(&merged).map_err(invalid)?,
        not_utf8: None,
    };
    let mut diagnostics = Diagnostics::default();
    let read = format::read(&source, &mut diagnostics);
    let is_right = diagnostics.has_no_errors();
    match read {
        Ok((Some(spec), _)) if is_right => Ok(spec),
        _ => {
            let style = Style {
                format: MessageFormat::Human,
                color: false,
            };
            let text = diagnostic::render(&source, &diagnostics.into_sorted(), style);
            Err(Error::request(format!(
                "{name} doesn't fit the spec\n{text}"
            )))
        }
    }
}

/// Merges a change into a value as JSON Merge Patch does (RFC 7396): maps key by key, where null removes a key; anything
/// else is replaced. A type alone is short for a map that says it.
fn merge(base: &mut Value, change: Value) {
    let Value::Mapping(changes) = change else {
        *base = change;
        return;
    };
    if let Value::String(type_) = base {
        let only = (Value::from("type"), Value::from(std::mem::take(type_)));
        *base = Value::Mapping(Mapping::from_iter([only]));
    }
    if !base.is_mapping() {
        *base = Value::Mapping(Mapping::new());
    }
    let Value::Mapping(base) = base else {
        return;
    };
    for (key, change) in changes {
        if change.is_null() {
            base.shift_remove(&key);
        } else {
            merge(base.entry(key).or_insert(Value::Null), change);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::applied;

    const SPEC: &str = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: \"https://pets.example.com\" } }
operations:
  Feed: { http: POST /feed, input: { name: string, food: { type: string, required: true } } }
  Walk: { http: POST /walk }
";

    #[test]
    fn an_overlay_adds_replaces_and_removes() {
        let overlay = "\
operations:
  Feed: { idempotent: true, input: { name: { docs: A name. }, food: { required: null } } }
  Walk: null
shapes: { Food: { type: string } }
";
        let spec = applied(SPEC, overlay, "pets.overlay.yaml").unwrap();
        let feed = spec.operations.get("Feed").unwrap();
        assert_eq!(feed.idempotent, Some(true));
        let name = &feed.input_members().get("name").unwrap().0;
        assert_eq!(
            (name.target.as_str(), name.docs.as_deref()),
            ("string", Some("A name."))
        );
        assert!(!feed.input_members().get("food").unwrap().0.required);
        assert_eq!(spec.operations.len(), 1);
        assert!(spec.shapes.contains_key("Food"));
    }

    #[test]
    fn what_no_spec_can_say_is_shown_where_it_stands() {
        let error = applied(
            SPEC,
            "operations: { Feed: { htpp: GET / } }",
            "pets.overlay.yaml",
        )
        .unwrap_err();
        let text = error.to_string();
        assert!(
            text.starts_with("pets.overlay.yaml doesn't fit the spec\n"),
            "{text}"
        );
        assert!(text.contains("htpp"), "{text}");
        let error = applied(SPEC, "[a]", "pets.overlay.yaml").unwrap_err();
        assert!(error.to_string().contains("isn't an overlay"), "{error}");
    }
}
