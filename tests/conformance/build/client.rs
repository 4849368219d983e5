//! The settings of the client that a case asks for, and the rules of endpoints that they are for.

use std::fs;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use crate::{
    shared,
    suite::{Case, Suite},
};

/// Returns the rules of endpoints of the service that a suite is about, if its cases have settings of the client. They are
/// not in the suite, but beside the model of the service.
pub fn endpoint_rules(suite: &Suite) -> Result<Option<String>, String> {
    if suite.cases.iter().all(|case| settings(case).is_none()) {
        return Ok(None);
    }
    let id = suite.metadata.get("serviceId").and_then(Value::as_str);
    let models = fs::read_dir(shared::path("models"));
    let folders = models.into_iter().flatten().flatten();
    let of_service = folders.map(|folder| folder.path()).find(|folder| {
        let model = fs::read_to_string(folder.join("service-2.json")).unwrap_or_default();
        let model: Value = serde_json::from_str(&model).unwrap_or_default();
        let of_model = model.pointer("/metadata/serviceId").and_then(Value::as_str);
        id.is_some() && of_model == id
    });
    let rules =
        of_service.map(|folder| fs::read_to_string(folder.join("endpoint-rule-set-1.json")));
    match rules {
        Some(Ok(rules)) => Ok(Some(rules)),
        _ => Err(format!("{}: the rules of endpoints", shared::NEEDED)),
    }
}

/// Returns the settings that a case asks for, by their names in the configuration of AWS's tools. Those of the operation take
/// precedence.
fn settings(case: &Case) -> Option<Map<String, Value>> {
    let scoped = case.vendor_params.as_ref()?.get("scopedConfig")?;
    let mut settings = Map::new();
    for scope in ["client", "operation"] {
        let of_scope = scoped.get(scope).and_then(Value::as_object);
        for (name, value) in of_scope.into_iter().flatten() {
            match value {
                Value::Object(of_service) => settings.extend(of_service.clone()),
                _ => settings.extend([(name.clone(), value.clone())]),
            }
        }
    }
    Some(settings)
}

/// Returns the calls of a builder that make these settings, if a case asks for any.
pub fn calls(case: &Case) -> Result<Option<TokenStream>, String> {
    let Some(settings) = settings(case) else {
        return Ok(None);
    };
    let calls = settings
        .iter()
        .map(|(name, value)| match (name.as_str(), value) {
            ("region", Value::String(region)) => Ok(quote!(.region(#region))),
            ("addressing_style", Value::String(style)) => match style.as_str() {
                "auto" => Ok(quote!()),
                "path" => Ok(quote!(.force_path_style(true))),
                "virtual" => Ok(quote!(.force_path_style(false))),
                _ => Err(format!("the client has no addressing style `{style}`")),
            },
            ("use_dualstack_endpoint", Value::Bool(is_used)) => {
                Ok(quote!(.use_dual_stack(#is_used)))
            }
            ("use_fips_endpoint", Value::Bool(is_used)) => Ok(quote!(.use_fips(#is_used))),
            ("use_accelerate_endpoint", Value::Bool(is_used)) => Ok(quote!(.accelerate(#is_used))),
            _ => Err(format!("the client has no setting `{name}: {value}`")),
        });
    Ok(Some(calls.collect::<Result<_, _>>()?))
}
