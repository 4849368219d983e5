//! Diagnostics as text.

use std::{iter, slice};

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Renderer, Snippet};

use super::{Diagnostic, Label, Severity, Source};

/// How many bytes from the primary span another one is shown together with it, at most.
const NEAR: usize = 1 << 16;

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageFormat {
    /// As rustc shows them, with the lines of the spec.
    #[default]
    Human,
    /// A line each: `file:line:column: code: message`.
    Short,
    /// A JSON object each, on a line of its own.
    Json,
}

/// How diagnostics are shown, and whether in color.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// The form.
    pub format: MessageFormat,
    /// Whether there are colors, where the form has any.
    pub color: bool,
}

/// Renders diagnostics, with a line feed at the end.
#[must_use]
pub fn render(source: &Source, diagnostics: &[Diagnostic], style: Style) -> String {
    let each = |line: fn(&Source, &Diagnostic) -> String| {
        diagnostics
            .iter()
            .map(|diagnostic| line(source, diagnostic) + "\n")
            .collect()
    };
    match style.format {
        MessageFormat::Human => human(source, diagnostics, style.color),
        MessageFormat::Short => each(short),
        MessageFormat::Json => each(json),
    }
}

fn human(source: &Source, diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let each: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| snippet(source, diagnostic, &renderer) + "\n")
        .collect();
    each.join("\n")
}

fn snippet(source: &Source, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let primary = &diagnostic.primary;
    let is_near = |label: &&Label| label.span.start.abs_diff(primary.span.start) < NEAR;
    let (near, far): (Vec<_>, Vec<_>) = diagnostic.secondary.iter().partition(is_near);
    let snippets = iter::once(piece(source, Some(primary), &near)).chain(
        far.iter()
            .map(|label| piece(source, None, slice::from_ref(label))),
    );
    let help = diagnostic
        .help
        .as_deref()
        .map(|help| Element::from(Level::HELP.message(help)));
    let group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.id())
        .elements(snippets)
        .elements(help);
    renderer.render(&[group])
}

/// Returns the lines of the source that hold these labels. The renderer would read all the others for nothing.
fn piece<'a>(
    source: &'a Source,
    primary: Option<&'a Label>,
    secondary: &[&'a Label],
) -> Snippet<'a, Annotation<'a>> {
    let spans = primary
        .into_iter()
        .chain(secondary.iter().copied())
        .map(|label| label.span);
    let (first, last) = spans.fold((source.text.len(), 0), |(first, last), span| {
        (first.min(span.start), last.max(span.end))
    });
    let text = source.text.as_str();
    let before = text.get(..first).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |line_feed| line_feed + 1);
    let end = text
        .get(last..)
        .and_then(|rest| rest.find('\n'))
        .map_or(text.len(), |length| last + length + 1);
    let annotation = |kind: AnnotationKind, label: &'a Label| {
        let text = Some(label.text.as_str()).filter(|text| !text.is_empty());
        kind.span(label.span.start - start..label.span.end - start)
            .label(text)
    };
    Snippet::source(text.get(start..end).unwrap_or_default())
        .line_start(before.matches('\n').count() + 1)
        .path(source.name.as_str())
        .annotations(primary.map(|label| annotation(AnnotationKind::Primary, label)))
        .annotations(
            secondary
                .iter()
                .map(|label| annotation(AnnotationKind::Context, label)),
        )
}

fn short(source: &Source, diagnostic: &Diagnostic) -> String {
    let (line, column) = source.line_and_column(diagnostic.primary.span.start);
    let Diagnostic { code, message, .. } = diagnostic;
    format!("{}:{line}:{column}: {}: {message}", source.name, code.id())
}

fn json(source: &Source, diagnostic: &Diagnostic) -> String {
    let place = |label: &Label| {
        let (line, column) = source.line_and_column(label.span.start);
        let (end_line, end_column) = source.line_and_column(label.span.end);
        serde_json::json!({
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "label": label.text,
        })
    };
    serde_json::json!({
        "code": diagnostic.code.id(),
        "severity": match diagnostic.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": diagnostic.message,
        "file": source.name,
        "primary": place(&diagnostic.primary),
        "secondary": diagnostic.secondary.iter().map(place).collect::<Vec<_>>(),
        "help": diagnostic.help,
    })
    .to_string()
}
