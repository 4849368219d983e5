//! What is written is read again as it was made.

use super::{tree::Node, yaml};
use crate::{
    diagnostic::{Diagnostics, Source},
    format::{
        self, Acceptor, AcceptorState, AcceptorStatus, Auth, Endpoint, Error, ErrorStatus, Hosts,
        MediaTypes, Member, MemberOrType, MemberXml, Named, Namespace, Operation, OtherEndpoint,
        Output, Pagination, Recognition, RequestFormat, Retry, RootXml, Service, ServiceXml, Shape,
        ShapeXml, Spec, Style, UnionBy, Until, Value, Values, Variable, Waiter,
    },
    protocol::{ErrorsBy, Protocol, TimestampFormat},
};

/// Writes a spec and reads it again.
pub(super) fn read_again(spec: &Spec) -> (Spec, String) {
    let text = yaml::document(&Node::of(spec).unwrap());
    let source = Source {
        name: "spec.yaml".to_owned(),
        text: text.clone(),
        not_utf8: None,
    };
    let mut diagnostics = Diagnostics::default();
    let (read, _) = format::read(&source, &mut diagnostics).expect(&text);
    (read.expect(&text), text)
}

fn named<T, const N: usize>(entries: [(&str, T); N]) -> Named<T> {
    entries
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}

#[expect(clippy::unnecessary_wraps, reason = "most keys are optional")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it is optional wherever it stands"
)]
fn namespace() -> Option<Namespace> {
    Some(Namespace {
        uri: "https://example.com/ns".to_owned(),
        prefix: text("ns"),
    })
}

/// Returns a member that says all that a member can say.
fn full_member(default: serde_yaml::Value) -> MemberOrType {
    MemberOrType(Member {
        target: "string".to_owned(),
        required: true,
        nullable: true,
        docs: text("One: two.\n\nThree.\n"),
        name: text("true"),
        xml: Some(MemberXml {
            attribute: true,
            flattened: true,
            namespace: namespace(),
            root: true,
            query_name: text("A"),
        }),
        header: text("x-a"),
        query: text("2031-02-03"),
        cookie: text("~"),
        style: Some(Style::DeepObject),
        label: text("id"),
        prefix_headers: text(""),
        query_map: true,
        payload: true,
        part: true,
        response_code: true,
        host_label: true,
        virtual_host: true,
        endpoint: true,
        idempotency_token: true,
        last_segment: true,
        constant: Some(default.clone()),
        default: Some(default),
    })
}

fn only_type() -> MemberOrType {
    MemberOrType(Member {
        target: "string".to_owned(),
        ..Member::default()
    })
}

fn full_hosts() -> Named<Hosts> {
    named([(
        "default",
        Hosts {
            plain: text("{region}.example.com"),
            fips: text("fips.example.com"),
            dual_stack: text("dual.example.com"),
            fips_dual_stack: text("both.example.com"),
            signing_region: text("us-east-1"),
        },
    )])
}

/// Pagination with all keys, whether or not they go together.
fn full_pagination() -> Pagination {
    Pagination {
        input_token: text("a"),
        output_token: text("b.c"),
        next: text("link"),
        page: text("f"),
        first_page: Some(0),
        offset: text("g"),
        until: Some(Until::Empty),
        has_more: text("h"),
        pages: text("i"),
        total: text("j"),
        items: text("d"),
        page_size: text("e"),
    }
}

/// A waiter with all keys, whether or not they go together.
fn full_waiter() -> Waiter {
    let acceptor = |state, status| Acceptor {
        state,
        status: Some(status),
        error: text("Taken"),
        path: text("length(a[]) > `0`"),
        all: text("a[].b"),
        any: text("a[?b == 'c'].b"),
        equals: Some(serde_yaml::Value::from("ACTIVE")),
    };
    Waiter {
        min_delay: Some(1),
        max_delay: Some(300),
        docs: text("It has eaten."),
        acceptors: vec![
            acceptor(AcceptorState::Success, AcceptorStatus::Success),
            acceptor(AcceptorState::Failure, AcceptorStatus::Error),
            acceptor(AcceptorState::Retry, AcceptorStatus::Exact(404)),
        ],
    }
}

fn service_xml() -> ServiceXml {
    ServiceXml {
        namespace: namespace(),
    }
}

fn full_output(members: Named<MemberOrType>) -> Output {
    Output {
        status: 201,
        docs: text("It ate."),
        members,
    }
}

/// Returns a shape that says all that a shape can say.
fn full_shape(members: Named<MemberOrType>) -> Shape {
    Shape {
        kind: "structure".to_owned(),
        sensitive: true,
        docs: text("All of it."),
        tag: text("a"),
        by: Some(UnionBy::Members),
        members,
        additional: text("string"),
        of: text("string"),
        sparse: true,
        values: Some(Values(vec![("Big".to_owned(), Value::Number(-1))])),
        format: Some(TimestampFormat::HttpDate),
        streaming: true,
        media_type: text("text/plain"),
        xml: Some(ShapeXml {
            item: text("Item"),
            item_namespace: namespace(),
            key: text("Key"),
            key_namespace: namespace(),
            value: text("Value"),
            value_namespace: namespace(),
        }),
    }
}

fn full_variable() -> Variable {
    let europe = ("Eu".to_owned(), Value::Text("eu".to_owned()));
    Variable {
        default: text("eu"),
        values: Some(Values(vec![europe])),
        docs: text("Where."),
    }
}

/// Returns a spec in which each key of the format is used. Nothing is left to defaults, so that a new key doesn't
/// compile here until it is added.
fn full_spec() -> Spec {
    let members = || {
        named([
            ("Short", only_type()),
            ("null", full_member(serde_yaml::Value::from(1.0))),
        ])
    };
    let error = || Error {
        status: Some(ErrorStatus::Exact(409)),
        body: Some("Problem".to_owned()),
        code: text("409"),
        retry: Some(Retry::Throttling),
        docs: text("Taken."),
        members: members(),
    };
    Spec {
        restsmith: 1,
        service: Service {
            name: "pets".to_owned(),
            title: text("Pets & more: a service"),
            version: text("2031-02-03"),
            protocol: Protocol::RestJson,
            target_prefix: None,
            endpoint: Endpoint {
                aws: text("pets"),
                variables: named([("region", full_variable())]),
                environments: named([("sandbox", "https://example.com".to_owned())]),
                sdk_id: text("Pets"),
                fips: named([("aws-us-gov", "pets".to_owned())]),
                hosts: full_hosts(),
                accelerated: full_hosts(),
                others: named([(
                    "search",
                    OtherEndpoint {
                        aws: "search".to_owned(),
                        signing_name: text("pets"),
                        fips: named([("aws-us-gov", "search".to_owned())]),
                        hosts: full_hosts(),
                    },
                )]),
                url: text("https://example.com"),
            },
            auth: Some(Auth::None),
            auth_schemes: Named::new(),
            xml: Some(service_xml()),
            signing_name: text("pets"),
            request: Some(RequestFormat::MediaType("application/a+json".to_owned())),
            response: Some(MediaTypes(vec![
                "application/a+json".to_owned(),
                "application/json".to_owned(),
            ])),
            errors: Some(Recognition {
                by: Some(ErrorsBy::CodeOrStatus),
                code: Some("error.code".to_owned()),
                message: Some("errors[0].message".to_owned()),
            }),
            required_in_responses: Some(false),
            headers: named([("accept", "application/json".to_owned())]),
            docs: text("# Pets\n\n    indented\n"),
        },
        operations: named([(
            "Feed",
            Operation {
                http: Some("POST /pets/{id}?a=b".to_owned()),
                host: text("{id}."),
                endpoint: text("https://other.example.com"),
                request: Some(RequestFormat::Form),
                response: Some(MediaTypes(vec!["text/csv".to_owned()])),
                additional_input: text("string"),
                xml: Some(RootXml {
                    name: text("Feeding"),
                    namespace: namespace(),
                }),
                status: Some(201),
                auth: Some(Auth::Bearer),
                unsigned_payload: true,
                idempotent: Some(false),
                checksum_required: true,
                tree_hash: true,
                compress_request: true,
                docs: text("Feeds."),
                input: Some(members()),
                output: members(),
                outputs: named([("Fed", full_output(members()))]),
                errors: vec!["Taken".to_owned(), "a, b".to_owned()],
                pagination: Some(full_pagination()),
                waiters: named([("Fed", full_waiter())]),
            },
        )]),
        errors: named([("Taken", error())]),
        common_errors: named([("Common", error())]),
        shapes: named([("All", full_shape(members()))]),
    }
}

#[test]
fn every_key_is_read_again_as_it_was_written() {
    let spec = full_spec();
    let (read, text) = read_again(&spec);
    assert_eq!(read, spec, "{text}");
}

#[test]
fn a_service_and_operations_take_lines_and_the_rest_is_in_one_line_if_it_fits() {
    let service = Service {
        auth_schemes: Named::new(),
        name: "pets".to_owned(),
        title: None,
        version: None,
        protocol: Protocol::RestJson,
        target_prefix: None,
        endpoint: Endpoint {
            url: text("https://example.com"),
            ..Endpoint::default()
        },
        auth: None,
        request: None,
        response: None,
        xml: None,
        signing_name: None,
        errors: None,
        required_in_responses: Some(true),
        headers: named([("accept", "*/*".to_owned()), ("x-version", "1".to_owned())]),
        docs: None,
    };
    let operation = |status| Operation {
        http: Some("GET /".to_owned()),
        status,
        ..Operation::default()
    };
    let with_input = Operation {
        input: Some(named([("id", only_type())])),
        ..operation(None)
    };
    let error = |members| Error {
        status: Some(ErrorStatus::Exact(400)),
        body: None,
        code: None,
        retry: None,
        docs: None,
        members,
    };
    let spec = Spec {
        restsmith: 1,
        service,
        operations: named([
            ("A", operation(None)),
            ("B", operation(Some(201))),
            ("C", with_input),
        ]),
        errors: named([
            ("D", error(Named::new())),
            ("E", error(named([("id", only_type())]))),
        ]),
        common_errors: Named::new(),
        shapes: Named::new(),
    };
    let (read, yaml) = read_again(&spec);
    assert_eq!(read, spec, "{yaml}");
    let expected = "\
restsmith: 1

service:
  name: pets
  protocol: rest-json
  endpoint: { url: \"https://example.com\" }
  required_in_responses: true
  headers: { accept: \"*/*\", x-version: \"1\" }

operations:
  A:
    http: GET /

  B:
    http: GET /
    status: 201

  C:
    http: GET /
    input:
      id: string

errors:
  D: { status: 400 }

  E:
    status: 400
    members:
      id: string
";
    assert_eq!(yaml, expected);
}

#[test]
fn a_default_of_any_kind_is_read_again_as_it_was_written() {
    for default in [
        "false",
        "0",
        "-7",
        "1.0",
        "1e300",
        ".inf",
        "\"\"",
        "\"1\"",
        "[]",
        "{}",
        "[a, [1], {b: c}]",
    ] {
        let value: serde_yaml::Value = serde_yaml::from_str(default).unwrap();
        let mut spec = full_spec();
        spec.shapes.insert(
            "Other".to_owned(),
            Shape {
                members: named([("member", full_member(value))]),
                ..Shape::of_type("structure")
            },
        );
        let (read, text) = read_again(&spec);
        assert_eq!(read, spec, "{default}: {text}");
    }
}

#[test]
fn what_makes_up_a_shape_is_written_even_if_it_is_empty_and_nothing_else_is() {
    let values = |values: &[(&str, Value)]| {
        let values = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()));
        Some(Values(values.collect()))
    };
    let same = [
        ("ON", Value::Text("ON".to_owned())),
        ("OFF", Value::Text("OFF".to_owned())),
    ];
    let other = [
        ("ON", Value::Text("ON".to_owned())),
        ("OFF", Value::Text("off".to_owned())),
    ];
    let mut spec = full_spec();
    spec.shapes = named([
        ("Nothing", Shape::of_type("structure")),
        ("Never", Shape::of_type("union")),
        ("Text", Shape::of_type("string")),
        (
            "Short",
            Shape {
                members: named([("a", only_type())]),
                ..Shape::of_type("structure")
            },
        ),
        (
            "List",
            Shape {
                of: text("Text"),
                ..Shape::of_type("list")
            },
        ),
        (
            "Switch",
            Shape {
                values: values(&same),
                ..Shape::of_type("enum")
            },
        ),
        (
            "Other",
            Shape {
                values: values(&other),
                ..Shape::of_type("enum")
            },
        ),
        (
            "Number",
            Shape {
                values: values(&[("One", Value::Number(1))]),
                ..Shape::of_type("int_enum")
            },
        ),
        (
            "None",
            Shape {
                values: values(&[]),
                ..Shape::of_type("enum")
            },
        ),
    ]);
    let (read, yaml) = read_again(&spec);
    assert_eq!(read, spec, "{yaml}");
    let expected = "
shapes:
  Nothing: { type: structure, members: {} }
  Never: { type: union, members: {} }
  Text: { type: string }

  Short:
    type: structure
    members:
      a: string

  List: { type: list, of: Text }
  Switch: { type: enum, values: [ON, OFF] }
  Other: { type: enum, values: { ON: ON, OFF: off } }
  Number: { type: int_enum, values: { One: 1 } }
  None: { type: enum, values: [] }
";
    assert!(yaml.ends_with(expected), "{yaml}");
}
