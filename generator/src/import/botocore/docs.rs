//! Documentation in HTML as Markdown.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// How long a text may be, in bytes. AWS's longest is a fifth of it, and what is nested takes the square of its depth.
const MAX_LENGTH: usize = 100_000;

/// Returns a text in HTML as Markdown, if there is something to read in it. Each of several lines is ended, as YAML
/// has them.
pub(super) fn markdown(html: Option<&str>) -> Option<String> {
    let html = html.filter(|html| html.len() <= MAX_LENGTH)?;
    let html = html.replace(['\u{2028}', '\u{2029}'], " ");
    let text = without_empty_links(&mdka::html_to_markdown(&html));
    let lines: Vec<_> = text.trim().lines().map(str::trim_end).collect();
    match lines.as_slice() {
        [] => None,
        [line] => Some((*line).to_owned()),
        lines => Some(lines.join("\n") + "\n"),
    }
}

/// An anchor that leads nowhere names an operation or a type; only its text is worth keeping.
fn without_empty_links(markdown: &str) -> String {
    let mut kept = String::new();
    let mut end = 0;
    let mut inside = None;
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.is_empty() => {
                kept.push_str(markdown.get(end..range.start).unwrap_or_default());
                end = range.end;
                inside = Some(range.start + 1..range.start + 1);
            }
            Event::End(TagEnd::Link) if range.end == end => {
                let text = inside.take().and_then(|range| markdown.get(range));
                kept.push_str(text.unwrap_or_default().trim());
            }
            _ => {
                if let Some(inside) = &mut inside {
                    inside.end = inside.end.max(range.end);
                }
            }
        }
    }
    kept.push_str(markdown.get(end..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn html_becomes_markdown() {
        let cases = [
            ("<p>A pet.</p>", "A pet."),
            (
                "<p>One.</p> <p>Two <b>big</b> <i>words</i>.</p>",
                "One.\n\nTwo **big** *words*.\n",
            ),
            (
                "<p>Call <a>Feed</a> or <a><code>Walk</code></a> first.</p>",
                "Call Feed or `Walk` first.",
            ),
            (
                "<p>See <a href=\"https://example.com/a\">this</a>, <a>Feed</a>.</p>",
                "See [this](https://example.com/a), Feed.",
            ),
            (
                "<ul> <li> <p> <code>A</code> - one </p> </li> <li>two</li> </ul>",
                "- `A` - one\n- two\n",
            ),
            ("<note><p>Careful.</p></note>", "Careful."),
            ("1 &lt; 2 &amp; _x_ [y]", "1 < 2 & \\_x\\_ \\[y]"),
            ("<p>One\u{2028}line</p>", "One line"),
            ("<p>Open <b>bold", "Open **bold**"),
        ];
        for (html, expected) in cases {
            assert_eq!(markdown(Some(html)).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn nothing_to_read_is_no_documentation() {
        for html in [
            None,
            Some(""),
            Some(" \n"),
            Some("<p> </p>"),
            Some("<p/><xhtml></xhtml>"),
            Some("<!-- x -->"),
        ] {
            assert_eq!(markdown(html), None, "{html:?}");
        }
    }

    #[test]
    fn hostile_html_is_lived_through() {
        for html in [
            "<b>",
            "<div><ul><li>",
            "<a>",
            "<a href=x>[",
            "<table><tr><td>",
            "&#x0;",
            "</p>",
            "<!--",
            "<a>](",
        ] {
            let deep = html.repeat(3_000);
            drop(markdown(Some(&deep)));
        }
        assert_eq!(markdown(Some(&"x".repeat(100_001))), None);
    }
}
