//! Conversion of a spec's Markdown for rustdoc.
//!
//! The Markdown of a spec was not written for rustdoc, which would run its code blocks as tests and treat its brackets
//! as links to items. So it is parsed and written again: code is fenced as text, what is not Markdown is escaped, and
//! lines are wrapped.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::{
    Options as Style, calculate_code_block_token_count, cmark_with_options,
};

/// The extensions of Markdown that rustdoc supports.
const OPTIONS: Options = Options::ENABLE_TABLES;

/// The maximum length of a line of documentation, if it can be broken.
const WIDTH: usize = 92;

/// The maximum depth of nested quotes, lists and the like: the writer takes time with the square of the depth.
const MAX_DEPTH: usize = 32;

/// Returns Markdown for rustdoc, without empty lines around it.
#[must_use]
pub fn rustdoc(markdown: &str) -> String {
    // The writer doesn't close a code block at the end without a line feed.
    rewrite(&format!("{}\n", markdown.trim()))
        .trim_matches('\n')
        .to_owned()
}

/// Returns a sentence that consists of code only.
#[must_use]
pub fn sentence_of_code(code: &str) -> String {
    let sentence = format!("`{code}`.");
    // Most need no change.
    let is_plain = |character: char| character.is_ascii_graphic() && character != '`';
    if !code.is_empty() && code.chars().all(is_plain) {
        sentence
    } else {
        rustdoc(&sentence)
    }
}

/// Converts a text, block by block. A block that the writer doesn't support, or that is nested too deeply, is shown
/// unchanged.
fn rewrite(markdown: &str) -> String {
    let markdown = without_controls(markdown);
    let mut blocks = Vec::new();
    let (mut events, mut depth, mut deepest, mut start) = (Vec::new(), 0_usize, 0, 0);
    for (event, range) in Parser::new_ext(&markdown, OPTIONS).into_offset_iter() {
        if depth == 0 {
            (start, deepest) = (range.start, 0);
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        events.push(event);
        if depth == 0 {
            let events = std::mem::take(&mut events);
            let block = if deepest <= MAX_DEPTH {
                rewrite_block(events)
            } else {
                None
            };
            blocks.push(
                block.unwrap_or_else(|| fenced(markdown.get(start..range.end).unwrap_or_default())),
            );
        }
    }
    blocks.join("\n\n")
}

fn rewrite_block(events: Vec<Event<'_>>) -> Option<String> {
    let mut rewriter = Rewriter::default();
    for event in events {
        rewriter.event(event);
    }
    rewriter.end_text();
    let events = rewriter.events;
    let style = Style {
        code_block_token_count: calculate_code_block_token_count(&events)
            .unwrap_or(3)
            .max(3),
        list_token: '-',
        emphasis_token: '_',
        increment_ordered_list_bullets: true,
        ..Style::default()
    };
    let mut text = String::new();
    cmark_with_options(events.iter(), &mut text, OPTIONS, style).ok()?;
    Some(tidy_quotes(text.trim_matches('\n')))
}

/// Returns a text unchanged, in a fence that is longer than any in it.
fn fenced(text: &str) -> String {
    let longest = text
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}

/// Removes the space in front of the marker of a quote, and the empty line at its beginning, which the writer adds.
fn tidy_quotes(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let line = if !is_code && line.starts_with(" >") {
            line.trim_start()
        } else {
            line
        };
        let begins_quote =
            line.trim_end() == ">" && !lines.last().is_some_and(|last| last.starts_with('>'));
        if is_code || !begins_quote {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// Returns whether a character can't be seen, or changes how the text around it is shown.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{e000}')
}

/// Replaces characters that are invalid in a comment, or change how the text is displayed.
fn without_controls(text: &str) -> String {
    if text
        .chars()
        .all(|character| character == '\n' || character == ' ' || character.is_ascii_graphic())
    {
        return text.to_owned();
    }
    text.replace("\r\n", "\n")
        .replace('\t', "    ")
        .chars()
        .filter(|character| !is_hidden(*character))
        .map(|character| {
            if (character.is_control() && character != '\n')
                || matches!(character, '\u{2028}' | '\u{2029}')
            {
                ' '
            } else {
                character
            }
        })
        .collect()
}

/// The events of a text, transformed for the writer.
#[derive(Default)]
struct Rewriter<'a> {
    events: Vec<Event<'a>>,
    /// The text after the last of the events, which is still incomplete.
    line: String,
    /// The length of the current line.
    column: usize,
    /// The number of surrounding elements that must not be broken.
    unbreakable: usize,
    in_code: bool,
    /// For each open link, whether it is kept.
    links: Vec<bool>,
}

impl<'a> Rewriter<'a> {
    fn event(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.push(Event::Text(text)),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::Code(code) => {
                self.column += code.len() + 2;
                self.push(Event::Code(code));
            }
            other => {
                self.column = 0;
                self.push(other);
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        if !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
        ) {
            self.column = 0;
        }
        match tag {
            Tag::CodeBlock(_) => {
                self.in_code = true;
                let fence = CodeBlockKind::Fenced(CowStr::Borrowed("text"));
                self.push(Event::Start(Tag::CodeBlock(fence)));
            }
            Tag::HtmlBlock => self.push(Event::Start(Tag::Paragraph)),
            Tag::Link {
                dest_url,
                title,
                id,
                ..
            } => {
                let is_kept = ["https://", "http://", "mailto:"]
                    .iter()
                    .any(|start| dest_url.starts_with(start));
                self.links.push(is_kept);
                if is_kept {
                    self.column += dest_url.len() + title.len() + 4;
                    let link = Tag::Link {
                        link_type: LinkType::Inline,
                        dest_url,
                        title,
                        id,
                    };
                    self.push(Event::Start(link));
                }
            }
            Tag::Image { .. } => self.links.push(false),
            Tag::Heading { .. } | Tag::Table(_) => {
                self.unbreakable += 1;
                self.push(Event::Start(tag));
            }
            _ => self.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.push(Event::End(tag));
            }
            TagEnd::HtmlBlock => self.push(Event::End(TagEnd::Paragraph)),
            TagEnd::Link | TagEnd::Image => {
                if self.links.pop() == Some(true) {
                    self.push(Event::End(TagEnd::Link));
                }
            }
            TagEnd::Heading(_) | TagEnd::Table => {
                self.unbreakable = self.unbreakable.saturating_sub(1);
                self.push(Event::End(tag));
            }
            _ => self.push(Event::End(tag)),
        }
    }

    fn text(&mut self, text: &str) {
        for word in text.split_inclusive([' ', '\n']) {
            let bare = word.trim_end();
            // A word that begins with a letter can't become a list, a heading or an underline.
            let can_begin_line = bare.starts_with(|first: char| first.is_ascii_alphabetic());
            if can_begin_line
                && self.column + bare.len() > WIDTH
                && self.unbreakable == 0
                && self.break_line()
            {
                self.column = 0;
            }
            self.word(bare);
            self.column += bare.len();
            if bare.len() < word.len() {
                self.push_text(" ");
                self.column += 1;
            }
        }
    }

    /// Ends the line at the space before the next word; where there is none, the line can't end.
    fn break_line(&mut self) -> bool {
        if !self.line.ends_with(' ') {
            return false;
        }
        self.line.pop();
        self.push(Event::SoftBreak);
        true
    }

    fn word(&mut self, word: &str) {
        let body = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'', '>']);
        let core = body.trim_start_matches(['(', '"', '\'', '<']);
        let (before, after) = (&body[..body.len() - core.len()], &word[body.len()..]);
        if !self.links.contains(&true)
            && (core.starts_with("https://") || core.starts_with("http://"))
        {
            self.push_text(before);
            self.autolink(core);
            self.push_text(after);
        } else if is_code(core) {
            self.push_text(before);
            self.push(Event::Code(core.to_owned().into()));
            self.push_text(after);
        } else if self.links.contains(&true) {
            self.push_text(&with_printed_quotes(word));
        } else {
            self.push_text(word);
        }
    }

    fn autolink(&mut self, url: &str) {
        let dest_url = CowStr::from(url.to_owned());
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: dest_url.clone(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        for event in [
            Event::Start(link),
            Event::Text(dest_url),
            Event::End(TagEnd::Link),
        ] {
            self.push(event);
        }
    }

    fn push_text(&mut self, text: &str) {
        self.line.push_str(text);
    }

    fn push(&mut self, event: Event<'a>) {
        self.end_text();
        self.events.push(event);
    }

    fn end_text(&mut self) {
        if !self.line.is_empty() {
            self.events
                .push(Event::Text(std::mem::take(&mut self.line).into()));
        }
    }
}

/// Returns a word with the quotation marks of print around it. In the text of a link, clippy takes others for those of code.
fn with_printed_quotes(word: &str) -> Cow<'_, str> {
    let begins = [('\'', '\u{2018}'), ('"', '\u{201c}')];
    let ends = [('\'', '\u{2019}'), ('"', '\u{201d}')];
    let begin = begins.iter().find(|(mark, _)| word.starts_with(*mark));
    let end = ends.iter().find(|(mark, _)| word.ends_with(*mark));
    if begin.is_none() && end.is_none() {
        return word.into();
    }
    let mut core = word;
    let mut quoted = String::new();
    if let Some((mark, printed)) = begin {
        core = core.strip_prefix(*mark).unwrap_or(core);
        quoted.push(*printed);
    }
    let before_end = end.and_then(|(mark, printed)| Some((core.strip_suffix(*mark)?, printed)));
    match before_end {
        Some((core, printed)) => {
            quoted.push_str(core);
            quoted.push(*printed);
        }
        None => quoted.push_str(core),
    }
    quoted.into()
}

/// A name that clippy knows to be none of code.
const OAUTH: &str = "OAuth";

/// Returns whether a word is a name in code, as clippy takes it for one: `CamelCase`, `snake_case` or `a::path`.
fn is_code(word: &str) -> bool {
    let is_name =
        |character: char| character.is_ascii_alphanumeric() || character == '_' || character == ':';
    if !word.starts_with(|first: char| first.is_ascii_alphabetic()) || !word.chars().all(is_name) {
        return false;
    }
    let mut characters = word.chars().zip(word.chars().skip(1));
    let has_hump =
        characters.any(|(left, right)| left.is_ascii_lowercase() && right.is_ascii_uppercase());
    // Such as `ETag`, but not the plural of letters, such as IDs.
    let is_upper = |letter: char| letter.is_ascii_uppercase();
    let singular = word.strip_suffix('s').unwrap_or(word);
    let has_capitals = singular.chars().filter(|letter| is_upper(*letter)).count() > 1
        && singular.starts_with(is_upper)
        && singular.contains(|letter: char| letter.is_ascii_lowercase())
        && singular.chars().all(char::is_alphanumeric)
        && singular != OAUTH;
    has_hump || has_capitals || word.contains('_') || word.contains("::")
}

#[cfg(test)]
mod tests {
    use super::rustdoc;

    #[test]
    fn quotes_in_the_text_of_a_link_are_those_of_print() {
        assert_eq!(
            rustdoc("It's [the 'a' and \"b c\" part](https://example.com)."),
            "It's [the ‘a’ and “b c” part](https://example.com)."
        );
    }
}
