//! The protocols, as data. No other part of the generator depends on one.
//!
//! To add a protocol:
//!
//! 1. Write a file here with its [`Rules`], as [`rest_json`] has them.
//! 2. If the runtime lacks the format of its bodies, write a folder in `runtime/codec` that reads and writes values, and
//!    one in `runtime/protocol` with what the rules name: a method of `RequestBuilder` that makes a body, and the modules
//!    that read one. Name the files in `runtime/mod.rs` and `needs/runtime_files.rs`.
//! 3. Add the file and a line to the list below. The schema of the format, the checks in [`lower`](crate::lower) and
//!    the templates in [`emit`](crate::emit) follow the list and the rules.
//! 4. If models of AWS or of Smithy name it, say in `import/botocore/protocol.rs` and `import/smithy/service.rs` what they
//!    call it.
//! 5. Run `cargo run -- schema > spec/restsmith.schema.json`, and bring `spec/README.md` up to date.
//!
//! A new difference between protocols becomes a field of [`Rules`], which every protocol then has to set.

mod aws_json;
mod aws_query;
mod ec2_query;
mod json;
mod query;
mod rest_json;
mod rest_xml;
mod rpc_v2_cbor;
mod rules;
mod xml;

use serde::{Deserialize, Serialize};

pub use rules::{
    Address, BindingKind, Body, Destination, ErrorRules, ErrorsBy, Header, Rules, RuntimeNames,
    TimestampFormat, Timestamps, WithoutMembers,
};

/// Lists the protocols: the documentation for editors, the name in a spec, and the rules.
macro_rules! protocols {
    ($(#[doc = $docs:literal] $variant:ident = $name:literal, $rules:path;)+) => {
        /// The protocol of an API.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum Protocol {
            $(#[doc = $docs] #[serde(rename = $name)] $variant,)+
        }

        impl Protocol {
            /// All protocols.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns its name in a spec.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Returns the rules of the protocol.
            #[must_use]
            pub fn rules(self) -> &'static Rules {
                match self {
                    $(Self::$variant => &$rules,)+
                }
            }
        }
    };
}

protocols! {
    #[doc = "JSON bodies, and HTTP's own means for the rest."]
    RestJson = "rest-json", rest_json::RULES;
    #[doc = "XML bodies, and HTTP's own means for the rest."]
    RestXml = "rest-xml", rest_xml::RULES;
    #[doc = "AWS's JSON protocol, version 1.0: one URI for all operations, and a JSON body for every message."]
    AwsJson10 = "aws-json-1.0", aws_json::RULES_1_0;
    #[doc = "AWS's JSON protocol, version 1.1."]
    AwsJson11 = "aws-json-1.1", aws_json::RULES_1_1;
    #[doc = "Smithy's RPC v2 CBOR: a path for each operation that follows from its name, and a CBOR body for every message."]
    RpcV2Cbor = "rpc-v2-cbor", rpc_v2_cbor::RULES;
    #[doc = "AWS's query protocol: one URI for all operations, a form as every request, and XML as the response."]
    AwsQuery = "aws-query", aws_query::RULES;
    #[doc = "The query protocol of EC2, whose forms have keys of their own."]
    Ec2Query = "ec2-query", ec2_query::RULES;
}
