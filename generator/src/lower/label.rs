//! Labels of the path, and the styles of the values in them.

use super::{
    binding_types::{TEXT, uri_format},
    place::Place,
    shapes::{Resolved, Shapes},
    style::{single_values, unfit},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{Member, Style},
    model::{LabelKind, LabelStyle, RequestBinding, Type},
};

/// What to say of a value that has others inside.
const ONLY_SINGLE: &str =
    "only single values, and lists, maps and structures of these, can be in a path";

/// Lowers the binding to a label of the path.
pub(super) fn label(
    member: &Member,
    resolved: &Resolved<'_>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<RequestBinding> {
    let type_ = resolved.type_.exposed();
    let format = uri_format(resolved, shapes.protocol());
    let Some(style) = member.style else {
        if type_.is_text() {
            return Ok(RequestBinding::Label {
                format,
                style: None,
            });
        }
        let message = "a member of this type can't be bound to a label";
        let help = match type_ {
            Type::List { .. } | Type::Map { .. } | Type::Structure { .. } => {
                "add the `style` of the API, such as `style: simple`".to_owned()
            }
            _ => format!("change the type to {TEXT}"),
        };
        return Err(place.report(
            Diagnostic::new(Code::BindingType, place.type_().value(), message).help(help),
        ));
    };
    let Some(label_style) = style_of(style) else {
        let help = "a label has the styles `simple`, `simple_explode`, `label`, `label_explode`, `matrix` and `matrix_explode`";
        return Err(unfit(style, "in a path", help, place));
    };
    if let Some(help) = instead(style, type_) {
        return Err(unfit(style, "with this type", help, place));
    }
    if let Type::Structure { .. } = type_ {
        single_values(style, ONLY_SINGLE, member, shapes, place)?;
    }
    Ok(RequestBinding::Label {
        format,
        style: Some(label_style),
    })
}

/// Returns what to write in place of a style that doesn't fit the type, or `None` if it does.
fn instead(style: Style, type_: &Type) -> Option<&'static str> {
    if type_.is_text() {
        return match style {
            Style::Label | Style::Matrix => None,
            Style::LabelExplode => Some("write `style: label`"),
            Style::MatrixExplode => Some("write `style: matrix`"),
            _ => Some("remove it: a single value has no such style"),
        };
    }
    match type_ {
        _ if type_.is_list_of_text() => {
            (style == Style::SimpleExplode).then_some("write `style: simple`")
        }
        Type::Structure { .. } => None,
        Type::Map { of, .. } if of.is_text() => None,
        _ => Some(ONLY_SINGLE),
    }
}

/// Reports what a label can't have that takes several segments or may be absent.
pub(super) fn fits(member: &Member, is_greedy: bool, place: &Place<'_>) -> Checked<()> {
    if is_greedy && member.last_segment {
        let message = "`last_segment` can't be used with a greedy label";
        let key = place.at("last_segment").key();
        return Err(place.report(
            Diagnostic::new(Code::InvalidValue, key, message)
                .help("remove it, or the `+` of the label: only one segment would be sent"),
        ));
    }
    let Some(style) = member.style else {
        return Ok(());
    };
    if is_greedy {
        let help = "remove the `+` of the label: a value with a style is one segment";
        return Err(unfit(style, "with a greedy label", help, place));
    }
    if member.default.is_some() {
        let help = "remove the default, and write `required: true`";
        return Err(unfit(style, "with a default", help, place));
    }
    Ok(())
}

/// Returns what a style means in a path, if it is one of those.
fn style_of(style: Style) -> Option<LabelStyle> {
    let (kind, is_exploded) = match style {
        Style::Simple => (LabelKind::Simple, false),
        Style::SimpleExplode => (LabelKind::Simple, true),
        Style::Label => (LabelKind::Label, false),
        Style::LabelExplode => (LabelKind::Label, true),
        Style::Matrix => (LabelKind::Matrix, false),
        Style::MatrixExplode => (LabelKind::Matrix, true),
        _ => return None,
    };
    Some(LabelStyle { kind, is_exploded })
}
