//! How outputs are split into pages, as `paginators-1.json` has it.

use serde_json::{Map, Value, json};

use super::closure::Closure;

const PAGINATED: &str = "smithy.api#paginated";

/// Returns the paginators of the operations. What an operation leaves out, the service says.
pub(super) fn paginators(closure: &Closure<'_>) -> Value {
    let of_service = closure.service().find(PAGINATED);
    let paginators = closure.operations().filter_map(|(name, operation)| {
        let own = operation.find(PAGINATED)?;
        let find = |key: &str| {
            let found = own.get(key).or_else(|| of_service?.get(key));
            found.cloned().unwrap_or_default()
        };
        let paginator = json!({
            "input_token": find("inputToken"),
            "output_token": find("outputToken"),
            "result_key": find("items"),
            "limit_key": find("pageSize"),
        });
        Some((name.to_owned(), paginator))
    });
    json!({ "pagination": paginators.collect::<Map<_, _>>() })
}
