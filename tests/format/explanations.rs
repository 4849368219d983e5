//! Each code is explained by a spec that breaks its rule and one that doesn't, and shown as a user sees it.

use std::fs;

use restsmith::{Builder, MessageFormat};
use tempfile::TempDir;

/// What is said about a spec called `demo.yaml`.
fn said(spec: &str, format: MessageFormat) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("demo.yaml");
    fs::write(&path, spec).unwrap();
    let builder = Builder::new().message_format(format);
    let said = match builder.plan(folder.path().join("out"), &[&path]) {
        Ok(change) => change.warnings().concat(),
        Err(error) => error.to_string(),
    };
    said.replace(path.to_str().unwrap(), "demo.yaml")
}

/// The codes of what is said about a spec.
fn codes(spec: &str) -> Vec<String> {
    let said = said(spec, MessageFormat::Short);
    said.lines()
        .filter_map(|line| line.split(": ").nth(1))
        .map(str::to_owned)
        .collect()
}

/// The two specs of an explanation: the wrong one and the right one.
fn specs(explanation: &str) -> [&str; 2] {
    let mut blocks = explanation
        .split("```yaml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let specs = [blocks.next().unwrap(), blocks.next().unwrap()];
    assert_eq!(blocks.next(), None);
    specs
}

#[test]
fn every_code_is_explained_and_shown() {
    for code in restsmith::codes() {
        let explanation = restsmith::explain(code).unwrap();
        assert!(explanation.starts_with(&format!("# {code}: ")), "{code}");
        let [wrong, _] = specs(explanation);
        insta::assert_snapshot!(code.to_lowercase(), said(wrong, MessageFormat::Human));
    }
}

#[test]
fn what_an_explanation_calls_wrong_breaks_its_own_rule_and_no_other() {
    for code in restsmith::codes() {
        let [wrong, _] = specs(restsmith::explain(code).unwrap());
        let mut found = codes(wrong);
        found.dedup();
        assert_eq!(found, [code], "{wrong}");
    }
}

#[test]
fn what_an_explanation_calls_right_has_no_other_mistake() {
    for code in restsmith::codes() {
        let [_, right] = specs(restsmith::explain(code).unwrap());
        assert_eq!(codes(right), [""; 0], "{code}");
    }
}
