//! Reading JSON into values.

use jiter::{Jiter, JiterError, Peek};

use super::{JsonError, Structure};

/// How deep structures, lists and maps may be nested.
const MAX_DEPTH: usize = 128;

/// A JSON text on its way into values.
#[derive(Debug)]
pub struct Reader<'a> {
    json: Jiter<'a>,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Reads a structure from a whole text. An empty text is an empty structure.
    ///
    /// # Errors
    ///
    /// When the text is no JSON object with the members that the structure has. Others are passed over.
    pub fn read(text: &'a [u8], structure: &mut dyn Structure) -> Result<(), JsonError> {
        if text.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let mut reader = Self { json: Jiter::new(text), depth: 0 };
        reader.structure(structure)?;
        reader.json.finish()?;
        Ok(())
    }

    /// Takes an object into a structure. A member that is null is as if it weren't there.
    ///
    /// # Errors
    ///
    /// When there is no object, or a member holds another type of value.
    pub fn structure(&mut self, structure: &mut dyn Structure) -> Result<(), JsonError> {
        self.enter(Peek::Object, "an object")?;
        let names = structure.members();
        let mut key = self.json.known_object()?;
        while let Some(name) = key {
            let index = names.iter().position(|known| *known == name);
            let value = self.json.peek()?;
            let member = index.and_then(|index| Some((*names.get(index)?, structure.get_mut(index)?)));
            match member {
                Some((name, member)) if value != Peek::Null => {
                    member.read(self).map_err(|error| error.in_member(name))?;
                }
                _ => self.json.known_skip(value)?,
            }
            key = self.json.next_key()?;
        }
        self.depth -= 1;
        Ok(())
    }

    pub(super) fn list(
        &mut self,
        push: &mut dyn FnMut(&mut Self) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        self.enter(Peek::Array, "a list")?;
        let mut next = self.json.known_array()?;
        let mut index = 0;
        while let Some(value) = next {
            if value == Peek::Null {
                self.json.known_null()?;
            } else {
                push(self).map_err(|error| error.in_item(index))?;
            }
            index += 1;
            next = self.json.array_step()?;
        }
        self.depth -= 1;
        Ok(())
    }

    pub(super) fn map(
        &mut self,
        insert: &mut dyn FnMut(String, &mut Self) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        self.enter(Peek::Object, "a map")?;
        let mut key = self.json.known_object()?.map(str::to_owned);
        while let Some(name) = key {
            if !self.null()? {
                insert(name, self).map_err(JsonError::in_entry)?;
            }
            key = self.json.next_key()?.map(str::to_owned);
        }
        self.depth -= 1;
        Ok(())
    }

    /// Takes a null, if there is one.
    pub(super) fn null(&mut self) -> Result<bool, JsonError> {
        let is_null = self.json.peek()? == Peek::Null;
        if is_null {
            self.json.known_null()?;
        }
        Ok(is_null)
    }

    pub(super) fn boolean(&mut self) -> Result<bool, JsonError> {
        match self.json.peek()? {
            value @ (Peek::True | Peek::False) => Ok(self.json.known_bool(value)?),
            other => Err(self.unexpected("true or false", other)),
        }
    }

    /// A number without a fraction, however it is written, that fits.
    pub(super) fn integer<T: TryFrom<i64>>(&mut self) -> Result<T, JsonError> {
        let offset = self.json.current_index();
        let digits = self.number("a whole number")?;
        let number = digits.parse().ok().or_else(|| whole(digits.parse().ok()?));
        let problem = || JsonError::new(offset, "the number has a fraction, or is too large");
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(problem)
    }

    /// A number, or one of the words for those that JSON has no digits for.
    pub(super) fn float(&mut self) -> Result<f64, JsonError> {
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

    /// The digits of a number.
    fn number(&mut self, expected: &str) -> Result<&str, JsonError> {
        let value = self.json.peek()?;
        if !value.is_num() {
            return Err(self.unexpected(expected, value));
        }
        let digits = self.json.known_number_bytes(value)?;
        Ok(str::from_utf8(digits).unwrap_or_default())
    }

    pub(super) fn string(&mut self) -> Result<String, JsonError> {
        match self.json.peek()? {
            Peek::String => Ok(self.json.known_str()?.to_owned()),
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
            _ => "no JSON",
        };
        JsonError::new(self.json.current_index(), format!("expected {expected}, found {found}"))
    }
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
