//! What differs between protocols, as far as it matters here.

use std::fmt;

use clap::ValueEnum;

use crate::{
    model::{Reference, Shape},
    place::{Message, Place},
};

/// A protocol of AWS.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Protocol {
    RestJson,
    RestXml,
    Json,
    Query,
    Ec2,
    SmithyRpcV2Cbor,
}

impl Protocol {
    /// Returns its name in models.
    pub fn name(self) -> &'static str {
        match self {
            Self::RestJson => "rest-json",
            Self::RestXml => "rest-xml",
            Self::Json => "json",
            Self::Query => "query",
            Self::Ec2 => "ec2",
            Self::SmithyRpcV2Cbor => "smithy-rpc-v2-cbor",
        }
    }

    /// Returns whether members may stand elsewhere than in the body.
    pub fn is_rest(self) -> bool {
        matches!(self, Self::RestJson | Self::RestXml)
    }

    /// Returns whether the bodies of a message are XML.
    pub fn is_xml(self, message: Message) -> bool {
        match self {
            Self::RestXml => true,
            Self::Query | Self::Ec2 => message == Message::Output,
            Self::RestJson | Self::Json | Self::SmithyRpcV2Cbor => false,
        }
    }

    /// Returns whether the bodies of a message are forms.
    pub fn is_form(self, message: Message) -> bool {
        matches!(self, Self::Query | Self::Ec2) && message == Message::Input
    }

    /// Returns how a time is written.
    pub fn time_format_of<'a>(
        self,
        reference: &'a Reference,
        shape: &'a Shape,
        place: Place,
    ) -> &'a str {
        let format = reference
            .timestamp_format
            .as_deref()
            .or(shape.timestamp_format.as_deref());
        format.unwrap_or(match (place, self) {
            (Place::Header | Place::HeaderList | Place::PrefixHeaders, _) => "rfc822",
            (Place::Body | Place::Payload, Self::RestJson | Self::Json | Self::SmithyRpcV2Cbor) => {
                "unixTimestamp"
            }
            _ => "iso8601",
        })
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
