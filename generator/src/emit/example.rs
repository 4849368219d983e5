//! The example on the first page of a client's documentation: how one is built and called, and its errors matched.

use proc_macro2::Ident;

use crate::{
    model::{Auth, AuthSchemeKind, Endpoint, Operation, Service},
    needs::Needs,
};

/// Returns the lines of the example, as Markdown. There is none without a client or an operation.
pub(super) fn example(service: &Service, needs: &Needs) -> Vec<String> {
    let operations = service
        .operations
        .iter()
        .filter(|operation| !operation.has_stream());
    // The shortest one that has an error to match.
    let operation = operations.min_by_key(|operation| {
        let is_signed = matches!(operation.auth, Auth::Sigv4 { .. });
        (
            operation.errors.is_empty(),
            is_signed,
            required(operation).count(),
        )
    });
    let (client, wait, is_bundled) = if needs.has_async_client() {
        ("Client", ".await", needs.async_transport().is_some())
    } else if needs.has_blocking_client() {
        ("blocking::Client", "", needs.blocking_transport().is_some())
    } else {
        return Vec::new();
    };
    let Some(operation) = operation else {
        return Vec::new();
    };
    let Operation {
        method_name,
        input_name,
        error_name,
        ..
    } = operation;
    let arguments: Vec<_> = required(operation).map(ToString::to_string).collect();
    let arguments = arguments.join(", ");
    let settings = settings(service, operation);
    let build = if is_bundled {
        "build()"
    } else {
        "build_with(http)"
    };
    let service_error = operation.errors.first().map(|error| {
        let name = &error.shape.name;
        format!("        Some({error_name}::{name}(error)) => eprintln!(\"{{error}}\"),")
    });
    let (first, rest) = (
        service.module.to_string(),
        [
            String::new(),
            format!("let client = Client::builder(){settings}.{build}?;"),
            format!("match client.{method_name}({input_name}::new({arguments})){wait} {{"),
            "    Ok(output) => println!(\"{output:?}\"),".to_owned(),
            "    Err(error) => match error.service() {".to_owned(),
        ],
    );
    let imports = match service_error {
        Some(_) => format!("use {first}::{{{client}, {error_name}, {input_name}}};"),
        None => format!("use {first}::{{{client}, {input_name}}};"),
    };
    let end = [
        "        _ => return Err(error.into()),",
        "    },",
        "}",
        "```",
    ]
    .map(str::to_owned);
    let mut lines = vec!["```text".to_owned(), imports];
    lines.extend(rest);
    lines.extend(service_error);
    lines.extend(end);
    lines
}

fn required(operation: &Operation) -> impl Iterator<Item = &Ident> {
    let fields = operation.input.iter().map(|member| &member.field);
    fields
        .filter(|field| field.is_argument())
        .map(|field| &field.ident)
}

/// Returns the calls of the setters that the operation can't be called without.
fn settings(service: &Service, operation: &Operation) -> String {
    let endpoint = match &service.endpoint {
        Endpoint::Aws(_) => ".region(\"eu-west-1\")".to_owned(),
        Endpoint::Url(server) => {
            let variables = server.variables.iter();
            let required = variables.filter(|variable| variable.default.is_none());
            let settings = required.map(|variable| &variable.setting);
            settings.fold(String::new(), |settings, setting| {
                settings + &format!(".{setting}({setting})")
            })
        }
    };
    let auth = match &operation.auth {
        Auth::None => String::new(),
        Auth::Bearer => ".bearer_token(token)".to_owned(),
        Auth::Sigv4 { .. } => ".signer(signer)".to_owned(),
        Auth::AnyOf(alternatives) => {
            let settings = alternatives.first().into_iter().flatten();
            settings.map(|setting| scheme(service, setting)).collect()
        }
    };
    format!("{endpoint}{auth}")
}

/// Returns the call of a scheme's setter.
fn scheme(service: &Service, setting: &Ident) -> String {
    let mut schemes = service.auth_schemes.iter();
    let scheme = schemes.find(|scheme| scheme.setting == *setting);
    let arguments = match scheme.map(|scheme| &scheme.kind) {
        Some(AuthSchemeKind::Basic) => "user, password",
        Some(AuthSchemeKind::ApiKey(_)) => "key",
        Some(AuthSchemeKind::Bearer { .. }) | None => "token",
    };
    format!(".{setting}({arguments})")
}
