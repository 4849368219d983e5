//! AWS's restJson1, which suits most JSON APIs: JSON bodies, and bindings to all parts of HTTP messages.

use super::{
    BindingKind, Body, Destination, ErrorRules,
    ErrorsBy::{Code, CodeOrStatus},
    Rules,
    TimestampFormat::{DateTime, EpochSeconds, HttpDate},
    Timestamps, WithoutMembers, json,
};

pub(super) static RULES: Rules = Rules {
    destination: Destination::Operation,
    bindings: &[
        BindingKind::Header,
        BindingKind::PrefixHeaders,
        BindingKind::Query,
        BindingKind::QueryMap,
        BindingKind::Cookie,
        BindingKind::Label,
        BindingKind::Payload,
        BindingKind::ResponseCode,
    ],
    has_base64_headers: true,
    has_xml: false,
    has_query_names: false,
    body: Body {
        format: "JSON",
        content_type: "application/json",
        empty: b"{}",
        has_root: false,
        can_be_form: true,
        has_timestamps: false,
        without_members: WithoutMembers::None,
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
        status: None,
        // A gateway may have sent the status code.
        aws_default: Code,
        url_default: CodeOrStatus,
        code_members: json::CODE_MEMBERS,
        message_members: json::MESSAGE_MEMBERS,
    },
};
