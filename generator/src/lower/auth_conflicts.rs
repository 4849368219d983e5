//! What authentication sends in the place of something else.

use super::place::Place;
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Span},
    format::{Member, MemberOrType, Operation, Service},
    model::{AuthScheme, AuthSchemeKind, KeyPlace},
};

/// A header, a query parameter or a cookie that authentication sends.
#[derive(PartialEq, Eq)]
pub(super) enum Sent<'a> {
    /// Its name in lower case.
    Header(&'a str),
    Query(&'a str),
    Cookie(&'a str),
}

impl<'a> Sent<'a> {
    pub(super) const AUTHORIZATION: Self = Self::Header("authorization");

    /// Returns what a scheme sends.
    pub(super) fn by(scheme: &'a AuthScheme) -> Self {
        match &scheme.kind {
            AuthSchemeKind::Bearer { .. } | AuthSchemeKind::Basic => Self::AUTHORIZATION,
            AuthSchemeKind::ApiKey(KeyPlace::Header { name, .. }) => Self::Header(name.as_str()),
            AuthSchemeKind::ApiKey(KeyPlace::Query(name)) => Self::Query(name),
            AuthSchemeKind::ApiKey(KeyPlace::Cookie(name)) => Self::Cookie(name),
        }
    }

    fn name(&self) -> &'a str {
        match self {
            Self::Header(name) | Self::Query(name) | Self::Cookie(name) => name,
        }
    }

    /// Returns the key of the binding of a member that is sent there too.
    fn binding(&self, member: &Member) -> Option<&'static str> {
        match self {
            Self::Header(name) => is_header(member.header.as_deref()?, name).then_some("header"),
            Self::Query(name) => (member.query.as_deref()? == *name).then_some("query"),
            Self::Cookie(name) => (member.cookie.as_deref()? == *name).then_some("cookie"),
        }
    }

    /// Returns the span of the constant that is sent there too.
    fn constant(&self, service: &Service, operation: &Operation, at: &Places<'_>) -> Option<Span> {
        match self {
            Self::Header(name) => {
                let mut headers = service.headers.keys();
                let header = headers.find(|header| is_header(header, name))?;
                Some(at.service.at("headers").at(header).key())
            }
            Self::Query(name) => {
                let (_, query) = operation.http.as_deref()?.split_once('?')?;
                let mut keys = query.split('&').map(|pair| pair.split('=').next());
                keys.any(|key| key == Some(name))
                    .then(|| at.operation.at("http").value())
            }
            // The cookies of a constant header are kept.
            Self::Cookie(_) => None,
        }
    }
}

/// The places of a service, of an operation and of the authentication of the operation.
pub(super) struct Places<'a> {
    pub(super) service: Place<'a>,
    pub(super) operation: Place<'a>,
    pub(super) auth: Place<'a>,
}

/// Reports a member or a constant that is sent where authentication is.
pub(super) fn is_free(
    sent: &Sent<'_>,
    service: &Service,
    operation: &Operation,
    at: &Places<'_>,
) -> Checked<()> {
    let wire = sent.name();
    let report = |span, message, help| {
        let diagnostic = Diagnostic::new(Code::Auth, span, message);
        let diagnostic = diagnostic.also(at.auth.value(), "sets it");
        Err(at.operation.report(diagnostic.help(help)))
    };
    let mut members = operation.input_members().iter();
    let bound =
        members.find_map(|(name, MemberOrType(member))| Some((name, sent.binding(member)?)));
    if let Some((name, binding)) = bound {
        let span = at.operation.at("input").at(name).at(binding).value();
        let message = format!("the member `{name}` can't be bound to `{wire}`, which `auth` sets");
        return report(span, message, "remove the member, or write `auth: none`");
    }
    if let Some(span) = sent.constant(service, operation, at) {
        let message = format!("`{wire}` is a constant here, but `auth` sets it");
        let help = "remove the constant: the caller sets the value on the client's builder";
        return report(span, message, help);
    }
    Ok(())
}

/// Reports two schemes of one alternative that are sent in the same place.
pub(super) fn can_be_combined(
    names: &[String],
    schemes: &[&AuthScheme],
    auth: &Place<'_>,
) -> Checked<()> {
    let mut before: Vec<(&str, Sent<'_>)> = Vec::new();
    for (second, scheme) in names.iter().zip(schemes) {
        let sent = Sent::by(scheme);
        if let Some((first, _)) = before.iter().find(|(_, other)| *other == sent) {
            let (message, help) = if first == second {
                (
                    format!("the scheme `{first}` is listed twice"),
                    "remove one of the two".to_owned(),
                )
            } else {
                (
                    format!("`{first}` and `{second}` both set `{}`", sent.name()),
                    format!("for either of the two, write `auth: [{first}, {second}]`"),
                )
            };
            return Err(auth.report(Diagnostic::new(Code::Auth, auth.value(), message).help(help)));
        }
        before.push((second, sent));
    }
    Ok(())
}

fn is_header(header: &str, name: &str) -> bool {
    header.eq_ignore_ascii_case(name)
}
