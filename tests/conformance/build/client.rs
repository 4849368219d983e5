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
/// not in the suite, but beside the model of the service in `../shared`, if that is there.
pub fn endpoint_rules(suite: &Suite) -> Option<String> {
    let _ = suite.cases.iter().find_map(settings)?;
    let id = suite.metadata.get("serviceId")?.as_str()?;
    let mut folders = fs::read_dir(shared::path("models")).ok()?.flatten();
    let of_service = folders.find(|folder| {
        let model = fs::read_to_string(folder.path().join("service-2.json")).unwrap_or_default();
        let model: Value = serde_json::from_str(&model).unwrap_or_default();
        model.pointer("/metadata/serviceId").and_then(Value::as_str) == Some(id)
    });
    fs::read_to_string(of_service?.path().join("endpoint-rule-set-1.json")).ok()
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

/// Returns the calls of a builder that make these settings, if a case asks for any, and there are rules for them.
pub fn calls(case: &Case, suite: &Suite) -> Result<Option<TokenStream>, String> {
    let Some(settings) = settings(case).filter(|_| suite.endpoint_rules.is_some()) else {
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
