//! Specs of AWS's query protocols, `aws-query` and `ec2-query`.

use super::diagnostics::{diagnostics, headlines};

/// Returns what is said about a spec of a protocol with these lines in its service and in its operation: the first line of
/// each diagnostic, and the help.
fn said(protocol: &str, service: &str, operation: &str) -> Vec<String> {
    let spec = format!(
        "restsmith: 1\nservice:\n  name: pets\n  protocol: {protocol}\n  endpoint: {{ url: https://pets.example.com }}\n{service}\
         operations:\n  Feed:\n{operation}"
    );
    let said = diagnostics(&spec);
    let help = said
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("= help: "));
    headlines(&said)
        .into_iter()
        .chain(help)
        .map(str::to_owned)
        .collect()
}

const VERSION: &str = "  version: \"2031-02-03\"\n";
const INPUT: &str = "    input: { food: string }\n";

#[test]
fn requests_contain_the_version_so_that_it_is_required_and_plain() {
    for protocol in ["aws-query", "ec2-query"] {
        assert_eq!(
            said(protocol, "", INPUT),
            [
                "error[RS0009]: the key `version` is missing",
                "add `version:` to this map"
            ]
        );
        for version in ["\"\"", "2031 02", "a&b=c", "\u{e9}"] {
            let [headline, help] = said(protocol, &format!("  version: {version}\n"), INPUT)
                .try_into()
                .unwrap();
            let shown = version.trim_matches('"').escape_debug();
            assert_eq!(
                headline,
                format!("error[RS0011]: `{shown}` can't be the version of a service in requests")
            );
            assert_eq!(
                help,
                "write ASCII letters, digits, `_`, `-` and `.`, such as `2011-06-15`"
            );
        }
        assert_eq!(said(protocol, VERSION, INPUT), [""; 0]);
    }
}

#[test]
fn all_operations_have_one_uri_and_all_members_are_in_the_form() {
    for protocol in ["aws-query", "ec2-query"] {
        let with_uri = format!("    http: POST /feed\n{INPUT}");
        let [headline, help] = said(protocol, VERSION, &with_uri).try_into().unwrap();
        assert!(
            headline.starts_with("error[RS0016]: `http` is only for `rest-json` and `rest-xml`")
                && headline.ends_with(": this protocol says the method and URI of each operation"),
            "{headline}"
        );
        assert_eq!(help, "remove `http`");
        for (key, value) in [
            ("header", "x-food"),
            ("prefix_headers", "x-"),
            ("query", "food"),
            ("label", "food"),
            ("cookie", "food"),
            ("payload", "true"),
        ] {
            let bound = format!("    input: {{ food: {{ type: string, {key}: {value} }} }}\n");
            assert_eq!(
                said(protocol, VERSION, &bound),
                [
                    format!("error[RS0028]: `{key}` can't be used with this protocol"),
                    "remove the key: the member is then part of the body".to_owned(),
                ]
            );
        }
        for format in ["form", "multipart"] {
            assert_eq!(
                said(
                    protocol,
                    VERSION,
                    &format!("    request: {format}\n{INPUT}")
                ),
                [
                    format!("error[RS0011]: `request: {format}` can't be used with this protocol"),
                    "remove it: the body is form-encoded".to_owned(),
                ]
            );
        }
        let prefix = format!("{VERSION}  target_prefix: Pets\n");
        let [headline, help] = said(protocol, &prefix, INPUT).try_into().unwrap();
        assert!(
            headline.starts_with("error[RS0007]: `target_prefix` is only for `aws-json-1.0`"),
            "{headline}"
        );
        assert_eq!(help, "remove `target_prefix`");
    }
}
