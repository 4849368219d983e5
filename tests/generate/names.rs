//! Names of a spec that mean something in Rust, or in the generated code, give code without a warning.

use restsmith::{Builder, ClientKind};
use restsmith_tests::{FreshCrate, readme_block};

/// A program with what the spec gives as a private module. Clippy finds nothing in it.
fn assert_clean(name: &str, spec: &str) {
    let program = FreshCrate::new(name).unwrap();
    program.write("pets.yaml", spec).unwrap();
    let builder = Builder::new().clients([ClientKind::Async, ClientKind::Blocking]);
    let change = builder
        .plan(
            program.path().join("src/api"),
            &[program.path().join("pets.yaml")],
        )
        .unwrap();
    change.apply().unwrap();
    let lints = "\n[lints.clippy]\npedantic = \"warn\"\n";
    program
        .write_manifest(&(change.dependencies() + lints))
        .unwrap();
    let module = readme_block("<!-- vendored -->");
    program
        .write(
            "src/main.rs",
            &format!("//! Pets.\n\n{module}\nfn main() {{}}\n"),
        )
        .unwrap();
    program.cargo(&["clippy", "--quiet"]).unwrap();
}

fn spec(operations: &str, input: &str, errors: &str) -> String {
    format!(
        "\
restsmith: 1
service: {{ name: pets, title: All about pets, protocol: rest-json, endpoint: {{ url: https://pets.example.com }} }}
operations:
{operations}  Feed:
    http: POST /feed
    input:
      food: {{ type: string, required: true, header: x-food }}
{input}errors:
{errors}"
    )
}

fn lines(names: &[&str], line: impl Fn(&str) -> String) -> String {
    names.iter().map(|name| line(name)).collect()
}

fn operations(names: &[&str]) -> String {
    let operations = lines(names, |name| format!("  {name}: {{ http: GET /{name} }}\n"));
    spec(&operations, "", "  NotHungry: { status: 409 }\n")
}

#[test]
fn operations_can_be_called_like_keywords() {
    let names = [
        "Move",
        "type",
        "Async",
        "Try",
        "Crate",
        "super",
        "Union",
        "Macro_Rules",
        "_match",
        "Yield",
    ];
    assert_clean("operations-like-keywords", &operations(&names));
}

#[test]
fn an_operation_can_be_called_self() {
    assert_clean("operation-called-self", &operations(&["self"]));
}

#[test]
fn names_can_be_keywords_of_this_edition_only() {
    let member = "      gen: { type: string, header: x-gen }\n";
    let spec = spec(
        "  Gen: { http: GET /gen }\n",
        member,
        "  Gen: { status: 409 }\n",
    );
    assert_clean("names-like-gen", &spec);
}

#[test]
fn operations_can_be_called_like_types_of_the_generated_code() {
    let names = [
        "Endpoint", "Client", "Blocking", "Body", "Result", "String", "Config", "Pets",
    ];
    assert_clean("operations-like-types", &operations(&names));
}

#[test]
fn operations_can_be_called_like_the_modules_around_them() {
    assert_clean(
        "operations-like-modules",
        &operations(&["Error", "Runtime", "Operation"]),
    );
}

#[test]
fn operations_can_be_called_like_methods_with_a_convention() {
    let names = [
        "New",
        "Default",
        "Clone",
        "FromBackup",
        "IntoArchive",
        "IsReady",
        "ToPdf",
        "AsText",
        "Drop",
    ];
    assert_clean("operations-like-conventions", &operations(&names));
}

#[test]
fn members_can_be_called_like_methods_and_variables_of_the_generated_code() {
    let names = [
        "default", "clone", "fmt", "request", "output", "secrets", "endpoint", "self", "type",
        "into", "drop", "input", "Error", "runtime",
    ];
    let members = lines(&names, |name| {
        format!("      {name}: {{ type: string, header: x-{name} }}\n")
    });
    assert_clean(
        "members-like-methods",
        &spec("", &members, "  NotHungry: { status: 409 }\n"),
    );
}

#[test]
fn members_can_be_called_like_methods_with_a_convention() {
    let names = [
        "fromDate",
        "toDate",
        "isActive",
        "asOf",
        "intoFolder",
        "iter",
    ];
    let members = lines(&names, |name| {
        format!("      {name}: {{ type: string, header: x-{name} }}\n")
    });
    assert_clean(
        "members-like-conventions",
        &spec("", &members, "  NotHungry: { status: 409 }\n"),
    );
}

#[test]
fn errors_can_be_called_like_types_of_the_standard_library() {
    let names = [
        "Option", "Result", "String", "Vec", "Some", "Ok", "Err", "Error", "Self", "Box", "From",
        "Debug",
    ];
    let errors = lines(&names, |name| format!("  {name}: {{ status: 409 }}\n"));
    let list = format!("    errors: [{}]\n", names.join(", "));
    let common = lines(&names, |name| format!("  {name}: {{ status: 503 }}\n"));
    assert_clean(
        "errors-like-types",
        &(spec("", &list, &errors) + "common_errors:\n" + &common),
    );
}

#[test]
fn an_input_can_have_many_members() {
    let names = [
        "apple", "bread", "carrot", "date", "egg", "fish", "grape", "honey", "ice", "juice",
        "kale", "lemon", "milk", "nut", "olive", "pear", "quince", "rice", "salt", "tea",
    ];
    let member = |name: &str| {
        format!("      {name}: {{ type: string, required: true, header: x-{name} }}\n")
    };
    assert_clean(
        "many-members",
        &spec("", &lines(&names, member), "  NotHungry: { status: 409 }\n"),
    );
}

#[test]
fn an_endpoint_can_have_names_of_its_own_for_fips() {
    let fips =
        "{ aws: pets, fips: { aws-us-gov: pets, aws-cn: pets-secure, aws-iso: pets-secure } }";
    let spec = spec("", "", "  NotHungry: { status: 409 }\n")
        .replace("{ url: https://pets.example.com }", fips);
    assert_clean("endpoint-with-fips", &spec);
}
