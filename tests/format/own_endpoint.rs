//! What is said of an operation that isn't at the endpoint of the service.

use super::diagnostics::{headlines, help, with_operations};

/// The first line of what is said about an operation with this endpoint, and its help; nothing if nothing is wrong.
fn said(endpoint: &str) -> String {
    let operation = format!("  Feed:\n    http: POST /feed\n    endpoint: {endpoint}\n");
    let said = with_operations(&operation, "");
    match headlines(&said).first() {
        Some(first) => format!("{first}\n= help: {}", help(&said)),
        None => String::new(),
    }
}

#[test]
fn the_endpoint_of_an_operation_is_a_base_url() {
    assert_eq!(said("https://uploads.example.com/v1"), "");
    assert_eq!(
        said("uploads.example.com").lines().next(),
        Some("error[RS0011]: the endpoint URL has no scheme")
    );
    let said = said("https://uploads.example.com/?a=b");
    assert!(said.starts_with("error[RS0011]"), "{said}");
}
