//! The error of a body that can't be read.

use std::{error::Error as StdError, fmt};

/// The error of a body that is not valid in its format, or contains another type of value than expected.
///
/// Its message contains the path of the member and the types, and never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    /// The path of the value, from the inside out.
    path: Vec<Segment>,
    offset: usize,
    problem: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Member(&'static str),
    Item(usize),
    Entry,
}

impl ReadError {
    pub(in super::super) fn new(offset: usize, problem: impl Into<String>) -> Self {
        Self(Box::new(Details {
            path: Vec::new(),
            offset,
            problem: problem.into(),
        }))
    }

    pub(super) fn in_member(mut self, name: &'static str) -> Self {
        self.0.path.push(Segment::Member(name));
        self
    }

    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Item(index));
        self
    }

    pub(super) fn in_entry(mut self) -> Self {
        self.0.path.push(Segment::Entry);
        self
    }

    /// Returns the offset in bytes at which the body can't be read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut is_first = true;
        for segment in self.0.path.iter().rev() {
            match segment {
                Segment::Member(name) if is_first => f.write_str(name)?,
                Segment::Member(name) => write!(f, ".{name}")?,
                Segment::Item(index) => write!(f, "[{index}]")?,
                Segment::Entry => f.write_str("{}")?,
            }
            is_first = false;
        }
        let separator = if is_first { "" } else { ": " };
        write!(f, "{separator}{} (byte {})", self.0.problem, self.0.offset)
    }
}

impl StdError for ReadError {}
