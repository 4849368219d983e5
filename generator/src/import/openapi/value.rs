//! Values of JSON and YAML texts, without losing a duplicate key.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value};

/// The key whose maps are merged into the one that it stands in (YAML 1.1, "merge").
const MERGE: &str = "<<";

/// Reads a value, and the JSON Pointers (RFC 6901) of the keys that a map has more than once. The last value of such a key counts.
pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<(Value, Vec<String>), D::Error> {
    read_with(Reader::default(), deserializer)
}

/// Reads YAML, in which `<<` merges maps (YAML 1.1).
pub(super) fn read_yaml(text: &str) -> Result<(Value, Vec<String>), serde_yaml::Error> {
    let reader = Reader {
        merges: true,
        ..Reader::default()
    };
    read_with(reader, serde_yaml::Deserializer::from_str(text))
}

fn read_with<'de, D: Deserializer<'de>>(
    mut reader: Reader,
    deserializer: D,
) -> Result<(Value, Vec<String>), D::Error> {
    let value = Seed(&mut reader).deserialize(deserializer)?;
    Ok((value, reader.duplicate_keys))
}

#[derive(Default)]
struct Reader {
    /// The JSON Pointer of the value that is being read.
    pointer: String,
    duplicate_keys: Vec<String>,
    /// Whether the key `<<` merges maps.
    merges: bool,
}

impl Reader {
    /// Does something at the place of a key or an index.
    fn inside<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer
            .push_str(&key.replace('~', "~0").replace('/', "~1"));
        let value = read(self);
        self.pointer.truncate(length);
        value
    }
}

struct Seed<'r>(&'r mut Reader);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        large(&value)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        large(&value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let Self(reader) = self;
        let mut values = Vec::new();
        loop {
            let index = values.len().to_string();
            match reader.inside(&index, |reader| items.next_element_seed(Seed(reader)))? {
                Some(value) => values.push(value),
                None => return Ok(Value::Array(values)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let Self(reader) = self;
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = reader.inside(&key, |reader| {
                if map.contains_key(&key) {
                    reader.duplicate_keys.push(reader.pointer.clone());
                }
                entries.next_value_seed(Seed(reader))
            })?;
            map.insert(key, value);
        }
        if reader.merges
            && let Some(merged) = map.shift_remove(MERGE)
        {
            merge(&mut map, merged);
        }
        Ok(Value::Object(map))
    }
}

/// Returns an integer beyond 64 bits as a floating-point number.
fn large<E: Error>(value: &impl ToString) -> Result<Value, E> {
    value
        .to_string()
        .parse()
        .map(Value::Number)
        .map_err(E::custom)
}

/// Adds the entries of a map, or of a list of maps, whose keys aren't there yet.
fn merge(map: &mut Map<String, Value>, merged: Value) {
    match merged {
        Value::Object(entries) => {
            for (key, value) in entries {
                map.entry(key).or_insert(value);
            }
        }
        Value::Array(maps) => maps.into_iter().for_each(|merged| merge(map, merged)),
        other => {
            map.insert(MERGE.to_owned(), other);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{read, read_yaml};

    fn of_yaml(text: &str) -> (Value, Vec<String>) {
        read_yaml(text).unwrap()
    }

    #[test]
    fn a_duplicate_key_has_its_last_value_and_is_reported() {
        let (value, twice) = of_yaml("a: { b/c: 1, b/c: 2 }\nd: [x, { e: 1, e: 3 }]");
        assert_eq!(value, json!({ "a": { "b/c": 2 }, "d": ["x", { "e": 3 }] }));
        assert_eq!(twice, ["/a/b~1c", "/d/1/e"]);
        let mut json = serde_json::Deserializer::from_str(r#"{ "a": 1, "a": 2 }"#);
        assert_eq!(
            read(&mut json).unwrap(),
            (json!({ "a": 2 }), vec!["/a".to_owned()])
        );
    }

    #[test]
    fn large_integers_are_numbers() {
        let (value, _) = of_yaml("[18446744073709551616, -9223372036854775809]");
        assert_eq!(
            value,
            json!([18_446_744_073_709_551_616.0, -9_223_372_036_854_775_809.0])
        );
    }

    #[test]
    fn a_key_of_json_merges_nothing() {
        let text = r#"{ "<<": { "a": 1 } }"#;
        let mut json = serde_json::Deserializer::from_str(text);
        assert_eq!(read(&mut json).unwrap().0, json!({ "<<": { "a": 1 } }));
    }

    #[test]
    fn merged_maps_fill_in_what_is_absent() {
        let (value, _) =
            of_yaml("base: &b { x: 1, y: 2 }\none: { <<: *b, y: 3 }\ntwo: { <<: [{ x: 9 }, *b] }");
        assert_eq!(value["one"], json!({ "y": 3, "x": 1 }));
        assert_eq!(value["two"], json!({ "x": 9, "y": 2 }));
    }

    #[test]
    fn values_are_those_of_serde() {
        let text = "{ a: null, b: [true, -1, 18446744073709551615, 1.5, .nan], 200: '404', ~: x }";
        let expected: Value = serde_yaml::from_str(text).unwrap();
        assert_eq!(of_yaml(text).0, expected);
    }
}
