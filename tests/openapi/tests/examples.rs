//! The examples of documents are read by their clients, each as what its status says, and written again without a loss.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]

use std::fs;

use restsmith::{OpenApiDocument, import_openapi};
use restsmith_openapi::{NEEDED, documents, name};
use restsmith_tests::FreshCrate;

use check::{Report, check};

#[path = "../../document_examples/check/mod.rs"]
mod check;

const SHOP: &str = include_str!("../shop.openapi");

/// Small documents with examples.
const PUBLISHED: [&str; 3] = ["dropshot-fuller", "mistral", "museum"];

fn shop() -> String {
    import_openapi(&OpenApiDocument::new(SHOP)).unwrap().yaml
}

fn lost(report: &Report) -> Vec<String> {
    report.lost.iter().map(ToString::to_string).collect()
}

#[test]
fn the_examples_of_a_document_that_fit_their_schema_are_kept() {
    let report = check(SHOP, &shop(), &FreshCrate::new("shop-examples").unwrap()).unwrap();
    assert_eq!(lost(&report), [""; 0]);
    let broken: Vec<_> = report.broken.iter().map(ToString::to_string).collect();
    assert_eq!(
        broken,
        [
            "GET /items, 200, /paths/~1items/get/responses/200/content/application~1json/examples/without_ids/value: \
             at '/0': missing properties 'id'",
            "GET /items/{id}, 200, /paths/~1items~1{id}/get/responses/200/content/application~1json/example: \
             at '/color': value must be one of 'red', 'green'",
        ]
    );
    assert_eq!((report.examples, report.kept), (10, 8));
}

#[test]
fn what_a_client_reads_as_something_else_or_leaves_out_is_lost() {
    let text = SHOP.replace("color: mauve", "color: red");
    let changes = [
        ("    additional: string\n", ""),
        ("NotFound: { status: 404", "NotFound: { status: 418"),
        ("      detail: string\n", ""),
    ];
    let spec = changes.iter().fold(shop(), |spec, (old, new)| {
        assert!(spec.contains(old), "{old:?} is not in {spec}");
        spec.replacen(old, new, 1)
    });
    let report = check(&text, &spec, &FreshCrate::new("lost-examples").unwrap()).unwrap();
    assert_eq!(
        lost(&report),
        [
            "GET /items/{id}, 404, /components/schemas/Problem/example: the operation has no error of this status",
            "GET /items/{id}, 200, /paths/~1items~1{id}/get/responses/200/content/application~1json/example: \
             `/shelf`: \"b2\" is absent",
            "GET /items/{id}, 4XX, /paths/~1items~1{id}/get/responses/4XX/content/application~1problem+json/example: \
             `/detail`: \"`id` is a number.\" is absent",
        ]
    );
}

#[test]
fn the_examples_of_published_documents_are_kept() {
    let documents = documents();
    if documents.is_empty() {
        println!("{NEEDED}/openapi");
    }
    let fresh = FreshCrate::new("published-examples").unwrap();
    let is_small = |name: &str| PUBLISHED.contains(&name);
    for path in documents.iter().filter(|path| is_small(&name(path))) {
        let text = fs::read_to_string(path).unwrap();
        let imported = import_openapi(&OpenApiDocument::read(path)).unwrap();
        let report = check(&text, &imported.yaml, &fresh).unwrap();
        assert_eq!(lost(&report), [""; 0], "{}", path.display());
        assert_eq!(report.kept, report.examples - report.broken.len());
        assert!(report.kept > 0, "{}", path.display());
    }
}
