//! Diagnostics as text, in the form that rustc's have.

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::{Diagnostic, Label, Source};

/// Renders diagnostics, a blank line between them and a line feed at the end.
///
/// `renderer` decides about colour and width.
#[must_use]
pub fn render(source: &Source, diagnostics: &[Diagnostic], renderer: &Renderer) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&render_one(source, diagnostic, renderer));
        text.push('\n');
    }
    text
}

fn render_one(source: &Source, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let secondary = diagnostic.secondary.iter().map(|label| annotation(AnnotationKind::Context, label));
    let snippet = Snippet::source(source.text.as_str())
        .path(source.name.as_str())
        .annotation(annotation(AnnotationKind::Primary, &diagnostic.primary))
        .annotations(secondary);
    let help = diagnostic.help.as_deref().map(|help| Element::from(Level::HELP.message(help)));
    let group = Level::ERROR
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
