//! Reading JSON into values.

use std::convert::TryFrom;

use jiter::{Jiter, JiterError, Peek};

use super::super::super::{
    Empty, Member, Value,
    value::interface::{List, Map},
};
use super::error::JsonError;

/// How deep structures, lists and maps may be nested.
pub(super) const MAX_DEPTH: usize = 128;

/// Whoever reads an object whose key is there twice takes one of the two, and another reader the other one.
const TWICE: &str = "duplicate key";

/// A JSON text on its way into values.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a [u8],
    /// Where in the text begins what `json` reads.
    base: usize,
    pub(in super::super::super) json: Jiter<'a>,
    depth: usize,
    /// Whether a member that can't be read is passed over.
    is_lenient: bool,
}

impl<'a> Reader<'a> {
    /// Reads a value from a whole text. An empty text leaves the value as it is.
    ///
    /// # Errors
    ///
    /// When the text is no JSON, or another type of value. Members that a structure doesn't have are passed over.
    pub fn read(text: &'a [u8], value: &mut dyn Value) -> Result<(), JsonError> {
        // RFC 8259, section 8.1: a byte order mark may be ignored.
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        if text.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let mut reader = Self { text, base: 0, json: Jiter::new(text), depth: 0, is_lenient: false };
        value.read(&mut reader)?;
        reader.json.finish()?;
        Ok(())
    }

    /// Reads what can be read of a value: a member that can't be is as if it weren't there, and the others are read.
    pub fn read_error(text: &'a [u8], value: &mut dyn Value) {
        // The digits at the end of a text that breaks off may be the beginning of another number.
        let last =
            text.iter().rposition(|byte| !matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        let text = last.and_then(|last| text.get(..=last)).unwrap_or_default();
        let mut reader = Self { text, base: 0, json: Jiter::new(text), depth: 0, is_lenient: true };
        // What was read before the text breaks off is what there is.
        drop(value.read(&mut reader));
    }

    /// Takes a value that is made for it.
    ///
    /// # Errors
    ///
    /// When there is another type of value.
    pub fn value<T: Value + Empty>(&mut self) -> Result<T, JsonError> {
        let mut value = T::empty();
        value.read(self)?;
        Ok(value)
    }

    /// Takes an object into the values of a structure's members. A member that is null is as if it weren't there.
    ///
    /// # Errors
    ///
    /// When there is no object, or a member holds another type of value.
    #[inline(never)]
    pub fn structure(
        &mut self,
        members: &'static [Member],
        values: &mut [&mut dyn Value],
    ) -> Result<(), JsonError> {
        self.enter(Peek::Object, "an object")?;
        let mut key = self.json.known_object()?;
        // Services write members in order, so that the next one is most often the one after the last.
        let mut expected = 0;
        let mut seen = Seen::default();
        while let Some(name) = key {
            let is_expected = members.get(expected).is_some_and(|member| member.name == name);
            let index = if is_expected {
                Some(expected)
            } else {
                members.iter().position(|member| member.name == name)
            };
            let value = self.json.peek()?;
            let is_again = index.is_some_and(|index| seen.is_again(index));
            if is_again && !self.is_lenient {
                let error = JsonError::new(self.json.current_index(), TWICE);
                return Err(error.in_member(index.map_or("", |index| name_of(members, index))));
            }
            let member = index.filter(|_| !is_again).and_then(|index| values.get_mut(index));
            match (member, index) {
                (Some(member), Some(index)) if value != Peek::Null => {
                    let (start, depth) = (self.base + self.json.current_index(), self.depth);
                    if let Err(error) = member.read(self) {
                        self.pass_over(start, depth, error.in_member(name_of(members, index)))?;
                    }
                    expected = index + 1;
                }
                _ => {
                    let required =
                        index.and_then(|index| members.get(index)).filter(|member| member.is_required);
                    if let (Some(member), false) = (required, self.is_lenient) {
                        let error = JsonError::new(self.json.current_index(), "the required member is null");
                        return Err(error.in_member(member.name));
                    }
                    self.json.known_skip(value)?;
                }
            }
            key = self.json.next_key()?;
        }
        let missing =
            members.iter().enumerate().find(|(index, member)| member.is_required && !seen.has(*index));
        match missing {
            Some((_, member)) if !self.is_lenient => {
                let error = JsonError::new(self.json.current_index(), "the required member is missing");
                return Err(error.in_member(member.name));
            }
            _ => {}
        }
        self.depth -= 1;
        Ok(())
    }

    /// Passes over a member that can't be read, and that begins here, if that is allowed.
    #[cold]
    fn pass_over(&mut self, start: usize, depth: usize, error: JsonError) -> Result<(), JsonError> {
        if !self.is_lenient {
            return Err(error);
        }
        self.base = start;
        self.json = Jiter::new(self.text.get(start..).unwrap_or_default());
        self.depth = depth;
        let value = self.json.peek()?;
        self.json.known_skip(value)?;
        Ok(())
    }

    /// Takes an object into a union: its one member that is not null.
    ///
    /// # Errors
    ///
    /// When there is no object, it has several such members, or one of another type of value.
    #[inline(never)]
    pub fn union(
        &mut self,
        set: &mut dyn FnMut(&str, &mut Self) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        self.enter(Peek::Object, "an object")?;
        let mut key = self.json.known_object()?.map(str::to_owned);
        let mut is_set = false;
        while let Some(name) = key {
            let value = self.json.peek()?;
            if value == Peek::Null || name == "__type" {
                self.json.known_skip(value)?;
            } else if is_set {
                let offset = self.json.current_index();
                return Err(JsonError::new(offset, "a union has one member, not several"));
            } else {
                set(&name, self).map_err(JsonError::in_entry)?;
                is_set = true;
            }
            key = self.json.next_key()?.map(str::to_owned);
        }
        self.depth -= 1;
        Ok(())
    }

    /// Takes a list. A null is passed over unless the list takes nulls.
    #[inline(never)]
    pub(in super::super::super) fn list(
        &mut self,
        takes_null: bool,
        list: &mut dyn List,
    ) -> Result<(), JsonError> {
        self.enter(Peek::Array, "a list")?;
        let mut next = self.json.known_array()?;
        let mut index = 0;
        while let Some(value) = next {
            if value == Peek::Null && !takes_null {
                self.json.known_null()?;
            } else if let Some(item) = list.item() {
                item.read(self).map_err(|error| error.in_item(index))?;
            }
            index += 1;
            next = self.json.array_step()?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Takes a map. A null is passed over unless the map takes nulls.
    #[inline(never)]
    pub(in super::super::super) fn map(
        &mut self,
        takes_null: bool,
        map: &mut dyn Map,
    ) -> Result<(), JsonError> {
        self.enter(Peek::Object, "a map")?;
        let mut key = self.json.known_object()?.map(str::to_owned);
        while let Some(name) = key {
            if takes_null || !self.null()? {
                let offset = self.json.current_index();
                let value = map.entry(name).ok_or_else(|| JsonError::new(offset, TWICE));
                value.and_then(|value| value.read(self)).map_err(JsonError::in_entry)?;
            }
            key = self.json.next_key()?.map(str::to_owned);
        }
        self.depth -= 1;
        Ok(())
    }

    /// Takes a null, if there is one.
    #[inline(never)]
    pub(in super::super::super) fn null(&mut self) -> Result<bool, JsonError> {
        let is_null = self.json.peek()? == Peek::Null;
        if is_null {
            self.json.known_null()?;
        }
        Ok(is_null)
    }

    #[inline(never)]
    pub(in super::super::super) fn boolean(&mut self) -> Result<bool, JsonError> {
        match self.json.peek()? {
            value @ (Peek::True | Peek::False) => Ok(self.json.known_bool(value)?),
            other => Err(self.unexpected("true or false", other)),
        }
    }

    /// A number without a fraction, however it is written, that fits.
    pub(in super::super::super) fn integer<T: TryFrom<i64>>(&mut self) -> Result<T, JsonError> {
        let offset = self.json.current_index();
        let digits = self.number("a whole number")?;
        let number = digits.parse().ok().or_else(|| whole(digits.parse().ok()?));
        let problem = || JsonError::new(offset, "the number has a fraction, or is too large");
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(problem)
    }

    /// A number, or one of the words for those that JSON has no digits for.
    #[inline(never)]
    pub(in super::super::super) fn float(&mut self) -> Result<f64, JsonError> {
        let offset = self.json.current_index();
        let problem = || JsonError::new(offset, "expected a number, found text");
        if self.json.peek()? == Peek::String {
            return match self.json.known_str()? {
                "NaN" => Ok(f64::NAN),
                "Infinity" => Ok(f64::INFINITY),
                "-Infinity" => Ok(f64::NEG_INFINITY),
                _ => Err(problem()),
            };
        }
        self.number("a number")?.parse().map_err(|_| problem())
    }

    /// The digits of a number of any size, however it is written.
    pub(in super::super::super) fn number(&mut self, expected: &str) -> Result<&str, JsonError> {
        let value = self.json.peek()?;
        if !value.is_num() {
            return Err(self.unexpected(expected, value));
        }
        let digits = self.json.known_number_bytes(value)?;
        Ok(str::from_utf8(digits).unwrap_or_default())
    }

    /// Takes a text.
    ///
    /// # Errors
    ///
    /// When there is another type of value.
    #[inline(never)]
    pub fn text(&mut self) -> Result<&str, JsonError> {
        match self.json.peek()? {
            Peek::String => Ok(self.json.known_str()?),
            other => Err(self.unexpected("text", other)),
        }
    }

    fn enter(&mut self, expected: Peek, name: &str) -> Result<(), JsonError> {
        let found = self.json.peek()?;
        if found != expected {
            return Err(self.unexpected(name, found));
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let problem = format!("values are nested deeper than {MAX_DEPTH} levels");
            return Err(JsonError::new(self.json.current_index(), problem));
        }
        Ok(())
    }

    fn unexpected(&self, expected: &str, found: Peek) -> JsonError {
        let found = match found {
            Peek::Null => "null",
            Peek::True | Peek::False => "true or false",
            Peek::String => "text",
            Peek::Array => "a list",
            Peek::Object => "an object",
            other if other.is_num() => "a number",
            _ => "what is not JSON",
        };
        JsonError::new(self.json.current_index(), format!("expected {expected}, found {found}"))
    }
}

/// The members of a structure that were there already.
#[derive(Default)]
struct Seen {
    first: u128,
    /// Those after the first 128, of which few structures have any.
    others: Vec<usize>,
}

impl Seen {
    /// Marks a member, and says whether it was marked already.
    fn is_again(&mut self, index: usize) -> bool {
        let is_again = self.has(index);
        match bit(index) {
            Some(bit) => self.first |= bit,
            None if is_again => {}
            None => self.others.push(index),
        }
        is_again
    }

    /// Whether a member is marked.
    fn has(&self, index: usize) -> bool {
        match bit(index) {
            Some(bit) => self.first & bit != 0,
            None => self.others.contains(&index),
        }
    }
}

fn bit(index: usize) -> Option<u128> {
    u32::try_from(index).ok().and_then(|index| 1_u128.checked_shl(index))
}

fn name_of(members: &'static [Member], index: usize) -> &'static str {
    members.get(index).map_or("", |member| member.name)
}

/// The integer that a number without a fraction is.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "the bounds are checked")]
fn whole(number: f64) -> Option<i64> {
    let is_whole = number.fract() == 0.0 && (-9.2e18..=9.2e18).contains(&number);
    is_whole.then_some(number as i64)
}

impl From<JiterError> for JsonError {
    fn from(error: JiterError) -> Self {
        Self::new(error.index, error.error_type.to_string())
    }
}
