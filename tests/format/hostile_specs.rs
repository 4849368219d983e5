//! Files that are no specs, however large or broken, are refused with a code and a position.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::hostile_documents::{HOSTILE, Hostile};
use restsmith::{Builder, MessageFormat};
use tempfile::TempDir;

const MEBIBYTE: usize = 1 << 20;

const SPEC: &str = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: https://pets.example.com } }
operations:
  Feed: { http: POST /feed }
";

/// What is said about a file, in this form.
fn said(path: &Path, format: MessageFormat) -> String {
    match Builder::new()
        .message_format(format)
        .plan(path.with_extension("out"), &[path])
    {
        Ok(change) => change.warnings().concat(),
        Err(error) => error.to_string(),
    }
}

/// A file with this content.
fn file(folder: &TempDir, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join("pets.yaml");
    fs::write(&path, content).unwrap();
    path
}

/// What is said about a file with this content: for each problem its line and column, its code and its message.
fn problems(content: impl AsRef<[u8]>) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, content);
    let start = format!("{}:", path.display());
    let said = said(&path, MessageFormat::Short);
    said.lines()
        .map(|line| line.strip_prefix(&start).unwrap().replacen(": ", " ", 2))
        .collect()
}

#[test]
fn a_mebibyte_of_anything_is_refused() {
    let refusal = |hostile: &Hostile| (hostile.name, problems(hostile.text(MEBIBYTE)).remove(0));
    let refusals: Vec<_> = HOSTILE.iter().map(refusal).collect();
    let expected: Vec<_> = HOSTILE
        .iter()
        .map(|hostile| (hostile.name, hostile.refusal.to_owned()))
        .collect();
    assert_eq!(refusals, expected);
}

#[test]
fn of_a_hundred_thousand_mistakes_a_hundred_are_shown() {
    let folder = TempDir::new().unwrap();
    let summary = "\nnothing was generated, because of 100 errors and more that are not shown; \
                   `restsmith explain CODE` says more about a code";
    let operations: Vec<_> = (0..100_000)
        .map(|number| format!("  A{number}: 1\n"))
        .collect();
    let wrong = SPEC.replace("  Feed: { http: POST /feed }\n", &operations.concat());
    for spec in [wrong, "a: 1\n".repeat(100_000)] {
        let path = file(&folder, spec);
        assert_eq!(said(&path, MessageFormat::Short).lines().count(), 100);
        assert_eq!(said(&path, MessageFormat::Json).lines().count(), 100);
        let said = said(&path, MessageFormat::Human);
        assert_eq!(said.matches("\nerror[RS00").count() + 1, 100);
        assert!(said.ends_with(summary), "{}", &said[said.len() - 300..]);
    }
}

#[test]
fn of_a_hundred_mistakes_all_are_shown() {
    let operations: Vec<_> = (0..100)
        .map(|number| format!("  A{number}: {{ htp: 1 }}\n"))
        .collect();
    let spec = SPEC.replace("  Feed: { http: POST /feed }\n", &operations.concat());
    let problems = problems(spec);
    assert_eq!(problems.len(), 100);
    assert_eq!(
        problems.last().unwrap(),
        "103:10 RS0007 `htp` is not known here"
    );
}

#[test]
fn a_word_of_a_mebibyte_is_quoted_in_part() {
    let word = "a".repeat(MEBIBYTE);
    let spec = SPEC.replace("POST /feed }", &format!("POST /feed, errors: [{word}] }}"));
    let part = |length| "a".repeat(length);
    assert_eq!(
        problems(spec),
        [format!(
            "4:38 RS0013 there is no error `{} … {}`",
            part(131),
            part(150)
        )]
    );
}

#[test]
fn two_places_of_one_problem_may_be_far_apart() {
    let folder = TempDir::new().unwrap();
    let comments = "# a comment\n".repeat(10_000);
    let path = file(&folder, format!("{SPEC}{comments}restsmith: 1\n"));
    let said = said(&path, MessageFormat::Human).replace(path.to_str().unwrap(), "pets.yaml");
    insta::assert_snapshot!("two_places_far_apart", said);
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_no_mistakes() {
    let spec = SPEC.replace('\n', "\r\n");
    assert_eq!(problems(format!("\u{feff}{spec}")), [""; 0]);
    let wrong = spec.replace("{ http:", "{ htp:");
    assert_eq!(
        problems(format!("\u{feff}{wrong}")),
        ["4:11 RS0007 `htp` is not known here"]
    );
}

#[test]
fn a_zero_byte_is_refused() {
    for (spec, place) in [
        (format!("{SPEC}\0"), "5:1"),
        (SPEC.replace("POST", "PO\0ST"), "4:19"),
    ] {
        let expected = format!("{place} RS0001 not valid YAML: found unprintable character");
        assert_eq!(problems(spec), [expected]);
    }
}

#[test]
fn a_file_that_is_no_utf_8_is_refused_where_it_stops_to_be() {
    let refusal = |place: &str| {
        [format!(
            "{place} RS0001 not valid YAML: the text is not UTF-8 here"
        )]
    };
    let latin = SPEC
        .as_bytes()
        .iter()
        .map(|&byte| if byte == b'F' { 0xdc } else { byte });
    assert_eq!(problems(latin.collect::<Vec<_>>()), refusal("4:3"));
    let utf_16 = SPEC.encode_utf16().flat_map(u16::to_le_bytes);
    assert_eq!(
        problems([0xff, 0xfe].into_iter().chain(utf_16).collect::<Vec<_>>()),
        refusal("1:1")
    );
    assert_eq!(problems(vec![0xff; MEBIBYTE]), refusal("1:1"));
    assert_eq!(
        problems([SPEC.as_bytes(), b"# \xc3"].concat()),
        refusal("5:3")
    );
}

#[test]
fn an_empty_file_is_refused() {
    assert_eq!(problems(""), ["1:1 RS0005 the file holds no spec"]);
    assert_eq!(problems("\u{feff}"), ["1:1 RS0005 the file holds no spec"]);
}

#[test]
fn a_folder_without_specs_is_refused() {
    let folder = TempDir::new().unwrap();
    let error = Builder::new()
        .plan(folder.path().join("out"), &[folder.path()])
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "there is no .yaml file in {}: name a spec, or write one with `restsmith init`",
            folder.path().display()
        )
    );
    assert!(!error.is_spec());
}

#[test]
fn names_that_all_become_one_get_numbers() {
    let operations: Vec<_> = (0..2_000)
        .map(|number| {
            let name: String = (0..11)
                .map(|bit| if number >> bit & 1 == 0 { '-' } else { '_' })
                .collect();
            format!("  A{name}b: {{ http: GET /{number} }}\n")
        })
        .collect();
    let spec = SPEC.replace("  Feed: { http: POST /feed }\n", &operations.concat());
    let problems = problems(spec);
    assert_eq!(problems.len(), 100);
    assert_eq!(
        problems[99],
        "104:3 RS0015 the operation `AB` exists already; this one becomes `AB101`"
    );
}

#[test]
fn labels_without_members_are_refused() {
    let labels: Vec<_> = (0..5_000).map(|number| format!("/{{a{number}}}")).collect();
    let problems = problems(SPEC.replace("POST /feed", &format!("'POST {}'", labels.concat())));
    assert_eq!(problems.len(), 100);
    assert_eq!(
        problems[0],
        "4:17 RS0026 no member fills the label `a0` of the URI"
    );
}

#[test]
fn documentation_may_be_nested_or_long() {
    for docs in [">", "> ", "[", "* ", "(", "a ", "- ", "`"] {
        let docs = docs.repeat(MEBIBYTE / 8);
        let spec = SPEC.replace("POST /feed }", &format!("POST /feed, docs: '{docs}' }}"));
        assert_eq!(problems(spec), [""; 0]);
    }
}
