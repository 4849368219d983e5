//! What is said of the endpoints of services of AWS, and of labels that go before their hosts.

use super::diagnostics::{diagnostics, headlines, help};

const SPEC: &str = "\
restsmith: 1
service:
  name: pets
  protocol: rest-json
  auth: sigv4
  endpoint:
    aws: pets
    accelerated: { aws: { plain: pets-fast.example.com } }
    others: { vets: { aws: vets, signing_name: vet } }
operations:
  Feed:
    http: POST /{Shelter}/{Pet+}
    input:
      Shelter: { type: string, label: Shelter, required: true, virtual_host: true }
      Pet: { type: string, label: Pet, required: true }
  Heal:
    http: POST /heal
    endpoint: vets
";

/// Returns the first line of what is said about the spec with one change, and its help.
fn after(old: &str, new: &str) -> String {
    assert_eq!(SPEC.matches(old).count(), 1, "{old}");
    let said = diagnostics(&SPEC.replace(old, new));
    let first = headlines(&said)
        .first()
        .copied()
        .unwrap_or_default()
        .to_owned();
    format!("{first}\n{}", help(&said))
}

#[test]
fn other_endpoints_and_labels_in_hosts_are_valid() {
    assert_eq!(diagnostics(SPEC), "");
}

#[test]
fn an_operation_names_an_endpoint_that_is_defined() {
    assert_eq!(
        after(
            "POST /heal\n",
            "POST /heal\n    endpoint: vet\n  Cure:\n    http: POST /cure\n"
        ),
        "error[RS0011]: the service has no other endpoint `vet`\ndid you mean `vets`?"
    );
    assert_eq!(
        after(
            "POST /heal\n",
            "POST /heal\n    endpoint: https://vets.example.com\n  Cure:\n    http: POST /cure\n"
        ),
        "error[RS0011]: the service has no other endpoint `https://vets.example.com`\n\
         define it below `others:` of the service's `endpoint`, by a name such as `search`"
    );
}

#[test]
fn an_endpoint_that_no_request_goes_to_has_a_warning() {
    assert_eq!(
        after("    endpoint: vets\n", ""),
        "warning[RS0049]: no operation is at the endpoint `vets`\n\
         write `endpoint: vets` below the operations that are reached there, or remove it"
    );
    assert_eq!(
        after(", virtual_host: true", ""),
        "warning[RS0049]: no request is accelerated: no member has `virtual_host`\n\
         add `virtual_host: true` to the members whose values go before the host name, or remove it"
    );
}

#[test]
fn another_endpoint_has_a_valid_name() {
    for name in ["1vets", "-vets", "vets-", "Vets", "my vets", "my.vets"] {
        let spec = SPEC
            .replace("{ vets: { aws: vets", &format!("{{ {name}: {{ aws: vets"))
            .replace("endpoint: vets", &format!("endpoint: {name}"));
        let said = diagnostics(&spec);
        assert_eq!(
            format!("{}\n{}", headlines(&said)[0], help(&said)),
            format!(
                "error[RS0011]: `{name}` can't be the name of an endpoint\n\
                 write lower-case letters, digits and `-`, beginning with a letter and not ending with `-`"
            )
        );
    }
    assert_eq!(
        after("aws: vets", "aws: my vets"),
        "error[RS0011]: `my vets` can't begin a host name\n\
         write the labels before the region, such as `portal.sso`"
    );
    assert_eq!(
        after("signing_name: vet", "signing_name: a vet"),
        "error[RS0011]: `a vet` can't be the name of a service in signatures\n\
         write letters, digits, `-`, `_` and `.`, such as `awsssoportal`"
    );
}

#[test]
fn hosts_are_those_of_a_region_of_a_partition_or_of_all() {
    let accelerated = "accelerated: { aws:";
    assert_eq!(
        after(accelerated, "accelerated: { defualt:"),
        "error[RS0011]: `defualt` is neither a region nor a partition\ndid you mean `default`?"
    );
    assert_eq!(
        after(accelerated, "accelerated: { my_region:"),
        "error[RS0011]: `my_region` is neither a region nor a partition\n\
         write a region such as `eu-west-1`, a partition such as `aws-cn`, or `default`"
    );
    for known in ["default", "aws-cn", "eu-west-1", "aws-global", "sandbox"] {
        let spec = SPEC.replace(accelerated, &format!("accelerated: {{ {known}:"));
        assert_eq!(diagnostics(&spec), "");
    }
}

#[test]
fn accelerated_requests_are_signed_for_the_region_of_the_client() {
    assert_eq!(
        after(
            "plain: pets-fast.example.com",
            "plain: pets-fast.example.com, signing_region: us-east-1"
        ),
        "error[RS0011]: `signing_region` can't be used in `accelerated`\n\
         remove it: requests are signed for the region of the client"
    );
}

#[test]
fn the_name_of_an_endpoint_in_signatures_is_valid_though_nothing_is_signed() {
    let unsigned = SPEC.replace("auth: sigv4\n", "auth: none\n");
    assert_eq!(diagnostics(&unsigned), "");
    let spec = unsigned.replace("signing_name: vet", "signing_name: a vet");
    assert_eq!(
        headlines(&diagnostics(&spec)),
        ["error[RS0011]: `a vet` can't be the name of a service in signatures"]
    );
}

#[test]
fn operations_at_two_endpoints_may_have_the_same_request() {
    let same = "POST /heal\n  Cure:\n    http: POST /heal\n";
    assert_eq!(diagnostics(&SPEC.replace("POST /heal\n", same)), "");
    // The host and the name of the endpoint aren't mixed up.
    let host = "POST /heal\n    host: vets\n  Cure:\n    http: POST /heal\n";
    let said = diagnostics(&SPEC.replace("POST /heal\n", host));
    assert!(!said.contains("RS0023"), "{said}");
}

#[test]
fn the_label_in_the_host_is_the_first_segment_of_the_path() {
    let only_first = "error[RS0011]: `virtual_host` is only for the label that is the first segment of the path\n\
         remove it, or write the label after the first slash of `http`, such as `GET /{Bucket}/{Key+}`";
    for path in [
        "/pets/{Shelter}/{Pet+}",
        "/a{Shelter}/{Pet+}",
        "/{Shelter}a/{Pet+}",
    ] {
        assert_eq!(after("/{Shelter}/{Pet+}", path), only_first, "{path}");
    }
    let in_header =
        "Shelter: { type: string, header: x-shelter, required: true, virtual_host: true }";
    let spec = SPEC.replace("/{Shelter}/{Pet+}", "/{Pet+}").replace(
        "Shelter: { type: string, label: Shelter, required: true, virtual_host: true }",
        in_header,
    );
    let said = diagnostics(&spec);
    assert_eq!(
        format!("{}\n{}", headlines(&said)[0], help(&said)),
        only_first
    );
}

#[test]
fn the_label_in_the_host_is_a_string_that_is_not_sensitive() {
    let label = "type: string, label: Shelter";
    assert_eq!(
        after(label, "type: integer, label: Shelter"),
        "error[RS0011]: a part of a host is a string that isn't sensitive, and `integer` isn't one\n\
         change the type to `string`"
    );
    assert_eq!(
        after(label, "default: a, type: string, label: Shelter"),
        "error[RS0011]: `virtual_host` can't be combined with `default`\nremove one of the two"
    );
    for (key, line) in [("host", "host: a."), ("endpoint", "endpoint: vets")] {
        assert_eq!(
            after(
                "/{Shelter}/{Pet+}\n",
                &format!("/{{Shelter}}/{{Pet+}}\n    {line}\n")
            ),
            format!(
                "error[RS0011]: `virtual_host` can't be combined with `{key}`\nremove one of the two"
            )
        );
    }
}

#[test]
fn labels_in_hosts_and_other_endpoints_are_for_services_of_aws() {
    let spec = SPEC
        .replace("    aws: pets\n", "    url: https://example.com\n")
        .replace("  auth: sigv4\n", "");
    let said = diagnostics(&spec);
    let headlines = headlines(&said);
    assert_eq!(
        headlines[..2],
        ["accelerated", "others"].map(|key| format!(
            "error[RS0011]: `{key}` can only be used with `aws`, not with `url`"
        ))
    );
    let spec = "\
restsmith: 1
service: { name: pets, protocol: rest-json, endpoint: { url: https://example.com } }
operations:
  Feed:
    http: POST /{Shelter}
    input: { Shelter: { type: string, label: Shelter, required: true, virtual_host: true } }
    output: { Pet: { type: string, virtual_host: true } }
";
    let said = diagnostics(spec);
    assert_eq!(
        self::headlines(&said),
        ["error[RS0028]: `virtual_host` is only for members of an operation's input"]
    );
    let said = diagnostics(&spec.replace(
        "    output: { Pet: { type: string, virtual_host: true } }\n",
        "",
    ));
    assert_eq!(
        self::headlines(&said),
        ["error[RS0011]: `virtual_host` can't be combined with `url`"]
    );
    assert_eq!(help(&said), "remove one of the two");
}
