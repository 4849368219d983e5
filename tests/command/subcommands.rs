//! The smaller commands of `restsmith`, and the forms in which it shows what is wrong.

use std::{fs, process::Output};

use restsmith_tests::restsmith;
use serde_json::{Value, json};
use tempfile::TempDir;

/// With one error and one warning.
const SPEC: &str = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed: { http: GÉT /feed }
  Builder: { http: POST /build }
";

fn run(arguments: &[&str]) -> (i32, String, String) {
    told(restsmith().args(arguments).output().unwrap())
}

/// Exit code, standard output and standard error.
fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// What is said about a spec that is called `pets.yaml`.
fn said(spec: &str, format: &str) -> (i32, String, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("pets.yaml"), spec).unwrap();
    let arguments = [
        "pets.yaml",
        "--out",
        "out",
        "--check",
        "--message-format",
        format,
    ];
    told(
        restsmith()
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap(),
    )
}

#[test]
fn a_code_is_explained_however_it_is_written() {
    let explanation = restsmith::explain("RS0007").unwrap().to_owned();
    assert!(explanation.starts_with("# RS0007: "));
    for code in ["RS0007", "rs0007", "Rs0007", "rs7", "RS7", "7", "007"] {
        assert_eq!(
            run(&["explain", code]),
            (0, explanation.clone(), String::new())
        );
    }
}

#[test]
fn an_unknown_code_is_answered_with_those_that_there_are() {
    let last = restsmith::codes().last().unwrap();
    for code in [
        "RS9999",
        "E0308",
        "RS",
        "",
        "seven",
        "+7",
        "R\u{17f}7",
        "99999999999",
    ] {
        let expected =
            format!("error: there is no code `{code}`; the codes are RS0001 to {last}\n");
        assert_eq!(run(&["explain", code]), (2, String::new(), expected));
    }
}

#[test]
fn the_schema_is_printed_as_it_stands_beside_the_specs() {
    assert_eq!(run(&["schema"]), (0, restsmith::schema(), String::new()));
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, errors) = run(&["completions", shell]);
        assert_eq!((code, errors.as_str()), (0, ""), "{shell}");
        for word in ["restsmith", "explain", "message-format"] {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
    }
    assert_eq!(run(&["completions", "tcsh"]).0, 2);
}

#[test]
fn the_help_of_every_command_has_examples_and_exit_codes() {
    for command in [
        "generate",
        "init",
        "import",
        "explain",
        "schema",
        "completions",
    ] {
        let (code, help, errors) = run(&[command, "--help"]);
        assert_eq!((code, errors.as_str()), (0, ""), "{command}");
        let example = match command {
            "generate" => "\nExamples:\n  restsmith  ".to_owned(),
            _ => format!("\nExamples:\n  restsmith {command} "),
        };
        let example = example.trim_end().to_owned();
        assert!(help.contains(&example), "{command}: {help}");
        assert!(help.contains("\nExit codes:\n  0  "), "{command}: {help}");
    }
}

#[test]
fn each_command_lists_the_options_that_it_uses() {
    let of_a_spec = "clients tracing aws-sigv4 gzip cargo-features";
    for (command, expected) in [
        (
            "generate",
            format!("{of_a_spec} out crate check quiet message-format"),
        ),
        (
            "dependencies",
            format!("{of_a_spec} out crate write message-format"),
        ),
        ("init", String::new()),
        (
            "import botocore",
            "operations out force protocol".to_owned(),
        ),
        (
            "import openapi",
            "operations out force tag path name url overlay".to_owned(),
        ),
        (
            "import smithy",
            "operations out force protocol service url".to_owned(),
        ),
        ("import", "operations out force".to_owned()),
        ("explain", String::new()),
        ("schema", String::new()),
        ("completions", String::new()),
    ] {
        let arguments: Vec<_> = command.split(' ').chain(["--help"]).collect();
        let (code, help, _) = run(&arguments);
        assert_eq!(code, 0, "{command}");
        let (_, options) = help.split_once("\nOptions:\n").unwrap();
        let options = options
            .lines()
            .take_while(|line| !line.starts_with("Examples:"))
            .filter_map(|line| line.trim_start().split_once("--"))
            .filter(|(before, _)| before.is_empty() || before.starts_with('-'))
            .map(|(_, name)| name.split([' ', '[']).next().unwrap())
            .filter(|name| *name != "help");
        assert_eq!(options.collect::<Vec<_>>().join(" "), expected, "{command}");
    }
}

#[test]
fn a_misspelt_command_is_answered_with_the_one_that_is_meant() {
    for (word, meant) in [
        ("genrate", "generate"),
        ("explane", "explain"),
        ("imprt", "import"),
        ("dependancies", "dependencies"),
    ] {
        let expected =
            format!("error: there is no file `{word}`: did you mean the command `{meant}`?\n");
        let (code, printed, errors) = run(&[word, "--out", "out"]);
        assert_eq!((code, printed.as_str(), errors), (2, "", expected));
        let (_, _, errors) = run(&[word]);
        assert!(errors.contains("did you mean"), "{errors}");
    }
}

#[test]
fn the_short_form_is_a_line_for_each_problem() {
    let expected = "\
pets.yaml:4:17: RS0016: `GÉT` is not a method that can be used
pets.yaml:5:3: RS0015: the method `builder` exists already; this one becomes `builder_2`
";
    assert_eq!(said(SPEC, "short"), (2, String::new(), expected.to_owned()));
}

#[test]
fn the_json_form_is_an_object_for_each_problem() {
    let (code, printed, errors) = said(SPEC, "json");
    assert_eq!((code, printed.as_str()), (2, ""));
    let objects: Vec<Value> = errors
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let place = |line, column, end_column, label| json!({ "line": line, "column": column, "end_line": line, "end_column": end_column, "label": label });
    let expected = [
        json!({
            "code": "RS0016",
            "severity": "error",
            "message": "`GÉT` is not a method that can be used",
            "file": "pets.yaml",
            "primary": place(4, 17, 26, ""),
            "secondary": [],
            "help": "the methods are GET, POST, PUT, PATCH, DELETE, HEAD and OPTIONS",
        }),
        json!({
            "code": "RS0015",
            "severity": "warning",
            "message": "the method `builder` exists already; this one becomes `builder_2`",
            "file": "pets.yaml",
            "primary": place(5, 3, 10, ""),
            "secondary": [],
            "help": "the generated code defines it; choose another name, if you can",
        }),
    ];
    assert_eq!(objects, expected);
}

#[test]
fn a_second_place_of_a_problem_is_in_the_json_form_too() {
    let (_, _, errors) = said(&format!("{SPEC}restsmith: 1\n"), "json");
    let object: Value = serde_json::from_str(&errors).unwrap();
    assert_eq!(object["primary"]["label"], "again here");
    let first =
        json!([{ "line": 1, "column": 1, "end_line": 1, "end_column": 10, "label": "first here" }]);
    assert_eq!(object["secondary"], first);
}

#[test]
fn warnings_alone_are_shown_in_every_form() {
    let spec = SPEC.replace("GÉT", "GET");
    let (_, _, short) = said(&spec, "short");
    assert!(
        short.starts_with("pets.yaml:5:3: RS0015: the method `builder` exists already;"),
        "{short}"
    );
    let (_, _, json) = said(&spec, "json");
    let object: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&object["code"], &object["severity"]),
        (&json!("RS0015"), &json!("warning"))
    );
    let (_, _, human) = said(&spec, "human");
    assert!(
        human.starts_with("warning[RS0015]: the method `builder` exists already;"),
        "{human}"
    );
}
