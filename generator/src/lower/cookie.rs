//! Members that are bound to cookies.

use http::HeaderName;

use super::{
    binding_types::{TEXT, uri_format},
    place::Place,
    shapes::Resolved,
    style::unfit,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic},
    format::{Member, Style},
    model::RequestBinding,
    protocol::Rules,
};

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

/// Returns whether a cookie can have a name, which has the characters of a header's name (RFC 6265, section 4.1.1).
pub(crate) fn is_cookie_name(name: &str) -> bool {
    name.parse::<HeaderName>().is_ok()
}

/// Checks the name of a cookie.
pub(super) fn cookie_name(name: &str, place: &Place<'_>) -> Checked<()> {
    if is_cookie_name(name) {
        return Ok(());
    }
    let message = format!("`{}` can't be the name of a cookie", name.escape_debug());
    Err(place.report(
        Diagnostic::new(Code::InvalidValue, place.at("cookie").value(), message)
            .help("write the name that is sent, such as `cookie: theme`"),
    ))
}
