//! What is said of the keys of XML.

use super::diagnostics::{diagnostics, headlines, help};

/// What is said about an operation with this member in its input, and these shapes.
fn said(protocol: &str, member: &str, shapes: &str) -> String {
    diagnostics(&format!(
        "restsmith: 1
service: {{ name: pets, protocol: {protocol}, endpoint: {{ url: \"https://example.com\" }} }}
operations:
  Feed:
    http: POST /feed
    input:
      food: {member}
shapes:
  Used: {{ type: list, of: string }}
{shapes}"
    ))
}

/// The headline and the help of the only error.
fn only(said: &str) -> (&str, &str) {
    let errors: Vec<_> = headlines(said)
        .into_iter()
        .filter(|line| line.starts_with("error["))
        .collect();
    assert_eq!(errors.len(), 1, "{said}");
    (errors[0], help(said))
}

#[test]
fn what_xml_can_say_is_accepted() {
    for member in [
        "{ type: Used, xml: { flattened: true } }",
        "{ type: Used, name: \"x:food\", xml: { namespace: { uri: \"urn:x\", prefix: x } } }",
        "{ type: string, xml: { attribute: true } }",
        "{ type: Named, payload: true, name: Food, xml: { namespace: { uri: \"urn:x\" } } }",
        "{ type: string, payload: true, xml: { root: true } }",
    ] {
        let shapes = "  Named: { type: structure, members: { a: Used, b: Map } }\n  Map: { type: map, of: Items, xml: { key: K, value: V } }\n  Items: { type: list, of: string, xml: { item: Item } }\n";
        let said = said("rest-xml", member, shapes);
        assert!(!said.contains("error["), "{member}: {said}");
    }
}

#[test]
fn a_document_has_no_form_in_xml() {
    let shapes = "  Documents: { type: list, of: document }\n";
    for (protocol, member) in [
        ("rest-xml", "document"),
        ("rest-xml", "{ type: Documents }"),
    ] {
        let said = said(protocol, member, shapes);
        assert_eq!(
            only(&said),
            (
                "error[RS0038]: a document can't be used with this protocol",
                "name a structure with the members that it has: XML doesn't tell types apart"
            )
        );
    }
}

#[test]
fn an_attribute_is_a_single_value() {
    let said = said("rest-xml", "{ type: Used, xml: { attribute: true } }", "");
    assert_eq!(
        only(&said),
        (
            "error[RS0038]: a member of this type can't be an attribute",
            "remove the key, or change the type to a string, number, boolean, timestamp, date, UUID or enum"
        )
    );
}

#[test]
fn only_a_list_or_a_map_is_flattened() {
    let said = said("rest-xml", "{ type: string, xml: { flattened: true } }", "");
    assert_eq!(
        only(&said),
        (
            "error[RS0038]: a member of this type can't be flattened",
            "remove the key, or change the type to a list or a map"
        )
    );
}

#[test]
fn a_union_is_one_element() {
    for (key, member) in [
        ("flattened", "{ type: Used, xml: { flattened: true } }"),
        ("attribute", "{ type: string, xml: { attribute: true } }"),
    ] {
        let shapes =
            format!("  Choice: {{ type: union, members: {{ a: string, b: {member} }} }}\n");
        let said = said("rest-xml", "Choice", &shapes);
        let headline = format!("error[RS0011]: `{key}` can't be used in a union");
        assert!(headlines(&said).contains(&headline.as_str()), "{said}");
        assert!(said.contains(&format!("xml: {{ {key}: true")), "{said}");
        assert_eq!(
            help(&said),
            "remove the key: a union contains one element, whose name is that of its member"
        );
    }
}

#[test]
fn an_attribute_is_not_null() {
    let member = "{ type: string, nullable: true, xml: { attribute: true } }";
    let said = said("rest-xml", member, "");
    assert_eq!(
        only(&said),
        (
            "error[RS0011]: an attribute can't be null",
            "remove one of the two: an attribute that isn't set is absent"
        )
    );
}

#[test]
fn a_key_of_its_own_in_a_form_is_one_of_ec2() {
    let said_of_query = |protocol: &str, name: &str| {
        diagnostics(&format!(
            "restsmith: 1
service: {{ name: pets, protocol: {protocol}, version: \"1\", endpoint: {{ url: \"https://example.com\" }} }}
operations:
  Feed: {{ input: {{ food: {{ type: string, xml: {{ query_name: {name} }} }} }} }}
"
        ))
    };
    let refused = (
        "error[RS0011]: `query_name` can't be used with this protocol",
        "remove the key: it is only for `ec2-query`",
    );
    assert_eq!(only(&said_of_query("aws-query", "Food")), refused);
    let of_rest_xml = said(
        "rest-xml",
        "{ type: string, xml: { query_name: Food } }",
        "",
    );
    assert_eq!(only(&of_rest_xml), refused);
    assert!(!said_of_query("ec2-query", "Food").contains("error["));
    assert_eq!(
        only(&said_of_query("ec2-query", "\"\"")),
        (
            "error[RS0011]: the key in the form is empty",
            "write the key that the API has, such as `query_name: InstanceId`, or remove it"
        )
    );
}

#[test]
fn neither_xml_nor_a_form_has_additional_members() {
    for service in [
        "rest-xml",
        "aws-query, version: \"1\"",
        "ec2-query, version: \"1\"",
    ] {
        let http = if service == "rest-xml" {
            "http: POST /feed, "
        } else {
            ""
        };
        let said = diagnostics(&format!(
            "restsmith: 1
service: {{ name: pets, protocol: {service}, endpoint: {{ url: \"https://example.com\" }} }}
operations:
  Feed: {{ {http}input: {{ food: string }}, additional_input: string }}
"
        ));
        assert_eq!(
            only(&said),
            (
                "error[RS0011]: `additional_input` can't be used with this protocol",
                "remove the key: only JSON and CBOR have it"
            )
        );
    }
}

#[test]
fn a_protocol_without_xml_has_no_keys_of_it() {
    for (member, shapes) in [
        ("{ type: Used, xml: { flattened: true } }", ""),
        (
            "Items",
            "  Items: { type: list, of: string, xml: { item: Item } }\n",
        ),
    ] {
        let said = said("rest-json", member, shapes);
        let expected = (
            "error[RS0011]: `xml` can't be used here",
            "remove the key: bodies are JSON here",
        );
        let errors = headlines(&said);
        assert!(errors.contains(&expected.0), "{said}");
        assert_eq!(help(&said), expected.1);
    }
}

#[test]
fn names_are_those_of_elements_and_differ() {
    for (member, shapes, headline) in [
        (
            "{ type: string, name: a b }",
            "",
            "error[RS0014]: `a b` can't be the name of an element",
        ),
        (
            "{ type: string, name: \"1a\" }",
            "",
            "error[RS0014]: `1a` can't be the name of an element",
        ),
        (
            "{ type: string }\n      more: { type: string, name: food }",
            "",
            "error[RS0019]: the XML name `food` is used twice",
        ),
        (
            "{ type: string, xml: { namespace: { uri: a, prefix: xmlx } } }",
            "",
            "error[RS0014]: `xmlx` can't be the prefix of a namespace",
        ),
        (
            "{ type: string, xml: { namespace: { uri: \"\" } } }",
            "",
            "error[RS0011]: the URI of the namespace is empty",
        ),
        (
            "string",
            "  Map: { type: map, of: string, xml: { key: value } }\n",
            "error[RS0019]: the keys and the values of the map have the same name `value`",
        ),
        (
            "string",
            "  Items: { type: list, of: string, xml: { key: a } }\n",
            "error[RS0011]: `key` can't be used with the type `list`",
        ),
        (
            "string",
            "  Map: { type: map, of: string, xml: { item: a } }\n",
            "error[RS0011]: `item` can't be used with the type `map`",
        ),
        (
            "string",
            "  Union: { type: union, tag: kind, members: { a: Used } }\n",
            "error[RS0011]: `tag` can't be used with this protocol",
        ),
    ] {
        let said = said("rest-xml", member, shapes);
        assert!(headlines(&said).contains(&headline), "{member}: {said}");
    }
    // An attribute may have the name of an element.
    let said = said(
        "rest-xml",
        "{ type: string }\n      more: { type: string, name: food, xml: { attribute: true } }",
        "",
    );
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn a_member_outside_the_body_has_no_keys_of_xml() {
    let said = said(
        "rest-xml",
        "{ type: string, header: x-food, xml: { attribute: true } }",
        "",
    );
    assert_eq!(
        only(&said).0,
        "error[RS0020]: `xml` is about the body, but the member is bound by `header`"
    );
}
