//! Overlays: what botocore changes in a file of AWS's by another file beside it.

use std::path::Path;

use serde_json::{Map, Value, map::Entry};

/// Returns the name of the file that changes this one: `service-2.sdk-extras.json` for `service-2.json`, packed or not.
pub(super) fn name(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let stem = name
        .strip_suffix(".gz")
        .unwrap_or(name)
        .strip_suffix(".json")?;
    Some(format!("{stem}.sdk-extras.json"))
}

/// Returns a text with what an overlay adds to it and replaces in it by its key `merge`. A text that isn't a map stays
/// as it is: whoever reads it says what is wrong.
pub(super) fn merged(text: String, overlay: &str) -> Result<String, serde_json::Error> {
    let mut overlay: Map<String, Value> = serde_json::from_str(overlay)?;
    let Some(changes) = overlay.remove("merge") else {
        return Ok(text);
    };
    let changes = serde_json::from_value(changes)?;
    let Ok(mut base) = serde_json::from_str(&text) else {
        return Ok(text);
    };
    merge(&mut base, changes);
    serde_json::to_string(&base)
}

/// Merges maps key by key, as botocore does. Anything else is replaced, lists too.
fn merge(base: &mut Map<String, Value>, overlay: Map<String, Value>) {
    for (key, value) in overlay {
        match (base.entry(key), value) {
            (Entry::Occupied(mut there), Value::Object(value)) => match there.get_mut() {
                Value::Object(there) => merge(there, value),
                other => *other = Value::Object(value),
            },
            (Entry::Occupied(mut there), value) => drop(there.insert(value)),
            (Entry::Vacant(free), value) => drop(free.insert(value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{merged, name};

    #[test]
    fn an_overlay_is_called_like_the_file_that_it_changes() {
        let cases = [
            ("a/service-2.json", Some("service-2.sdk-extras.json")),
            ("paginators-1.json.gz", Some("paginators-1.sdk-extras.json")),
            (
                "endpoint-rule-set-1.json",
                Some("endpoint-rule-set-1.sdk-extras.json"),
            ),
            ("my.model.json", Some("my.model.sdk-extras.json")),
            ("model", None),
            ("model.gz", None),
            ("..", None),
        ];
        for (path, expected) in cases {
            assert_eq!(name(Path::new(path)).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn maps_are_merged_and_all_else_is_replaced() {
        let cases = [
            (
                r#"{"b":1,"a":2}"#,
                r#"{"merge":{"a":3,"c":4}}"#,
                r#"{"b":1,"a":3,"c":4}"#,
            ),
            (
                r#"{"z":{"b":1,"a":{}}}"#,
                r#"{"merge":{"z":{"a":{"x":1},"c":2}}}"#,
                r#"{"z":{"b":1,"a":{"x":1},"c":2}}"#,
            ),
            (r#"{"a":[1,2]}"#, r#"{"merge":{"a":[3]}}"#, r#"{"a":[3]}"#),
            (
                r#"{"a":{"b":1}}"#,
                r#"{"merge":{"a":null}}"#,
                r#"{"a":null}"#,
            ),
            (
                r#"{"a":"text"}"#,
                r#"{"merge":{"a":{"b":1}}}"#,
                r#"{"a":{"b":1}}"#,
            ),
            (
                r#"{"a":{"b":1}}"#,
                r#"{"merge":{"a":{}}}"#,
                r#"{"a":{"b":1}}"#,
            ),
            (r#"{"a":1}"#, r#"{"version":1.0}"#, r#"{"a":1}"#),
            (r#"{"a":1}"#, r#"{"version":1.0,"merge":{}}"#, r#"{"a":1}"#),
        ];
        for (base, overlay, expected) in cases {
            assert_eq!(
                merged(base.to_owned(), overlay).unwrap(),
                expected,
                "{base} {overlay}"
            );
        }
    }

    #[test]
    fn what_is_no_map_is_left_to_whoever_reads_it() {
        for base in ["[1]", "", "{", "nothing"] {
            assert_eq!(
                merged(base.to_owned(), r#"{"merge":{"a":1}}"#).unwrap(),
                base
            );
        }
        for overlay in ["", "[1]", r#"{"merge":[]}"#, r#"{"merge":null}"#] {
            assert!(merged("{}".to_owned(), overlay).is_err(), "{overlay}");
        }
    }
}
