//! Looking ahead at the members of an object, which is read afterwards.

use jiter::{Jiter, JiterError, JiterResult, Peek};

use super::super::error::ReadError;

/// The members of an object that is read later.
#[derive(Debug)]
pub(in super::super::super) struct MembersAhead<'r, 'a> {
    text: &'a [u8],
    skipped: &'r mut Skipped,
    /// The offset in the text at which `json` begins.
    base: usize,
    json: Jiter<'a>,
}

impl<'r, 'a> MembersAhead<'r, 'a> {
    /// Looks at the object that begins here.
    pub(in super::super::super) fn new(
        text: &'a [u8],
        start: usize,
        skipped: &'r mut Skipped,
    ) -> Self {
        Self {
            text,
            skipped,
            base: start,
            json: Jiter::new(text.get(start..).unwrap_or_default()),
        }
    }

    /// Returns the string in the first member of this name, if there is one.
    pub(in super::super::super) fn text_of(
        mut self,
        tag: &str,
    ) -> Result<Option<String>, ReadError> {
        self.find_text(tag).map_err(|error| self.located(&error))
    }

    /// Returns the names that members have which are not null.
    pub(in super::super::super) fn present(
        mut self,
        names: &[&'static str],
    ) -> Result<Vec<&'static str>, ReadError> {
        self.find(names).map_err(|error| self.located(&error))
    }

    fn find_text(&mut self, tag: &str) -> JiterResult<Option<String>> {
        let mut next = self.json.known_object()?;
        while let Some(name) = next {
            if name == tag {
                return Ok(match self.json.peek()? {
                    Peek::String => Some(self.json.known_str()?.to_owned()),
                    _ => None,
                });
            }
            let _ = self.skip()?;
            next = self.json.next_key()?;
        }
        Ok(None)
    }

    fn find(&mut self, names: &[&'static str]) -> JiterResult<Vec<&'static str>> {
        let mut present = Vec::new();
        let mut next = self.json.known_object()?;
        while let Some(name) = next {
            let known = names.iter().find(|known| **known == name).copied();
            let value = self.skip()?;
            let is_present = |name: &&str| value != Peek::Null && !present.contains(name);
            present.extend(known.filter(is_present));
            next = self.json.next_key()?;
        }
        Ok(present)
    }

    /// Skips a value, and returns how it begins.
    fn skip(&mut self) -> JiterResult<Peek> {
        let value = self.json.peek()?;
        if matches!(value, Peek::Array | Peek::Object) {
            let start = self.base + self.json.current_index();
            self.base = self.skipped.end(self.text, start);
            self.json = Jiter::new(self.text.get(self.base..).unwrap_or_default());
        } else {
            self.json.known_skip(value)?;
        }
        Ok(value)
    }

    fn located(&self, error: &JiterError) -> ReadError {
        ReadError::new(self.base + error.index, error.error_type.to_string())
    }
}

/// The lists and objects that were skipped. Each is skipped only once, however many around it are looked at.
#[derive(Debug, Default)]
pub(in super::super::super) struct Skipped {
    /// The offsets at which each begins and ends, in the order in which they begin.
    ends: Vec<(usize, usize)>,
}

impl Skipped {
    /// Returns the offset at which the list or object ends that begins here.
    fn end(&mut self, text: &[u8], start: usize) -> usize {
        let index = self.ends.binary_search_by_key(&start, |(start, _)| *start);
        let index = index.unwrap_or_else(|_| self.skip(text, start));
        self.ends.get(index).map_or(text.len(), |(_, end)| *end)
    }

    /// Skips the list or object that begins here, with all in it, and returns its index. It looks at brackets only: what
    /// isn't valid JSON is found when it is read.
    fn skip(&mut self, text: &[u8], start: usize) -> usize {
        let first = self.ends.len();
        let mut open = Vec::new();
        let mut is_string = false;
        let mut bytes = text.iter().enumerate().skip(start);
        while let Some((offset, byte)) = bytes.next() {
            match byte {
                b'"' => is_string = !is_string,
                b'\\' => drop(bytes.next()),
                b'[' | b'{' if !is_string => {
                    open.push(self.ends.len());
                    self.ends.push((offset, text.len()));
                }
                b']' | b'}' if !is_string => {
                    let innermost = open.pop().and_then(|index| self.ends.get_mut(index));
                    if let Some((_, end)) = innermost {
                        *end = offset + 1;
                    }
                    if open.is_empty() {
                        break;
                    }
                }
                _ => {}
            }
        }
        first
    }
}
