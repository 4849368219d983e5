//! The common rules of AWS's query protocols, with forms as requests and XML as responses.

use super::{
    Body, Destination, ErrorRules,
    ErrorsBy::Code,
    Rules, RuntimeNames,
    TimestampFormat::{DateTime, HttpDate},
    Timestamps, WithoutMembers, xml,
};

/// Returns the rules of a protocol, which differ in the names in the runtime, and in the keys of forms.
pub(super) const fn rules(runtime: RuntimeNames) -> Rules {
    Rules {
        destination: Destination::Form(form),
        bindings: &[],
        has_base64_headers: false,
        has_xml: true,
        has_query_names: false,
        body: Body {
            format: "form-encoded",
            content_type: "application/x-www-form-urlencoded",
            empty: b"",
            has_root: false,
            can_be_form: false,
            has_timestamps: false,
            without_members: WithoutMembers::Empty,
            has_request_id: true,
            may_be_error: false,
        },
        runtime,
        timestamps: Timestamps {
            body: DateTime,
            header: HttpDate,
            uri: DateTime,
        },
        errors: ErrorRules {
            status: Some(400),
            // Most errors of a service share a status code.
            aws_default: Code,
            url_default: Code,
            code_members: xml::CODE_MEMBERS,
            message_members: xml::MESSAGE_MEMBERS,
        },
    }
}

fn form(version: &str, operation: &str) -> String {
    format!("Action={operation}&Version={version}")
}
