//! AWS's restXml: XML bodies, and the bindings of [`rest_json`](super::rest_json).

use super::{
    BindingKind, Body, Destination, ErrorRules,
    ErrorsBy::{Code, CodeOrStatus},
    Rules,
    TimestampFormat::{DateTime, HttpDate},
    Timestamps, WithoutMembers, xml,
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
    has_xml: true,
    has_query_names: false,
    body: Body {
        format: "XML",
        content_type: "application/xml",
        empty: b"",
        has_root: true,
        can_be_form: false,
        has_timestamps: false,
        without_members: WithoutMembers::None,
        has_request_id: false,
        may_be_error: true,
    },
    runtime: xml::RUNTIME,
    timestamps: Timestamps {
        body: DateTime,
        header: HttpDate,
        uri: DateTime,
    },
    errors: ErrorRules {
        status: None,
        // A gateway may have sent the status code.
        aws_default: Code,
        url_default: CodeOrStatus,
        code_members: xml::CODE_MEMBERS,
        message_members: xml::MESSAGE_MEMBERS,
    },
};
