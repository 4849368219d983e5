//! The room that a piece of code has.

/// How wide a line may be.
pub(super) const MAX_WIDTH: usize = 100;

/// How far a block is indented.
pub(super) const INDENT: usize = 4;

/// The room of a piece of code that begins somewhere in a line.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Space {
    /// The columns that its first line may take, and that are left on its last one.
    pub(super) width: usize,
    /// How far the lines of the enclosing block are indented.
    pub(super) indent: usize,
    /// The columns between that and where it begins.
    pub(super) offset: usize,
}

impl Space {
    /// Returns a whole line.
    pub(super) fn line(indent: usize) -> Self {
        Self {
            width: MAX_WIDTH.saturating_sub(indent),
            indent,
            offset: 0,
        }
    }

    /// Returns a line of its own, indented once more.
    pub(super) fn nested(self) -> Self {
        Self::line(self.indent + INDENT)
    }

    /// Returns what is left after so many columns.
    pub(super) fn after(self, columns: usize) -> Option<Self> {
        Some(Self {
            width: self.width.checked_sub(columns)?,
            offset: self.offset + columns,
            ..self
        })
    }

    /// Returns what is left in front of so many columns.
    pub(super) fn before(self, columns: usize) -> Option<Self> {
        Some(Self {
            width: self.width.checked_sub(columns)?,
            ..self
        })
    }

    /// Returns the column at which it begins.
    pub(super) fn start(self) -> usize {
        self.indent + self.offset
    }

    /// Returns the columns after it that are not its own.
    pub(super) fn taken(self) -> usize {
        MAX_WIDTH.saturating_sub(self.start() + self.width)
    }

    /// Returns whether a text fits: its first line, its last line, and every other one.
    pub(super) fn fits(self, text: &str) -> bool {
        let mut lines = text.split('\n');
        let is_first_right = lines.next().is_none_or(|first| width(first) <= self.width);
        is_first_right
            && lines.all(|line| width(line) <= MAX_WIDTH)
            && (!text.contains('\n') || last_width(text) <= self.start() + self.width)
    }

    /// Returns the end of a line, and the indentation of the next one.
    pub(super) fn new_line(self) -> String {
        new_line(self.indent)
    }
}

/// Returns the end of a line, and the indentation of the next one.
pub(super) fn new_line(indent: usize) -> String {
    let mut text = String::with_capacity(1 + indent);
    push_new_line(indent, &mut text);
    text
}

/// Writes the end of a line, and the indentation of the next one.
pub(super) fn push_new_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Returns the columns of a line.
pub(super) fn width(line: &str) -> usize {
    if line.is_ascii() {
        line.len()
    } else {
        line.chars().count()
    }
}

/// Returns the columns of the first line.
pub(super) fn first_width(text: &str) -> usize {
    width(text.split('\n').next().unwrap_or_default())
}

/// Returns the columns of the last line.
pub(super) fn last_width(text: &str) -> usize {
    width(text.rsplit('\n').next().unwrap_or_default())
}

/// Returns whether the last line holds nothing but what closes something, so that more may follow on it.
pub(super) fn is_extendable(text: &str) -> bool {
    let last = text.rsplit('\n').next().unwrap_or_default();
    last.chars().all(|character| "()]}?> ".contains(character))
}
