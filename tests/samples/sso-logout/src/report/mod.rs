//! Says what there is, or what happened: to people, or to scripts.

pub mod json;
mod table;
pub mod text;
mod time;

use std::{borrow::Cow, io, path::Path};

use anstream::{AutoStream, ColorChoice};
use jiff::Timestamp;

use crate::selection::Wish;

/// How text is to look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Whether it has colors.
    pub color: bool,
    /// How many columns there are; no limit if this is none.
    pub width: Option<u16>,
}

impl Look {
    /// What suits standard output: colors and a width only on a terminal, and no colors with `NO_COLOR`.
    #[must_use]
    pub fn of_terminal() -> Self {
        let color = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        Self {
            color,
            width: comfy_table::Table::new().width(),
        }
    }
}

/// What a report says besides the facts.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The `.aws` folder.
    pub aws_dir: &'a Path,
    /// What the user asked for.
    pub wish: &'a Wish,
    /// Something that the user should know.
    pub note: Option<String>,
    /// What time it is.
    pub now: Timestamp,
    /// How it is to look.
    pub look: Look,
}

/// Text from a file or a server as it can be shown: it must not steer the terminal or begin a line.
fn shown(text: &str) -> Cow<'_, str> {
    let is_unsafe = |character: char| {
        // Marks that turn the direction of the text make it read as something else.
        character.is_control()
            || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(is_unsafe) {
        Cow::Owned(text.replace(is_unsafe, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}
