//! The common rules of AWS's query protocols, with forms as requests and XML as responses.

use super::{
    Body, Destination, ErrorRules,
    ErrorsBy::Code,
    Rules, RuntimeNames,
    TimestampFormat::{DateTime, HttpDate},
    Timestamps, xml,
};

/// Returns the rules of a protocol, which only differ in the names in the runtime.
pub(super) const fn rules(runtime: RuntimeNames) -> Rules {
    Rules {
        destination: Destination::OfForm(form),
        bindings: &[],
        has_base64_headers: false,
        has_xml: true,
        body: Body {
            format: "form-encoded",
            content_type: "application/x-www-form-urlencoded",
            empty: "",
            has_root: false,
            can_be_form: false,
            is_always_sent: true,
            has_request_id: true,
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
