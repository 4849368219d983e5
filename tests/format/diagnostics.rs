//! How each diagnostic is shown, for specs as a person would get them wrong.

use std::fs;

use restsmith::Builder;
use tempfile::TempDir;

pub(super) const SPEC: &str = "\
restsmith: 1
service:
  name: pets
  title: Pets
  protocol: rest-json
  endpoint: { url: https://pets.example.com }
operations:
  Feed:
    http: POST /feed
    docs: Gives a pet something.
    input:
      food: { type: Food, required: true, header: x-food }
    errors: [NotHungry]
errors:
  NotHungry: { status: 409 }
shapes:
  Food: { type: string, sensitive: true }
";

/// What is said about a spec, as it is shown for a file `pets.yaml` in the current folder.
pub(super) fn diagnostics(spec: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("pets.yaml");
    fs::write(&path, spec).unwrap();
    let shown = match Builder::new().plan(folder.path().join("out"), &[&path]) {
        Ok(change) => change.warnings().concat(),
        Err(error) => error.to_string(),
    };
    shown.replace(path.to_str().unwrap(), "pets.yaml")
}

/// What is said about the spec above with one change.
pub(super) fn after(old: &str, new: &str) -> String {
    assert_eq!(SPEC.matches(old).count(), 1, "{old}");
    diagnostics(&SPEC.replace(old, new))
}

#[test]
fn a_protocol_says_where_requests_go_and_what_members_are_bound_to() {
    let named = "protocol: aws-json-1.1\n  target_prefix: Pets_20310203";
    insta::assert_snapshot!(
        "rs0009_target_prefix",
        after("protocol: rest-json", "protocol: aws-json-1.1")
    );
    let spec = SPEC.replace("protocol: rest-json", named);
    insta::assert_snapshot!("rs0016_one_uri", diagnostics(&spec));
    let spec = spec.replace("    http: POST /feed\n", "");
    insta::assert_snapshot!("rs0028_protocol", diagnostics(&spec));
    let spec = spec
        .replace(", header: x-food", "")
        .replace("Pets_20310203", "Pets 2031");
    insta::assert_snapshot!("rs0011_target_prefix", diagnostics(&spec));
    let misplaced = "protocol: rest-json\n  target_prefix: Pets_20310203";
    insta::assert_snapshot!(
        "rs0007_target_prefix",
        after("protocol: rest-json", misplaced)
    );
}

#[test]
fn a_colon_in_a_bare_sentence_is_no_yaml() {
    insta::assert_snapshot!(
        "rs0001",
        after("Gives a pet something.", "Gives a pet: something.")
    );
}

#[test]
fn an_idempotency_token_is_a_string_of_an_input_that_is_no_label() {
    let token = "{ type: integer, idempotency_token: true }";
    insta::assert_snapshot!(
        "rs0011_token",
        after("{ type: Food, required: true, header: x-food }", token)
    );
    let spec = SPEC.replace("POST /feed", "POST /feed/{food}");
    let spec = spec.replace("header: x-food", "label: food, idempotency_token: true");
    insta::assert_snapshot!("rs0011_token_label", diagnostics(&spec));
    let output =
        "errors: [NotHungry]\n    output: { id: { type: string, idempotency_token: true } }";
    insta::assert_snapshot!("rs0011_token_output", after("errors: [NotHungry]", output));
    let shape =
        "Bowl: { type: structure, members: { id: { type: string, idempotency_token: true } } }";
    let spec = format!("{SPEC}  {shape}\n").replace("      food:", "      bowl: Bowl\n      food:");
    insta::assert_snapshot!("rs0011_token_shape", diagnostics(&spec));
}

#[test]
fn the_last_segment_is_that_of_a_string_of_an_input() {
    let of_input = |member: &str| after("{ type: Food, required: true, header: x-food }", member);
    for (member, expected) in [
        (
            "{ type: integer, last_segment: true }",
            "error[RS0011]: `last_segment` is only for strings, and `integer` isn't one",
        ),
        (
            "{ type: string, last_segment: true, idempotency_token: true }",
            "error[RS0011]: `last_segment` can't be used with `idempotency_token`",
        ),
        (
            "{ type: string, last_segment: true, nullable: true }",
            "error[RS0011]: a member with `last_segment` can't be null",
        ),
        (
            "{ type: string, required: true, last_segment: true, constant: a }",
            "error[RS0011]: a member with a `constant` can't have `last_segment` too",
        ),
    ] {
        assert_eq!(headlines(&of_input(member)), [expected]);
    }
    let greedy = with_input(
        "POST /feed/{path+}",
        "path: { type: string, required: true, label: path, last_segment: true }",
        "",
    );
    assert_eq!(
        headlines(&greedy),
        ["error[RS0011]: `last_segment` can't be used with a greedy label"]
    );
    assert_eq!(
        help(&greedy),
        "remove it, or the `+` of the label: only one segment would be sent"
    );
    let output = "errors: [NotHungry]\n    output: { id: { type: string, last_segment: true } }";
    let expected = "error[RS0011]: `last_segment` is only for members of an operation's input";
    assert_eq!(headlines(&after("errors: [NotHungry]", output)), [expected]);
    let secret = SPEC.replace(
        "  Food:",
        "  Hidden: { type: string, sensitive: true }\n  Food:",
    );
    let secret = secret.replace(
        "{ type: Food, required: true, header: x-food }",
        "{ type: Hidden, header: x-food, last_segment: true }",
    );
    let expected = "error[RS0011]: `last_segment` can't be used with a sensitive string";
    assert_eq!(headlines(&diagnostics(&secret))[0], expected);
}

#[test]
fn a_tab_is_no_indentation() {
    insta::assert_snapshot!("rs0001_tab", after("    http: POST", "\thttp: POST"));
}

#[test]
fn nesting_has_a_limit() {
    let nest = format!("{}{}", "[".repeat(101), "]".repeat(101));
    insta::assert_snapshot!("rs0002", after("[NotHungry]", &nest));
}

#[test]
fn an_anchor_is_refused() {
    insta::assert_snapshot!("rs0003", after("NotHungry: {", "NotHungry: &conflict {"));
}

#[test]
fn a_tag_is_refused() {
    insta::assert_snapshot!("rs0004", after("title: Pets", "title: !!str 7"));
}

#[test]
fn two_services_in_one_file_are_refused() {
    insta::assert_snapshot!("rs0005", diagnostics(&format!("{SPEC}---\n{SPEC}")));
}

#[test]
fn an_empty_file_is_refused() {
    insta::assert_snapshot!("rs0005_empty", diagnostics("# later\n"));
}

#[test]
fn a_key_stands_once_in_a_map() {
    let twice = "NotHungry: { status: 409 }\n  NotHungry: { status: 422 }";
    insta::assert_snapshot!("rs0006", after("NotHungry: { status: 409 }", twice));
}

#[test]
fn a_misspelt_key_is_answered_with_those_that_there_are() {
    insta::assert_snapshot!("rs0007", after("title: Pets", "titel: Pets"));
}

#[test]
fn a_list_is_not_a_word() {
    insta::assert_snapshot!("rs0008", after("[NotHungry]", "NotHungry"));
}

#[test]
fn yes_is_not_true() {
    insta::assert_snapshot!("rs0008_yes", after("required: true", "required: yes"));
}

#[test]
fn a_status_is_a_number() {
    insta::assert_snapshot!("rs0008_status", after("status: 409", "status: Conflict"));
}

#[test]
fn a_required_key_is_asked_for() {
    insta::assert_snapshot!("rs0009", after("    http: POST /feed\n", ""));
}

#[test]
fn a_later_format_is_not_guessed_at() {
    insta::assert_snapshot!("rs0010", after("restsmith: 1", "restsmith: 2"));
}

#[test]
fn an_unknown_protocol_is_answered_with_those_that_there_are() {
    insta::assert_snapshot!("rs0011", after("rest-json", "json"));
}

#[test]
fn an_endpoint_without_a_scheme_is_refused() {
    insta::assert_snapshot!(
        "rs0011_url",
        after("https://pets.example.com", "pets.example.com")
    );
}

#[test]
fn an_endpoint_that_no_client_could_use_is_refused() {
    for (url, problem) in [
        (
            "https://pets.example.com:0",
            "the endpoint URL's port is not a number from 1 to 65535",
        ),
        (
            "https://pets.example.com:65536",
            "the endpoint URL's port is not a number from 1 to 65535",
        ),
        (
            "https://:443",
            "the endpoint URL is not a valid URL with a host",
        ),
        (
            "https://h:x",
            "the endpoint URL's port is not a number from 1 to 65535",
        ),
    ] {
        let shown = after("https://pets.example.com", url);
        assert!(
            shown.starts_with(&format!("error[RS0011]: {problem}\n")),
            "{url}: {shown}"
        );
    }
}

#[test]
fn an_endpoint_is_of_one_kind() {
    insta::assert_snapshot!("rs0011_both", after("{ url:", "{ aws: pets, url:"));
}

#[test]
fn an_endpoint_at_a_url_has_nothing_of_a_region() {
    insta::assert_snapshot!(
        "rs0011_fips",
        after(".com }", ".com, fips: { aws-us-gov: pets } }")
    );
}

#[test]
fn an_unknown_partition_is_answered_with_those_that_there_are() {
    let endpoint = "aws: pets, fips: { us-gov: pets }";
    insta::assert_snapshot!(
        "rs0011_partition",
        after("url: https://pets.example.com", endpoint)
    );
}

#[test]
fn an_error_is_repeated_for_a_known_reason() {
    insta::assert_snapshot!(
        "rs0011_retry",
        after("status: 409", "status: 409, retry: always")
    );
}

#[test]
fn a_shape_has_to_be_defined() {
    insta::assert_snapshot!("rs0012", after("type: Food,", "type: Fodd,"));
}

#[test]
fn an_error_has_to_be_defined() {
    insta::assert_snapshot!("rs0013", after("[NotHungry]", "[NotHungry, Asleep]"));
}

#[test]
fn a_common_error_needs_no_mention() {
    let spec = SPEC.replace("[NotHungry]", "[NotHungry, Busy]");
    let spec = spec.replace(
        "shapes:",
        "common_errors:\n  Busy: { status: 429 }\nshapes:",
    );
    insta::assert_snapshot!("rs0013_common", diagnostics(&spec));
}

#[test]
fn a_key_of_a_service_with_nothing_after_it_is_not_a_key_that_is_left_out() {
    for (name, key) in [
        ("rs0008_nothing_after_auth", "auth:"),
        ("rs0008_nothing_after_by", "errors: { by: }"),
        ("rs0008_nothing_after_errors", "errors:"),
        ("rs0008_nothing_after_required", "required_in_responses:"),
        ("rs0008_list_after_by", "errors: { by: [status, code] }"),
        ("rs0008_errors_without_a_map", "errors: status"),
        ("rs0011_by", "errors: { by: kode }"),
    ] {
        insta::assert_snapshot!(name, after("  title: Pets\n", &format!("  {key}\n")));
    }
}

#[test]
fn a_name_has_to_suit_rust() {
    insta::assert_snapshot!("rs0014", after("  Feed:", "  Füttern:"));
}

#[test]
fn a_service_has_to_be_a_module() {
    insta::assert_snapshot!("rs0014_service", after("name: pets", "name: my-pets"));
}

#[test]
fn two_names_can_not_become_one() {
    let second = "header: x-food }\n      Food: { type: string, header: x-more-food }";
    insta::assert_snapshot!("rs0015", after("header: x-food }", second));
}

#[test]
fn a_name_of_the_generated_code_is_taken() {
    insta::assert_snapshot!("rs0015_own", after("  Feed:", "  Builder:"));
}

#[test]
fn errors_by_status_have_valid_statuses_bodies_and_places() {
    let names = "errors: [NotHungry]\nerrors:\n  NotHungry: { status: 409 }";
    let common = format!("{names}\ncommon_errors:\n  NotHungry: {{ status: 401, body: Food }}");
    for (name, old, new) in [
        ("rs0008_status_range", "status: 409", "status: 6XX"),
        ("rs0018_status", "status: 409", "status: 204"),
        ("rs0012_body", "status: 409", "status: 409, body: Hunger"),
        ("rs0008_body", "status: 409", "status: 409, body: [Food]"),
        (
            "rs0027_beside_body",
            "status: 409",
            "status: 409, body: Food, members: { why: string }",
        ),
        (
            "rs0014_body",
            "status: 409",
            "status: 409, body: Food, members: { body: { type: string, header: x-body } }",
        ),
        (
            "rs0011_path",
            "  endpoint:",
            "  errors: { code: \"errors[1].code\" }\n  endpoint:",
        ),
        ("rs0021_common", names, &common),
    ] {
        insta::assert_snapshot!(name, after(old, new));
    }
}

#[test]
fn the_habits_of_other_formats_are_answered_with_what_to_write() {
    for (name, old, new) in [
        ("rs0007_get", "http: POST /feed", "get: /pets/{id}"),
        ("rs0007_types", "shapes:", "types:"),
        ("rs0008_error_statuses", "[NotHungry]", "[409]"),
        ("rs0008_error_map", "[NotHungry]", "{ NotHungry: 409 }"),
        ("rs0008_query_true", "header: x-food", "query: true"),
        (
            "rs0008_output_name",
            "    errors: [NotHungry]",
            "    output: Food\n    errors: [NotHungry]",
        ),
        ("rs0016_label_in_query", "/feed", "/feed?food={food}"),
        ("rs0040", "/feed", "/pets/:id/feed"),
    ] {
        insta::assert_snapshot!(name, after(old, new));
    }
}

#[test]
fn a_method_is_written_in_capitals() {
    insta::assert_snapshot!("rs0016", after("POST /feed", "post /feed"));
}

#[test]
fn a_header_name_has_no_colon() {
    insta::assert_snapshot!("rs0017", after("header: x-food", "header: 'x-food:'"));
}

#[test]
fn a_header_of_http_itself_is_not_a_members() {
    insta::assert_snapshot!(
        "rs0017_own",
        after("header: x-food", "header: Content-Length")
    );
}

#[test]
fn a_media_type_is_a_headers_value() {
    insta::assert_snapshot!(
        "rs0017_media_type",
        after("sensitive: true", "media_type: 'text/größer'")
    );
}

#[test]
fn a_header_of_every_request_has_a_value() {
    let protocol = "protocol: rest-json\n  headers: { accept: 'größer' }";
    insta::assert_snapshot!("rs0017_value", after("protocol: rest-json", protocol));
}

#[test]
fn an_error_has_the_status_of_one() {
    insta::assert_snapshot!("rs0018", after("status: 409", "status: 200"));
}

#[test]
fn a_success_has_the_status_of_one() {
    insta::assert_snapshot!(
        "rs0018_success",
        after("/feed\n", "/feed\n    status: 404\n")
    );
}

#[test]
fn a_header_belongs_to_one_member() {
    let second = "header: x-food }\n      drink: { type: string, header: X-Food }";
    insta::assert_snapshot!("rs0019", after("header: x-food }", second));
}

#[test]
fn a_json_name_belongs_to_one_member() {
    let second =
        "header: x-food }\n      size: integer\n      weight: { type: integer, name: size }";
    insta::assert_snapshot!("rs0019_json", after("header: x-food }", second));
}

#[test]
fn a_member_is_bound_once() {
    insta::assert_snapshot!(
        "rs0020",
        after("header: x-food", "header: x-food, query: food")
    );
}

#[test]
fn an_error_is_listed_once() {
    insta::assert_snapshot!("rs0021", after("[NotHungry]", "[NotHungry, NotHungry]"));
}

#[test]
fn two_errors_have_two_codes() {
    let second = "NotHungry: { status: 409 }\n  Full: { status: 422, code: NotHungry }";
    let alone = after("NotHungry: { status: 409 }", second);
    let unlisted = "warning[RS0032]: no operation lists the error `Full`";
    assert_eq!(headlines(&alone), [unlisted]);
    let spec = SPEC.replace("NotHungry: { status: 409 }", second);
    let both = spec.replace("[NotHungry]", "[NotHungry, Full]");
    insta::assert_snapshot!("rs0021_code", diagnostics(&both));
    let common =
        format!("{spec}common_errors:\n  A: {{ status: 500, code: B }}\n  B: {{ status: 500 }}\n");
    let expected = "error[RS0030]: the error code `B` is used twice";
    assert_eq!(headlines(&diagnostics(&common)), [expected]);
}

#[test]
fn a_service_has_operations() {
    insta::assert_snapshot!(
        "rs0022",
        diagnostics(SPEC.split_once("operations:").unwrap().0)
    );
}

#[test]
fn two_operations_have_two_requests() {
    let second = "operations:\n  Give: { http: POST /feed }";
    insta::assert_snapshot!("rs0023", after("operations:", second));
}

/// What is said about the operation with this `host` and this member for it.
fn after_host(host: &str, member: &str) -> String {
    let spec = SPEC.replace(
        "    docs: Gives",
        &format!("    host: \"{host}\"\n    docs: Gives"),
    );
    diagnostics(&spec.replace(
        "    errors: [",
        &format!("      pet: {member}\n    errors: ["),
    ))
}

#[test]
fn a_host_prefix_is_made_of_labels() {
    let member = "{ type: string, required: true, host_label: true }";
    insta::assert_snapshot!("rs0011_host", after_host("{pet}_", member));
    for host in ["", ".", "{pet", "a..", "-a.", "a_b.", "{pet}-.", "a/."] {
        let said = after_host(host, member);
        assert!(
            said.contains(&format!("`{host}` can't be the beginning of a host name")),
            "{said}"
        );
    }
    for host in ["{pet}.", "a.{pet}.b.", "a-{pet}.", "{pet}-"] {
        assert_eq!(after_host(host, member), "", "{host}");
    }
}

#[test]
fn a_label_of_a_host_has_its_member() {
    let member = "{ type: string, required: true, host_label: true }";
    insta::assert_snapshot!("rs0026_host", after_host("{pat}.", member));
    insta::assert_snapshot!("rs0026_host_label", after_host("data.", member));
    insta::assert_snapshot!(
        "rs0026_host_required",
        after_host("{pet}.", "{ type: string, host_label: true }")
    );
    insta::assert_snapshot!(
        "rs0026_host_unmarked",
        after_host("{pet}.", "{ type: string, required: true }")
    );
}

#[test]
fn a_label_of_a_host_is_a_string_that_anyone_may_read() {
    insta::assert_snapshot!(
        "rs0011_host_type",
        after_host(
            "{pet}.",
            "{ type: integer, required: true, host_label: true }"
        )
    );
    insta::assert_snapshot!(
        "rs0034_host",
        after_host("{pet}.", "{ type: Food, required: true, host_label: true }")
    );
}

#[test]
fn only_an_input_has_a_label_of_a_host() {
    insta::assert_snapshot!(
        "rs0028_host",
        after(
            "    errors: [",
            "    output:\n      pet: { type: string, host_label: true }\n    errors: ["
        )
    );
}

#[test]
fn one_string_of_an_input_may_name_the_endpoint() {
    let with = |member: &str| {
        after(
            "    errors: [",
            &format!("      place: {member}\n    errors: ["),
        )
    };
    let place = "{ type: string, endpoint: true }";
    assert_eq!(with(place), "");
    insta::assert_snapshot!(
        "rs0011_endpoint_type",
        with("{ type: Food, endpoint: true }")
    );
    insta::assert_snapshot!(
        "rs0011_endpoint_twice",
        with(&format!("{place}\n      other: {place}"))
    );
    let output = "    output:\n      place: { type: string, endpoint: true }\n    errors: [";
    insta::assert_snapshot!("rs0011_endpoint_output", after("    errors: [", output));
}

#[test]
fn a_label_may_be_left_out_if_its_default_can_be_a_segment() {
    let with = |default: &str| {
        let member = format!("{{ type: string, label: pet{default} }}");
        let spec = SPEC.replace("POST /feed", "POST /feed/{pet}");
        diagnostics(&spec.replace(
            "    errors: [",
            &format!("      pet: {member}\n    errors: ["),
        ))
    };
    assert_eq!(with(", default: \"-\""), "");
    insta::assert_snapshot!("rs0026_default", with(""));
    insta::assert_snapshot!("rs0011_label_default", with(", default: \"..\""));
    assert!(with(", default: \"\"").contains("this default can't be a segment of the path"));
}

#[test]
fn a_stream_is_the_whole_body_of_a_request_or_a_success() {
    let spec = SPEC.replace(
        "Food: { type: string, sensitive: true }",
        "Food: { type: blob, streaming: true }",
    );
    let food = "food: { type: Food, required: true, header: x-food }";
    insta::assert_snapshot!(
        "rs0038_stream_in_body",
        diagnostics(&spec.replace(food, "food: Food"))
    );
    insta::assert_snapshot!("rs0038_stream_in_header", diagnostics(&spec));
    let payload = spec.replace("header: x-food", "payload: true");
    let in_shape = format!("{payload}  Bowl: {{ type: structure, members: {{ food: Food }} }}\n")
        + "  Bowls: { type: list, of: Food }\n";
    insta::assert_snapshot!("rs0038_stream_in_shape", diagnostics(&in_shape));
    let error = "{ status: 409, members: { left: { type: Food, payload: true } } }";
    insta::assert_snapshot!(
        "rs0038_stream_in_error",
        diagnostics(&payload.replace("{ status: 409 }", error))
    );
    let pages = "    output: { next: string }
    pagination: { input_token: token, output_token: next }
    errors:";
    let pages = payload.replace("    errors:", pages);
    let pages = pages.replace(
        "    input:\n",
        "    input:\n      token: { type: string, header: x-token }\n",
    );
    insta::assert_snapshot!("rs0011_stream_in_pages", diagnostics(&pages));
    let checksum = payload.replace(
        "    docs: Gives",
        "    checksum_required: true\n    docs: Gives",
    );
    insta::assert_snapshot!("rs0011_stream", diagnostics(&checksum));
    let own = "food: { type: Food, required: true, payload: true }\n      sum: { type: string, header: Content-MD5 }";
    let checksum = checksum.replace("food: { type: Food, required: true, payload: true }", own);
    assert_eq!(diagnostics(&checksum), "");
    let hash = payload.replace("    docs: Gives", "    tree_hash: true\n    docs: Gives");
    insta::assert_snapshot!("rs0011_stream_hash", diagnostics(&hash));
    let own = own.replace("Content-MD5", "X-Amz-Sha256-Tree-Hash");
    let hash = hash.replace("food: { type: Food, required: true, payload: true }", &own);
    assert_eq!(diagnostics(&hash), "");
}

/// What is said about members of an output with these types and defaults, beside these shapes.
fn after_defaults(members: &str, shapes: &str) -> String {
    let spec = format!("{SPEC}{shapes}");
    diagnostics(&spec.replace(
        "    errors: [",
        &format!("    output:\n{members}    errors: ["),
    ))
}

#[test]
fn the_default_of_an_enum_is_one_of_its_values() {
    let shapes = "  Tier: { type: enum, values: { STANDARD: standard, DEEP: deep_archive } }
  Level: { type: int_enum, values: { Low: 1, High: 2 } }
  Hidden: { type: enum, sensitive: true, values: [on, off] }
";
    let members = "      name: { type: Tier, default: STANDARD }
      misspelt: { type: Tier, default: deep_archiv }
      other: { type: Tier, default: zzz }
      hidden: { type: Hidden, default: OFF }
      level: { type: Level, default: 7 }
      named: { type: Level, default: low }
      quoted: { type: Level, default: \"1\" }
";
    insta::assert_snapshot!("rs0011_default_enum", after_defaults(members, shapes));
    let right = "      tier: { type: Tier, default: standard }
      hidden: { type: Hidden, default: off }
      level: { type: Level, default: 2 }
";
    assert_eq!(after_defaults(right, shapes), "");
}

#[test]
fn a_default_is_of_the_members_type() {
    let shapes = "  Names: { type: list, of: string }
  Notes: { type: map, of: string }
  Bowl: { type: structure, members: { size: integer } }
";
    let members = "      boolean: { type: boolean, default: 1 }
      byte: { type: byte, default: 128 }
      short: { type: short, default: 40000 }
      integer: { type: integer, default: 1.5 }
      long: { type: long, default: \"1\" }
      double: { type: double, default: \"1\" }
      big: { type: big_decimal, default: \"1\" }
      text: { type: string, default: 1 }
      blob: { type: blob, default: abc }
      day: { type: timestamp, default: 2024-01-01 }
      far: { type: timestamp, default: 999999999999 }
      names: { type: Names, default: [a] }
      notes: { type: Notes, default: { a: b } }
      bowl: { type: Bowl, default: {} }
";
    insta::assert_snapshot!("rs0011_default", after_defaults(members, shapes));
    let right = "      seconds: { type: timestamp, default: 1704067200 }
      time: { type: timestamp, default: 2024-01-01T00:00:00Z }
      blob: { type: blob, default: \"\" }
      names: { type: Names, default: [] }
      notes: { type: Notes, default: {} }
";
    let bowl = shapes.replace("size: integer", "size: { type: integer, default: 1 }")
        + "  Bowls: { type: list, of: Bowl }\n";
    assert_eq!(
        after_defaults(&format!("{right}      bowls: Bowls\n"), &bowl),
        ""
    );
}

#[test]
fn a_common_error_has_members_as_others_do() {
    let common = |members| {
        format!("{SPEC}common_errors:\n  Asleep: {{ status: 503, members: {{ {members} }} }}\n")
    };
    assert_eq!(diagnostics(&common("until: timestamp")), "");
    assert_eq!(diagnostics(&common("message: string")), "");
}

/// What is said about this shape beside the others.
pub(super) fn after_shape(shape: &str) -> String {
    diagnostics(
        &format!("{SPEC}  Mood: {{ {shape} }}\n")
            .replace("    errors: [", "      mood: Mood\n    errors: ["),
    )
}

#[test]
fn the_values_of_an_int_enum_are_numbers_with_names() {
    insta::assert_snapshot!(
        "rs0008_int_enum_list",
        after_shape("type: int_enum, values: [1, 2]")
    );
    insta::assert_snapshot!(
        "rs0008_int_enum_quoted",
        after_shape("type: int_enum, values: { Low: '1', High: 2 }")
    );
    insta::assert_snapshot!(
        "rs0008_enum_number",
        after_shape("type: enum, values: [1, high]")
    );
    assert_eq!(
        after_shape("type: int_enum, values: [\"1\", \"2\"]")
            .lines()
            .next(),
        after_shape("type: int_enum, values: [1, 2]").lines().next()
    );
    assert_eq!(
        after_shape("type: int_enum, values: { Low: 1, High: 2 }"),
        ""
    );
}

#[test]
fn a_value_is_there_once() {
    insta::assert_snapshot!(
        "rs0006_values",
        after_shape("type: enum, values: [calm, wild, calm]")
    );
    insta::assert_snapshot!(
        "rs0006_values_by_name",
        after_shape("type: enum, values: { Calm: calm, Still: calm }")
    );
}

#[test]
fn an_enum_has_a_value_and_a_union_a_member() {
    insta::assert_snapshot!("rs0011_no_values", after_shape("type: enum, values: []"));
    insta::assert_snapshot!(
        "rs0011_no_values_by_name",
        after_shape("type: int_enum, values: {}")
    );
    insta::assert_snapshot!(
        "rs0011_no_variants",
        after_shape("type: union, members: {}")
    );
    for right in [
        "type: enum, values: [calm]",
        "type: union, members: { calm: string }",
        "type: structure, members: {}",
    ] {
        assert_eq!(after_shape(right), "", "{right}");
    }
}

/// What is said about a member of an output, and the help for it.
pub(super) fn after_member(member: &str) -> String {
    after(
        "    errors: [",
        &format!("    output:\n      out: {member}\n    errors: ["),
    )
}

#[test]
fn a_type_is_not_described_where_it_is_used() {
    insta::assert_snapshot!(
        "rs0007_shape_key",
        after_member("{ type: string, sensitive: true }")
    );
    insta::assert_snapshot!(
        "rs0012_inline_list",
        after_member("{ type: list, of: string }")
    );
    insta::assert_snapshot!(
        "rs0008_inline_of",
        after_shape("type: list, of: { type: string }")
    );
    insta::assert_snapshot!(
        "rs0008_inline_type",
        after_member("{ type: { type: list, of: string } }")
    );
    let help = "help: this belongs to a shape: name one below `shapes:` and refer to it by `type`";
    for key in [
        "streaming: true",
        "format: date_time",
        "of: string",
        "values: [a]",
        "members: {}",
        "sparse: true",
        "media_type: a/b",
    ] {
        let said = after_member(&format!("{{ type: string, {key} }}"));
        assert!(said.contains(help), "{said}");
    }
    for (kind, keys) in [
        ("structure", "members: { a: string }"),
        ("union", "members: { a: string }"),
        ("list", "of: string"),
        ("map", "of: string"),
        ("enum", "values: [A, B]"),
        ("int_enum", "values: { A: 1 }"),
    ] {
        let said = after_member(kind);
        let help = format!(
            "help: write a shape such as `Name: {{ type: {kind}, {keys} }}` below `shapes:`, and its name here"
        );
        assert!(said.contains(&help), "{said}");
    }
}

/// The help for a member or a shape of such a type.
pub(super) fn help(said: &str) -> &str {
    let (_, help) = said.split_once("= help: ").unwrap();
    help.lines().next().unwrap()
}

#[test]
fn a_type_with_another_one_inside_is_answered_with_the_shape_to_write() {
    insta::assert_snapshot!("rs0008_list_of_a_type", after_member("[string]"));
    insta::assert_snapshot!("rs0012_array_of_a_type", after_member("\"string[]\""));
    let shape = |kind: &str, of: &str| {
        format!(
            "a {kind} is a shape: write `Name: {{ type: {kind}, of: {of} }}` below `shapes:`, and its name here"
        )
    };
    let optional =
        |of: &str| format!("write `{of}`: a member is optional unless it has `required: true`");
    for (kind, expected) in [
        ("string[]", shape("list", "string")),
        ("[]int", shape("list", "integer")),
        ("list<string>", shape("list", "string")),
        ("Vec<String>", shape("list", "string")),
        ("array[Food]", shape("list", "Food")),
        ("map<string, number>", shape("map", "number")),
        ("HashMap<String, i64>", shape("map", "long")),
        ("string?", optional("string")),
        ("Option<bool>", optional("boolean")),
    ] {
        let said = after_member(&format!("{kind:?}"));
        assert_eq!(help(&said), expected, "{kind}");
    }
}

#[test]
fn a_word_is_answered_with_the_words_that_can_stand_there() {
    let auth = |value: &str| {
        let endpoint = "  endpoint: { url: https://pets.example.com }\n";
        after(endpoint, &format!("{endpoint}  auth: {value}\n"))
    };
    insta::assert_snapshot!("rs0008_auth", auth("{ type: bearer }"));
    for (value, expected) in [
        ("", "write one of these"),
        (
            "[bearer]",
            "define a scheme, such as `token: { type: bearer }` below the service's `auth_schemes:`, and write its name here",
        ),
        (
            "jwt",
            "write `auth: bearer`, or define it below the service's `auth_schemes:`, as `jwt: { type: bearer }`",
        ),
        (
            "basic",
            "define it below the service's `auth_schemes:`, as `basic: { type: basic }`",
        ),
    ] {
        assert_eq!(help(&auth(value)), expected, "{value}");
    }
    for (status, expected) in [
        (
            "\"409\"",
            "write three digits without quotes, or one of these words",
        ),
        (
            "70000",
            "write three digits without quotes, or one of these words",
        ),
    ] {
        let said = after("status: 409", &format!("status: {status}"));
        assert_eq!(help(&said), expected, "{said}");
    }
    let said = after("{ status: 409 }", "409");
    assert_eq!(help(&said), "write `{ status: 404 }`");
    let said = after("restsmith: 1", "restsmith: 1.0");
    assert!(
        said.contains("expected the number 1, found the number 1.0"),
        "{said}"
    );
}

#[test]
fn what_is_not_supported_is_named() {
    let multipart = "a body of several parts has the operation's key `request`: write `request: multipart`, and `part: true` for a file";
    for said in [
        after_member("{ type: blob, multipart: true }"),
        after("    docs:", "    multipart: true\n    docs:"),
        after("protocol: rest-json", "protocol: multipart/form-data"),
        after("protocol: rest-json", "protocol: form-data"),
    ] {
        assert_eq!(help(&said), multipart, "{said}");
    }
    for (member, expected) in [
        (
            "form",
            "a body that is a form has the operation's key `request`: write `request: form`",
        ),
        ("event_stream", "event streams aren't supported"),
        (
            "cookies",
            "did you mean `cookie`? Each cookie is a member of its own",
        ),
    ] {
        let said = after_member(&format!("{{ type: string, {member}: a }}"));
        assert_eq!(help(&said), expected, "{said}");
    }
}

#[test]
fn a_document_of_another_format_is_recognized() {
    let openapi = "openapi: 3.1.0\ninfo: { title: Pets }\npaths: {}\n";
    insta::assert_snapshot!("rs0010_openapi", diagnostics(openapi));
    let botocore = "{\n\"metadata\": {},\n\"operations\": {},\n\"shapes\": {}\n}\n";
    insta::assert_snapshot!("rs0010_botocore", diagnostics(botocore));
    for (text, name) in [
        (
            "{ \"swagger\": \"2.0\", \"paths\": {} }",
            "an OpenAPI 2 (Swagger) document",
        ),
        ("asyncapi: 3.0.0\nchannels: {}\n", "an AsyncAPI document"),
        ("{ \"smithy\": \"2.0\", \"shapes\": {} }", "a Smithy model"),
        ("$version: \"2\"\nnamespace pets\n", "a Smithy model"),
        (
            "{ \"info\": { \"name\": \"Pets\" }, \"item\": [] }",
            "a Postman collection",
        ),
        (
            "# Pets\ntype Query {\n  pets: [Pet]\n}\n",
            "a GraphQL schema",
        ),
        ("{ \"__schema\": {} }", "a GraphQL schema"),
        ("syntax = \"proto3\";\n", "a Protocol Buffers file"),
        (
            "<?xml version=\"1.0\"?>\n<definitions/>\n",
            "an XML document",
        ),
        (
            "{ \"$schema\": \"https://json-schema.org/draft\" }",
            "a JSON Schema",
        ),
    ] {
        let said = diagnostics(text);
        let expected = format!("error[RS0010]: this is {name}, not a spec for restsmith\n");
        assert!(said.starts_with(&expected), "{said}");
        assert!(
            said.contains("nothing was generated, because of 1 error;"),
            "{said}"
        );
    }
    // What says that it is a spec is one, whatever else it holds.
    let said = diagnostics(&format!("openapi: 3.1.0\n{SPEC}"));
    assert!(
        said.starts_with("error[RS0007]: `openapi` is not known here\n"),
        "{said}"
    );
}

#[test]
fn a_type_of_another_language_is_answered_with_the_one_of_the_format() {
    insta::assert_snapshot!("rs0012_number", after_member("number"));
    insta::assert_snapshot!("rs0012_object", after_member("{ type: object }"));
    insta::assert_snapshot!("rs0012_all", after_member("colour"));
    insta::assert_snapshot!("rs0011_type", after_shape("type: colour"));
    for (kind, meant) in [
        ("datetime", "`timestamp`"),
        ("localdate", "`date`"),
        ("int", "`integer`"),
        ("Bool", "`boolean`"),
        ("str", "`string`"),
        ("i32", "`integer`"),
        ("uint64", "`unsigned_long`"),
        ("date-time", "`timestamp`"),
        ("any", "`document`"),
        ("guid", "`uuid`"),
        ("\"byte[]\"", "`blob`"),
        ("email", "`string`"),
    ] {
        for said in [after_member(kind), after_shape(&format!("type: {kind}"))] {
            assert!(
                said.contains(&format!("help: did you mean {meant}?")),
                "{said}"
            );
        }
    }
}

/// What is said about a spec with these operations, and with this after them.
pub(super) fn with_operations(operations: &str, rest: &str) -> String {
    let (before, _) = SPEC.split_once("operations:\n").unwrap();
    diagnostics(&format!("{before}operations:\n{operations}{rest}"))
}

/// What is said about an operation with this request and these members of its input.
pub(super) fn with_input(http: &str, input: &str, shapes: &str) -> String {
    with_operations(
        &format!("  Feed:\n    http: {http}\n    input: {{ {input} }}\n"),
        shapes,
    )
}

/// The lines of what is said that have a code.
pub(super) fn headlines(said: &str) -> Vec<&str> {
    said.lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("warning["))
        .collect()
}

#[test]
fn a_shape_has_no_name_of_a_built_in_type() {
    let shape = "type: string, sensitive: true }\n  string: { type: blob";
    let used = SPEC.replace("      food:", "      name: string\n      food:");
    let spec = used.replace("type: string, sensitive: true", shape);
    insta::assert_snapshot!("rs0014_built_in", diagnostics(&spec));
}

#[test]
fn a_prefix_of_the_host_is_separated_from_it() {
    let host = |host: &str| after("    docs:", &format!("    host: {host:?}\n    docs:"));
    insta::assert_snapshot!("rs0041", host("data"));
    let other = "it is put before the host name: write `api2.example.com.`, or put the operations of another host into a spec of their own";
    assert_eq!(help(&host("api2.example.com")), other);
    for separated in ["data.", "data-", "a.b."] {
        assert_eq!(host(separated), "", "{separated}");
    }
}

#[test]
fn two_errors_of_an_operation_are_told_apart() {
    let said = |by: &str, errors: &str, rest: &str| {
        let spec = SPEC.replace(
            "operations:\n",
            &format!("  errors: {{ by: {by} }}\noperations:\n"),
        );
        let spec = spec.replace("[NotHungry]", errors);
        diagnostics(&spec.replace("shapes:\n", &format!("{rest}shapes:\n")))
    };
    let same = "  Away: { status: 409 }\n";
    insta::assert_snapshot!("rs0042", said("status", "[NotHungry, Away]", same));
    let found = said("code_or_status", "[NotHungry, Away]", same);
    assert_eq!(headlines(&found).len(), 1, "{found}");
    let common = "common_errors:\n  Away: { status: 401 }\n  Asleep: { status: 401 }\n";
    let found = said("status", "[NotHungry]", common);
    assert_eq!(
        headlines(&found),
        ["warning[RS0042]: only a code in the response tells `Asleep` from `Away`"]
    );
    for (by, errors, rest) in [
        ("code", "[NotHungry, Away]", same),
        ("status, code: error.code", "[NotHungry, Away]", same),
        (
            "status",
            "[NotHungry, Away]",
            "  Away: { status: 409, code: away }\n",
        ),
        // The error that the operation lists takes precedence.
        (
            "status",
            "[NotHungry]",
            "common_errors:\n  Away: { status: 409 }\n",
        ),
    ] {
        assert_eq!(said(by, errors, rest), "", "{by} {rest}");
    }
}

#[test]
fn a_response_without_a_body_has_no_members_in_it() {
    let said = |http: &str, output: &str| {
        with_operations(
            &format!("  Feed:\n    http: {http}\n    output: {{ {output} }}\n"),
            "",
        )
    };
    insta::assert_snapshot!("rs0043", said("HEAD /pets", "name: string"));
    for http in ["PUT /pets\n    status: 204", "PUT /pets\n    status: 205"] {
        let found = said(http, "all: { type: document, payload: true }");
        assert_eq!(headlines(&found).len(), 1, "{found}");
    }
    let header = "{ type: string, header: etag }";
    assert_eq!(said("HEAD /pets", &format!("tag: {header}")), "");
    assert_eq!(said("PUT /pets\n    status: 201", "name: string"), "");
}

#[test]
fn a_timestamp_that_is_sent_in_a_body_has_a_format() {
    insta::assert_snapshot!("rs0044", with_input("POST /feed", "at: timestamp", ""));
    let shapes = "shapes:
  Plain: { type: timestamp }
  Seconds: { type: timestamp, format: epoch_seconds }
  Times: { type: list, of: timestamp }
  Meal: { type: structure, members: { at: timestamp, next: Meal } }
";
    let said = |members: &str, output: &str| {
        let operation = format!(
            "  Feed:\n    http: POST /feed\n    input: {{ {members} }}\n    output: {{ {output} }}\n"
        );
        let found = with_operations(&operation, shapes);
        found.matches("[RS0044]").count()
    };
    // A shape is said once, however often it is used.
    assert_eq!(said("a: Plain, b: Plain", ""), 1);
    assert_eq!(said("a: Times, b: Meal", ""), 2);
    assert_eq!(said("a: { type: Times, query: a }, b: Seconds", ""), 0);
    assert_eq!(said("a: { type: timestamp, header: x-at }", ""), 0);
    // Responses are read in every format.
    assert_eq!(said("a: string", "at: timestamp, meal: Meal"), 0);
    let aws = "{ url: https://pets.example.com }";
    let spec = SPEC.replace(aws, "{ aws: pets }\n  auth: none");
    let spec = spec.replace("      food:", "      at: timestamp\n      food:");
    assert_eq!(diagnostics(&spec), "");
}

#[test]
fn a_query_parameter_has_a_name() {
    let said = with_input("GET /feed", "page: { type: string, query: \"\" }", "");
    assert!(
        said.starts_with("error[RS0011]: a query parameter has a name\n"),
        "{said}"
    );
}

#[test]
fn a_path_has_no_segments_that_are_removed() {
    for (path, segment) in [("/pets/..", ".."), ("/./pets", ".")] {
        let said = after("POST /feed", &format!("POST {path}"));
        let expected = format!("error[RS0016]: `{segment}` can't be a segment of the path\n");
        assert!(said.starts_with(&expected), "{said}");
    }
    assert_eq!(after("POST /feed", "POST /.well-known/a..b"), "");
}

#[test]
fn errors_that_are_named_by_their_status_are_answered_with_a_name() {
    for (errors, error, status) in [
        ("\"404\"", "NotFound", "404"),
        ("\"422\"", "UnprocessableEntity", "422"),
        ("5xx", "ServerError", "5XX"),
        ("default", "Failure", "default"),
    ] {
        let said = after("[NotHungry]", &format!("[NotHungry, {errors}]"));
        let expected = format!(
            "name the error: `errors: [{error}]`, and below the root's `errors:` write `{error}: {{ status: {status} }}`"
        );
        assert_eq!(help(&said), expected, "{said}");
        assert_eq!(headlines(&said).len(), 1, "{said}");
    }
    for errors in ["[404]", "{ 404: NotFound }", "[{ status: 404 }]"] {
        let said = after("[NotHungry]", errors);
        assert!(
            help(&said).starts_with("list names here, such as `errors: [NotFound]`"),
            "{said}"
        );
    }
    let said = diagnostics(&SPEC.replace("NotHungry", "404"));
    assert!(
        said.contains("help: name the error: write `NotFound: { status: 404 }`"),
        "{said}"
    );
}

#[test]
fn a_list_in_place_of_a_map_of_names_is_one_error() {
    let said = after("\n  NotHungry: { status: 409 }", " [NotHungry]");
    insta::assert_snapshot!("rs0008_errors_list", said);
    let said = after("\n  Food: { type: string, sensitive: true }", " [Food]");
    assert_eq!(
        headlines(&said),
        ["error[RS0008]: expected a map, found a list"]
    );
}

#[test]
fn keys_of_other_formats_are_answered_with_what_to_write() {
    let docs = "did you mean `docs`?";
    let builder = "remove it: the caller sets timeouts and attempts on the client's builder";
    let unchecked = "clients don't check it: remove it, or mention it in `docs`";
    let operation = |key: &str| after("    docs:", &format!("    {key}\n    docs:"));
    for (key, expected) in [
        ("description: Feeds a pet.", docs),
        (
            "returns: { name: string }",
            "write the members of a success below `output:`",
        ),
        (
            "operationId: feed",
            "remove it: the operation's key is its name",
        ),
        (
            "tags: [a]",
            "it has no key here: remove it, or mention it in `docs`",
        ),
        (
            "route: /feed",
            "write method and path in one line: `http: GET /users/{id}`",
        ),
        ("timeout: 3", builder),
        ("retries: 3", builder),
        (
            "idempotency_key: token",
            "write `idempotency_token: true` at a member of `input`",
        ),
    ] {
        assert_eq!(help(&operation(key)), expected, "{key}");
    }
    for (key, expected) in [
        (
            "body: true",
            "remove it: a member without a binding is in the body, and `payload: true` makes it the whole body",
        ),
        (
            "enum: [a]",
            "write a shape such as `Name: { type: enum, values: [A, B] }` below `shapes:`, and `type: Name` here",
        ),
        ("example: a", docs),
        ("$ref: a", "write the name of the shape: `type: NAME`"),
        ("maxLength: 3", unchecked),
    ] {
        let said = after_member(&format!("{{ type: string, {key} }}"));
        assert_eq!(help(&said), expected, "{key}");
    }
    for (key, expected) in [
        ("type: structure, properties: {}", "did you mean `members`?"),
        (
            "type: string, enum: [a]",
            "write `type: enum`, and `values: [A, B]`",
        ),
        ("type: list, items: string", "did you mean `of`?"),
        (
            "type: map, key: string",
            "the keys of a `map` are text: write the type of its values as `of`",
        ),
        (
            "type: structure, members: {}, allOf: [a]",
            "write the members of all in one structure",
        ),
        (
            "type: structure, members: {}, oneOf: [a]",
            "write a shape with `type: union`, and `tag: KEY`, `by: kind` or `by: members` for what tells its members apart; if nothing does, the type is `document`",
        ),
        ("type: string, pattern: a", unchecked),
        (
            "type: structure, members: {}, required: [id]",
            "write `required: true` at each member that is required",
        ),
    ] {
        assert_eq!(help(&after_shape(key)), expected, "{key}");
    }
    for (key, expected) in [
        ("security: bearer", "did you mean `auth`?"),
        ("timeout: 3", builder),
        (
            "url: https://pets.example.com",
            "write `endpoint: { url: https://api.example.com }`",
        ),
    ] {
        let said = after("  title: Pets", &format!("  title: Pets\n  {key}"));
        assert_eq!(help(&said), expected, "{key}");
    }
    for (key, expected) in [
        (
            "version: 1",
            "write `restsmith: 1` for the version of the format, and `version` below `service:` for that of the API",
        ),
        (
            "info: {}",
            "write `name`, `title`, `version` and `docs` below `service:`",
        ),
    ] {
        let said = after("restsmith: 1", &format!("restsmith: 1\n{key}"));
        assert_eq!(help(&said), expected, "{key}");
    }
}

#[test]
fn the_keys_of_a_shape_are_those_of_its_type() {
    insta::assert_snapshot!("rs0007_list_key", after_shape("type: list, unit: string"));
    let said = after_shape("type: blob, unit: string");
    let keys = "the keys here are `type`, `sensitive`, `docs`, `streaming`, `media_type`";
    assert_eq!(help(&said), keys);
}

/// What is said about an operation with a label, and a member with this binding.
fn with_label(http: &str, id: &str) -> String {
    with_input(http, &format!("id: {{ type: string, {id} }}"), "")
}

#[test]
fn a_label_that_is_written_otherwise_is_one_error() {
    let said = with_label("GET /pets/{id}", "required: true, label: \"{id}\"");
    insta::assert_snapshot!("rs0026_braces", said);
    for label in ["petId", "ID"] {
        let said = with_label("GET /pets/{id}", &format!("required: true, label: {label}"));
        assert_eq!(headlines(&said).len(), 1, "{said}");
        assert_eq!(help(&said), "did you mean `label: id`?", "{said}");
    }
    // With two labels, it is not clear which one is meant.
    let said = with_label("GET /{a}/{b}", "required: true, label: zz");
    assert_eq!(headlines(&said).len(), 3, "{said}");
}

#[test]
fn a_key_that_is_neither_true_nor_false_is_one_error() {
    for value in ["yes", "\"true\"", "1"] {
        let said = with_label("GET /pets/{id}", &format!("required: {value}, label: id"));
        assert_eq!(headlines(&said).len(), 1, "{said}");
        assert!(said.starts_with("error[RS0008]"), "{said}");
    }
}

#[test]
fn invalid_yaml_is_answered_with_its_cause() {
    let said = after("    docs:", "    \u{a0}docs:");
    assert_eq!(
        help(&said),
        "replace the no-break space in the key by a space"
    );
    let indented = "\u{a0}\u{a0}docs: Feeds.\n    docs:";
    insta::assert_snapshot!("rs0001_no_break_space", after("    docs:", indented));
    insta::assert_snapshot!(
        "rs0001_slashes",
        after("    docs:", "    // Feeds.\n    docs:")
    );
    insta::assert_snapshot!("rs0001_deeper", after("    docs:", "      docs:"));
    let url = "https://{tenant}.example.com";
    insta::assert_snapshot!("rs0001_braces", after("https://pets.example.com", url));
}

#[test]
fn an_endpoint_has_no_variables_of_the_environment_and_no_labels() {
    let said = after("https://pets.example.com", "\"${API_URL}\"");
    insta::assert_snapshot!("rs0011_variable", said);
    let said = after(
        "https://pets.example.com",
        "\"https://{tenant}.example.com\"",
    );
    let expected = "define a variable below `variables:`, such as `tenant: { default: demo }`; a label that each call fills in stands in the `host` of an operation";
    assert_eq!(help(&said), expected);
}

#[test]
fn a_key_in_the_wrong_map_is_answered_with_the_right_one() {
    let output =
        "    errors: [NotHungry]\n    output:\n    name: string\n    age: { type: integer }\n";
    let said = after("    errors: [NotHungry]\n", output);
    insta::assert_snapshot!("rs0007_too_shallow", said);
    for (key, map) in [
        ("Groom: { http: POST /groom }", "operations"),
        ("Asleep: { status: 409 }", "errors"),
        ("Pet: { type: string }", "shapes"),
    ] {
        let said = after("restsmith: 1", &format!("restsmith: 1\n{key}"));
        assert_eq!(help(&said), format!("put it below `{map}:`"), "{said}");
    }
    let said = after_shape("type: structure, members: {}, title: string");
    assert_eq!(help(&said), "put it below `members:`");
    let said = after(
        "    docs:",
        "    id: { type: string, label: id }\n    docs:",
    );
    assert_eq!(help(&said), "put it below `input:` or `output:`");
    // A word that is similar to a key is that key.
    let said = after(
        "    errors: [NotHungry]\n",
        "    errors: [NotHungry]\n    output:\n    statsu: string\n",
    );
    assert_eq!(help(&said), "did you mean `status`?");
}

#[test]
fn a_value_of_another_type_is_answered_with_what_to_write() {
    let shape = |shape: &str| after("{ type: string, sensitive: true }", shape);
    let expected = "write `{ type: list, of: string }`, or `{ type: enum, values: [A, B] }`";
    assert_eq!(help(&shape("[a, b]")), expected);
    let said = after_member("{ type: string, query: }");
    assert_eq!(help(&said), "write a value after `query:`");
    let status = |status: &str| after("    docs:", &format!("    status: {status}\n    docs:"));
    insta::assert_snapshot!("rs0008_success_status", status("\"201\""));
    let expected = "write one status code, or remove the key: any 2xx is a success then";
    assert_eq!(help(&status("[200, 201]")), expected);
    let auth = |auth: &str| after("    docs:", &format!("    auth: {auth}\n    docs:"));
    insta::assert_snapshot!("rs0008_auth_false", auth("false"));
    let said = after("rest-json", "REST-JSON");
    assert_eq!(help(&said), "did you mean `rest-json`?");
    let said = shape("{ type: enum }");
    assert!(
        said.contains("the key `values` of an enum is missing"),
        "{said}"
    );
}

#[test]
fn a_label_may_be_a_part_of_a_segment() {
    for segment in ["{id}.json", "v{id}", "a-{id}:cancel", "~{id}(all)"] {
        let http = format!("\"GET /pets/{segment}/x\"");
        assert_eq!(with_label(&http, "required: true, label: id"), "");
    }
    let of_both = "base: { type: string, required: true, label: base }, head: { type: string, required: true, label: head }";
    let said = with_input("GET /compare/{base}...{head}", of_both, "");
    assert_eq!(said, "");
    insta::assert_snapshot!(
        "rs0016_two_labels",
        with_input("GET /compare/{base}{head}", of_both, "")
    );
    insta::assert_snapshot!(
        "rs0016_greedy_part",
        with_label("GET /pets/{id+}.json", "required: true, label: id")
    );
}

#[test]
fn braces_that_are_no_label_are_answered_with_one() {
    for (segment, expected) in [
        (
            "{id?}",
            "a label is always filled: write `{id}`, and an operation of its own for the path without it",
        ),
        ("{id*}", "a label for several segments is `{id+}`"),
        ("{a b}", "a label is a name in braces, such as `{id}`"),
        ("{id", "a label is a name in braces, such as `{id}`"),
        ("id}", "a label is a name in braces, such as `{id}`"),
        ("{id}}", "a label is a name in braces, such as `{id}`"),
        ("{{id}}", "a label is a name in braces, such as `{id}`"),
    ] {
        let said = with_label(
            &format!("\"GET /pets/{segment}\""),
            "required: true, label: id",
        );
        assert_eq!(help(&said), expected, "{said}");
        let expected =
            format!("error[RS0016]: `{segment}` has braces that aren't those of a label");
        assert_eq!(headlines(&said).first(), Some(&expected.as_str()), "{said}");
    }
}

#[test]
fn white_space_separates_method_and_uri() {
    for http in ["POST  /feed", "\"POST\\t/feed\""] {
        assert_eq!(after("POST /feed", http), "", "{http}");
    }
}

#[test]
fn requests_differ_by_their_host_and_not_by_the_names_of_labels() {
    let two = |first: &str, second: &str, host: &str| {
        let id = |label: &str| format!("{{ type: string, required: true, label: {label} }}");
        with_operations(
            &format!(
                "  One:\n    http: \"{first}\"\n    input: {{ id: {} }}\n  Two:\n    http: \"{second}\"\n    input: {{ id: {} }}\n{host}",
                id("id"),
                id("x"),
            ),
            "",
        )
    };
    insta::assert_snapshot!("rs0023_labels", two("GET /pets/{id}", "GET /pets/{x}", ""));
    let host = "    host: data.\n";
    assert_eq!(two("GET /pets/{id}", "GET /pets/{x}", host), "");
    assert_eq!(two("GET /pets/{id}", "GET /pets/{x+}", ""), "");
    assert_eq!(two("GET /pets/{id}", "GET /pets/{x}.json", ""), "");
    let said = two("GET /pets/{id}.json", "GET /pets/{x}.json", "");
    assert!(said.starts_with("error[RS0023]"), "{said}");
}
