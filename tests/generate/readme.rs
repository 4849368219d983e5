//! What README shows is what the repository holds.

use std::{fs, path::Path, process::Command};

use restsmith::{Builder, ClientKind, OpenApiDocument, import_openapi};
use restsmith_tests::{Answer, FreshCrate, Server, readme_block, restsmith};
use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

const MODULE: &str = "<!-- build script -->";

#[test]
fn the_module_of_a_build_script_is_that_of_the_sample() {
    let program = root().join("tests/samples/build-script/src/main.rs");
    let program = fs::read_to_string(program).unwrap();
    assert!(
        program.contains(&format!("\n\n{}\n", readme_block(MODULE))),
        "{program}"
    );
}

#[test]
fn the_documentation_of_the_builder_takes_the_file_in_as_readme_does() {
    let documented = fs::read_to_string(root().join("generator/src/builder.rs")).unwrap();
    let comment = |line| format!("/// {line}\n");
    let module: String = readme_block(MODULE).lines().map(comment).collect();
    assert!(
        documented.contains(&format!("/// ```ignore\n{module}/// ```\n")),
        "{module}"
    );
}

#[test]
fn the_dependencies_are_those_that_the_command_prints() {
    let builder = Builder::new().clients([ClientKind::Ureq]);
    let dependencies = builder
        .dependencies(&[root().join("spec/portal.yaml")])
        .unwrap();
    let shown = readme_block("<!-- dependencies: ureq -->");
    assert_eq!(shown.split_once("\n\n").unwrap().1, dependencies);
}

#[test]
fn the_spec_is_valid() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tickets.yaml");
    fs::write(&path, readme_block("<!-- tickets.yaml -->")).unwrap();
    let change = Builder::new()
        .plan(folder.path().join("api"), &[path])
        .unwrap();
    assert_eq!(change.warnings(), [""; 0]);
}

/// Uses every form that README's table shows.
const FORMS: &str = "\
restsmith: 1
service:
  name: tickets
  protocol: rest-json
  endpoint: { url: https://tickets.example.com }
  auth_schemes: { key: { type: api_key, header: x-api-key } }
  errors: { by: status }
operations:
  ReadTicket:
    http: GET /tickets/{id}
    auth: key
    input:
      id: { type: string, required: true, label: id }
      language: { type: string, header: accept-language }
    output:
      created: Date
      day: date
      expires: timestamp
    errors: [NotFound]
  ListTickets:
    http: GET /tickets
    input:
      after: { type: string, query: after }
      kinds: { type: Kinds, query: kinds, style: comma }
      limit: { type: integer, query: limit }
    output:
      next: { type: string, header: x-next }
      tickets: { type: Tickets, required: true, payload: true }
    pagination: { input_token: after, output_token: next, items: tickets }
  ListLinkedTickets:
    http: GET /linked-tickets
    output: { tickets: { type: Tickets, payload: true } }
    pagination: { next: link, items: tickets }
  ListTicketsByPage:
    http: GET /pages
    input: { page: { type: integer, query: page } }
    output: { tickets: Tickets }
    pagination: { page: page, items: tickets, until: empty }
  ListTicketsByOffset:
    http: GET /offsets
    input: { offset: { type: integer, query: offset } }
    output: { tickets: Tickets }
    pagination: { offset: offset, items: tickets }
  OpenTicket:
    http: POST /tickets
    input:
      key: { type: string, header: Idempotency-Key, idempotency_token: true }
      title: string
  ChangeTicket:
    http: PATCH /tickets
    request: application/merge-patch+json
    response: application/vnd.api+json
    input:
      title: { type: string, nullable: true }
  AddEntry:
    http: POST /entries
    input: { entry: Entry, labels: Labels }
  SignIn:
    http: POST /sign-in
    request: form
    input: { name: string }
  AddPhoto:
    http: POST /photos
    request: multipart
    input:
      title: string
      photo: { type: blob, part: true }
  ReadReport:
    http: GET /report
    outputs: { Ready: { status: 200, members: { title: string } }, Queued: { status: 202 }, Unchanged: { status: 304 } }
  Download:
    http: GET /content
    output:
      content: { type: Content, payload: true }
errors:
  NotFound: { status: 404 }
shapes:
  Content: { type: blob, streaming: true }
  Date: { type: timestamp, format: date_time }
  Entry: { type: union, tag: type, members: { note: Note, image: Image } }
  Image: { type: structure, members: { url: string } }
  Kinds: { type: list, of: string }
  Labels: { type: structure, members: { name: string }, additional: string }
  Note: { type: structure, members: { text: string } }
  Ticket: { type: structure, members: { title: string } }
  Tickets: { type: list, of: Ticket }
";

#[test]
fn the_forms_of_a_spec_are_valid() {
    let (_, table) = include_str!("../../README.md")
        .split_once("<!-- forms -->\n")
        .unwrap();
    let table = table.split("\n\n").next().unwrap();
    let forms: Vec<_> = table
        .lines()
        .filter_map(|row| row.split(" | ").nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|code| code.contains(": "))
        .collect();
    assert_eq!(forms.len(), 33, "{forms:#?}");
    for form in forms {
        assert!(FORMS.contains(&format!(" {form}\n")), "{form}");
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tickets.yaml");
    fs::write(&path, FORMS).unwrap();
    let change = Builder::new()
        .plan(folder.path().join("api"), &[path])
        .unwrap();
    assert_eq!(change.warnings(), [""; 0]);
    change.apply().unwrap();
    let read =
        |name: &str| fs::read_to_string(folder.path().join("api/tickets").join(name)).unwrap();
    let page = read("operation/list_tickets.rs");
    assert!(page.contains("    pub tickets: Vec<Ticket>,\n"), "{page}");
    let ticket = read("operation/read_ticket.rs");
    let dates =
        "    created: \"created\" as date_time,\n    day: \"day\",\n    expires: \"expires\",\n";
    assert!(ticket.contains(dates), "{ticket}");
}

#[test]
fn the_waiter_of_an_order_is_what_its_example_calls() {
    let program = FreshCrate::new("waiter").unwrap();
    let service = "restsmith: 1\nservice:\n  name: orders\n  protocol: rest-json\n  endpoint: { url: \"https://orders.example.com\" }\n";
    let operations = readme_block("<!-- waiter -->");
    let spec = format!("{service}{operations}\nerrors:\n  NotFound: {{ status: 404 }}\n");
    let path = program.path().join("orders.yaml");
    fs::write(&path, spec).unwrap();
    let builder = Builder::new().clients([ClientKind::Blocking]);
    let dependencies = builder.dependencies(&[&path]).unwrap();
    let change = builder
        .plan(program.path().join("src/api"), &[&path])
        .unwrap();
    assert_eq!(change.warnings(), [""; 0]);
    change.apply().unwrap();
    program.write_manifest(&dependencies).unwrap();
    let wait = readme_block("<!-- wait -->").replace("use api::", "use crate::api::");
    program
        .write(
            "src/lib.rs",
            &format!("pub mod api;\npub mod wait {{\n{wait}\n}}\n"),
        )
        .unwrap();
    program.cargo(&["check", "--quiet"]).unwrap();
}

/// Has what README's overlay changes.
const ISSUES: &str = r#"
openapi: 3.0.3
info: { title: GitHub, version: "1" }
servers: [{ url: "https://api.github.com" }]
paths:
  /issues:
    post:
      operationId: issues/create
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, properties: { title: { type: string }, assignee: { type: string } } }
      responses:
        "201": { description: Created }
        "403": { description: Forbidden }
"#;

#[test]
fn the_overlay_changes_what_it_names() {
    let folder = TempDir::new().unwrap();
    let overlay = folder.path().join("github.overlay.yaml");
    fs::write(&overlay, readme_block("<!-- github.overlay.yaml -->")).unwrap();
    let mut document = OpenApiDocument::new(ISSUES);
    let plain = import_openapi(&document).unwrap().yaml;
    document.overlay = Some(overlay);
    let changed = import_openapi(&document).unwrap().yaml;
    let lines = |text: &str, other: &str| {
        let is_new = |line: &&str| !other.lines().any(|known| known == *line);
        let lines = text.lines().filter(is_new).map(str::trim);
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        lines(&plain, &changed),
        [
            "auth: none",
            "assignee: string",
            "Forbidden: { status: 403, docs: Forbidden }",
        ]
    );
    assert_eq!(
        lines(&changed, &plain),
        [
            "auth: bearer",
            "Forbidden: { status: 403, retry: throttling, docs: Forbidden }",
        ]
    );
}

/// Makes the crate of the quick start with README's commands, and calls this server instead of the one without a listener.
fn quick_start(server: &Server) -> String {
    let program = FreshCrate::new("quick-start").unwrap();
    program.write_manifest("").unwrap();
    for made in ["src/api", "spec"] {
        drop(fs::remove_dir_all(program.path().join(made)));
    }
    let commands = readme_block("<!-- commands -->")
        .lines()
        .flat_map(|line| line.split(" && "));
    for command in commands {
        let mut words = command.split(' ');
        if words.next() != Some("restsmith") {
            continue;
        }
        let output = restsmith()
            .args(words)
            .current_dir(program.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    let main = readme_block("<!-- quick start -->");
    let here = "http://127.0.0.1:8080";
    assert_eq!(main.matches(here).count(), 1, "{main}");
    program
        .write("src/main.rs", &main.replace(here, &server.url()))
        .unwrap();
    let check = restsmith()
        .arg("--check")
        .current_dir(program.path())
        .output()
        .unwrap();
    assert!(check.status.success(), "{check:?}");
    program.cargo(&["fmt", "--check"]).unwrap();
    program.cargo(&["build", "--quiet"]).unwrap();
    let output = Command::new(program.program()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_quick_start_ends_a_session() {
    let server = Server::start([Answer::response("204 No Content", &[], "")]);
    assert_eq!(quick_start(&server), "the session has ended\n");
    let requests = server.requests();
    assert!(
        requests
            .first()
            .unwrap()
            .starts_with("POST /session/end HTTP/1.1\r\n"),
        "{requests:?}"
    );
}
