//! Looking ahead at the entries of a map, which is read afterwards.

use minicbor::data::Type;

use super::super::error::ReadError;
use super::tokens::{Tokens, Visit};

/// The members of a map that is read later.
#[derive(Debug)]
pub(super) struct MembersAhead<'r, 'a> {
    tokens: Tokens<'a>,
    skipped: &'r mut Skipped,
    /// The depth of the values in the map.
    depth: usize,
}

impl<'r, 'a> MembersAhead<'r, 'a> {
    /// Looks at the map that begins with these tokens.
    pub(super) fn new(tokens: Tokens<'a>, skipped: &'r mut Skipped, depth: usize) -> Self {
        Self {
            tokens,
            skipped,
            depth,
        }
    }

    /// Returns the string in the first member of this name, if there is one.
    pub(super) fn text_of(mut self, tag: &str) -> Result<Option<String>, ReadError> {
        let mut left = self.tokens.begin_map()?;
        while self.tokens.has_next(&mut left)? {
            let name = self.tokens.key(self.depth)?;
            let value = self.tokens.value(self.depth)?;
            if name == tag {
                return Ok(match value {
                    Type::String | Type::StringIndef => Some(self.tokens.text(value)?.into_owned()),
                    _ => None,
                });
            }
            self.skip(value)?;
        }
        Ok(None)
    }

    /// Returns the names that members have which are not null.
    pub(super) fn present(
        mut self,
        names: &[&'static str],
    ) -> Result<Vec<&'static str>, ReadError> {
        let mut present = Vec::new();
        let mut left = self.tokens.begin_map()?;
        while self.tokens.has_next(&mut left)? {
            let name = self.tokens.key(self.depth)?;
            let known = names.iter().find(|known| **known == name).copied();
            let value = self.tokens.value(self.depth)?;
            let is_null = matches!(value, Type::Null | Type::Undefined);
            let is_present = |name: &&str| !is_null && !present.contains(name);
            let known = known.filter(is_present);
            present.extend(known);
            self.skip(value)?;
        }
        Ok(present)
    }

    /// Skips the value that begins here.
    fn skip(&mut self, value: Type) -> Result<(), ReadError> {
        let is_nested = matches!(
            value,
            Type::Array | Type::ArrayIndef | Type::Map | Type::MapIndef
        );
        if is_nested {
            self.skipped.skip(&mut self.tokens, self.depth)
        } else {
            self.tokens.skip(self.depth)
        }
    }
}

/// The lists and maps that were skipped. Each is skipped only once, however many around it are looked at.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    /// The offsets at which each begins and ends, in the order in which they begin.
    ends: Vec<(usize, usize)>,
    /// The indices of those that haven't ended.
    open: Vec<usize>,
}

impl Skipped {
    /// Skips the list or the map that begins here, with all in it.
    fn skip(&mut self, tokens: &mut Tokens<'_>, depth: usize) -> Result<(), ReadError> {
        let start = tokens.offset();
        let known = self.ends.binary_search_by_key(&start, |(start, _)| *start);
        if let Some((_, end)) = known.ok().and_then(|index| self.ends.get(index)) {
            tokens.go_to(*end);
            return Ok(());
        }
        let count = self.ends.len();
        tokens.skip_and_visit(depth, self).inspect_err(|_| {
            self.open.clear();
            self.ends.truncate(count);
        })
    }
}

impl Visit for Skipped {
    fn begin(&mut self, offset: usize) {
        self.open.push(self.ends.len());
        self.ends.push((offset, offset));
    }

    fn end(&mut self, offset: usize) {
        let innermost = self.open.pop().and_then(|index| self.ends.get_mut(index));
        if let Some((_, end)) = innermost {
            *end = offset;
        }
    }
}
