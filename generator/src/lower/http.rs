//! Method and URI of an operation.

use http::{Method, uri::PathAndQuery};

use super::{operation::Taken, place::Place};
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics};

const METHODS: &[Method] =
    &[Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::HEAD, Method::OPTIONS];

/// Takes `POST /logout` apart.
pub(super) fn request(
    http: &str,
    taken: &mut Taken,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Checked<(Method, String)> {
    let span = place.value();
    let mut invalid = |message: String, help: &str| {
        Err(diagnostics.report(Diagnostic::new(Code::InvalidHttp, span, message).help(help)))
    };
    let Some((method, path)) = http.split_once(' ') else {
        return invalid(format!("`{http}` is not a method and a URI"), "write both, such as `POST /logout`");
    };
    let Some(method) = METHODS.iter().find(|known| known.as_str() == method) else {
        return invalid(
            format!("`{method}` is not a method that can be used"),
            "the methods are GET, POST, PUT, PATCH, DELETE, HEAD and OPTIONS",
        );
    };
    if !path.starts_with('/') {
        return invalid(format!("the URI `{path}` doesn't begin with a slash"), "begin it with `/`");
    }
    if path.contains(['{', '}']) {
        return Err(diagnostics.report(
            Diagnostic::new(Code::Unsupported, span, "labels in a URI are not generated yet")
                .help("this version generates URIs without `{…}`"),
        ));
    }
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    if !is_plain || path.parse::<PathAndQuery>().is_err() {
        return invalid(
            format!("`{path}` is no path with an optional query"),
            "percent-encode other characters, and leave out the fragment",
        );
    }
    let request = format!("{method} {path}");
    taken.requests.take(&request, Code::OperationConflict, span, diagnostics)?;
    Ok((method.clone(), path.to_owned()))
}
