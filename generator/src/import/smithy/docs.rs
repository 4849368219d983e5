//! Documentation as HTML, as botocore has it.

use pulldown_cmark::{Parser, html::push_html};

use super::model::Traits;

/// Returns the documentation of a shape or a member. Smithy's is Markdown. That of AWS is HTML, which would be taken for
/// code where its lines are indented.
pub(super) fn html(traits: &Traits) -> Option<String> {
    let text = traits.text("smithy.api#documentation")?;
    if text.trim_start().starts_with('<') {
        return Some(text.to_owned());
    }
    let mut html = String::new();
    push_html(&mut html, Parser::new(text));
    Some(html)
}
