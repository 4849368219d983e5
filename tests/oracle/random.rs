//! Random values of the shapes of a model, as JSON: a blob of an input is an object with its bytes in `base64`, as the
//! server prints it, and that of an output a text, as the server takes it. A time is an RFC 3339 text.

use std::iter;

use base64::{Engine, prelude::BASE64_STANDARD};
use fastrand::Rng;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::{
    compare::Tally,
    fault::Fault,
    model::{Model, Reference, Shape},
    place::{Message, Place},
    protocol::Protocol,
};

/// How many values a message may have besides required ones.
const BUDGET: u32 = 60;
/// From which depth on nothing is drawn that needn't be.
const DEEP: u32 = 5;
/// A depth that no model needs.
const ENDLESS: u32 = 24;

const LETTERS: &str = "abcXYZ019";
const HEADER_LETTERS: &str = "abcXYZ019 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const QUERY_LETTERS: &str = "abcXYZ019 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äßλ中😀";
const XML_LETTERS: &str = "abcXYZ019 \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äßλ中😀\u{2028}";
const BODY_LETTERS: &str =
    "abcXYZ019 \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äßλ中😀\u{2028}\u{0}\u{1f}\u{7f}";

/// Why there is no value.
#[derive(Debug)]
pub enum NoValue {
    /// The server can't be trusted with it.
    Fault(Fault),
    /// The model is odd.
    Model(String),
}

type Drawn<T> = Result<T, NoValue>;

/// Draws the members of one message.
#[derive(Debug)]
pub struct Random<'a> {
    model: &'a Model,
    protocol: Protocol,
    message: Message,
    rng: &'a mut Rng,
    budget: u32,
    /// Why the message has no body, if it has none.
    pub no_body: Option<Fault>,
    /// How often something else was drawn, or nothing, for a fault of the server.
    pub avoided: Tally,
}

impl<'a> Random<'a> {
    pub fn new(model: &'a Model, protocol: Protocol, message: Message, rng: &'a mut Rng) -> Self {
        Self {
            model,
            protocol,
            message,
            rng,
            budget: BUDGET,
            no_body: None,
            avoided: Tally::new(),
        }
    }

    /// Returns the members of a message.
    pub fn members(&mut self, message: Option<&Reference>) -> Drawn<Map<String, Value>> {
        let Some(message) = message else {
            return Ok(Map::new());
        };
        let shape = self.shape(message)?;
        let mut members = Map::new();
        for (name, member) in &shape.members {
            let place = Place::of(name, member, shape, self.protocol);
            let is_of_sender = match self.message {
                Message::Input => place.is_of_client(member),
                Message::Output => place.is_of_server(member),
            };
            if is_of_sender {
                continue;
            }
            let no_body = self
                .no_body
                .filter(|_| matches!(place, Place::Body | Place::Payload));
            if let Some(fault) = no_body {
                if shape.requires(name) {
                    return Err(NoValue::Fault(fault));
                }
                self.avoid(fault);
                continue;
            }
            let is_required = shape.requires(name) || place.is_always_there(member);
            if is_required || self.draws(1) {
                match self.value(member, place, 1) {
                    Ok(value) => drop(members.insert(name.clone(), value)),
                    Err(NoValue::Fault(fault)) if !is_required => self.avoid(fault),
                    Err(none) => return Err(none),
                }
            }
        }
        Ok(members)
    }

    fn shape(&self, reference: &Reference) -> Drawn<&'a Shape> {
        self.model.shape(reference).map_err(NoValue::Model)
    }

    /// Decides whether something is drawn that needn't be.
    fn draws(&mut self, depth: u32) -> bool {
        let is_drawn =
            self.budget > 0 && self.rng.u32(..8) < 8_u32.saturating_sub(depth + depth / 2);
        self.budget -= u32::from(is_drawn);
        is_drawn && depth < DEEP
    }

    fn value(&mut self, reference: &Reference, place: Place, depth: u32) -> Drawn<Value> {
        let shape = self.shape(reference)?;
        let item = shape.member.as_ref().or(shape.value.as_ref());
        let item_shape = item.map(|item| self.shape(item)).transpose()?;
        let fault = Fault::of(self.message, place, reference, shape, item_shape);
        let of_s3 = Fault::of_s3(self.message, reference).filter(|_| self.model.is_s3());
        if let Some(fault) = fault.or(of_s3) {
            return Err(NoValue::Fault(fault));
        }
        if depth > ENDLESS {
            return Err(NoValue::Model(format!("`{}` never ends", reference.shape)));
        }
        Ok(match (shape.kind(), item) {
            ("document", _) => self.document(depth),
            ("structure", _) if shape.union => self.union(shape, depth)?,
            ("structure", _) => self.structure(shape, depth)?,
            ("list", Some(item)) => {
                let is_flattened = reference.flattened || shape.flattened;
                self.list(shape, is_flattened, item, place, depth)?
            }
            ("map", Some(value)) => self.map(shape, value, place, depth)?,
            ("string" | "character", _) => Value::String(self.string(reference, shape, place)),
            ("boolean", _) => Value::Bool(self.rng.bool()),
            ("integer", _) if place == Place::Status => json!(self.rng.u16(200..203)),
            ("integer", _) => json!(self.integer(i32::MIN, i32::MAX, Rng::i32)),
            ("long", _) => json!(self.integer(i64::MIN, i64::MAX, Rng::i64)),
            // Which either type has exactly.
            ("float" | "double", _) => json!(f64::from(self.rng.i32(-1_000_000..1_000_000)) / 8.0),
            ("blob", _) => self.blob(place),
            ("timestamp", _) => Value::String(self.time(reference, shape, place).to_string()),
            (kind, _) => return Err(NoValue::Model(format!("there is no value of a {kind}"))),
        })
    }

    fn structure(&mut self, shape: &Shape, depth: u32) -> Drawn<Value> {
        let mut members = Map::new();
        for (name, member) in &shape.members {
            let is_required = shape.requires(name);
            if self.is_replaced(name, shape)? {
                continue;
            }
            if is_required || self.draws(depth + 1) {
                match self.value(member, Place::Body, depth + 1) {
                    Ok(value) => drop(members.insert(name.clone(), value)),
                    Err(NoValue::Fault(fault)) if !is_required => self.avoid(fault),
                    Err(none) => return Err(none),
                }
            }
        }
        if members.is_empty() && self.protocol.is_form(self.message) {
            return self.one_member(shape, depth, NoValue::Fault(Fault::EmptyInForm));
        }
        Ok(Value::Object(members))
    }

    /// Returns whether a flattened list has the same elements in XML as a member that isn't one. S3's notifications had one
    /// event before they had several.
    fn is_replaced(&self, name: &str, owner: &Shape) -> Drawn<bool> {
        let own = owner.members.get(name);
        let own_name = own.and_then(|own| own.location_name.as_deref());
        for other in owner.members.values() {
            let is_flattened = other.flattened || self.shape(other)?.flattened;
            let is_same =
                own_name.unwrap_or(name) == other.location_name.as_deref().unwrap_or_default();
            let is_own = own.is_some_and(|own| own.shape == other.shape);
            if is_flattened && is_same && !is_own {
                return Ok(self.protocol.is_rest());
            }
        }
        Ok(false)
    }

    fn union(&mut self, shape: &Shape, depth: u32) -> Drawn<Value> {
        let none = NoValue::Model("a union has no members".to_owned());
        self.one_member(shape, depth, none)
    }

    /// Draws one of the members; a small one where it is deep.
    fn one_member(&mut self, shape: &Shape, depth: u32, none: NoValue) -> Drawn<Value> {
        let mut members = Vec::new();
        for (name, member) in &shape.members {
            let is_small = !matches!(self.shape(member)?.kind(), "structure");
            members.push((is_small, name, member));
        }
        let has_small = members.iter().any(|(is_small, ..)| *is_small);
        members.retain(|(is_small, ..)| *is_small || !has_small || depth < DEEP);
        let (_, name, member) = self.rng.choice(members).ok_or(none)?;
        Ok(json!({ name: self.value(member, Place::Body, depth + 1)? }))
    }

    /// Draws how many items there are. In text and in forms, nobody can tell an empty list from none.
    fn count(&mut self, place: Place, depth: u32) -> u32 {
        let least = u32::from(place.is_text() || self.protocol.is_form(self.message));
        let most = if depth < DEEP {
            self.rng.u32(least..4)
        } else {
            least
        };
        let items = most.min(self.budget.max(least));
        self.budget = self.budget.saturating_sub(items);
        items
    }

    /// Draws a list. Nobody can tell an empty one without an element of its own from none.
    fn list(
        &mut self,
        shape: &Shape,
        is_flattened: bool,
        item: &Reference,
        place: Place,
        depth: u32,
    ) -> Drawn<Value> {
        let is_in_element = !is_flattened || !self.protocol.is_xml(self.message);
        let count = self.count(place, depth).max(u32::from(!is_in_element));
        let place = place.of_items();
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(self.item(shape, item, place, depth)?);
        }
        Ok(Value::Array(items))
    }

    fn map(&mut self, shape: &Shape, value: &Reference, place: Place, depth: u32) -> Drawn<Value> {
        let count = self.count(place, depth);
        let mut entries = Map::new();
        for number in 0..count {
            let key = match place {
                Place::Body | Place::Payload => self.text(self.body_letters(), 0),
                _ => format!("x-key-{number}"),
            };
            entries.insert(key, self.item(shape, value, place.of_items(), depth)?);
        }
        Ok(Value::Object(entries))
    }

    /// Draws an item of a list or a map.
    fn item(&mut self, shape: &Shape, item: &Reference, place: Place, depth: u32) -> Drawn<Value> {
        if !shape.sparse || self.rng.u8(..4) > 0 {
            return self.value(item, place, depth + 1);
        }
        if self.message == Message::Output {
            self.avoid(Fault::NullInAnswer);
            return self.value(item, place, depth + 1);
        }
        Ok(Value::Null)
    }

    fn avoid(&mut self, fault: Fault) {
        *self.avoided.entry(fault).or_default() += 1;
    }

    fn string(&mut self, reference: &Reference, shape: &Shape, place: Place) -> String {
        let text = self.any_string(reference, shape, place);
        if place == Place::HeaderList && text.contains([',', '"']) {
            self.avoid(Fault::CommaInHeaderList);
            return text.replace([',', '"'], ";");
        }
        text
    }

    fn any_string(&mut self, reference: &Reference, shape: &Shape, place: Place) -> String {
        let known = self
            .rng
            .choice(&shape.texts)
            .filter(|_| self.rng.u8(..8) > 0)
            .cloned();
        if self.message == Message::Output && place.is_location(reference) {
            self.avoid(Fault::Location);
            return self.text(LETTERS, 1);
        }
        known.unwrap_or_else(|| match place {
            _ if reference.host_label => self.text(LETTERS, 1),
            // A label of `.` or `..` is refused.
            Place::Label => format!("{}x", self.text(QUERY_LETTERS, 0)),
            Place::Query | Place::QueryMap => self.text(QUERY_LETTERS, 0),
            // No header begins or ends with a space.
            Place::Header | Place::HeaderList | Place::PrefixHeaders => {
                format!("x{}x", self.text(HEADER_LETTERS, 0))
            }
            Place::Payload => self.text(self.body_letters(), 1),
            Place::Body | Place::Status => self.text(self.body_letters(), 0),
        })
    }

    /// Returns the letters that texts in bodies have.
    fn body_letters(&self) -> &'static str {
        if self.protocol.is_xml(self.message) {
            XML_LETTERS
        } else {
            BODY_LETTERS
        }
    }

    fn text(&mut self, letters: &str, least: usize) -> String {
        let letters: Vec<_> = letters.chars().collect();
        let length = self.rng.usize(least..12);
        iter::repeat_with(|| self.rng.choice(&letters).copied())
            .take(length)
            .flatten()
            .collect()
    }

    /// Draws a number, often one at the end of its range.
    fn integer<T: From<i8> + Copy>(
        &mut self,
        least: T,
        most: T,
        any: impl Fn(&mut Rng, std::ops::RangeFull) -> T,
    ) -> T {
        let any = any(self.rng, ..);
        let ends = [least, most, T::from(0), T::from(-1), any, any, any, any];
        self.rng.choice(ends).unwrap_or(any)
    }

    fn blob(&mut self, place: Place) -> Value {
        if self.message == Message::Output {
            return Value::String(self.text(BODY_LETTERS, usize::from(place == Place::Payload)));
        }
        let length = self.rng.usize(usize::from(place == Place::Payload)..12);
        let bytes: Vec<_> = iter::repeat_with(|| self.rng.u8(..)).take(length).collect();
        json!({ "base64": BASE64_STANDARD.encode(bytes) })
    }

    /// Draws a time, of whole seconds where nothing else can be written.
    fn time(&mut self, reference: &Reference, shape: &Shape, place: Place) -> Timestamp {
        let is_cut = self.message == Message::Output && self.model.is_s3();
        if is_cut {
            self.avoid(Fault::FractionOfS3);
        }
        let is_whole = self.rng.bool()
            || is_cut
            || self.protocol.time_format_of(reference, shape, place) == "rfc822";
        let milliseconds = self.rng.i64(0..4_000_000_000_000);
        let milliseconds = if is_whole {
            milliseconds / 1000 * 1000
        } else {
            milliseconds
        };
        Timestamp::from_millisecond(milliseconds).unwrap_or_default()
    }

    /// Draws any JSON, of which no member is null, as the server leaves those out when it prints them.
    fn document(&mut self, depth: u32) -> Value {
        match self.rng.u8(..if depth < DEEP { 6 } else { 4 }) {
            0 => Value::String(self.text(BODY_LETTERS, 0)),
            1 => json!(self.integer(i64::MIN, i64::MAX, Rng::i64)),
            2 => json!(f64::from(self.rng.i32(-1000..1000)) / 8.0),
            3 => Value::Bool(self.rng.bool()),
            4 => Value::Array(
                (0..self.rng.u8(..3))
                    .map(|_| self.document(depth + 1))
                    .collect(),
            ),
            _ => (0..self.rng.u8(..3))
                .map(|_| (self.text(BODY_LETTERS, 0), self.document(depth + 1)))
                .collect(),
        }
    }
}
