//! AWS's awsJson 1.0 and 1.1: every message is a JSON body, and a header names the operation.

use http::HeaderName;

use super::{
    Address, Body, Destination, ErrorRules,
    ErrorsBy::Code,
    Rules,
    TimestampFormat::{DateTime, EpochSeconds, HttpDate},
    Timestamps, WithoutMembers, json,
};

pub(super) static RULES_1_0: Rules = rules("application/x-amz-json-1.0");
pub(super) static RULES_1_1: Rules = rules("application/x-amz-json-1.1");

/// Returns the rules of a version, which only differ in the content type.
const fn rules(content_type: &'static str) -> Rules {
    Rules {
        destination: Destination::Names(address),
        bindings: &[],
        has_base64_headers: false,
        has_xml: false,
        has_query_names: false,
        body: Body {
            format: "JSON",
            content_type,
            empty: b"{}",
            has_root: false,
            can_be_form: false,
            has_timestamps: false,
            without_members: WithoutMembers::Empty,
            has_request_id: false,
            may_be_error: false,
        },
        runtime: json::RUNTIME,
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
            code_members: json::CODE_MEMBERS,
            message_members: json::MESSAGE_MEMBERS,
        },
    }
}

fn address(target_prefix: &str, operation: &str) -> Address {
    let target = (
        HeaderName::from_static("x-amz-target"),
        format!("{target_prefix}.{operation}"),
    );
    Address {
        path: "/".to_owned(),
        headers: vec![target],
    }
}
