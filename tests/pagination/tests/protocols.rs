//! Pages of the protocols that don't speak JSON.

#![cfg(test)]

use restsmith_pagination::{aws_query, cbor, ec2_query, exchange, rest_xml};
use restsmith_tests::Answer;

fn answer(media_type: &str, body: impl AsRef<[u8]>) -> Answer {
    let content_type = format!("content-type: {media_type}");
    let headers = [
        &*content_type,
        "x-amzn-requestid: r",
        "smithy-protocol: rpc-v2-cbor",
    ];
    Answer::response("200 OK", &headers, body)
}

const SAME: &str =
    "failed: the service returned the same next page twice, so the pages would never end";

#[test]
fn a_token_of_aws_query_is_in_the_result_and_in_the_next_form() {
    let page = |names: &str, members: &str| {
        let body = format!(
            "<ListNamesResponse xmlns=\"https://pages.example.com/\"><ListNamesResult><Names>{names}</Names>{members}\
             </ListNamesResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListNamesResponse>"
        );
        answer("text/xml", body)
    };
    let member = |name: &str| format!("<member>{name}</member>");
    let answers = [
        page(
            &(member("a") + &member("b")),
            "<Marker>m&amp;1 +</Marker><IsTruncated>true</IsTruncated>",
        ),
        page("", "<IsTruncated>true</IsTruncated><Marker>m2</Marker>"),
        page(
            &member("c"),
            "<IsTruncated>false</IsTruncated><Marker>m3</Marker>",
        ),
    ];
    let all = exchange(&aws_query::ListNamesInput::new().limit(2), &answers);
    assert_eq!(all.items, ["a", "b", "c"]);
    assert_eq!(all.requests, ["POST /v1/"; 3]);
    assert_eq!(
        all.bodies,
        [
            "Action=ListNames&Version=2031-02-03&MaxItems=2",
            "Action=ListNames&Version=2031-02-03&Marker=m%261%20%2B&MaxItems=2",
            "Action=ListNames&Version=2031-02-03&Marker=m2&MaxItems=2",
        ]
    );
    let all = exchange(&aws_query::ListNamesInput::new(), &answers[..1]);
    assert_eq!(
        all.items,
        ["a", "b", "a", "b", &format!("ListNames {SAME}")]
    );
}

#[test]
fn a_token_of_ec2_query_is_in_the_root_and_in_the_next_form() {
    let page = |names: &str, token: &str| {
        let body = format!(
            "<DescribeNamesResponse xmlns=\"https://pages.example.com/\"><requestId>r</requestId>\
             <nameSet>{names}</nameSet>{token}</DescribeNamesResponse>"
        );
        answer("text/xml;charset=UTF-8", body)
    };
    let answers = [
        page(
            "<item>a</item><item>b</item>",
            "<nextToken>t/1=</nextToken>",
        ),
        page("<item>c</item>", "<nextToken></nextToken>"),
    ];
    let all = exchange(
        &ec2_query::DescribeNamesInput::new().max_results(5),
        &answers,
    );
    assert_eq!(all.items, ["a", "b", "c"]);
    assert_eq!(all.requests, ["POST /v1/"; 2]);
    assert_eq!(
        all.bodies,
        [
            "Action=DescribeNames&Version=2031-02-03&MaxResults=5",
            "Action=DescribeNames&Version=2031-02-03&NextToken=t%2F1%3D&MaxResults=5",
        ]
    );
    let all = exchange(&ec2_query::DescribeNamesInput::new(), &answers[1..]);
    assert_eq!(all.items, ["c"]);
    assert_eq!(all.bodies, ["Action=DescribeNames&Version=2031-02-03"]);
}

#[test]
fn a_token_of_rest_xml_is_in_an_element_and_in_the_next_query() {
    let page = |members: &str| {
        answer(
            "application/xml",
            format!("<ListResult>{members}</ListResult>"),
        )
    };
    let answers = [
        page("<Name>a</Name><IsTruncated>true</IsTruncated><Name>b</Name><Next>k &lt;1</Next>"),
        page("<IsTruncated>false</IsTruncated><Name>c</Name><Next>never</Next>"),
    ];
    let all = exchange(&rest_xml::ListNamesInput::new().limit(2), &answers);
    assert_eq!(all.items, ["a", "b", "c"]);
    assert_eq!(
        all.requests,
        [
            "GET /v1/names?list-type=2&max-keys=2",
            "GET /v1/names?list-type=2&after=k%20%3C1&max-keys=2",
        ]
    );
    assert_eq!(all.bodies, ["", ""]);
    let all = exchange(&rest_xml::ListNamesInput::new(), &answers[..1]);
    assert_eq!(
        all.items,
        ["a", "b", "a", "b", &format!("ListNames {SAME}")]
    );
}

#[test]
fn a_token_of_rest_xml_is_in_a_payload_and_in_the_next_body() {
    let page = |token: &str| {
        let body = format!(
            "<Found><Names><member>a</member></Names><Page><Token>{token}</Token></Page></Found>"
        );
        answer("application/xml", body)
    };
    let answers = [page("t&gt;1"), page("")];
    let all = exchange(&rest_xml::SearchNamesInput::new(), &answers);
    assert_eq!(all.items, ["a", "a"]);
    assert_eq!(all.requests, ["POST /v1/search"; 2]);
    assert_eq!(
        all.bodies,
        [
            "<SearchNamesRequest></SearchNamesRequest>",
            "<SearchNamesRequest><Token>t&gt;1</Token></SearchNamesRequest>",
        ]
    );
}

#[test]
fn a_token_of_cbor_is_in_a_map_and_in_the_next_map() {
    let page = |body: &[u8]| answer("application/cbor", body);
    let answers = [
        page(b"\xa2\x65names\x82\x61a\x61b\x65token\x62t1"),
        page(b"\xbf\x65token\x7f\x61t\x612\xff\x65names\x80\xff"),
        page(b"\xa2\x65names\x81\x61c\x65token\xf6"),
    ];
    let all = exchange(&cbor::ListNamesInput::new().limit(2), &answers);
    assert_eq!(all.items, ["a", "b", "c"]);
    assert_eq!(
        all.requests,
        ["POST /v1/service/Names/operation/ListNames"; 3]
    );
    let tokens = ["", "\u{65}token\u{62}t1", "\u{65}token\u{62}t2"];
    assert_eq!(all.bodies.len(), tokens.len());
    for (body, token) in all.bodies.iter().zip(tokens) {
        assert!(body.contains(token), "{body:?}");
        assert!(body.contains("limit\u{2}"), "{body:?}");
        assert_eq!(body.contains("token"), !token.is_empty(), "{body:?}");
    }
    let all = exchange(&cbor::ListNamesInput::new(), &answers[..1]);
    assert_eq!(
        all.items,
        ["a", "b", "a", "b", &format!("ListNames {SAME}")]
    );
}
