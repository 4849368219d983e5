//! What can be waited for, as `waiters-2.json` has it.

use serde_json::{Map, Value, json};

use super::closure::{Closure, local_name};

/// Returns the waiters of the operations.
pub(super) fn waiters(closure: &Closure<'_>) -> Value {
    let waiters = closure.operations().flat_map(|(operation, shape)| {
        let waiters = shape
            .find("smithy.waiters#waitable")
            .and_then(Value::as_object);
        let waiters = waiters.into_iter().flatten();
        waiters.map(move |(name, written)| (name.clone(), waiter(operation, written)))
    });
    json!({ "waiters": waiters.collect::<Map<_, _>>() })
}

/// Returns a waiter, with Smithy's defaults of the delays.
fn waiter(operation: &str, written: &Value) -> Value {
    let acceptors = written.get("acceptors").and_then(Value::as_array);
    let acceptors: Vec<_> = acceptors.into_iter().flatten().map(acceptor).collect();
    json!({
        "operation": operation,
        "delay": written.get("minDelay").cloned().unwrap_or_else(|| json!(2)),
        "maxDelay": written.get("maxDelay"),
        "description": written.get("documentation"),
        "acceptors": acceptors,
    })
}

fn acceptor(written: &Value) -> Value {
    let state = written.get("state").cloned().unwrap_or_default();
    let (matcher, argument, expected) = matcher(written.get("matcher").unwrap_or(&Value::Null));
    json!({ "state": state, "matcher": matcher, "argument": argument, "expected": expected })
}

/// Returns what botocore calls a matcher, its path, and what is expected.
fn matcher(written: &Value) -> (&str, Option<&str>, Value) {
    if let Some(is_success) = written.get("success").and_then(Value::as_bool) {
        return ("error", None, json!(!is_success));
    }
    if let Some(error) = written.get("errorType").and_then(Value::as_str) {
        return ("error", None, json!(local_name(error)));
    }
    let Some(output) = written.get("output") else {
        let name = written
            .as_object()
            .and_then(|written| written.keys().next());
        return (
            name.map(String::as_str).unwrap_or_default(),
            None,
            Value::Null,
        );
    };
    let text = |key: &str| output.get(key).and_then(Value::as_str);
    let expected = text("expected").unwrap_or_default();
    let (matcher, expected) = match text("comparator").unwrap_or_default() {
        "stringEquals" => ("path", json!(expected)),
        "booleanEquals" => ("path", json!(expected == "true")),
        "allStringEquals" => ("pathAll", json!(expected)),
        "anyStringEquals" => ("pathAny", json!(expected)),
        other => (other, json!(expected)),
    };
    (matcher, text("path"), expected)
}
