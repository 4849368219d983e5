//! The service: its name, what it is, and the defaults of its operations.

use std::path::Path;

use super::{OpenApiDocument, docs::docs, document::At};
use crate::{
    Error,
    format::{Endpoint, MediaTypes, Named, Recognition, Service},
    import::words::words,
    names::is_service_name,
    protocol::{ErrorsBy, Protocol},
};

/// The words of titles that say nothing of an API.
const COMMON: &[&str] = &["api", "openapi", "swagger", "rest", "the", "v1", "v2", "v3"];

/// How long the name of a service may get that is made of a title: it is that of a file.
const MAX_NAME: usize = 60;

/// Returns the service that a document describes, without its authentication.
pub(super) fn service(
    wanted: &OpenApiDocument,
    root: &At<'_>,
    endpoint: Endpoint,
) -> Result<Service, Error> {
    let info = root.get("info");
    let said = |key| info.as_ref().and_then(|info| docs([info.text(key)]));
    Ok(Service {
        name: name(wanted, root)?,
        title: said("title"),
        version: said("version"),
        protocol: Protocol::RestJson,
        target_prefix: None,
        endpoint,
        auth: None,
        auth_schemes: Named::new(),
        request: None,
        response: Some(MediaTypes(vec!["application/json".to_owned()])),
        xml: None,
        signing_name: None,
        errors: Some(Recognition {
            by: Some(ErrorsBy::Status),
            code: None,
            message: None,
        }),
        required_in_responses: None,
        headers: Named::new(),
        docs: said("description"),
    })
}

/// Returns the name of the service: the one that is wanted, that of the title, or that of the file.
fn name(wanted: &OpenApiDocument, root: &At<'_>) -> Result<String, Error> {
    if let Some(name) = &wanted.name {
        return if is_service_name(name) {
            Ok(name.clone())
        } else {
            Err(Error::request(format!(
                "`{name}` can't be the name of a service: it consists of lower-case letters, digits and `_`, begins with a \
                 letter, and is neither a keyword nor `runtime`"
            )))
        };
    }
    let title = root.get("info").and_then(|info| info.text("title"));
    let file = wanted.path().and_then(Path::file_stem);
    let file = file.map(|stem| stem.to_string_lossy().into_owned());
    let names = title
        .map(str::to_owned)
        .into_iter()
        .chain(file)
        .map(|name| {
            let name = words(&name).to_ascii_lowercase();
            let is_own = |word: &&str| {
                !COMMON.contains(word) && !word.bytes().all(|byte| byte.is_ascii_digit())
            };
            let short = name.split('_').filter(is_own).collect::<Vec<_>>().join("_");
            if is_service_name(&short) { short } else { name }
        });
    let mut names = names.filter(|name| is_service_name(name) && name.len() <= MAX_NAME);
    Ok(names.next().unwrap_or_else(|| "api".to_owned()))
}
