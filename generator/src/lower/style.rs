//! The styles of lists, maps and structures in a query or a form.

use http::HeaderName;

use super::{
    binding_types::{TEXT, uri_format},
    place::Place,
    shapes::{Resolved, Shapes},
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Reported},
    format::{Member, MemberOrType, Style},
    model::{FormStyle, LabelKind, LabelStyle, RequestBinding, Type},
    protocol::Rules,
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
    if label_style(style).is_some() {
        let help = "a query has the styles `repeat`, `comma`, `space`, `pipe`, `deep_object`, `brackets`, `index` and `json`";
        return Err(unfit(style, "in a query", help, place));
    }
    let fits = match style {
        Style::Repeat | Style::Comma | Style::Space | Style::Pipe => type_.is_list_of_text(),
        Style::DeepObject => match type_ {
            Type::Map { of, .. } => of.is_text(),
            Type::Structure { .. } => {
                let help = "write `style: brackets` if the API nests brackets, or `style: json`";
                single_values(style, help, member, shapes, place)?;
                true
            }
            _ => false,
        },
        Style::Brackets | Style::Index => is_nested(type_),
        Style::Json => type_ != &Type::Stream,
        _ => false,
    };
    if !fits {
        return Err(unfit(
            style,
            "with this type",
            &instead(style, type_),
            place,
        ));
    }
    one_pair_of_brackets("query", &key, style, place)?;
    let list = |key, separator| RequestBinding::QueryList {
        key,
        format,
        separator,
    };
    Ok(match style {
        Style::Repeat => RequestBinding::Query { key, format },
        // RFC 6570, section 3.2.8, as in OpenAPI: a separator of its own, which items have only encoded.
        Style::Comma => list(key, ","),
        // OpenAPI 3.1.1, section 4.8.12.4: what RFC 3986 doesn't allow in a query is encoded.
        Style::Space => list(key, "%20"),
        Style::Pipe => list(key, "%7C"),
        Style::DeepObject | Style::Brackets => RequestBinding::NestedQuery {
            key,
            has_indexes: false,
        },
        Style::Index => RequestBinding::NestedQuery {
            key,
            has_indexes: true,
        },
        _ => RequestBinding::JsonQuery { key },
    })
}

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
    let Some(label_style) = label_style(style) else {
        let help = "a label has the styles `simple`, `simple_explode`, `label`, `label_explode`, `matrix` and `matrix_explode`";
        return Err(unfit(style, "in a path", help, place));
    };
    let LabelStyle { kind, is_exploded } = label_style;
    let is_list = type_.is_list_of_text();
    let help = match type_ {
        _ if type_.is_text() && kind == LabelKind::Simple => {
            "remove it: a single value has no such style"
        }
        _ if type_.is_text() && kind == LabelKind::Label && is_exploded => "write `style: label`",
        _ if type_.is_text() && is_exploded => "write `style: matrix`",
        _ if is_list && style == Style::SimpleExplode => "write `style: simple`",
        Type::Structure { .. } => {
            let help = "only single values, and lists and structures of these, can be in a path";
            single_values(style, help, member, shapes, place)?;
            ""
        }
        Type::Map { of, .. } if of.is_text() => "",
        _ if type_.is_text() || is_list => "",
        _ => "only single values, and lists, maps and structures of these, can be in a path",
    };
    if !help.is_empty() {
        return Err(unfit(style, "with this type", help, place));
    }
    Ok(RequestBinding::Label {
        format,
        style: Some(label_style),
    })
}

/// Reports the style of a label that takes several segments or may be absent.
pub(super) fn fits_label(member: &Member, is_greedy: bool, place: &Place<'_>) -> Checked<()> {
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
fn label_style(style: Style) -> Option<LabelStyle> {
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

/// Lowers the binding to a cookie.
pub(super) fn cookie(
    name: &str,
    member: &Member,
    resolved: &Resolved<'_>,
    protocol: &Rules,
    place: &Place<'_>,
) -> Checked<RequestBinding> {
    let type_ = resolved.type_.exposed();
    if !type_.is_text() && !type_.is_list_of_text() {
        let message = "a member of this type can't be bound to a cookie";
        return Err(place.report(
            Diagnostic::new(Code::BindingType, place.type_().value(), message)
                .help(format!("change the type to {TEXT}, or a list of these")),
        ));
    }
    let (name, format) = (name.to_owned(), uri_format(resolved, protocol));
    match member.style {
        Some(style) if type_.is_text() => {
            let help = "remove it: a single value has no style";
            Err(unfit(style, "with this type", help, place))
        }
        None | Some(Style::Repeat) => Ok(RequestBinding::Cookie { name, format }),
        Some(Style::Comma) => Ok(RequestBinding::CookieList { name, format }),
        Some(style) => {
            let help = "a list in cookies has the style `repeat` or `comma`";
            Err(unfit(style, "in a cookie", help, place))
        }
    }
}

/// Checks the name of a cookie, which has the characters of a header's name (RFC 6265, section 4.1.1).
pub(super) fn cookie_name(name: &str, place: &Place<'_>) -> Checked<()> {
    if name.parse::<HeaderName>().is_ok() {
        return Ok(());
    }
    let message = format!("`{}` can't be the name of a cookie", name.escape_debug());
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at("cookie").value(), message)
            .help("write the name that is sent, such as `cookie: theme`"),
    ))
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
fn single_values(
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
