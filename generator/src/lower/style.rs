//! The styles of lists, maps and structures in a query or a form.

use super::{
    binding_types::{TEXT, uri_format},
    place::Place,
    shapes::{Resolved, Shapes},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported},
    format::{Member, MemberOrType, Style},
    model::{FormStyle, RequestBinding, Type},
};

/// Lowers the binding to a query parameter.
pub(super) fn query(
    key: &str,
    member: &Member,
    resolved: &Resolved<'_>,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<RequestBinding> {
    let type_ = resolved.type_.exposed();
    let key = key.to_owned();
    let format = uri_format(resolved, shapes.protocol());
    let Some(style) = member.style else {
        if type_.is_text() || type_.is_list_of_text() {
            return Ok(RequestBinding::Query { key, format });
        }
        let message = "a member of this type can't be bound to a query parameter";
        return Err(place.report(
            Diagnostic::new(Code::BindingType, place.type_().value(), message)
                .help(without_style(type_)),
        ));
    };
    if let (Style::DeepObject, Type::Structure { .. }) = (style, type_) {
        let help = "write `style: brackets` if the API nests brackets, or `style: json`";
        single_values(style, help, member, shapes, place)?;
    }
    one_pair_of_brackets("query", &key, style, place)?;
    let (is_list, is_nested) = (type_.is_list_of_text(), is_nested(type_));
    let is_flat = match type_ {
        Type::Map { of, .. } => of.is_text(),
        Type::Structure { .. } => true,
        _ => false,
    };
    let list = |key, separator| RequestBinding::QueryList {
        key,
        format,
        separator,
    };
    let nested = |key, has_indexes| RequestBinding::NestedQuery { key, has_indexes };
    Ok(match style {
        Style::Repeat if is_list => RequestBinding::Query { key, format },
        // RFC 6570, section 3.2.8, as in OpenAPI: a separator of its own, which items have only encoded.
        Style::Comma if is_list => list(key, ","),
        // OpenAPI 3.1.1, section 4.8.12.4: what RFC 3986 doesn't allow in a query is encoded.
        Style::Space if is_list => list(key, "%20"),
        Style::Pipe if is_list => list(key, "%7C"),
        Style::DeepObject if is_flat => nested(key, false),
        Style::Brackets if is_nested => nested(key, false),
        Style::Index if is_nested => nested(key, true),
        Style::Json if type_ != &Type::Stream => RequestBinding::JsonQuery { key },
        Style::Simple
        | Style::SimpleExplode
        | Style::Label
        | Style::LabelExplode
        | Style::Matrix
        | Style::MatrixExplode => {
            let help = "a query has the styles `repeat`, `comma`, `space`, `pipe`, `deep_object`, `brackets`, `index` and `json`";
            return Err(unfit(style, "in a query", help, place));
        }
        Style::Repeat
        | Style::Comma
        | Style::Space
        | Style::Pipe
        | Style::DeepObject
        | Style::Brackets
        | Style::Index
        | Style::Json => {
            let help = instead(style, type_);
            return Err(unfit(style, "with this type", &help, place));
        }
    })
}

/// Lowers the style of a member of a form.
pub(super) fn form(
    member: &Member,
    resolved: &Resolved<'_>,
    place: &Place<'_>,
) -> Checked<FormStyle> {
    let type_ = resolved.type_.exposed();
    if is_nested(type_) {
        let name = member.name.as_deref().unwrap_or_default();
        one_pair_of_brackets("name", name, member.style.unwrap_or(Style::Brackets), place)?;
    }
    let Some(style) = member.style else {
        return Ok(FormStyle::Brackets);
    };
    if !is_nested(type_) {
        let help = "remove it: a single value has no style";
        return Err(unfit(style, "with this type", help, place));
    }
    match style {
        Style::Brackets => Ok(FormStyle::Brackets),
        Style::Index => Ok(FormStyle::Index),
        Style::Json => Ok(FormStyle::Json),
        Style::Repeat if type_.is_list_of_text() => Ok(FormStyle::Repeat),
        Style::Comma if type_.is_list_of_text() => Ok(FormStyle::Comma),
        Style::Space if type_.is_list_of_text() => Ok(FormStyle::Space),
        Style::Pipe if type_.is_list_of_text() => Ok(FormStyle::Pipe),
        Style::Repeat | Style::Comma | Style::Space | Style::Pipe => {
            let help = "write `style: brackets`, `style: index` or `style: json`";
            Err(unfit(style, "with this type", help, place))
        }
        _ => {
            let help = "a form has the styles `brackets`, `index`, `repeat`, `comma`, `space`, `pipe` and `json`";
            Err(unfit(style, "in a form", help, place))
        }
    }
}

/// Reports a key that has the brackets already that a style adds.
fn one_pair_of_brackets(key: &str, name: &str, style: Style, place: &Place<'_>) -> Checked<()> {
    let adds_brackets = matches!(style, Style::DeepObject | Style::Brackets | Style::Index);
    let Some(bare) = name.strip_suffix("[]").filter(|_| adds_brackets) else {
        return Ok(());
    };
    let message = format!(
        "`style: {}` adds brackets to those of `{name}`",
        style.name()
    );
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at(key).value(), message)
            .help(format!("write `{key}: {bare}`")),
    ))
}

/// Reports a style that its member can't have.
pub(super) fn unfit(style: Style, where_: &str, help: &str, place: &Place<'_>) -> Reported {
    let place = place.at("style");
    let message = format!("`style: {}` can't be used {where_}", style.name());
    place.report(Diagnostic::new(Code::BindingType, place.value(), message).help(help))
}

/// Reports the style of a member that has none.
pub(super) fn none(member: &Member, place: &Place<'_>) -> Checked<()> {
    let Some(style) = member.style else {
        return Ok(());
    };
    let place_of_style = place.at("style");
    let help = match (&member.header, style) {
        (Some(_), _) => "remove it: the items of a list in a header are separated by commas",
        _ => {
            "remove it, or bind the member by `query`, `cookie` or `label`; a body is a form with `request: form` or `request: multipart`"
        }
    };
    let message = format!(
        "`style: {}` is only for members of a path, a query, a cookie, a form or a multipart body",
        style.name()
    );
    Err(place_of_style
        .report(Diagnostic::new(Code::MisplacedBinding, place_of_style.key(), message).help(help)))
}

/// Returns whether the values of a member that is bound elsewhere are written as in the body.
pub(super) fn is_as_in_body(member: &Member) -> bool {
    matches!(
        member.style,
        Some(Style::DeepObject | Style::Brackets | Style::Index | Style::Json)
    )
}

/// Reports a member of a structure that isn't a single value, in a style for which OpenAPI doesn't say how others are written.
pub(super) fn single_values(
    style: Style,
    help: &str,
    member: &Member,
    shapes: &Shapes<'_>,
    place: &Place<'_>,
) -> Checked<()> {
    let members = shapes.structure(&member.target).into_iter().flatten();
    let members_place = shapes.place(&member.target).at("members");
    let is_nested = |(name, MemberOrType(nested)): &(&String, &MemberOrType)| {
        let resolved = shapes.try_resolve(&nested.target, &members_place.at(name).type_());
        resolved.is_some_and(|resolved| !resolved.type_.is_text())
    };
    let nested = members.into_iter().find(is_nested);
    let nested =
        nested.map(|(name, _)| (members_place.at(name).key(), format!("the member `{name}`")));
    let shape = shapes.place(&member.target);
    let additional = shapes
        .get(&member.target)
        .and_then(|shape| shape.additional.as_deref());
    let additional = additional.filter(|target| {
        let resolved = shapes.try_resolve(target, &shape.at("additional"));
        resolved.is_some_and(|resolved| !resolved.type_.is_text())
    });
    let additional = additional.map(|_| {
        (
            shape.at("additional").key(),
            "an additional member".to_owned(),
        )
    });
    let Some((span, name)) = nested.or(additional) else {
        return Ok(());
    };
    let place = place.at("style");
    let message = format!(
        "`style: {}` can't be used with {name} of `{}`, which isn't {TEXT}",
        style.name(),
        member.target
    );
    Err(place.report(
        Diagnostic::new(Code::BindingType, place.value(), message)
            .also(span, "the member")
            .help(help),
    ))
}

/// Returns whether a value may consist of others.
pub(super) fn is_nested(type_: &Type) -> bool {
    matches!(
        type_,
        Type::List { .. }
            | Type::Map { .. }
            | Type::Structure { .. }
            | Type::Union { .. }
            | Type::Document
    )
}

/// Returns what to write for a type that needs a style.
fn without_style(type_: &Type) -> String {
    if is_nested(type_) {
        "add the `style` of the API, such as `style: brackets` or `style: json`".to_owned()
    } else {
        format!("change the type to {TEXT}")
    }
}

/// Returns what to write in place of a style that doesn't fit the type.
fn instead(style: Style, type_: &Type) -> String {
    if type_.is_text() {
        return "remove it: a single value has no style".to_owned();
    }
    match style {
        _ if !is_nested(type_) => format!("change the type to {TEXT}, and remove the style"),
        Style::DeepObject if type_.is_list_of_text() => {
            "a list has the style `repeat`, `comma`, `space`, `pipe`, `brackets`, `index` or `json`"
                .to_owned()
        }
        _ => "write `style: brackets` if the API nests brackets, or `style: json`".to_owned(),
    }
}
