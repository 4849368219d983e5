//! From cases to models: a suite has shapes and operations, but is no whole service.

use serde_json::{Map, Value, json};

use crate::suite::{Case, Suite};

/// Returns a suite's metadata, and what the importer expects of it and a suite may leave out.
pub fn metadata(given: &Map<String, Value>) -> Map<String, Value> {
    let mut metadata = Map::new();
    metadata.insert("protocol".to_owned(), json!("rest-json"));
    metadata.insert("endpointPrefix".to_owned(), json!("conformance"));
    metadata.extend(given.clone());
    metadata
}

/// The operations of a suite, each once, with its cases: what a case says of its operation, documentation aside,
/// makes it the same operation or another one.
pub fn operations(suite: &Suite) -> Vec<(Map<String, Value>, Vec<&Case>)> {
    let mut operations: Vec<(Map<String, Value>, Vec<&Case>)> = Vec::new();
    for case in &suite.cases {
        let mut given = case.given.clone();
        given.remove("documentation");
        match operations
            .iter_mut()
            .find(|(operation, _)| *operation == given)
        {
            Some((_, cases)) => cases.push(case),
            None => operations.push((given, vec![case])),
        }
    }
    operations
}

/// A model with one operation of a suite, as botocore publishes models.
pub fn model(suite: &Suite, operation: &Map<String, Value>) -> String {
    let operation_name = operation
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default();
    json!({
        "version": "2.0",
        "metadata": metadata(&suite.metadata),
        "operations": { operation_name: operation },
        "shapes": suite.shapes,
    })
    .to_string()
}
