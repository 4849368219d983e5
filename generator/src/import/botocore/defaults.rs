//! The defaults of members in the format's terms.

use serde_json::Value;

use super::{kinds::kind, model::Shape};

/// Returns the default of a member, if it has one that the format can express. Null means that there is none, and the
/// default of a blob, a list or a map can only be empty.
pub(super) fn default(value: Option<&Value>, shape: &Shape) -> Option<serde_yaml::Value> {
    let value = value.filter(|value| !value.is_null())?;
    let fits_in = |bits: u32| {
        let limit = 1_i64 << (bits - 1);
        value
            .as_i64()
            .is_some_and(|number| (-limit..limit).contains(&number))
    };
    let is_said = match kind(shape) {
        "boolean" => value.is_boolean(),
        "byte" => fits_in(8),
        "short" => fits_in(16),
        "integer" => fits_in(32),
        "int_enum" => {
            let mut known = shape.numbers.values();
            value
                .as_i64()
                .is_some_and(|number| known.any(|known| *known == number))
        }
        "long" | "timestamp" => value.is_i64(),
        "float" | "double" | "big_integer" | "big_decimal" => value.is_number(),
        "string" => value.is_string(),
        "enum" => value
            .as_str()
            .is_some_and(|value| shape.values.iter().any(|known| known == value)),
        // A stream is always there, be it empty.
        "blob" => !shape.streaming && value.as_str() == Some(""),
        "list" => value.as_array().is_some_and(Vec::is_empty),
        "map" => value.as_object().is_some_and(serde_json::Map::is_empty),
        "document" => true,
        _ => false,
    };
    is_said.then(|| serde_yaml::to_value(value).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::default;

    /// Returns whether a default is taken over for a shape.
    fn is_taken(shape: Value, value: &Value) -> bool {
        let shape = serde_json::from_value(shape).unwrap();
        let expected = serde_yaml::to_value(value).unwrap();
        default(Some(value), &shape).is_some_and(|taken| taken == expected)
    }

    #[test]
    fn a_default_is_taken_over_if_the_format_can_say_it() {
        let of = |kind: &str| json!({ "type": kind });
        let color = || json!({ "type": "string", "enum": ["red"] });
        let document = || json!({ "type": "structure", "document": true });
        let cases = [
            (of("boolean"), json!(false), true),
            (of("boolean"), json!("false"), false),
            (of("byte"), json!(-128), true),
            (of("byte"), json!(128), false),
            (of("short"), json!(32768), false),
            (of("integer"), json!(2_147_483_647), true),
            (of("integer"), json!(2_147_483_648_i64), false),
            (of("integer"), json!(1.5), false),
            (of("long"), json!(9_007_199_254_740_993_i64), true),
            (of("timestamp"), json!(0), true),
            (of("double"), json!(0), true),
            (of("double"), json!("NaN"), false),
            (of("string"), json!(""), true),
            (of("string"), json!(1), false),
            (color(), json!("red"), true),
            (color(), json!("blue"), false),
            (of("blob"), json!(""), true),
            (of("blob"), json!("YQ=="), false),
            (
                json!({ "type": "blob", "streaming": true }),
                json!(""),
                false,
            ),
            (of("list"), json!([]), true),
            (of("list"), json!([1]), false),
            (of("map"), json!({}), true),
            (of("structure"), json!({}), false),
            (document(), json!({ "a": [1] }), true),
            (document(), json!(null), false),
        ];
        for (shape, value, expected) in cases {
            assert_eq!(is_taken(shape.clone(), &value), expected, "{shape} {value}");
        }
    }
}
