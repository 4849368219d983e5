//! Whether the server understood what was meant.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::{
    fault::Fault,
    model::{Model, Reference, Shape},
    place::Place,
    protocol::Protocol,
};

/// How often a fault of the server made up for a difference.
pub type Tally = BTreeMap<Fault, usize>;

/// Adds the counts of one tally to another.
pub fn add_up(sum: &mut Tally, other: &Tally) {
    for (fault, count) in other {
        *sum.entry(*fault).or_default() += count;
    }
}

/// Compares what was understood with what was meant.
#[derive(Debug)]
pub struct Comparison<'a> {
    model: &'a Model,
    protocol: Protocol,
    pub excused: Tally,
}

/// A difference, or none.
type Compared = Result<(), String>;

impl<'a> Comparison<'a> {
    pub fn new(model: &'a Model, protocol: Protocol) -> Self {
        Self {
            model,
            protocol,
            excused: Tally::new(),
        }
    }

    /// Compares the members of an input.
    pub fn input(
        &mut self,
        input: Option<&Reference>,
        meant: &Map<String, Value>,
        understood: &Value,
    ) -> Compared {
        let Some(input) = input else {
            return same(&Value::Object(meant.clone()), understood);
        };
        let shape = self.model.shape(input)?;
        let understood = object(understood)?;
        for (name, member) in &shape.members {
            let place = Place::of(name, member, shape, self.protocol);
            let compared = match (meant.get(name), understood.get(name)) {
                (Some(meant), Some(understood)) => self.value(member, place, meant, understood),
                (Some(_), None) if place == Place::QueryMap => {
                    self.excuse(Fault::QueryMap);
                    Ok(())
                }
                (Some(meant), None) => Err(format!("{meant} was lost")),
                (None, Some(understood)) => self.unasked(member, place, understood),
                (None, None) => Ok(()),
            };
            compared.map_err(|difference| format!("{name}: {difference}"))?;
        }
        Ok(())
    }

    /// Compares what was understood where nothing was meant.
    fn unasked(&mut self, member: &Reference, place: Place, understood: &Value) -> Compared {
        let is_empty = understood.as_array().is_some_and(Vec::is_empty);
        let is_hollow = understood.as_object().is_some_and(Map::is_empty);
        match place {
            // A client draws the token that it isn't given.
            _ if member.idempotency_token
                && understood.as_str().is_some_and(|token| token.len() == 36) =>
            {
                Ok(())
            }
            // A client works out what it isn't given.
            _ if place.is_of_client(member) || place.is_hash(member, understood) => Ok(()),
            Place::Query if is_empty => {
                self.excuse(Fault::EmptyQueryList);
                Ok(())
            }
            Place::Payload if is_hollow => {
                self.excuse(Fault::EmptyPayload);
                Ok(())
            }
            // Nobody can tell no headers from none that begin alike.
            Place::PrefixHeaders if is_hollow => Ok(()),
            _ => Err(format!("{understood} wasn't meant")),
        }
    }

    fn value(
        &mut self,
        reference: &Reference,
        place: Place,
        meant: &Value,
        understood: &Value,
    ) -> Compared {
        let shape = self.model.shape(reference)?;
        let item = shape.member.as_ref().or(shape.value.as_ref());
        match (shape.kind(), item) {
            ("structure", _) => self.structure(shape, meant, understood),
            ("list", Some(item)) => self.list(item, place, meant, understood),
            ("map", Some(value)) => self.map(value, place, meant, understood),
            ("timestamp", _) => self.time(reference, shape, place, meant, understood),
            ("boolean", _) if understood.is_string() => {
                same(&Value::String(meant.to_string()), understood)?;
                let Some(fault) = Fault::of_boolean(self.protocol, place) else {
                    return same(meant, understood);
                };
                self.excuse(fault);
                Ok(())
            }
            _ if reference.jsonvalue && place == Place::Header => {
                let text = meant.as_str().unwrap_or_default();
                same(&Value::String(BASE64_STANDARD.encode(text)), understood)?;
                self.excuse(Fault::JsonInHeader);
                Ok(())
            }
            ("string", _) if understood.as_str() == last_segment(meant) => {
                if let (Some(fault), true) = (Fault::of_path(&reference.shape), meant != understood)
                {
                    self.excuse(fault);
                    return Ok(());
                }
                same(meant, understood)
            }
            _ => same(meant, understood),
        }
    }

    fn structure(&mut self, shape: &Shape, meant: &Value, understood: &Value) -> Compared {
        let (meant, understood) = (object(meant)?, object(understood)?);
        for (name, member) in &shape.members {
            let compared = match (meant.get(name), understood.get(name)) {
                (Some(meant), Some(understood)) => {
                    self.value(member, Place::Body, meant, understood)
                }
                (Some(meant), None) => Err(format!("{meant} was lost")),
                (None, Some(understood)) => Err(format!("{understood} wasn't meant")),
                (None, None) => Ok(()),
            };
            compared.map_err(|difference| format!("{name}: {difference}"))?;
        }
        Ok(())
    }

    fn list(
        &mut self,
        item: &Reference,
        place: Place,
        meant: &Value,
        understood: &Value,
    ) -> Compared {
        let (Value::Array(meant), Value::Array(understood)) = (meant, understood) else {
            return same(meant, understood);
        };
        if meant.len() != understood.len() {
            return Err(format!(
                "there are {} items instead of {}",
                understood.len(),
                meant.len()
            ));
        }
        meant
            .iter()
            .zip(understood)
            .try_for_each(|(meant, understood)| match meant {
                Value::Null => same(meant, understood),
                meant => self.value(item, place.of_items(), meant, understood),
            })
    }

    fn map(
        &mut self,
        value: &Reference,
        place: Place,
        meant: &Value,
        understood: &Value,
    ) -> Compared {
        let (meant, understood) = (object(meant)?, object(understood)?);
        // Names of headers are the same in small and in capital letters.
        let key = |key: &str| {
            if place == Place::PrefixHeaders {
                key.to_lowercase()
            } else {
                key.to_owned()
            }
        };
        let mut left: BTreeMap<_, _> = understood
            .iter()
            .map(|(name, value)| (key(name), value))
            .collect();
        for (name, meant) in meant {
            let compared = match (meant, left.remove(name)) {
                (Value::Null, None) => {
                    self.excuse(Fault::NullInMap);
                    Ok(())
                }
                (Value::Null, Some(understood)) => same(meant, understood),
                (meant, Some(understood)) => self.value(value, place.of_items(), meant, understood),
                (meant, None) => Err(format!("{meant} was lost")),
            };
            compared.map_err(|difference| format!("{name:?}: {difference}"))?;
        }
        match left.first_key_value() {
            Some((name, _)) => Err(format!("{name:?} wasn't meant")),
            None => Ok(()),
        }
    }

    fn time(
        &mut self,
        reference: &Reference,
        shape: &Shape,
        place: Place,
        meant: &Value,
        understood: &Value,
    ) -> Compared {
        let [Some(time), Some(read)] = [meant, understood].map(time) else {
            return same(meant, understood);
        };
        let is_cut =
            time != read && time.as_second() == read.as_second() && read.subsec_nanosecond() == 0;
        if is_cut && self.protocol.time_format_of(reference, shape, place) == "unixTimestamp" {
            self.excuse(Fault::FractionOfSecond);
            return Ok(());
        }
        if time == read {
            Ok(())
        } else {
            same(meant, understood)
        }
    }

    /// Counts a difference that a fault makes up for.
    fn excuse(&mut self, fault: Fault) {
        *self.excused.entry(fault).or_default() += 1;
    }
}

fn last_segment(value: &Value) -> Option<&str> {
    value.as_str()?.rsplit('/').next()
}

fn time(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value
        .as_object()
        .ok_or_else(|| format!("{value} is no object"))
}

/// Compares values that mean the same only if they are: 1 and 1.0 are.
fn same(meant: &Value, understood: &Value) -> Compared {
    if is_same(meant, understood) {
        Ok(())
    } else {
        Err(format!("{meant} was understood as {understood}"))
    }
}

fn is_same(meant: &Value, understood: &Value) -> bool {
    match (meant, understood) {
        (Value::Number(meant), Value::Number(understood))
            if meant.is_f64() || understood.is_f64() =>
        {
            meant.as_f64() == understood.as_f64()
        }
        (Value::Array(meant), Value::Array(understood)) => {
            meant.len() == understood.len()
                && meant
                    .iter()
                    .zip(understood)
                    .all(|(meant, understood)| is_same(meant, understood))
        }
        (Value::Object(meant), Value::Object(understood)) => {
            meant.len() == understood.len()
                && meant.iter().all(|(name, meant)| {
                    understood
                        .get(name)
                        .is_some_and(|understood| is_same(meant, understood))
                })
        }
        _ => meant == understood,
    }
}
