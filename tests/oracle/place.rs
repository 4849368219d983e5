//! Where in a message a value stands.

use serde_json::Value;

use crate::{
    model::{Reference, Shape},
    protocol::Protocol,
};

/// What a message is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Message {
    Input,
    Output,
}

/// A place in a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    Body,
    /// The whole body.
    Payload,
    Label,
    Query,
    /// All parameters of the query that no other member has.
    QueryMap,
    Header,
    /// One of the values of a header.
    HeaderList,
    /// The headers that begin alike.
    PrefixHeaders,
    Status,
}

impl Place {
    /// Returns where a member of a message stands.
    pub fn of(name: &str, reference: &Reference, owner: &Shape, protocol: Protocol) -> Self {
        if !protocol.is_rest() {
            return Self::Body;
        }
        match reference.location.as_deref() {
            Some("uri") => Self::Label,
            Some("querystring") if reference.location_name.is_none() => Self::QueryMap,
            Some("querystring") => Self::Query,
            Some("header") => Self::Header,
            Some("headers") => Self::PrefixHeaders,
            Some("statusCode") => Self::Status,
            _ if owner.payload.as_deref() == Some(name) => Self::Payload,
            _ => Self::Body,
        }
    }

    /// Returns where the items of a list or a map stand that stands here.
    pub fn of_items(self) -> Self {
        match self {
            Self::Payload => Self::Body,
            Self::Header => Self::HeaderList,
            place => place,
        }
    }

    /// Returns whether there is a value in every message: an answer has a status and a type.
    pub fn is_always_there(self, reference: &Reference) -> bool {
        matches!(self, Self::Label | Self::Payload | Self::Status)
            || self.is_header(reference, &["content-type"])
    }

    /// Returns whether the value in a request is one that the client works out itself.
    pub fn is_of_client(self, reference: &Reference) -> bool {
        self.is_header(reference, &["content-length"])
    }

    /// Returns whether the value in a request is the MD5 hash of its body, which some operations require.
    pub fn is_hash(self, reference: &Reference, value: &Value) -> bool {
        self.is_header(reference, &["content-md5"])
            && value.as_str().is_some_and(|hash| hash.len() == 24)
    }

    /// Returns whether the value in an answer is one that the server works out itself.
    pub fn is_of_server(self, reference: &Reference) -> bool {
        self.is_header(
            reference,
            &["connection", "content-length", "date", "server"],
        )
    }

    /// Returns whether the value is that of the header `Location`.
    pub fn is_location(self, reference: &Reference) -> bool {
        self.is_header(reference, &["location"])
    }

    fn is_header(self, reference: &Reference, names: &[&str]) -> bool {
        let name = reference.location_name.as_deref().unwrap_or_default();
        self == Self::Header && names.contains(&name.to_ascii_lowercase().as_str())
    }

    /// Returns whether a value is text there, whatever its type.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Body | Self::Payload)
    }
}
