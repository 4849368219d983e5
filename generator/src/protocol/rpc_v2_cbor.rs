//! Smithy's RPC v2 CBOR: every message is a CBOR body, and the path names the operation.
//!
//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>

use http::{HeaderName, header::ACCEPT};

use super::{
    Address, Body, Destination, ErrorRules,
    ErrorsBy::Code,
    Rules, RuntimeNames,
    TimestampFormat::{DateTime, EpochSeconds, HttpDate},
    Timestamps, WithoutMembers,
};

const CONTENT_TYPE: &str = "application/cbor";

pub(super) static RULES: Rules = Rules {
    destination: Destination::Names(address),
    bindings: &[],
    has_base64_headers: false,
    has_xml: false,
    has_query_names: false,
    body: Body {
        format: "CBOR",
        content_type: CONTENT_TYPE,
        // A map of length 0.
        empty: b"\xa0",
        has_root: false,
        can_be_form: false,
        has_timestamps: true,
        without_members: WithoutMembers::EmptyOfInput,
        has_request_id: false,
        may_be_error: false,
    },
    runtime: RuntimeNames {
        formats: &["cbor"],
        write: "with_cbor",
        body: "cbor",
        error: "cbor_error",
    },
    timestamps: Timestamps {
        body: EpochSeconds,
        header: HttpDate,
        uri: DateTime,
    },
    errors: ErrorRules {
        status: Some(400),
        // Most errors of a service share a status code.
        aws_default: Code,
        url_default: Code,
        code_members: &["__type", "code", "Code"],
        message_members: &["message", "Message", "errorMessage"],
    },
};

fn address(target_prefix: &str, operation: &str) -> Address {
    let protocol = HeaderName::from_static("smithy-protocol");
    Address {
        path: format!("/service/{target_prefix}/operation/{operation}"),
        headers: vec![
            (protocol, "rpc-v2-cbor".to_owned()),
            (ACCEPT, CONTENT_TYPE.to_owned()),
        ],
    }
}
