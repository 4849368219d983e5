//! Diagnostics as text.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::{Diagnostic, Label, Severity, Source};

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
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

/// How diagnostics are shown, and whether in colour.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// The form.
    pub format: MessageFormat,
    /// Whether there is colour, where the form has any.
    pub color: bool,
}

/// Renders diagnostics, with a line feed at the end.
#[must_use]
pub fn render(source: &Source, diagnostics: &[Diagnostic], style: Style) -> String {
    let each = |line: fn(&Source, &Diagnostic) -> String| {
        diagnostics.iter().map(|diagnostic| line(source, diagnostic) + "\n").collect()
    };
    match style.format {
        MessageFormat::Human => human(source, diagnostics, style.color),
        MessageFormat::Short => each(short),
        MessageFormat::Json => each(json),
    }
}

fn human(source: &Source, diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let each: Vec<_> =
        diagnostics.iter().map(|diagnostic| snippet(source, diagnostic, &renderer) + "\n").collect();
    each.join("\n")
}

fn snippet(source: &Source, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let secondary = diagnostic.secondary.iter().map(|label| annotation(AnnotationKind::Context, label));
    let snippet = Snippet::source(source.text.as_str())
        .path(source.name.as_str())
        .annotation(annotation(AnnotationKind::Primary, &diagnostic.primary))
        .annotations(secondary);
    let help = diagnostic.help.as_deref().map(|help| Element::from(Level::HELP.message(help)));
    let group = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.id())
        .element(snippet)
        .elements(help);
    renderer.render(&[group])
}

fn annotation(kind: AnnotationKind, label: &Label) -> annotate_snippets::Annotation<'_> {
    let text = Some(label.text.as_str()).filter(|text| !text.is_empty());
    kind.span(label.span.range()).label(text)
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
