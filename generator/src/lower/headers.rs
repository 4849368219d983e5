//! The constant headers of a service's requests.

use http::{
    HeaderName,
    header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION},
};

use super::{
    binding::{Message, header_name},
    place::Place,
};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, all},
    format::Named,
    protocol::Header,
};

/// Lowers the headers, with names in lower case.
pub(super) fn headers(headers: &Named<String>, place: &Place<'_>) -> Checked<Vec<Header>> {
    all(headers.iter().map(|(name, value)| {
        let place = place.at(name);
        let name = header_name(name, Message::Request, &place)?;
        header_value(value, &place)?;
        constant_credentials(&name, &place);
        Ok((name, value.clone()))
    }))
}

/// Warns of credentials in the spec, which end up in the source and in every program.
fn constant_credentials(name: &HeaderName, place: &Place<'_>) {
    if [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name) {
        let message =
            format!("the header `{name}` holds credentials, which don't belong in a spec");
        place.report(
            Diagnostic::new(Code::ConstantCredentials, place.key(), message).help(
                "use `auth: bearer` or one of the service's `auth_schemes`, which the caller sets",
            ),
        );
    }
}

/// Reports an invalid header value.
pub(super) fn header_value(value: &str, place: &Place<'_>) -> Checked<()> {
    let is_plain = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if !value.is_empty() && value.trim() == value && is_plain {
        return Ok(());
    }
    Err(place.report(
        Diagnostic::new(
            Code::InvalidHeader,
            place.value(),
            format!("`{}` isn't a valid header value", value.escape_debug()),
        )
        .help("write ASCII characters, without a space at the beginning or end"),
    ))
}
