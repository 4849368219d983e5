//! Random values that fit the schemas of a document.
//!
//! A value is drawn from what a schema and those that it is made of say, and then checked by a validator, so that what is
//! hard to draw (`not`, `oneOf`) is drawn again.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Map, Number, Value, json};

use crate::{
    document::{At, Document},
    text::{self, Place},
};

/// How often a value is drawn that doesn't fit, at the most.
const ATTEMPTS: usize = 60;
/// From which depth on nothing is drawn that needn't be.
const DEEP: u32 = 4;
/// A depth that no schema needs.
const ENDLESS: u32 = 24;
/// How many values a parameter or a body may have besides required ones.
const BUDGET: u32 = 40;
/// The largest integer that every JSON parser reads.
const LARGEST: i64 = (1 << 53) - 1;

type Drawn = Result<Value, String>;

/// Draws values.
pub struct Random<'d> {
    document: &'d Document,
    rng: &'d mut Rng,
    place: Place,
    budget: u32,
}

/// What several schemas, all of which hold, say together.
#[derive(Debug, Default)]
struct Whole<'d> {
    parts: Vec<At<'d>>,
}

impl<'d> Random<'d> {
    pub fn new(document: &'d Document, rng: &'d mut Rng, place: Place) -> Self {
        Self {
            document,
            rng,
            place,
            budget: BUDGET,
        }
    }

    /// Returns a value that fits the schema.
    pub fn fitting(&mut self, schema: &At<'d>) -> Drawn {
        let mut why = String::new();
        for _ in 0..ATTEMPTS {
            self.budget = BUDGET;
            let value = match self.value(std::slice::from_ref(schema), 0) {
                Ok(value) => value,
                Err(none) => {
                    why = none;
                    continue;
                }
            };
            match self.document.check(schema, &value) {
                Ok(()) => return Ok(value),
                Err(error) => why = format!("`{value}` doesn't fit: {error}"),
            }
        }
        Err(why)
    }

    fn value(&mut self, schemas: &[At<'d>], depth: u32) -> Drawn {
        if depth > ENDLESS {
            return Err("a value never ends".to_owned());
        }
        let whole = self.whole(schemas)?;
        if let Some(known) = whole.known() {
            let known: Vec<_> = known
                .into_iter()
                .filter(|value| !self.place.is_text() || !is_nothing(value))
                .collect();
            let chosen = self.rng.choice(known).cloned();
            return chosen.ok_or_else(|| "no value of the enum can be sent there".to_owned());
        }
        let mut types = whole.types();
        if self.place.is_text() {
            types.retain(|type_| *type_ != "null");
        }
        if types.contains(&"null") && self.rng.u8(..6) == 0 {
            return Ok(Value::Null);
        }
        types.retain(|type_| *type_ != "null");
        let Some(chosen) = self.rng.choice(&types).copied() else {
            return Ok(Value::Null);
        };
        match chosen {
            "boolean" => Ok(Value::Bool(self.rng.bool())),
            "integer" => Ok(self.integer(&whole)),
            "number" => Ok(self.number(&whole)),
            "string" => self.string(&whole),
            "array" => self.array(&whole, depth),
            "object" => self.object(&whole, depth),
            "any" => Ok(self.any(depth)),
            other => Err(format!("the type `{other}` isn't one of JSON Schema")),
        }
    }

    /// Returns all that a value has to fit, after one alternative of each kind is chosen.
    fn whole(&mut self, schemas: &[At<'d>]) -> Result<Whole<'d>, String> {
        let mut whole = Whole::default();
        let mut open = schemas.to_vec();
        while let Some(at) = open.pop() {
            if whole.parts.len() > 100 {
                return Err(format!("`{}` never ends", at.pointer));
            }
            if at.value.get("$ref").is_some() {
                open.push(self.document.resolved(at.clone())?);
            }
            open.extend(at.get("allOf").iter().flat_map(At::items));
            for alternatives in ["oneOf", "anyOf"] {
                let mut alternatives = at.get(alternatives).map_or(Vec::new(), |at| at.items());
                if self.place.is_text() {
                    alternatives.retain(|at| at.text("type") != Some("null"));
                }
                open.extend(self.rng.choice(alternatives));
            }
            whole.parts.push(at);
        }
        Ok(whole)
    }

    fn integer(&mut self, whole: &Whole<'_>) -> Value {
        let (small, large) = match whole.texts("format").next() {
            Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
            Some("int16") => (i64::from(i16::MIN), i64::from(i16::MAX)),
            Some("int8") => (i64::from(i8::MIN), i64::from(i8::MAX)),
            Some("uint8") => (0, i64::from(u8::MAX)),
            Some("uint16") => (0, i64::from(u16::MAX)),
            Some("uint32" | "uint64" | "uint") => (0, i64::from(i32::MAX)),
            _ => (-LARGEST, LARGEST),
        };
        let (least, most) = whole.bounds();
        #[expect(clippy::cast_possible_truncation, reason = "the bounds are integers")]
        let (least, most) = (
            least.map_or(small, |least| (least.ceil() as i64).max(small)),
            most.map_or(large, |most| (most.floor() as i64).min(large)),
        );
        let most = most.max(least);
        let step = whole
            .numbers("multipleOf")
            .find_map(|step| Number::from_f64(step)?.as_f64())
            .filter(|step| *step >= 1.0);
        let any = self.rng.i64(least..=most);
        let near = least.saturating_add(self.rng.i64(0..100)).min(most);
        let ends = [least, most, any, near, near, near];
        let chosen = self.rng.choice(ends).unwrap_or(least);
        #[expect(clippy::cast_possible_truncation, reason = "it is an integer")]
        let step = step.map_or(1, |step| step as i64);
        let stepped = chosen - chosen.rem_euclid(step);
        json!(if stepped < least {
            stepped.saturating_add(step)
        } else {
            stepped
        })
    }

    fn number(&mut self, whole: &Whole<'_>) -> Value {
        let (least, most) = whole.bounds();
        let least = least.unwrap_or(-1_000.0).max(-1e9);
        let most = most.unwrap_or(least + 2_000.0).min(least + 1e6);
        let share = f64::from(self.rng.u32(0..=64)) / 64.0;
        let number = least + (most - least) * share;
        let step = whole.numbers("multipleOf").next();
        json!(step.map_or(number, |step| (number / step).round() * step))
    }

    fn string(&mut self, whole: &Whole<'d>) -> Drawn {
        let [least, most] = ["minLength", "maxLength"].map(|key| whole.numbers(key).next());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "lengths are small"
        )]
        let [least, most] = [least.unwrap_or(0.0), most.unwrap_or(1e4)].map(|limit| limit as usize);
        let patterns: Vec<_> = whole.texts("pattern").collect();
        let encoding = whole.texts("contentEncoding");
        let format = whole.texts("format").chain(encoding).next();
        let text = match (patterns.first(), format) {
            (Some(pattern), _) => {
                let text = text::of_pattern(self.rng, pattern)?;
                if text.chars().count() > 200 {
                    return Err(format!("texts of `{pattern}` are too long"));
                }
                text
            }
            (None, Some(format)) => text::of_format(self.rng, format)
                .unwrap_or_else(|| text::any(self.rng, self.place, least, most)),
            (None, None) => text::any(self.rng, self.place, least, most),
        };
        Ok(Value::String(text))
    }

    fn count(&mut self, whole: &Whole<'_>, keys: [&str; 2], depth: u32) -> usize {
        let [least, most] = keys.map(|key| whole.numbers(key).next());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "lengths are small"
        )]
        let [least, most] = [least.unwrap_or(0.0), most.unwrap_or(1e4)].map(|limit| limit as usize);
        let least = least.max(usize::from(self.place.is_text()));
        let wanted = if depth < DEEP && self.budget > 3 {
            self.rng.usize(..4)
        } else {
            0
        };
        let count = wanted.clamp(least, most.max(least));
        self.budget = self
            .budget
            .saturating_sub(u32::try_from(count).unwrap_or(u32::MAX));
        count
    }

    fn array(&mut self, whole: &Whole<'d>, depth: u32) -> Drawn {
        let count = self.count(whole, ["minItems", "maxItems"], depth);
        let of = whole.all("items");
        let first = whole.all("prefixItems");
        if !first.is_empty() {
            return Err("tuples aren't drawn".to_owned());
        }
        let is_unique = whole.parts.iter().any(|part| part.flag("uniqueItems"));
        let mut items = Vec::new();
        for _ in 0..count {
            let item = if of.is_empty() {
                self.any(depth + 1)
            } else {
                self.value(&of, depth + 1)?
            };
            if !is_unique || !items.contains(&item) {
                items.push(item);
            }
        }
        Ok(Value::Array(items))
    }

    fn object(&mut self, whole: &Whole<'d>, depth: u32) -> Drawn {
        let required = whole.required();
        let mut members = Map::new();
        let mut properties: Vec<(&str, Vec<At<'d>>)> = Vec::new();
        for (name, at) in whole
            .all("properties")
            .iter()
            .flat_map(At::entries)
            .collect::<Vec<_>>()
        {
            match properties.iter_mut().find(|(known, _)| *known == name) {
                Some((_, schemas)) => schemas.push(at),
                None => properties.push((name, vec![at])),
            }
        }
        let additional = whole.all("additionalProperties");
        for name in &required {
            if properties.iter().all(|(known, _)| known != name) {
                if additional.is_empty() {
                    return Err(format!("`{name}` is required, but not described"));
                }
                let value = self.of_others(&additional, depth)?;
                members.insert((*name).to_owned(), value);
            }
        }
        for (name, schemas) in &properties {
            let parts = self.whole(schemas)?;
            if parts.parts.iter().any(|part| part.flag("readOnly")) {
                continue;
            }
            // What can have one value only may tell alternatives apart.
            let is_constant = parts.known().is_some_and(|known| known.len() == 1);
            if required.contains(name) || is_constant || self.draws(depth + 1) {
                match self.value(schemas, depth + 1) {
                    Ok(value) => drop(members.insert((*name).to_owned(), value)),
                    Err(why) if required.contains(name) => return Err(format!("{name}: {why}")),
                    Err(_) => {}
                }
            }
        }
        let takes_others = additional.iter().all(|at| *at.value != Value::Bool(false));
        let has_others = properties.is_empty() || !additional.is_empty();
        if takes_others && has_others && self.place == Place::Body {
            for number in 0..self.count(whole, ["minProperties", "maxProperties"], depth) {
                let key = format!("ke\"y {number}");
                members.insert(key, self.of_others(&additional, depth)?);
            }
        }
        Ok(Value::Object(members))
    }

    fn of_others(&mut self, additional: &[At<'d>], depth: u32) -> Drawn {
        let schemas: Vec<_> = additional
            .iter()
            .filter(|at| {
                at.value
                    .as_object()
                    .is_some_and(|schema| !schema.is_empty())
            })
            .cloned()
            .collect();
        if schemas.is_empty() {
            Ok(self.any(depth + 1))
        } else {
            self.value(&schemas, depth + 1)
        }
    }

    /// Decides whether something is drawn that needn't be.
    fn draws(&mut self, depth: u32) -> bool {
        let is_drawn = depth < DEEP && self.budget > 0 && self.rng.u32(..6) < 5 - depth.min(4);
        self.budget -= u32::from(is_drawn);
        is_drawn
    }

    /// Draws any JSON; a text where only a text can stand.
    fn any(&mut self, depth: u32) -> Value {
        let kinds = match self.place {
            Place::Body if depth < DEEP => 6,
            Place::Body => 4,
            _ => 1,
        };
        match self.rng.u8(..kinds) {
            0 => Value::String(text::any(self.rng, self.place, 0, 8)),
            1 => json!(self.rng.i64(-LARGEST..=LARGEST)),
            2 => json!(f64::from(self.rng.i32(-1000..1000)) / 8.0),
            3 => Value::Bool(self.rng.bool()),
            4 => (0..self.rng.u8(..3)).map(|_| self.any(depth + 1)).collect(),
            _ => (0..self.rng.u8(..3))
                .map(|number| (format!("any {number}"), self.any(depth + 1)))
                .collect(),
        }
    }
}

/// Returns whether a value has no text.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

impl<'d> Whole<'d> {
    /// Returns what stands below a key in each part.
    fn all(&self, key: &str) -> Vec<At<'d>> {
        self.parts.iter().filter_map(|part| part.get(key)).collect()
    }

    fn texts(&self, key: &'static str) -> impl Iterator<Item = &'d str> {
        self.parts.iter().filter_map(move |part| part.text(key))
    }

    fn numbers(&self, key: &str) -> impl Iterator<Item = f64> {
        self.parts
            .iter()
            .filter_map(move |part| part.value.get(key)?.as_f64())
    }

    fn required(&self) -> BTreeSet<&'d str> {
        let lists = self.all("required");
        lists
            .iter()
            .filter_map(|list| list.value.as_array())
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// Returns the values that all enums and constants have, if there are any.
    fn known(&self) -> Option<Vec<&'d Value>> {
        let mut lists = self.parts.iter().filter_map(|part| {
            let constant = part.value.get("const").map(|value| vec![value]);
            constant.or_else(|| Some(part.value.get("enum")?.as_array()?.iter().collect()))
        });
        let mut known = lists.next()?;
        for list in lists {
            known.retain(|value| list.contains(value));
        }
        Some(known)
    }

    /// Returns the types that a value may have.
    fn types(&self) -> Vec<&'d str> {
        let mut allowed: Option<Vec<&str>> = None;
        for part in &self.parts {
            let mut types: Vec<&str> = match part.value.get("type") {
                Some(Value::String(type_)) => vec![type_],
                Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
                _ => continue,
            };
            if part.flag("nullable") {
                types.push("null");
            }
            allowed = Some(match allowed {
                None => types,
                Some(mut known) => {
                    // Every integer is a number.
                    if known.contains(&"number") && types.contains(&"integer") {
                        known.push("integer");
                    }
                    if types.contains(&"number") && known.contains(&"integer") {
                        types.push("integer");
                    }
                    known.retain(|type_| types.contains(type_));
                    known
                }
            });
        }
        allowed.unwrap_or_else(|| {
            let has = |key: &str| self.parts.iter().any(|part| part.value.get(key).is_some());
            if has("properties") || has("additionalProperties") {
                vec!["object"]
            } else if has("items") {
                vec!["array"]
            } else if has("pattern") || has("format") || has("minLength") {
                vec!["string"]
            } else {
                vec!["any"]
            }
        })
    }

    /// Returns the least and the largest number, as far as there are any.
    fn bounds(&self) -> (Option<f64>, Option<f64>) {
        let mut bounds = (None, None);
        for part in &self.parts {
            let number = |key: &str| part.value.get(key).and_then(Value::as_f64);
            let is_excluded = |key: &str| part.flag(key);
            let [least, most] = [
                ("minimum", "exclusiveMinimum", 1.0),
                ("maximum", "exclusiveMaximum", -1.0),
            ]
            .map(|(bound, exclusive, next)| {
                let bound = number(bound).map(|limit| {
                    if is_excluded(exclusive) {
                        limit + next
                    } else {
                        limit
                    }
                });
                bound.or_else(|| number(exclusive).map(|limit| limit + next))
            });
            bounds = (
                least
                    .or(bounds.0)
                    .map(|it| bounds.0.map_or(it, |other: f64| it.max(other))),
                most.or(bounds.1)
                    .map(|it| bounds.1.map_or(it, |other: f64| it.min(other))),
            );
        }
        bounds
    }
}
